"""Values written as text (`string()`) and as JSON."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import cast

from engine.feel import decimals, temporal
from engine.feel.budget import Budget
from engine.feel.duration import Duration
from engine.feel.values import Range, kind_of

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def to_text(value: object, budget: Budget, *, quoted: bool = False) -> str:
    """As FEEL's `string()` writes it; text inside lists and objects stands in double quotes."""
    kind = kind_of(value)
    written = _collection(value, kind, budget) if kind in ("list", "context") else _scalar(value, kind, quoted)
    budget.spend(1)
    budget.spend_text(len(written))
    return written


def _scalar(value: object, kind: str, quoted: bool) -> str:
    if kind == "text":
        return _quoted(cast(str, value)) if quoted else cast(str, value)
    if kind == "number":
        return decimals.to_text(cast(int, value))
    if isinstance(value, (date, time)):
        return temporal.to_text(value)
    if isinstance(value, Range):
        return "<range>"
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _collection(value: object, kind: str, budget: Budget) -> str:
    if kind == "list":
        return "[" + ", ".join(to_text(item, budget, quoted=True) for item in cast(Sequence[object], value)) + "]"
    entries = cast(Mapping[str, object], value).items()
    return "{" + ", ".join(f"{_key(key)}: {to_text(item, budget, quoted=True)}" for key, item in entries) + "}"


def _quoted(value: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", value) + '"'


def _key(key: str) -> str:
    return key if re.fullmatch(r"\w*", key, re.ASCII) else _quoted(key)


def to_json(value: object, budget: Budget | None = None) -> Json:
    """The value as the case file keeps it.

    Dates are ISO text, instants ISO text in UTC, durations ISO text, whole numbers int, other numbers float, because
    JSON has no decimals: 0.3 is the float that is written as 0.3. A range, and a number that is infinite, is None.
    Raises ExpressionError when the value has more than 100,000 parts.
    """
    budget = budget if budget is not None else Budget()
    budget.spend(1)
    kind = kind_of(value)
    if kind == "list":
        return [to_json(item, budget) for item in cast(Sequence[object], value)]
    if kind == "context":
        return {str(key): to_json(item, budget) for key, item in cast(Mapping[str, object], value).items()}
    if kind == "number":
        return decimals.to_json(cast(int, value))
    if isinstance(value, (datetime, date, time)):
        return _moment(value)
    if isinstance(value, Duration):
        return str(value)
    return value if value is None or isinstance(value, (bool, str)) else None


def _moment(value: date | time) -> str:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return temporal.instant_of(value).astimezone(UTC).isoformat()
    return value.isoformat()
