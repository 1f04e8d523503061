"""Dates and deadlines in the words that people read: 'by the end of Monday 4 January 2027', 'due in 3 working days'."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal, NamedTuple

from engine.calendar import WorkingCalendar
from engine.local_time import DeadlineError, day_of, last_day_of, local, read_moment

FAR_DAYS, YEARS_DAYS = 56, 731
"""From eight weeks on, weeks; from two years on, years and months."""

NOON = MONTHS = 12

ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?", re.ASCII)

Status = Literal["overdue", "today", "later"]


class DueWords(NamedTuple):
    """How a deadline stands now. `words`: 'overdue by 2 working days'; `by`: 'by the end of Monday 4 January 2027'."""

    status: Status
    words: str
    by: str


def day_words(day: date) -> str:
    """Monday 4 January 2027."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def clock_words(instant: datetime) -> str:
    """4:30pm, 9am, midday, midnight, in London: one way of writing times of day everywhere."""
    wall = local(instant)
    if wall.minute == 0 and wall.hour in {0, NOON}:
        return "midday" if wall.hour == NOON else "midnight"
    minutes = f":{wall.minute:02}" if wall.minute else ""
    return f"{wall.hour % NOON or NOON}{minutes}{'pm' if wall.hour >= NOON else 'am'}"


def moment_words(moment: date | datetime) -> str:
    """Monday 4 January 2027, or Sunday 8 March 2026 at 4pm."""
    if isinstance(moment, datetime):
        return f"{day_words(day_of(moment))} at {clock_words(moment)}"
    return day_words(moment)


def dates_in_words(text: str) -> str:
    """The text with its ISO dates and instants as people write them: 4 January 2027, 8 March 2026 at 4pm."""
    return ISO.sub(_in_words, text)


def _in_words(found: re.Match[str]) -> str:
    try:
        moment = read_moment(found.group())
    except DeadlineError:  # it looks like a date and is none
        return found.group()
    return moment_words(moment).partition(" ")[2]


def by_words(due: datetime) -> str:
    """by the end of Monday 4 January 2027, or by 4pm on Sunday 8 March 2026."""
    last_day = last_day_of(due)
    if last_day:
        return f"by the end of {day_words(last_day)}"
    return f"by {clock_words(due)} on {day_words(day_of(due))}"


def list_words(parts: Sequence[str]) -> str:
    """a, b and c."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def count_words(number: object, one: str) -> str:
    """1 working day, 3 working days."""
    return f"{number} {one}" if number == 1 else f"{number} {one}s"


def in_time(due: datetime, happened: date | datetime) -> bool:
    """Whether what happened then meets the deadline: on or before its last day, or up to and at its due instant."""
    last_day = last_day_of(due)
    if last_day or not isinstance(happened, datetime):
        return day_of(happened) <= (last_day or day_of(due))
    return happened <= due


def describe_due(due: datetime, now: datetime, calendar: WorkingCalendar) -> DueWords:
    """How a deadline stands at `now`, for work lists. Counts working days; plain days where the calendar has ended."""
    last_day, today = last_day_of(due) or day_of(due), day_of(now)
    if not in_time(due, now):
        late = _days_between(last_day, today, calendar)
        return DueWords("overdue", f"overdue by {late}" if late else "overdue", by_words(due))
    if last_day == today:
        return DueWords("today", "due today", by_words(due))
    return DueWords("later", f"due in {_days_between(today, last_day, calendar)}", by_words(due))


def _days_between(after: date, until: date, calendar: WorkingCalendar) -> str:
    """'3 working days'; where none of the days is a working day, '2 days'; '' for the same day. What lies far off is
    said in weeks, then in years and months: nobody counts 400 working days.
    """
    covered = calendar.covers(after) and calendar.covers(until)
    working = calendar.count_working_days(after, until) if covered else 0
    plain = (until - after).days
    if plain >= FAR_DAYS:
        return count_words(plain // 7, "week") if plain < YEARS_DAYS else _years_between(after, until)
    return count_words(working, "working day") if working else count_words(plain, "day") if plain else ""


def _years_between(after: date, until: date) -> str:
    """'7 years and 11 months': whole months, so that nearly eight years are not called seven."""
    months = (until.year - after.year) * MONTHS + until.month - after.month - (until.day < after.day)
    years, rest = divmod(months, MONTHS)
    return list_words([count_words(years, "year"), *([count_words(rest, "month")] if rest else [])])
