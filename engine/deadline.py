"""Deadlines: when something is due, and how that was worked out, in words for the people who must keep it.

Europe/London throughout. The day of the start is day 0 and is not counted. What is counted in days ends with its last
day: the due instant is the next local midnight. Hours are elapsed hours (K1). The calendar's version is kept, so that
an old deadline can be explained after the calendar was edited.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from engine.calendar import WorkingCalendar
from engine.deadline_count import HOURS, LONGEST, Count, SkippedDay, count
from engine.deadline_words import by_words, day_words, list_words, moment_words
from engine.local_time import (
    DeadlineError,
    day_of,
    end_of,
    instant_of,
    last_day_of,
    read_day,
    read_moment,
    require_sensible,
)

UNITS = tuple(LONGEST)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A promise and its reasons.

    `start`, `due`: aware instants in UTC; a start known by its day only begins with that day. `last_day`: the last
    day that counts, None where `due` has a time of day. `length` None and `unit` `on`: a date that somebody set.
    `provisional`: it was counted through a year whose bank holidays are not announced yet.
    """

    start: datetime
    length: int | Decimal | None
    unit: str
    due: datetime
    last_day: date | None
    explanation: tuple[str, ...]
    calendar_version: str
    provisional: bool
    skipped: tuple[SkippedDay, ...] = ()
    other_readings: tuple["OtherReading", ...] = ()
    """What the same promise would be by other readings of the rule, for reports on both bases (A1)."""


@dataclass(frozen=True, slots=True)
class OtherReading:
    """Another reading of a rule's length, and the instant (UTC) at which it would run out."""

    length: int | Decimal
    unit: str
    due: datetime


def compute(
    start: date | datetime,
    length: int | Decimal,
    unit: str,
    calendar: WorkingCalendar,
    *,
    roll_weekend_forward: bool = False,
) -> Deadline:
    """When `length` units from `start` is, and why. Units: hours, working-hours, working-days, days, weeks, months.

    `start`: an aware instant, or a date. `roll_weekend_forward`: what ends on a day that is not a working day lasts to
    the end of the next working day (A1). Nought days, weeks or months means the same day; nought working
    days the same working day, or the next one (K13).
    Raises DeadlineError for a start, length or unit that makes no sense, CalendarError beyond the calendar.
    """
    _require_start(start)
    counted = count(start, Decimal(length), unit, calendar)
    if roll_weekend_forward:
        counted = _rolled(counted, calendar)
    opening = f"It starts on {moment_words(start)}."
    if length and unit not in HOURS:
        opening += " The day of the start is not counted."
    return _deadline(start, length, unit, counted, calendar, opening)


def compute_on(
    start: date | datetime, on: date | datetime, calendar: WorkingCalendar, *, any_day: bool = False
) -> Deadline:
    """A deadline set for a date (its end) or an instant.

    A date that lies before the start is kept, and overdue from the start: a plan's date may pass before what it waits
    for happens, and that must not keep anybody from recording it. `any_day`: what comes by itself, such as a birthday,
    does so on any day, working day or not.
    """
    _require_start(start)
    require_sensible(on)
    due = on if isinstance(on, datetime) else end_of(on)
    line = f"It was set for {moment_words(on)}."
    if due <= instant_of(start):
        line += " That had passed when it started, so it is overdue from the start."
    if not any_day and calendar.covers(day_of(on)) and (reason := calendar.why_not_working(day_of(on))):
        line += f" That is not a working day ({reason})."
    return _deadline(start, None, "on", Count(due, (line,)), calendar, f"It starts on {moment_words(start)}.")


def move(
    earlier: Deadline,
    calendar: WorkingCalendar,
    *,
    reason: str,
    length: int | Decimal | None = None,
    unit: str = "",
    on: date | datetime | None = None,
    further: bool = False,
) -> Deadline:
    """The deadline after a lawful change: `length` units from its start, with `further` from its end, or a date `on`.

    The start stays. The explanation keeps the old one, the old date and the reason. Raises DeadlineError without a
    reason, where neither or both of `length` and `on` are given, and for a date before the start.
    """
    if not reason.strip():
        raise DeadlineError("A deadline is moved only with a reason. Give the reason.")
    if (length is None) == (on is None):
        raise DeadlineError("To move a deadline give either a length with its unit, or the new date.")
    history = (*earlier.explanation, f"It was due {by_words(earlier.due)}. It was moved: {reason.strip()}")
    if on is not None:
        if day_of(on) < day_of(earlier.start):
            raise DeadlineError(
                f"{moment_words(on)} is before the start, {moment_words(earlier.start)}. Check the date."
            )
        moved = compute_on(earlier.start, on, calendar)
        return replace(moved, explanation=(*history, *moved.explanation[1:]))
    base = _end(earlier, unit) if further else earlier.start
    counted = count(base, Decimal(length or 0), unit, calendar)
    opening = f"The {'further time' if further else 'new length'} is counted from {moment_words(base)}."
    moved = _deadline(earlier.start, length, unit, counted, calendar, opening)
    return replace(moved, explanation=(*history, *moved.explanation))


def _end(earlier: Deadline, unit: str) -> date | datetime:
    """Hours run on from the due instant, days from the last day that counted."""
    return earlier.due if unit in HOURS else earlier.last_day or day_of(earlier.due)


def _require_start(start: date | datetime) -> None:
    require_sensible(start)
    if isinstance(start, datetime) and start.tzinfo is None:
        raise DeadlineError(f"The start {start.isoformat()} needs an offset, such as +00:00.")


def _rolled(counted: Count, calendar: WorkingCalendar) -> Count:
    day = last_day_of(counted.due) or day_of(counted.due)
    reason = calendar.why_not_working(day)
    if reason is None:
        return counted
    until = next(calendar.working_days_after(day))
    line = f"That is not a working day ({reason}), so it lasts to the end of the next one, {day_words(until)}."
    return Count(end_of(until), (*counted.lines, line), (*counted.skipped, SkippedDay(day, reason)))


def _deadline(
    start: date | datetime,
    length: int | Decimal | None,
    unit: str,
    counted: Count,
    calendar: WorkingCalendar,
    opening: str,
) -> Deadline:
    uses_calendar = unit.startswith("working") or bool(counted.skipped)
    years = range(day_of(start).year, day_of(counted.due).year + 1) if uses_calendar else ()
    computed = [year for year in years if _provisional(year, counted, calendar)]
    lines = [opening, *counted.lines, f"So it is due {by_words(counted.due)}."]
    if uses_calendar:
        lines.append(f"Working days are those of England and Wales (calendar {calendar.version}).")
    if computed:
        named = list_words([str(year) for year in computed])
        lines.append(f"The bank holidays of {named} are not announced yet, so this may change.")
    return Deadline(
        start=instant_of(start),
        length=length,
        unit=unit,
        due=counted.due,
        last_day=last_day_of(counted.due),
        explanation=tuple(lines),
        calendar_version=calendar.version,
        provisional=bool(computed),
        skipped=counted.skipped,
    )


def _provisional(year: int, counted: Count, calendar: WorkingCalendar) -> bool:
    last = last_day_of(counted.due) or day_of(counted.due)
    day = min(date(year, 12, 31), last)
    return calendar.covers(day) and day.year == year and calendar.provisional(day)


__all__ = [
    "UNITS",
    "Deadline",
    "DeadlineError",
    "OtherReading",
    "SkippedDay",
    "compute",
    "compute_on",
    "day_of",
    "instant_of",
    "last_day_of",
    "move",
    "read_day",
    "read_moment",
]
