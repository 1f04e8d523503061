"""Column types that behave the same on SQLite and PostgreSQL."""

import json
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, String, Text, TypeDecorator

ENCODE = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


class Instant(TypeDecorator[datetime]):
    """An aware instant in UTC, kept as ISO text of one width, so that its order is the order of time on both databases
    (trap 14).
    """

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else write_instant(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class Day(TypeDecorator[date]):
    """A calendar date, kept as ISO text."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)


class Encoded(str):
    """Canonical JSON already, given to a `Json` column by whoever needed its text too."""


class Json(TypeDecorator[Any]):
    """Canonical JSON as text: the same value is the same bytes, so it can be hashed (trap 14). Null is a value too,
    kept as `null`, because an output mapping may write it over an earlier answer.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        return str(value) if isinstance(value, Encoded) else canonical(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


def canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces. Raises TypeError for anything that is not JSON (trap 12)."""
    return ENCODE(value)


@lru_cache(maxsize=64)  # a command writes its own instant into many rows
def write_instant(value: datetime) -> str:
    """An aware instant as fixed-width ISO text in UTC: `2026-11-22T09:00:00.000000+00:00`. Raises ValueError for a
    naive one.
    """
    if value.tzinfo is None:
        raise ValueError(f"the instant {value!r} has no offset")
    return value.astimezone(UTC).isoformat(timespec="microseconds")
