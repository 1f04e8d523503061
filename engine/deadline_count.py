"""The counting itself, one function a unit: from a start and a length to the due instant, the days skipped and why."""

import calendar as month_lengths
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import islice

from engine.calendar import WorkingCalendar
from engine.deadline_words import count_words, day_words, list_words, moment_words
from engine.local_time import DeadlineError, day_of, end_of, local, start_of

LONGEST = {"hours": 8784, "working-hours": 8784, "working-days": 1000, "days": 7305, "weeks": 1043, "months": 240}
"""The units, each with the longest that anybody can mean: a year of hours, four of working days, else twenty years."""
HOURS = ("hours", "working-hours")
FEW = 10


@dataclass(frozen=True, slots=True)
class SkippedDay:
    """A day that was passed over in the counting, and why: 'Saturday', 'Good Friday'."""

    date: date
    reason: str


@dataclass(frozen=True, slots=True)
class Count:
    """The result of counting: the due instant (UTC), the explanation's lines, and the days passed over."""

    due: datetime
    lines: tuple[str, ...]
    skipped: tuple[SkippedDay, ...] = ()


def count(start: date | datetime, length: Decimal, unit: str, calendar: WorkingCalendar) -> Count:
    """Count `length` `unit`s on from `start`. Raises DeadlineError for a length or unit that makes no sense."""
    require_length(length, unit)
    if unit in HOURS:
        if not isinstance(start, datetime):
            raise DeadlineError(f"A deadline in hours needs the time of its start, but only the day {start} is known.")
        return _working_hours(start, length, calendar) if unit == "working-hours" else _hours(start, length)
    if unit == "working-days":
        return _working_days(day_of(start), int(length), calendar)
    if length == 0:
        return Count(end_of(day_of(start)), ("It is for the same day.",))
    return _CALENDAR_UNITS[unit](day_of(start), int(length))


def require_length(length: Decimal, unit: str) -> None:
    """Raises DeadlineError for a length or unit that makes no sense; the check of a release asks it too."""
    if unit not in LONGEST:
        raise DeadlineError(f"{unit!r} is not a unit of time. Use one of {', '.join(LONGEST)}.")
    # Nought days is meant: by the end of the same day, or of the same working day (K13). Nought hours would be over.
    least = "more than nought" if unit in HOURS else "nought or more"
    if not length.is_finite() or length < 0 or (length == 0 and unit in HOURS):
        raise DeadlineError(f"A deadline of {length} {unit} makes no sense: the length must be {least}.")
    if length > LONGEST[unit]:
        raise DeadlineError(f"A deadline of {length} {unit} is too long: the most is {LONGEST[unit]:,} {unit}.")
    if unit not in HOURS and length != length.to_integral_value():
        raise DeadlineError(f"A deadline in {unit} needs a whole number, not {length}.")


def _working_days(start: date, length: int, calendar: WorkingCalendar) -> Count:
    if length == 0:
        return _same_working_day(start, calendar)
    counted = list(islice(calendar.working_days_after(start), length))
    skipped = _skipped(start, counted[-1], calendar)
    line = f"{count_words(length, 'working day')} counted: {_counted_words(counted)}."
    return Count(end_of(counted[-1]), (line, *_skipped_lines(skipped)), skipped)


def _same_working_day(start: date, calendar: WorkingCalendar) -> Count:
    reason = calendar.why_not_working(start)
    if reason is None:
        return Count(end_of(start), ("It is for the same working day.",))
    day = next(calendar.working_days_after(start))
    skipped = (SkippedDay(start, reason), *_skipped(start, day, calendar))
    line = f"It starts on a day that is not a working day ({reason}), so it is for the next one, {day_words(day)}."
    return Count(end_of(day), (line,), skipped)


def _hours(start: datetime, length: Decimal) -> Count:
    due = start.astimezone(UTC) + _duration(length)
    lines = [f"{count_words(length, 'hour')} later is {moment_words(due)}. Nights, weekends and bank holidays count."]
    return Count(due, (*lines, *_clock_change_lines(start, due)))


def _working_hours(start: datetime, length: Decimal, calendar: WorkingCalendar) -> Count:
    """Every working day gives its 24 hours, other days none: Friday 16:00 and 48 hours give Tuesday 16:00 (A1)."""
    left, day = _duration(length), day_of(start)
    skipped: list[SkippedDay] = []
    while True:
        begins = max(start.astimezone(UTC), start_of(day))
        if reason := calendar.why_not_working(day):
            skipped.append(SkippedDay(day, reason))
        elif left <= end_of(day) - begins:
            line = f"{count_words(length, 'hour')} counted on working days only, 24 hours for each."
            return Count(begins + left, (line, *_skipped_lines(tuple(skipped))), tuple(skipped))
        else:
            left -= end_of(day) - begins
        day += timedelta(days=1)


def _days(start: date, length: int) -> Count:
    day = start + timedelta(days=length)
    return Count(end_of(day), (f"{count_words(length, 'day')} later is {day_words(day)}. Every day counts.",))


def _weeks(start: date, length: int) -> Count:
    day = start + timedelta(weeks=length)
    weeks = f"{count_words(length, 'week')} ({length * 7} days)"
    line = f"{weeks} later is {day_words(day)}. Every day counts."
    return Count(end_of(day), (line,))


def _months(start: date, length: int) -> Count:
    year, month = divmod(start.year * 12 + start.month - 1 + length, 12)
    last = month_lengths.monthrange(year, month + 1)[1]
    day = date(year, month + 1, min(start.day, last))
    lines = [f"{count_words(length, 'month')} later is {day_words(day)}."]
    if last < start.day:
        lines.append(f"{day:%B} {year} has only {last} days, so its last day is taken.")
    return Count(end_of(day), tuple(lines))


_CALENDAR_UNITS: dict[str, Callable[[date, int], Count]] = {"days": _days, "weeks": _weeks, "months": _months}


def _duration(hours: Decimal) -> timedelta:
    return timedelta(microseconds=int(hours * 3_600_000_000))


def _skipped(after: date, until: date, calendar: WorkingCalendar) -> tuple[SkippedDay, ...]:
    days = (after + timedelta(days=step) for step in range(1, (until - after).days))
    return tuple(SkippedDay(day, reason) for day in days if (reason := calendar.why_not_working(day)))


def _counted_words(days: list[date]) -> str:
    if len(days) > FEW:
        return f"the first is {day_words(days[0])} and the last {day_words(days[-1])}"
    return list_words([day_words(day) for day in days])


def _skipped_lines(skipped: tuple[SkippedDay, ...]) -> list[str]:
    """Every bank holiday by name; weekends too, unless there are so many that their number says it better."""
    if not skipped:
        return []
    named = [day for day in skipped if not _is_weekend(day)]
    parts = [_skipped_words(day) for day in (skipped if len(skipped) <= FEW else named)]
    if len(skipped) > FEW:
        parts.append(f"{len(skipped) - len(named)} Saturdays and Sundays")
    return [f"Passed over, as not working days: {list_words(parts)}."]


def _is_weekend(day: SkippedDay) -> bool:
    return day.reason in ("Saturday", "Sunday")


def _skipped_words(day: SkippedDay) -> str:
    return day_words(day.date) if _is_weekend(day) else f"{day_words(day.date)} ({day.reason})"


def _clock_change_lines(start: datetime, due: datetime) -> list[str]:
    """A line where the clocks change between the two, so that the time on the wall is not what people expect."""
    before, after = local(start).utcoffset(), local(due).utcoffset()
    if before == after or before is None or after is None:
        return []
    day = day_of(start)
    while local(end_of(day)).utcoffset() == before:
        day += timedelta(days=1)
    way, effect = ("forward", "later") if after > before else ("back", "earlier")
    return [f"The clocks go {way} on {day_words(day)}, so the clock then shows an hour {effect} than at the start."]
