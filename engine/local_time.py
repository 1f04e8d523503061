"""Between instants (aware, UTC) and days as people in England and Wales read them (Europe/London)."""

import re
from datetime import UTC, date, datetime, time, timedelta

from engine.clock import LONDON
from engine.errors import HomewardError

FIRST_YEAR, LAST_YEAR = 1990, 2100
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})?", re.ASCII)


class DeadlineError(HomewardError):
    """A deadline cannot be worked out: its start, length, unit or date makes no sense. The message says which."""


def local(instant: datetime) -> datetime:
    """The same instant as the clock on the wall in London shows it."""
    return instant.astimezone(LONDON)


def start_of(day: date) -> datetime:
    """The instant (UTC) at which `day` begins in London."""
    return datetime.combine(day, time(0), LONDON).astimezone(UTC)


def end_of(day: date) -> datetime:
    """The instant (UTC) at which `day` is over in London: the next local midnight."""
    return start_of(day + timedelta(days=1))


def last_day_of(due: datetime) -> date | None:
    """The last day that counts for a due instant that is a local midnight; None for one with a time of day."""
    wall = local(due)
    return wall.date() - timedelta(days=1) if wall.time() == time(0) else None


def day_of(moment: date | datetime) -> date:
    """The local date of a date or an instant."""
    return local(moment).date() if isinstance(moment, datetime) else moment


def instant_of(moment: date | datetime) -> datetime:
    """The instant itself in UTC, or the beginning of a date."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else start_of(moment)


def read_moment(text: str) -> date | datetime:
    """A date (`2026-12-23`) or an instant (`2026-12-23T16:30`, with or without offset) as a person or a form gives it.

    Without an offset the time is London's; a time that the autumn change of the clocks repeats is taken as the first.
    Raises DeadlineError for anything else, for a time that the spring change leaves out, and for a nonsense year.
    """
    try:
        moment = date.fromisoformat(text) if _DAY.fullmatch(text) else _time(text)
    except ValueError as error:
        raise DeadlineError(
            f"{text[:40]!r} is not a date or time. Write it like 2026-12-23 or 2026-12-23T16:30."
        ) from error
    require_sensible(moment)
    return _aware(moment) if isinstance(moment, datetime) else moment


def read_day(text: str) -> date:
    """The local date of what `read_moment` accepts."""
    return day_of(read_moment(text))


def require_sensible(moment: date | datetime) -> None:
    """Raises DeadlineError for a year that nobody means, such as 0202."""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise DeadlineError(
            f"{moment:%d/%m/}{moment.year:04} cannot be right: the year must be between {FIRST_YEAR} and {LAST_YEAR}. "
            "Check how the year was typed."
        )


def _time(text: str) -> datetime:
    """ISO has more ways to write a day, such as week 52: nobody here means those. Raises ValueError for them too."""
    if not _TIME.fullmatch(text):
        raise ValueError(text)
    return datetime.fromisoformat(text)


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is not None:
        return moment.astimezone(UTC)
    instant = moment.replace(tzinfo=LONDON).astimezone(UTC)
    if local(instant).replace(tzinfo=None) != moment:
        raise DeadlineError(f"There was no {moment:%H:%M} on that day: the clocks go forward then. Check the time.")
    return instant
