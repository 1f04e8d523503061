"""Dates, times and instants: reading them from text, their parts, and adding and subtracting them.

A date-time with an offset or zone is an instant. Its date, time and parts are those on the clock of England and Wales,
because that is the clock that people here mean; a date-time without an offset is that clock's own reading.
"""

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from engine.clock import LONDON
from engine.feel.duration import Duration, parse_duration

Temporal = date | time | datetime

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_CLOCK = r"(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)"
_ZONE = r"(Z|z|[+-]\d{2}:\d{2}|@[A-Za-z_]+(?:/[A-Za-z0-9_+-]+)*)?"
_DATE_TIME = re.compile(rf"(\d{{4}}-\d{{2}}-\d{{2}})(?:T{_CLOCK}{_ZONE})?", re.ASCII)
_TIME = re.compile(rf"T?{_CLOCK}(Z|z|[+-]\d{{2}}:\d{{2}})?", re.ASCII)
_DATE_PARTS = frozenset({"year", "month", "day"})
_TIME_PARTS = frozenset({"hour", "minute", "second"})
_NOTHING_LONG = timedelta(0)


def parse_date(text: str) -> date | None:
    """`2026-12-23`; of an instant such as `2026-12-23T16:30:00+00:00`, the date in England."""
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    instant = parse_date_time(text)
    return None if instant is None else date_of(instant)


def parse_date_time(text: str) -> datetime | None:
    """`2026-12-23T16:30:00`, with or without `Z`, `+01:00` or `@Europe/London`; a date alone is its midnight."""
    found = _DATE_TIME.fullmatch(text)
    if found is None:
        return None
    day, clock, zone = found.groups()
    try:
        return datetime.fromisoformat(f"{day}T{(clock or '00:00')[:15]}").replace(tzinfo=_zone(zone))
    except (ValueError, ZoneInfoNotFoundError, OSError):
        return None


def parse_time(text: str) -> time | None:
    """`16:30:00`, with or without `Z` or `+01:00`; not `@Europe/London`, whose offset depends on the date."""
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    clock, zone = found.groups()
    try:
        return time.fromisoformat(clock[:15]).replace(tzinfo=_zone(zone))
    except ValueError:
        return None


def parse_temporal(text: str) -> Temporal | Duration | None:
    """What FEEL's `@"…"` stands for."""
    if text.startswith(("P", "-P")):
        return parse_duration(text)
    if re.match(r"\d{2}:", text):
        return parse_time(text)
    return parse_date_time(text) if "T" in text else parse_date(text)


def _zone(text: str | None) -> tzinfo | None:
    if text is None:
        return None
    if text in ("Z", "z"):
        return UTC
    if text.startswith("@"):
        return ZoneInfo(text[1:])
    offset = timedelta(hours=int(text[1:3]), minutes=int(text[4:6]))
    return timezone(-offset if text[0] == "-" else offset, text)


def on_local_clock(value: datetime) -> datetime:
    """An instant as England reads it; a date-time without an offset as it is."""
    try:
        return value if value.tzinfo is None else value.astimezone(LONDON)
    except OverflowError:
        return value


def date_of(value: datetime) -> date:
    return on_local_clock(value).date()


def instant_of(value: datetime) -> datetime:
    """In UTC; a date-time without an offset is read on the clock of England and Wales."""
    try:
        return (value if value.tzinfo is not None else value.replace(tzinfo=LONDON)).astimezone(UTC)
    except OverflowError:
        return value.replace(tzinfo=UTC)


def part(value: Temporal, name: str) -> int | float | None:
    """`year`, `month`, `day`, `weekday` (Monday is 1), `hour`, `minute`, `second`; None for a part that it has not."""
    if isinstance(value, datetime):
        value = on_local_clock(value)
    if isinstance(value, date):
        if name in _DATE_PARTS:
            return int(getattr(value, name))
        if name == "weekday":
            return value.isoweekday()
    if not isinstance(value, date) or isinstance(value, datetime):
        return int(getattr(value, name)) if name in _TIME_PARTS else None
    return None


def add(value: Temporal, length: Duration) -> Temporal | None:
    """None outside the years 1 to 9999. The 31st plus a month is the last day of the next month."""
    try:
        if isinstance(value, datetime):
            return _add_to_date_time(value, length)
        if isinstance(value, date):
            return _add_to_date(value, length)
        if length.months is not None:
            return value
        moved = datetime.combine(date(2000, 1, 2), value.replace(tzinfo=None)) + length.time % timedelta(days=1)
        return moved.time().replace(tzinfo=value.tzinfo)
    except (OverflowError, ValueError):
        return None


def _add_to_date(value: date, length: Duration) -> date:
    if length.months is not None:
        return _add_months(value, length.months)
    if length.time % timedelta(days=1):
        return _add_to_date_time(datetime.combine(value, time(), LONDON), length)
    return value + length.time


def _add_to_date_time(value: datetime, length: Duration) -> datetime:
    if length.months is not None:
        return datetime.combine(_add_months(value.date(), length.months), value.timetz())
    sign = -1 if length.time < _NOTHING_LONG else 1
    days, rest = divmod(abs(length.time), timedelta(days=1))
    # Days are read on the wall clock, hours as they pass: the day that the clocks change has 23 or 25 of them.
    moved = value + timedelta(days=sign * days)
    if moved.tzinfo is None:
        return moved + sign * rest
    return (moved.astimezone(UTC) + sign * rest).astimezone(moved.tzinfo)


def _add_months(value: date, months: int) -> date:
    year, month = divmod(value.year * 12 + value.month - 1 + months, 12)
    return date(year, month + 1, min(value.day, monthrange(year, month + 1)[1]))


def subtract(left: Temporal, right: Temporal) -> Duration | None:
    """The days and time from `right` to `left`: between two instants as they pass, else on the wall clock."""
    if isinstance(left, time) or isinstance(right, time):
        if not (isinstance(left, time) and isinstance(right, time)):
            return None
        day = date(2000, 1, 1)
        return Duration(
            time=datetime.combine(day, left.replace(tzinfo=None)) - datetime.combine(day, right.replace(tzinfo=None))
        )
    if (
        isinstance(left, datetime)
        and isinstance(right, datetime)
        and left.tzinfo is not None
        and right.tzinfo is not None
    ):
        return Duration(time=instant_of(left) - instant_of(right))
    return Duration(time=_wall_clock(left) - _wall_clock(right))


def _wall_clock(value: date) -> datetime:
    return (
        on_local_clock(value).replace(tzinfo=None) if isinstance(value, datetime) else datetime.combine(value, time())
    )


def months_between(start: date, end: date) -> Duration:
    """Whole months from `start` to `end`, negative when `end` comes first; 31 January to 28 February has none."""
    months = (end.year - start.year) * 12 + end.month - start.month
    if months > 0 and end.day < start.day:
        months -= 1
    elif months < 0 and end.day > start.day:
        months += 1
    return Duration(months=months)


def to_text(value: Temporal) -> str:
    """As FEEL's `string()` writes it: `2026-12-23T16:30:00Z`, `…+01:00` or `…@Europe/London`."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    plain = value.replace(tzinfo=None).isoformat()
    zone = value.tzinfo
    return (plain.rstrip("0") if "." in plain else plain) + _zone_text(zone)


def _zone_text(zone: tzinfo | None) -> str:
    if zone is None:
        return ""
    if isinstance(zone, ZoneInfo):
        return f"@{zone.key}"
    return "Z" if zone is UTC else str(zone)
