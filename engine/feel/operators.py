"""Arithmetic, comparisons and three-valued logic."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, time
from decimal import Decimal
from typing import cast

from engine.feel import decimals, temporal
from engine.feel.budget import Budget
from engine.feel.duration import Duration
from engine.feel.nodes import Evaluation, Kind, Node, Run, node
from engine.feel.said import comparing
from engine.feel.takes import held_against, reckoning, taking
from engine.feel.values import Range, equals, get, includes, kind_of, make_range, order

Operation = Callable[[object, object, Budget], object]
Test = Callable[[Evaluation, object], bool | None]

_NUMBERS = frozenset({int, Decimal, float})


def _add(left: object, right: object, budget: Budget) -> object:
    if isinstance(left, str) and isinstance(right, str):
        budget.spend_text(len(left) + len(right))
        return left + right
    if isinstance(left, Duration):
        if isinstance(right, Duration):
            return _within_bounds(left, right)
        left, right = right, left
    if isinstance(left, (date, time)) and isinstance(right, Duration):
        return temporal.add(left, right)
    return None


def _subtract(left: object, right: object, budget: Budget) -> object:
    if isinstance(right, Duration):
        if isinstance(left, Duration):
            return _within_bounds(left, right.negated())
        return temporal.add(left, right.negated()) if isinstance(left, (date, time)) else None
    if isinstance(left, (date, time)) and isinstance(right, (date, time)):
        return temporal.subtract(left, right)
    return None


def _within_bounds(left: Duration, right: Duration) -> Duration | None:
    try:
        return left.plus(right)
    except OverflowError:
        return None


_ON_OTHERS: dict[str, Operation] = {"+": _add, "-": _subtract}


def calculate(sign: str, left: object, right: object, budget: Budget) -> object:
    """`left sign right`; None for kinds that do not go together, a division by 0, and numbers out of range."""
    if type(left) in _NUMBERS and type(right) in _NUMBERS:
        return decimals.calculate(sign, cast(int, left), cast(int, right))
    other = _ON_OTHERS.get(sign)
    return None if other is None else other(left, right, budget)


def arithmetic(first: Node, rest: tuple[tuple[str, Node], ...]) -> Node:
    steps = tuple((sign, part.run) for sign, part in rest)
    parts = (first, *(part for _, part in rest))

    def run(evaluation: Evaluation) -> object:
        value = first.run(evaluation)
        for sign, part in steps:
            value = calculate(sign, value, part(evaluation), evaluation.budget)
        return value

    return reckoning(node(run, parts, common_kind(parts)), tuple(sign for sign, _ in rest), parts)


def common_kind(parts: tuple[Node, ...]) -> Kind:
    return parts[0].kind if all(part.kind == parts[0].kind for part in parts) else "any"


def negative(part: Node) -> Node:
    return node(lambda evaluation: calculate("-", 0, part.run(evaluation), evaluation.budget), (part,), part.kind)


def compare(left: Node, sign: str, right: Node) -> Node:
    if sign in ("=", "!="):
        found = node(_equality(left.run, right.run, wanted=sign == "="), (left, right), "test")
        return held_against(comparing(found, left, right), left, right, ordered=False)
    accepted = ORDERS[sign]

    def run(evaluation: Evaluation) -> bool | None:
        found = order(left.run(evaluation), right.run(evaluation))
        return None if found is None else found in accepted

    return held_against(node(run, (left, right), "test"), left, right, ordered=True)


ORDERS: dict[str, tuple[int, ...]] = {"<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (1, 0)}


def _equality(left: Run, right: Run, *, wanted: bool) -> Run:
    def run(evaluation: Evaluation) -> bool | None:
        a, b = left(evaluation), right(evaluation)
        if type(a) is str and type(b) is str:
            return (a == b) is wanted
        found = equals(a, b, evaluation.budget)
        return None if found is None else found is wanted

    return run


def any_of(parts: tuple[Node, ...]) -> Node:
    """`or`: true when one part is true, false when all are false, else null."""
    runs = tuple(part.run for part in parts)

    def run(evaluation: Evaluation) -> bool | None:
        result: bool | None = False
        for part in runs:
            value = part(evaluation)
            if value is True:
                return True
            if value is not False:
                result = None
        return result

    return taking(node(run, parts, "test"), "boolean", *parts)


def all_of(parts: tuple[Node, ...]) -> Node:
    """`and`: false when one part is false, true when all are true, else null."""
    runs = tuple(part.run for part in parts)

    def run(evaluation: Evaluation) -> bool | None:
        result: bool | None = True
        for part in runs:
            value = part(evaluation)
            if value is False:
                return False
            if value is not True:
                result = None
        return result

    return taking(node(run, parts, "test"), "boolean", *parts)


def between(value: Node, start: Node, end: Node) -> Node:
    def run(evaluation: Evaluation) -> bool | None:
        low, high = start.run(evaluation), end.run(evaluation)
        span = None if low is None or high is None else make_range(low, high, True, True)
        return None if span is None else includes(span, value.run(evaluation))

    return taking(node(run, (value, start, end), "test"), "number or date", value, start, end)


def interval(opening: str, start: Node, end: Node, closing: str) -> Node:
    with_start, with_end = opening == "[", closing == "]"
    return node(lambda ev: make_range(start.run(ev), end.run(ev), with_start, with_end), (start, end), "fixed")


def member(target: Node, key: str) -> Node:
    return node(lambda evaluation: get(target.run(evaluation), key, evaluation.budget), (target,))


def value_test(item: object, value: object, budget: Budget) -> bool | None:
    """Whether `value` is in the range `item`, or equals it. Values of two kinds are not equal: false here, not null."""
    if isinstance(item, Range):
        return includes(item, value)
    return equals(item, value, budget) is True


def order_test(sign: str, bound: Node) -> Test:
    accepted = ORDERS[sign]

    def test(evaluation: Evaluation, value: object) -> bool | None:
        found = order(value, bound.run(evaluation))
        return None if found is None else found in accepted

    return test


def list_test(items: Node) -> Test:
    """`x in xs`: in the list, in the range, or equal to the one value; null when `xs` is null."""

    def test(evaluation: Evaluation, value: object) -> bool | None:
        found = items.run(evaluation)
        if found is None:
            return None
        if kind_of(found) != "list":
            return value_test(found, value, evaluation.budget)
        items_found = cast(Sequence[object], found)
        evaluation.budget.spend(len(items_found))
        return first_true(value_test(item, value, evaluation.budget) for item in items_found)

    return test


def first_true(results: Iterable[bool | None]) -> bool | None:
    unknown = False
    for result in results:
        if result is True:
            return True
        unknown = unknown or result is None
    return None if unknown else False
