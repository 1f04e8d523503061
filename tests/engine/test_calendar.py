"""The working-day calendar: what counts, why a day does not, and where the calendar ends (B5)."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.calendar import WorkingCalendar
from engine.errors import CalendarError, DefinitionError

pytestmark = pytest.mark.requirement("B5")
PUBLISHED = Path("processes/calendar.json")


@pytest.fixture(scope="module")
def calendar() -> WorkingCalendar:
    return WorkingCalendar.from_json(PUBLISHED.read_bytes(), "calendar.json")


def small(**changes: Any) -> dict[str, Any]:
    days = [{"date": "2026-04-03", "name": "Good Friday"}, {"date": "2026-12-25", "name": "Christmas Day"}]
    year = {"year": 2026, "status": "announced", "holidays": days}
    return {"version": "t1", "source": "made for a test", "years": [year]} | changes


def read(document: object) -> WorkingCalendar:
    return WorkingCalendar.from_json(json.dumps(document).encode(), "calendar.json")


def problems(document: object) -> str:
    with pytest.raises(DefinitionError) as caught:
        read(document)
    return str(caught.value)


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 12, 24), None),  # Thursday, Christmas Eve is an ordinary working day
        (date(2026, 12, 25), "Christmas Day"),
        (date(2026, 12, 26), "Saturday"),  # Boxing Day itself; its bank holiday moves to Monday 28th
        (date(2026, 12, 28), "Boxing Day, substitute day"),
        (date(2027, 12, 25), "Christmas Day"),  # a Saturday, named by the law all the same
        (date(2027, 12, 27), "Christmas Day, substitute day"),
        (date(2027, 12, 28), "Boxing Day, substitute day"),
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 4, 5), "Sunday"),
        (date(2026, 4, 6), "Easter Monday"),
        (date(2022, 6, 2), "Spring bank holiday"),  # moved from May for the jubilee
        (date(2022, 6, 3), "Platinum Jubilee bank holiday"),
        (date(2022, 5, 30), None),  # the last Monday of May 2022 was worked
        (date(2022, 9, 19), "Bank Holiday for the State Funeral of Queen Elizabeth II"),
        (date(2023, 5, 8), "Bank holiday for the coronation of King Charles III"),
        (date(2020, 5, 8), "Early May bank holiday (VE day)"),  # a Friday in 2020, for the anniversary
        (date(2020, 5, 4), None),
        (date(2026, 11, 30), None),  # St Andrew's Day is Scotland's
        (date(2026, 3, 17), None),  # St Patrick's Day is Northern Ireland's
    ],
)
def test_each_day_counts_or_says_why_not(calendar: WorkingCalendar, day: date, reason: str | None) -> None:
    assert calendar.why_not_working(day) == reason
    assert calendar.is_working_day(day) is (reason is None)


def test_an_ordinary_year_has_eight_bank_holidays(calendar: WorkingCalendar) -> None:
    # 2025: New Year, Good Friday, Easter Monday, early May, spring, summer, Christmas, Boxing Day, none on a weekend.
    # 365 days = 52 weeks and Wednesday 31 December: 52 Saturdays and 52 Sundays; 365 - 104 - 8 = 253 working days.
    assert calendar.count_working_days(date(2024, 12, 31), date(2025, 12, 31)) == 253


def test_years_after_the_announced_list_are_provisional(calendar: WorkingCalendar) -> None:
    assert not calendar.provisional(date(2028, 12, 31))
    assert calendar.provisional(date(2029, 1, 1))


@pytest.mark.parametrize("day", [date(2014, 12, 31), date(2046, 1, 1), date(202, 3, 4)])
def test_a_day_beyond_either_end_is_refused_with_the_ends_named(calendar: WorkingCalendar, day: date) -> None:
    for ask in (calendar.is_working_day, calendar.why_not_working, calendar.provisional):
        with pytest.raises(CalendarError, match="covers 2015-01-01 to 2045-12-31"):
            ask(day)


def test_it_warns_six_months_before_its_end() -> None:
    one_year = read(small())
    assert one_year.ends == date(2026, 12, 31)
    assert one_year.warnings(date(2026, 6, 30)) == []
    assert "ends on 2026-12-31" in one_year.warnings(date(2026, 7, 2))[0]
    assert "ended on 2026-12-31" in one_year.warnings(date(2027, 1, 1))[0]


def test_it_warns_when_the_present_year_was_never_announced(calendar: WorkingCalendar) -> None:
    assert calendar.warnings(date(2026, 11, 22)) == []
    assert "2029 were worked out by rule" in calendar.warnings(date(2029, 1, 1))[0]


def test_council_closure_days_count_unless_switched_on() -> None:
    closure = [{"date": "2026-12-24", "name": "Council closed"}]
    assert read(small(closure_days=closure)).is_working_day(date(2026, 12, 24))
    switched_on = read(small(closure_days=closure, use_closure_days=True))
    assert switched_on.why_not_working(date(2026, 12, 24)) == "Council closed"


def test_the_law_s_name_wins_over_a_closure_on_the_same_day() -> None:
    closure = [{"date": "2026-12-25", "name": "Council closed"}]
    switched_on = read(small(closure_days=closure, use_closure_days=True))
    assert switched_on.why_not_working(date(2026, 12, 25)) == "Christmas Day"


def test_the_working_day_before_a_bank_holiday_monday_is_the_friday(calendar: WorkingCalendar) -> None:
    assert calendar.working_day_before(date(2026, 9, 1)) == date(2026, 8, 28)  # Mon 31 August 2026 is the holiday


def test_counting_stops_at_the_calendar_s_end() -> None:
    days = read(small()).working_days_after(date(2026, 12, 30))
    assert next(days) == date(2026, 12, 31)
    with pytest.raises(CalendarError):
        next(days)


def test_every_mistake_in_the_file_is_told_at_once() -> None:
    year = {"year": 2027, "status": "guessed", "holidays": [{"date": "2026-02-30", "name": ""}]}
    told = problems(small(version=" ", years=[year], use_closure_days="yes", closure_days={}))
    for part in (
        "calendar.json version: needs some text",
        "calendar.json use_closure_days: must be true or false",
        "calendar.json 2027 status: must be one of announced, computed",
        "calendar.json 2027 date: 2026-02-30 is not a date",
        "calendar.json 2027 name: needs some text",
        "calendar.json 2027 holidays: Christmas Day (2027-12-25) is missing",
        "calendar.json 2027 holidays: Good Friday is missing",
        "calendar.json closure_days holidays: needs a list of days",
    ):
        assert part in told


def test_years_must_follow_one_another() -> None:
    first = small()["years"][0]
    assert "does not follow 2026" in problems(small(years=[first, first]))


def test_a_day_in_another_year_or_twice_is_refused() -> None:
    more = [{"date": "2026-12-25", "name": "Again"}, {"date": "2027-01-01", "name": "New"}]
    days = small()["years"][0]["holidays"] + more
    told = problems(small(years=[{"year": 2026, "status": "announced", "holidays": days}]))
    assert "2026-12-25 is listed twice" in told
    assert "2027-01-01 is not in 2026" in told


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "is not readable as JSON"),
        (b"\xff\xfe", "is not readable as JSON"),
        (b"[" * 100_000, "is not readable as JSON"),
        (b"[]", "must be a JSON object"),
        (b" " * 1_000_001, "is larger than"),
        (b'{"version": "1", "source": "s", "years": []}', "needs a list of at least one year"),
        (b'{"version": "1", "source": "s", "years": [2026]}', "every entry needs a year"),
        (b'{"version": "1", "source": "s", "years": [{"year": 202}]}', "every entry needs a year"),
        (b'{"version": "1", "source": "s", "years": [], "closure_days": [3]}', "every day needs a date and a name"),
    ],
)
def test_an_unreadable_file_is_refused_by_name(content: bytes, message: str) -> None:
    with pytest.raises(DefinitionError, match=message) as caught:
        WorkingCalendar.from_json(content, "my-calendar.json")
    assert caught.value.problems[0].file == "my-calendar.json"
