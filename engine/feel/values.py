"""What kind of value something is, and FEEL's equality, order and path rules between values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import cast

from engine.feel import temporal
from engine.feel.budget import Budget
from engine.feel.decimals import Number, exact
from engine.feel.duration import Duration


@dataclass(frozen=True, slots=True)
class Range:
    """`[start..end]`; a bound that is None is open. A bracket that is round leaves the bound itself out."""

    start: object
    end: object
    with_start: bool = True
    with_end: bool = True


_KINDS: dict[type, str] = {
    type(None): "null",
    bool: "boolean",
    int: "number",
    Decimal: "number",
    float: "number",
    str: "text",
    list: "list",
    tuple: "list",
    dict: "context",
    datetime: "date and time",
    date: "date",
    time: "time",
    Duration: "duration",
    Range: "range",
}
_FAMILIES: tuple[tuple[type, str], ...] = (
    (int, "number"),
    (float, "number"),
    (str, "text"),
    (datetime, "date and time"),
    (date, "date"),
    (time, "time"),
    (Mapping, "context"),
    (Sequence, "list"),
)
_INSTANTS = frozenset({"date", "time", "date and time"})


def kind_of(value: object) -> str:
    """The kind of a value in FEEL; `other` for a Python value that FEEL does not know."""
    kind = _KINDS.get(type(value))
    if kind is not None:
        return kind
    return next((name for family, name in _FAMILIES if isinstance(value, family)), "other")


def get(target: object, key: str, budget: Budget) -> object:
    """`target.key`: of a list, the list of what each item has there; of a date or duration, its part; else None."""
    if type(target) is dict:
        return target.get(key)
    kind = kind_of(target)
    if kind == "list":
        items = cast(Sequence[object], target)
        budget.spend(len(items))
        return [None if kind_of(item) == "list" else get(item, key, budget) for item in items]
    if kind == "context":
        return cast(Mapping[str, object], target).get(key)
    if kind in _INSTANTS:
        return temporal.part(cast(temporal.Temporal, target), key)
    return target.part(key) if isinstance(target, Duration) else None


def equals(left: object, right: object, budget: Budget) -> bool | None:
    """FEEL's `=`: None when the kinds differ and neither is null. A list of one item equals that item."""
    if left is None or right is None:
        return left is right
    left, right = _unwrapped(left), _unwrapped(right)
    kind = kind_of(left)
    if kind != kind_of(right) or kind == "other":
        return None
    if kind == "number":
        return exact(cast(Number, left)) == exact(cast(Number, right))
    if kind in ("text", "boolean", "null"):
        return left == right
    if kind == "list":
        return _equal_lists(cast(Sequence[object], left), cast(Sequence[object], right), budget)
    if kind == "context":
        return _equal_contexts(cast(Mapping[str, object], left), cast(Mapping[str, object], right), budget)
    if kind == "range":
        return _equal_ranges(cast(Range, left), cast(Range, right), budget)
    if _has_offset(left) != _has_offset(right):
        return False
    found = order(left, right)
    return None if found is None else found == 0


def _unwrapped(value: object) -> object:
    if type(value) is list and len(value) < 2:
        return value[0] if value else None
    return value


def _equal_lists(left: Sequence[object], right: Sequence[object], budget: Budget) -> bool:
    budget.spend(len(left))
    return len(left) == len(right) and all(equals(a, b, budget) is True for a, b in zip(left, right, strict=True))


def _equal_contexts(left: Mapping[str, object], right: Mapping[str, object], budget: Budget) -> bool:
    budget.spend(len(left))
    return len(left) == len(right) and all(
        key in right and equals(value, right[key], budget) is True for key, value in left.items()
    )


def _equal_ranges(left: Range, right: Range, budget: Budget) -> bool:
    same_brackets = (left.with_start, left.with_end) == (right.with_start, right.with_end)
    bounds = ((left.start, right.start), (left.end, right.end))
    return same_brackets and all(equals(a, b, budget) is True for a, b in bounds)


def _has_offset(value: object) -> bool:
    return isinstance(value, (datetime, time)) and value.tzinfo is not None


def order(left: object, right: object) -> int | None:
    """-1, 0 or 1 for two numbers, texts, dates, times, date-times or durations of one kind; None for anything else."""
    kind = kind_of(left)
    if kind != kind_of(right):
        return None
    if kind == "number":
        return _order_of_numbers(exact(cast(Number, left)), exact(cast(Number, right)))
    if kind in ("text", "date"):
        return _sign(left, right)
    if kind == "date and time":
        return _sign(*_instants(cast(datetime, left), cast(datetime, right)))
    if kind == "time":
        return _sign(_as_utc(cast(time, left)), _as_utc(cast(time, right)))
    if isinstance(left, Duration) and isinstance(right, Duration) and left.is_calendar == right.is_calendar:
        return _sign(left.months, right.months) if left.is_calendar else _sign(left.time, right.time)
    return None


def _order_of_numbers(left: Number | None, right: Number | None) -> int | None:
    return None if left is None or right is None else _sign(left, right)


def _sign(left: object, right: object) -> int:
    if left == right:
        return 0
    return -1 if left < right else 1  # type: ignore[operator]  # both are of one kind that has an order


def _instants(left: datetime, right: datetime) -> tuple[datetime, datetime]:
    if left.tzinfo is None and right.tzinfo is None:
        return left, right
    return temporal.instant_of(left), temporal.instant_of(right)


def _as_utc(value: time) -> datetime:
    offset = value.utcoffset()
    moment = datetime.combine(date(2000, 1, 2), value.replace(tzinfo=None), UTC)
    return moment - offset if offset is not None else moment


def includes(span: Range, value: object) -> bool | None:
    """Whether `value` lies in the range; None when that cannot be said. Bounds in the wrong order are swapped."""
    start, end, with_start, with_end = span.start, span.end, span.with_start, span.with_end
    if value is None or (start is None and end is None):
        return None
    if start is not None and end is not None and order(start, end) == 1:
        start, end, with_start, with_end = end, start, with_end, with_start
    after = 1 if start is None else order(value, start)
    before = -1 if end is None else order(value, end)
    if after is None or before is None:
        return None
    return (after > 0 or (after == 0 and with_start)) and (before < 0 or (before == 0 and with_end))


def make_range(start: object, end: object, with_start: bool, with_end: bool) -> Range | None:
    """None when the two bounds are not of one kind that has an order."""
    if (start is None) == (end is None) and order(start, end) is None and start is not None:
        return None
    return Range(start, end, with_start and start is not None, with_end and end is not None)


def same(left: object, right: object, budget: Budget) -> bool:
    """Whether two values are of one kind and equal, without the rule that a list of one item equals the item."""
    if kind_of(left) != kind_of(right) or (type(left) is list and type(right) is list and len(left) != len(right)):
        return False
    return equals(left, right, budget) is True
