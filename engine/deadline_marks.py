"""When a deadline reminds and escalates: the marks of an escalation profile turned into instants (the STD miss rule).

A mark is one of: `due`; `on the day` (the beginning of the last day, for what comes by itself); `50%` of the time from
start to due, as it passes; `-1 working day` (the beginning of the working day before the last day); `+1 working day`
(the end of the working day after the last day); `week 8` (the end of the day eight weeks after the start); `+24 hours
from start`, `+2 days`, `-3 days from due` and the like, with hours, days, weeks or working days. A mark says from what
it counts; without saying, from due.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from engine.calendar import WorkingCalendar
from engine.local_time import DeadlineError, day_of, end_of, last_day_of, start_of

Entry = Mapping[str, object]
"""One line of a profile: its `at` is the mark; the rest (who is told, which words) belongs to whoever reads it."""

_MARK = re.compile(
    r"(?P<due>due)|(?P<day>on the day)|(?P<percent>\d{1,3})\s?%|week (?P<week>\d{1,3})"
    r"|(?P<sign>[+-])\s?(?P<number>\d{1,4}) (?P<unit>working day|hour|day|week)s?(?: from (?P<base>start|due))?",
    re.ASCII,
)


class Step(NamedTuple):
    """An entry of the profile and the instant (UTC) at which it is to be carried out."""

    at: datetime
    entry: Entry


@dataclass(frozen=True, slots=True)
class _Span:
    """What a mark is reckoned from."""

    start: datetime
    due: datetime
    calendar: WorkingCalendar


def steps(profile: Iterable[Entry], start: datetime, due: datetime, calendar: WorkingCalendar) -> list[Step]:
    """The profile's entries with their instants, soonest first; those at one instant in the profile's order.

    Reminders that do not lie after the start are left out, as there was nothing to remind of yet, but for those whose
    entry has `if_passed`: the caller tells the last of them at once. Some steps may lie before now, where the start was
    recorded late or the deadline was moved; the caller decides what to do with those.
    Raises DeadlineError for an unreadable mark, CalendarError where working days run beyond the calendar.
    """
    span = _Span(start, due, calendar)
    found = [Step(_instant(entry, span), entry) for entry in profile]
    kept = (step for step in found if step.at > start or "if_passed" in step.entry or _is_overdue(step, span))
    return sorted(kept, key=lambda step: step.at)


def mark_problem(mark: object) -> str | None:
    """What is wrong with the `at` of an entry, for the check of the settings; None where nothing is."""
    if isinstance(mark, str) and (match := _MARK.fullmatch(mark.strip())):
        return None if match["sign"] != "-" or match["base"] != "start" else f"{mark!r} lies before the start"
    return f"{mark!r} is not a mark such as 'due', '50%', '-1 working day', '+24 hours from start' or 'week 8'"


def _is_overdue(step: Step, span: _Span) -> bool:
    """Whether a step belongs to a deadline that was past its end when it started; its notices are still sent."""
    return span.due <= span.start and step.at >= span.due and not str(step.entry.get("at")).strip().endswith("%")


def _instant(entry: Entry, span: _Span) -> datetime:
    mark = entry.get("at")
    problem = mark_problem(mark)
    match = _MARK.fullmatch(str(mark).strip())
    if problem or match is None:
        raise DeadlineError(f"An escalation entry cannot be used: its 'at' {problem}. Change it in the settings.")
    if match["due"]:
        return span.due
    if match["day"]:
        return start_of(last_day_of(span.due) or day_of(span.due))
    if match["percent"]:
        return span.start + (span.due - span.start) * int(match["percent"]) / 100
    if match["week"]:
        return end_of(day_of(span.start) + timedelta(weeks=int(match["week"])))
    return _offset(match, span)


def _offset(match: re.Match[str], span: _Span) -> datetime:
    number = int(match["number"]) * (-1 if match["sign"] == "-" else 1)
    from_start = match["base"] == "start"
    if match["unit"] == "hour":
        return (span.start if from_start else span.due) + timedelta(hours=number)
    day = day_of(span.start) if from_start else last_day_of(span.due) or day_of(span.due)
    if match["unit"] == "working day":
        for _ in range(abs(number)):
            day = next(span.calendar.working_days_after(day)) if number > 0 else span.calendar.working_day_before(day)
    else:
        day += timedelta(days=number * (7 if match["unit"] == "week" else 1))
    return start_of(day) if number < 0 else end_of(day)
