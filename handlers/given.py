"""What reaches a handler from an expression or a form: dates, instants, and the rows of a form's table."""

from datetime import date, datetime
from typing import Literal, TypeVar

from pydantic import ConfigDict

from engine.deadline import day_of, instant_of, read_moment

Moment = datetime | date | str
"""`2026-12-23`, `2026-12-23T16:30+00:00`, or the same as a date or an aware instant."""

Unit = Literal["", "hours", "working-hours", "working-days", "days", "weeks", "months"]
"""Those of `engine.deadline`, so that a mistyped one is found before a case runs; none where a date is given."""

Row = TypeVar("Row")


def form_row(row: type[Row]) -> type[Row]:
    """Marks a dataclass as a row of a form's table: columns that the handler does not need are left aside."""
    row.__pydantic_config__ = ConfigDict(extra="ignore")  # type: ignore[attr-defined]
    return row


def moment(given: Moment) -> date | datetime:
    """The date or aware instant (UTC). Raises DeadlineError for nonsense."""
    return read_moment(given if isinstance(given, str) else given.isoformat())


def day(given: Moment) -> date:
    """The date in England and Wales. Raises DeadlineError for nonsense."""
    return day_of(moment(given))


def instant(given: Moment) -> datetime:
    """The instant (UTC); a date is its beginning. Raises DeadlineError for nonsense."""
    return instant_of(moment(given))


def optional_day(given: Moment | None) -> date | None:
    """The same as `day`, None for nothing."""
    return None if given is None else day(given)
