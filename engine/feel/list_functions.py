"""Built-in functions on lists."""

from collections.abc import Callable, Sequence
from typing import cast

from engine.feel.decimals import Number, calculate
from engine.feel.functions import anything, builtin, items, numbers, spread
from engine.feel.nodes import Evaluation
from engine.feel.values import equals, kind_of, order, same


@builtin("count", items)
def count(_: Evaluation, values: Sequence[object]) -> object:
    return len(values)


def _sum(given: list[Number] | None) -> Number | None:
    found = given[0] if given else None
    for value in given[1:] if given else ():
        found = None if found is None else calculate("+", found, value)
    return found


@builtin("sum", anything, more=anything)
def total(evaluation: Evaluation, *values: object) -> object:
    return _sum(numbers(evaluation, values))


@builtin("mean", anything, more=anything)
def mean(evaluation: Evaluation, *values: object) -> object:
    given = numbers(evaluation, values)
    whole = _sum(given)
    return None if given is None or whole is None else calculate("/", whole, len(given))


def _furthest(evaluation: Evaluation, values: Sequence[object], wanted: int) -> object:
    given = spread(values)
    evaluation.budget.spend(len(given))
    best = given[0] if given else None
    if best is None or order(best, best) is None:
        return None
    for value in given[1:]:
        found = order(value, best)
        if found is None:
            return None
        best = value if found == wanted else best
    return best


@builtin("min", anything, more=anything)
def smallest(evaluation: Evaluation, *values: object) -> object:
    """The smallest number, or earliest date, or first text; null when they are not all of one kind."""
    return _furthest(evaluation, values, -1)


@builtin("max", anything, more=anything)
def largest(evaluation: Evaluation, *values: object) -> object:
    return _furthest(evaluation, values, 1)


@builtin("all", anything, more=anything, is_test=True)
def all_true(evaluation: Evaluation, *values: object) -> object:
    return _three_valued(evaluation, values, deciding=False)


@builtin("any", anything, more=anything, is_test=True)
def any_true(evaluation: Evaluation, *values: object) -> object:
    return _three_valued(evaluation, values, deciding=True)


def _three_valued(evaluation: Evaluation, values: Sequence[object], *, deciding: bool) -> object:
    given = spread(values)
    evaluation.budget.spend(len(given))
    if any(value is deciding for value in given):
        return deciding
    return not deciding if all(isinstance(value, bool) for value in given) else None


@builtin("list contains", items, anything, is_test=True)
def list_contains(evaluation: Evaluation, values: Sequence[object], wanted: object) -> object:
    evaluation.budget.spend(len(values))
    return any(same(value, wanted, evaluation.budget) for value in values)


@builtin("index of", items, anything)
def index_of(evaluation: Evaluation, values: Sequence[object], wanted: object) -> object:
    """Every place, counted from 1, at which the value stands."""
    evaluation.budget.spend(len(values))
    return [place for place, value in enumerate(values, start=1) if same(value, wanted, evaluation.budget)]


@builtin("append", items, anything, more=anything)
def append(evaluation: Evaluation, values: Sequence[object], *added: object) -> object:
    evaluation.budget.spend(len(values) + len(added))
    return [*values, *added]


@builtin("concatenate", anything, more=anything)
def concatenate(evaluation: Evaluation, *lists: object) -> object:
    """Joins lists; a value that is no list is added as an item."""
    joined: list[object] = []
    for part in lists:
        added = cast(Sequence[object], part) if kind_of(part) == "list" else [part]
        evaluation.budget.spend(len(added))
        joined.extend(added)
    return joined


@builtin("reverse", items)
def reverse(evaluation: Evaluation, values: Sequence[object]) -> object:
    evaluation.budget.spend(len(values))
    return list(reversed(values))


@builtin("flatten", items)
def flatten(evaluation: Evaluation, values: Sequence[object]) -> object:
    flat: list[object] = []
    _flatten(evaluation, values, flat.append)
    return flat


def _flatten(evaluation: Evaluation, values: Sequence[object], add: Callable[[object], None]) -> None:
    evaluation.budget.spend(len(values))
    for value in values:
        if kind_of(value) == "list":
            _flatten(evaluation, cast(Sequence[object], value), add)
        else:
            add(value)


@builtin("distinct values", items)
def distinct_values(evaluation: Evaluation, values: Sequence[object]) -> object:
    """The first of each; a list of one item counts as that item."""
    kept: list[object] = []
    for value in values:
        evaluation.budget.spend(len(kept) + 1)
        if not any(equals(value, other, evaluation.budget) is True for other in kept):
            kept.append(value)
    return kept
