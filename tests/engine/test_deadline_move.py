"""A running deadline that is lawfully moved: the new end, and a story that keeps the old one."""

from datetime import date, datetime
from pathlib import Path

import pytest

from engine.calendar import WorkingCalendar
from engine.clock import LONDON
from engine.deadline import Deadline, DeadlineError, compute, move, read_moment

CALENDAR = WorkingCalendar.from_json(Path("processes/calendar.json").read_bytes(), "calendar.json")


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def count(start: str, length: int, unit: str) -> Deadline:
    return compute(read_moment(start), length, unit, CALENDAR)


def story(deadline: Deadline) -> str:
    return " ".join(deadline.explanation)


def test_an_extension_counts_on_from_the_end_and_keeps_the_old_story() -> None:
    # 84 days from Mon 5 Jan 2026 = Mon 30 March; 14 more = Mon 13 April
    first = count("2026-01-05", 12, "weeks")
    longer = move(first, CALENDAR, reason="New school begins after Easter", length=2, unit="weeks", further=True)
    assert longer.last_day == date(2026, 4, 13)
    assert longer.start == first.start
    assert longer.explanation[: len(first.explanation)] == first.explanation
    told = story(longer)
    assert "It was due by the end of Monday 30 March 2026. It was moved: New school begins after Easter" in told
    assert "The further time is counted from Monday 30 March 2026." in told


def test_an_extension_in_hours_runs_on_from_the_due_instant() -> None:
    first = count("2026-03-06T16:00", 48, "hours")
    assert move(first, CALENDAR, reason="Asked", length=24, unit="hours", further=True).due == london(
        "2026-03-09T16:00"
    )


def test_a_new_length_counts_from_the_same_start() -> None:
    # 42 days from Mon 5 Jan 2026: 26 of January, 16 of February
    shorter = move(count("2026-01-05", 12, "weeks"), CALENDAR, reason="Visits more often", length=42, unit="days")
    assert shorter.last_day == date(2026, 2, 16)
    assert "The new length is counted from Monday 5 January 2026 at midnight." in shorter.explanation


def test_a_deadline_can_be_moved_to_an_earlier_date_but_not_before_its_start() -> None:
    first = count("2026-01-05", 6, "months")
    assert move(first, CALENDAR, reason="Review asked for", on=date(2026, 3, 2)).last_day == date(2026, 3, 2)
    with pytest.raises(DeadlineError, match="before the start"):
        move(first, CALENDAR, reason="Review asked for", on=date(2026, 1, 4))


def test_a_move_needs_a_reason_and_one_new_end() -> None:
    first = count("2026-01-05", 12, "weeks")
    with pytest.raises(DeadlineError, match="Give the reason"):
        move(first, CALENDAR, reason=" ", length=2, unit="weeks")
    with pytest.raises(DeadlineError, match="either a length"):
        move(first, CALENDAR, reason="Why")
    with pytest.raises(DeadlineError, match="either a length"):
        move(first, CALENDAR, reason="Why", length=2, unit="weeks", on=date(2026, 5, 1))
