"""Reminders and escalation: the STD miss rule's steps as instants, counted by hand."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest

from engine.calendar import WorkingCalendar
from engine.deadline import Deadline, DeadlineError, compute, compute_on, read_moment
from engine.deadline_marks import Entry, mark_problem, steps
from engine.errors import CalendarError

CALENDAR = WorkingCalendar.from_json(Path("processes/calendar.json").read_bytes(), "calendar.json")
STANDARD = [{"at": mark} for mark in ("50%", "-1 working day", "due", "+1 working day", "+5 working days")]


def at(text: str) -> datetime:
    moment = read_moment(text)
    assert isinstance(moment, datetime)
    return moment


def instants(profile: Sequence[Entry], deadline: Deadline) -> dict[object, datetime]:
    return {step.entry["at"]: step.at for step in steps(profile, deadline.start, deadline.due, CALENDAR)}


def test_the_standard_rule_over_five_working_days_across_christmas() -> None:
    # Wed 23 Dec 2026 16:30, due at the end of Mon 4 Jan 2027 = Tue 5 Jan 00:00: 12 days and 7.5 hours later.
    # 50%: 6 days 3 h 45 min on: Tue 29 Dec 20:15. One working day before Mon 4 Jan is Thu 31 Dec, from its beginning.
    # +1: Tue 5 Jan, to its end. +5: Tue 5, Wed 6, Thu 7, Fri 8, Mon 11, to its end.
    deadline = compute(read_moment("2026-12-23T16:30"), 5, "working-days", CALENDAR)
    assert instants(STANDARD, deadline) == {
        "50%": at("2026-12-29T20:15"),
        "-1 working day": at("2026-12-31T00:00"),
        "due": at("2027-01-05T00:00"),
        "+1 working day": at("2027-01-06T00:00"),
        "+5 working days": at("2027-01-12T00:00"),
    }


def test_the_standard_rule_over_48_hours_that_end_on_a_sunday() -> None:
    # Fri 6 Mar 2026 16:00 to Sun 8 Mar 16:00; half is 24 hours: Sat 16:00. The working day before Sunday is Friday,
    # whose beginning lies before the start, so that reminder falls away. +1: Mon 9; +5: Fri 13; each to its end.
    deadline = compute(read_moment("2026-03-06T16:00"), 48, "hours", CALENDAR)
    assert instants(STANDARD, deadline) == {
        "50%": at("2026-03-07T16:00"),
        "due": at("2026-03-08T16:00"),
        "+1 working day": at("2026-03-10T00:00"),
        "+5 working days": at("2026-03-14T00:00"),
    }


def test_the_twelve_weeks_warn_at_weeks_8_10_and_11() -> None:
    # From Mon 5 Jan 2026: 56 days = 2 March, 70 = 16 March, 77 = 23 March, 84 = 30 March; each at the end of its day.
    # The clocks go forward on 29 March, so the last midnight is one of summer time.
    deadline = compute(read_moment("2026-01-05"), 12, "weeks", CALENDAR)
    found = instants([{"at": f"week {week}"} for week in (8, 10, 11, 12)], deadline)
    assert list(found.values()) == [
        at("2026-03-03T00:00"),
        at("2026-03-17T00:00"),
        at("2026-03-24T00:00"),
        at("2026-03-31T00:00"),
    ]
    assert found["week 12"] == deadline.due


def test_other_marks_count_from_the_start_or_from_due() -> None:
    deadline = compute(read_moment("2026-11-09T09:00"), 5, "working-days", CALENDAR)  # due at the end of Mon 16 Nov
    from_start = ["+24 hours from start", "+2 working days from start"]
    marks = [*from_start, "-3 days", "-2 hours from due", "+1 week", "+3 days from due"]
    assert instants([{"at": mark} for mark in marks], deadline) == {
        "+24 hours from start": at("2026-11-10T09:00"),
        "+2 working days from start": at("2026-11-12T00:00"),  # Tue 10, Wed 11, to its end
        "-3 days": at("2026-11-13T00:00"),  # Friday 13, from its beginning
        "-2 hours from due": at("2026-11-16T22:00"),
        "+3 days from due": at("2026-11-20T00:00"),
        "+1 week": at("2026-11-24T00:00"),  # Monday 23, to its end
    }


def test_what_comes_by_itself_is_told_on_its_day_and_what_has_passed_is_kept_where_the_profile_asks() -> None:
    # Set on Mon 9 Nov 2026 for Sunday 15 Nov. Four weeks before, Sunday 18 October, has passed, twelve weeks too.
    deadline = compute_on(read_moment("2026-11-09T09:00"), date(2026, 11, 15), CALENDAR, any_day=True)
    profile = [{"at": "-12 weeks"}, {"at": "-4 weeks", "if_passed": "at once"}, {"at": "on the day"}]
    assert instants(profile, deadline) == {"-4 weeks": at("2026-10-18T00:00"), "on the day": at("2026-11-15T00:00")}


def test_a_deadline_past_its_end_when_it_starts_still_sends_its_notices() -> None:
    # Set for Fri 6 Nov, started Mon 9 Nov 2026: no reminders; +1 working day is Mon 9, +5 is Fri 13, each to its end
    deadline = compute_on(date(2026, 11, 9), date(2026, 11, 6), CALENDAR)
    assert instants(STANDARD, deadline) == {
        "due": at("2026-11-07T00:00"),
        "+1 working day": at("2026-11-10T00:00"),
        "+5 working days": at("2026-11-14T00:00"),
    }


def test_steps_come_soonest_first_and_keep_their_entries() -> None:
    deadline = compute(read_moment("2026-11-09T09:00"), 48, "hours", CALENDAR)
    profile = [{"at": "due", "to": "manager"}, {"at": "+24 hours from start"}, {"at": "50%", "to": "owner"}]
    found = steps(profile, deadline.start, deadline.due, CALENDAR)
    assert [step.entry.get("to") for step in found] == [None, "owner", "manager"]  # 24 h is half of 48


@pytest.mark.parametrize(
    "mark", ["soon", "", None, 50, "-1 working day from start", "50", "+1 month", "week", "1 day", "\u0665%"]
)
def test_a_mark_that_cannot_be_read_is_refused(mark: object) -> None:
    deadline = compute(date(2026, 11, 9), 5, "working-days", CALENDAR)
    assert mark_problem(mark)
    with pytest.raises(DeadlineError, match="escalation entry"):
        steps([{"at": mark}], deadline.start, deadline.due, CALENDAR)


def test_every_mark_of_the_standard_rule_can_be_read() -> None:
    assert [mark_problem(entry["at"]) for entry in STANDARD] == [None] * 5


def test_working_days_beyond_the_calendar_are_refused() -> None:
    deadline = compute(date(2045, 12, 1), 4, "weeks", CALENDAR)
    with pytest.raises(CalendarError):
        steps([{"at": "+5 working days"}], deadline.start, deadline.due, CALENDAR)
