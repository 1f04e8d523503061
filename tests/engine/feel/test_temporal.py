"""Dates, instants and durations, with every answer counted by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest

from engine.clock import LONDON
from engine.feel import Duration, compile_expression

NOW = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)


def value(text: str, **scope: object) -> object:
    return compile_expression(text).evaluate(scope, NOW)


def test_a_day_across_the_change_of_clocks_keeps_the_hour_and_24_hours_do_not_exist_as_such() -> None:
    # The clocks go forward on 29 March 2026: noon on the 28th is 12:00Z, noon on the 29th is 11:00Z.
    noon = datetime(2026, 3, 28, 12, tzinfo=LONDON)
    assert value('date and time(a) + duration("P1D")', a="2026-03-28T12:00:00@Europe/London") == noon + timedelta(
        days=1
    )
    # 13 hours as they pass: 12:00 to 24:00 is 12, and one more to 01:00, which the clocks call 02:00.
    assert str(value('string(date and time(a) + duration("PT13H"))', a="2026-03-28T12:00:00@Europe/London")) == (
        "2026-03-29T02:00:00@Europe/London"
    )


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("2026-01-31", "P1M", "2026-02-28"),
        ("2028-01-31", "P1M", "2028-02-29"),
        ("2026-12-01", "P1M", "2027-01-01"),
        ("2026-03-31", "-P1M", "2026-02-28"),
        ("2028-02-29", "P1Y", "2029-02-28"),
        ("2026-12-24", "P14D", "2027-01-07"),  # 7 days to the 31st, 7 more
    ],
)
def test_a_date_plus_a_duration(start: str, length: str, end: str) -> None:
    assert value("date(start) + duration(length)", start=start, length=length) == date.fromisoformat(end)


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2026-01-31", "2026-02-28", 0),
        ("2026-01-31", "2026-03-31", 2),
        ("2026-01-15", "2027-01-14", 11),
        ("2026-01-15", "2027-01-15", 12),
        ("2026-03-01", "2026-01-15", -1),
    ],
)
def test_whole_months_between_two_dates(start: str, end: str, months: int) -> None:
    found = value("years and months duration(date(start), date(end))", start=start, end=end)
    assert found == Duration(months=months)


def test_a_duration_has_the_parts_of_its_own_kind_only() -> None:
    assert [value(f'duration("P1Y2M").{part}') for part in ("years", "months", "days")] == [1, 2, None]
    assert [value(f'duration("P1DT26H").{part}') for part in ("days", "hours", "months")] == [2, 2, None]
    assert value('duration("-PT90M").hours') == -1


def test_a_childs_age_in_whole_years() -> None:
    age = "years and months duration(date(born), today()).years"
    assert value(age, born="2010-07-01") == 16  # today is 1 July 2026 in England
    assert value(age, born="2010-07-02") == 15


def test_a_date_must_be_converted_before_it_is_compared() -> None:
    assert value("opened < today()", opened="2026-06-01") is None
    assert value("date(opened) < today()", opened="2026-06-01") is True


def test_today_and_now_follow_the_clock_that_was_given() -> None:
    assert value('today() - date("2026-06-01") = duration("P30D")') is True
    assert value('now() > date and time("2026-06-30T23:29:59Z")') is True
    assert value('now() < date and time("2026-07-01T00:31:00")') is True  # without an offset: England's clock
