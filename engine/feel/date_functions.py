"""Built-in functions on dates, times and durations."""

from datetime import date, datetime, time
from typing import cast

from engine.clock import LONDON
from engine.feel import temporal
from engine.feel.decimals import Number, exact
from engine.feel.duration import Duration, parse_duration
from engine.feel.functions import anything, builtin, day, number_or_nothing, text
from engine.feel.nodes import Evaluation
from engine.feel.values import kind_of

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@builtin("today", is_date=True)
def today(evaluation: Evaluation) -> object:
    """The date in England at the case's clock."""
    return evaluation.now.astimezone(LONDON).date()


@builtin("now", is_date=True)
def now(evaluation: Evaluation) -> object:
    """The case's clock, as England reads it."""
    return evaluation.now.astimezone(LONDON)


@builtin("date", anything, number_or_nothing, number_or_nothing, optional=2, is_date=True)
def to_date(_: Evaluation, value: object, month: Number | None = None, day_of_month: Number | None = None) -> object:
    """Of ISO text, of a date-time, or of year, month and day."""
    if month is not None or day_of_month is not None:
        return _date_of_parts(value, month, day_of_month)
    if isinstance(value, str):
        return temporal.parse_date(value)
    if isinstance(value, datetime):
        return temporal.date_of(value)
    return value if isinstance(value, date) else None


def _date_of_parts(year: object, month: Number | None, day_of_month: Number | None) -> date | None:
    whole = _whole(year, month, day_of_month)
    try:
        return None if whole is None else date(whole[0], whole[1], whole[2])
    except (ValueError, OverflowError):
        return None


def _whole(*parts: object) -> list[int] | None:
    known = [exact(cast(int, part)) for part in parts if kind_of(part) == "number"]
    whole = [part for part in known if isinstance(part, int)]
    return whole if len(whole) == len(parts) else None


@builtin("date and time", anything, anything, optional=1, is_date=True)
def to_date_and_time(_: Evaluation, value: object, clock: object = None) -> object:
    """Of ISO text, or of a date and a time."""
    if isinstance(value, str):
        return temporal.parse_date_time(value) if clock is None else None
    if isinstance(value, date) and isinstance(clock, time):
        return datetime.combine(temporal.date_of(value) if isinstance(value, datetime) else value, clock)
    return value if isinstance(value, datetime) and clock is None else None


@builtin("time", anything, number_or_nothing, number_or_nothing, optional=2, is_date=True)
def to_time(_: Evaluation, value: object, minute: Number | None = None, second: Number | None = None) -> object:
    """Of ISO text, of a date-time, or of hour, minute and second."""
    if minute is not None or second is not None:
        whole = _whole(value, minute, second)
        try:
            return None if whole is None else time(whole[0], whole[1], whole[2])
        except (ValueError, OverflowError):
            return None
    if isinstance(value, str):
        return temporal.parse_time(value)
    if isinstance(value, datetime):
        return temporal.on_local_clock(value).time()
    return value if isinstance(value, time) else None


@builtin("duration", text, is_date=True)
def to_duration(_: Evaluation, written: str) -> object:
    return parse_duration(written)


@builtin("years and months duration", day, day)
def years_and_months_duration(_: Evaluation, start: date, end: date) -> Duration:
    return temporal.months_between(start, end)


@builtin("day of week", day)
def day_of_week(_: Evaluation, value: date) -> object:
    return _WEEKDAYS[value.weekday()]
