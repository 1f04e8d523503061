"""How a deadline reads on a work list, and when something was in time."""

from datetime import date, datetime
from pathlib import Path

import pytest

from engine.calendar import WorkingCalendar
from engine.deadline_words import by_words, describe_due, in_time
from engine.local_time import end_of, read_moment

CALENDAR = WorkingCalendar.from_json(Path("processes/calendar.json").read_bytes(), "calendar.json")


def at(text: str) -> datetime:
    moment = read_moment(text)
    assert isinstance(moment, datetime)
    return moment


MONDAY = end_of(date(2027, 1, 4))  # the end of Monday 4 January 2027


def test_the_plain_date_says_the_end_of_the_day_or_the_time() -> None:
    assert by_words(MONDAY) == "by the end of Monday 4 January 2027"
    assert by_words(at("2026-03-08T16:00")) == "by 4pm on Sunday 8 March 2026"
    assert by_words(end_of(date(2026, 7, 1))) == "by the end of Wednesday 1 July 2026"  # summer time


@pytest.mark.parametrize(
    ("now", "status", "words"),
    [
        ("2026-12-23T16:30", "later", "due in 5 working days"),  # Thu 24, Tue 29, Wed 30, Thu 31, Mon 4
        ("2026-12-31T09:00", "later", "due in 1 working day"),
        ("2027-01-02T09:00", "later", "due in 1 working day"),  # Saturday: only the Monday is left
        ("2027-01-04T00:00", "today", "due today"),
        ("2027-01-04T23:59", "today", "due today"),
        ("2027-01-05T00:00", "overdue", "overdue by 1 working day"),
        ("2027-01-08T12:00", "overdue", "overdue by 4 working days"),  # Tue, Wed, Thu, Fri
    ],
)
def test_a_day_deadline_counts_working_days(now: str, status: str, words: str) -> None:
    assert describe_due(MONDAY, at(now), CALENDAR) == (status, words, "by the end of Monday 4 January 2027")


@pytest.mark.parametrize(
    ("now", "status", "words"),
    [
        ("2026-03-06T17:00", "later", "due in 2 days"),  # Friday; Saturday and Sunday are not working days
        ("2026-03-08T15:59", "today", "due today"),
        ("2026-03-08T16:00", "today", "due today"),  # within 48 hours includes the last instant
        ("2026-03-08T16:01", "overdue", "overdue"),
        ("2026-03-09T09:00", "overdue", "overdue by 1 working day"),
    ],
)
def test_an_hours_deadline_that_ends_on_a_sunday(now: str, status: str, words: str) -> None:
    assert describe_due(at("2026-03-08T16:00"), at(now), CALENDAR)[:2] == (status, words)


def test_beyond_the_calendar_plain_days_are_counted() -> None:
    assert describe_due(end_of(date(2046, 1, 3)), at("2045-12-30T09:00"), CALENDAR).words == "due in 4 days"


@pytest.mark.parametrize(
    ("today", "words"),
    [
        ("2019-01-09", "due in 7 years and 11 months"),  # 8 years but for five days
        ("2019-01-04", "due in 8 years"),
        ("2024-11-30", "due in 2 years and 1 month"),  # 30 December is the 25th month; five days more
        ("2024-12-31", "due in 2 years"),  # four days more
        ("2025-01-05", "due in 104 weeks"),  # 729 days
        ("2029-02-04", "overdue by 2 years and 1 month"),
    ],
)
def test_what_lies_years_off_is_said_in_years_and_months(today: str, words: str) -> None:
    assert describe_due(MONDAY, at(f"{today}T12:00"), CALENDAR).words == words


@pytest.mark.parametrize(
    ("happened", "met"),
    [
        (date(2027, 1, 4), True),  # a meeting known by its date
        (date(2027, 1, 5), False),
        (at("2027-01-04T23:59:59"), True),
        (at("2027-01-05T00:00"), False),
    ],
)
def test_a_day_deadline_is_met_until_its_last_day_is_over(happened: date | datetime, met: bool) -> None:
    assert in_time(MONDAY, happened) is met


def test_an_hours_deadline_is_met_up_to_and_at_its_instant() -> None:
    due = at("2026-03-08T16:00")
    assert in_time(due, due)
    assert not in_time(due, at("2026-03-08T16:00:01"))
    assert in_time(due, date(2026, 3, 8))  # only the day is known: the benefit of the doubt
    assert not in_time(due, date(2026, 3, 9))
