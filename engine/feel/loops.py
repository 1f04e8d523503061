"""Filters, `for … return`, `some` and `every … satisfies`, and objects: the parts that bind names."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import cast

from engine.errors import ExpressionError
from engine.feel.decimals import Number, calculate, exact
from engine.feel.nodes import Evaluation, Node, loosened, node, without
from engine.feel.said import over
from engine.feel.takes import taking
from engine.feel.values import Range, kind_of, same

Values = Callable[[Evaluation], "Iterator[object] | None"]
Iteration = tuple[str, Node, Values]


def filtered(target: Node, condition: Node) -> Node:
    """`xs[2]` and `xs[-1]` count from 1 or from the end; `xs[item.met = true]` keeps the items that pass the test."""
    target = taking(target, "list", target)
    if condition.kind == "test":
        return _kept(target, condition)
    if condition.kind == "text":
        return _equal_items(target, condition)
    if condition.kind in ("null", "fixed", "moment"):
        return node(lambda _: None, (target, condition), "null")
    if any(path[0] == "item" for path in condition.reads):
        raise ExpressionError(
            "What stands in square brackets must be a place in the list, or a test. "
            "Write a comparison there, such as [item.met = true]."
        )
    return _picked(target, condition)


def _as_items(value: object) -> Sequence[object]:
    return cast(Sequence[object], value) if kind_of(value) == "list" else [value]


def _kept(target: Node, condition: Node) -> Node:
    def run(evaluation: Evaluation) -> object:
        value = target.run(evaluation)
        if value is None:
            return None
        items, outer = _as_items(value), evaluation.frame
        evaluation.budget.spend(len(items))
        kept = []
        for item in items:
            evaluation.frame = ({"item": item}, outer)
            if kind_of(item) == "context":
                evaluation.frame = (cast(Mapping[str, object], item), evaluation.frame)
            if condition.run(evaluation) is True:
                kept.append(item)
        evaluation.frame = outer
        return kept

    return replace(node(run, (target, loosened(over(condition, "item", target))), makes=True), says=target.says)


def _equal_items(target: Node, wanted: Node) -> Node:
    def run(evaluation: Evaluation) -> object:
        value, text = target.run(evaluation), wanted.run(evaluation)
        if value is None:
            return None
        return [item for item in _as_items(value) if same(item, text, evaluation.budget)]

    return node(run, (target, wanted), makes=True)


def _picked(target: Node, place: Node) -> Node:
    def run(evaluation: Evaluation) -> object:
        value = target.run(evaluation)
        if value is None:
            return None
        items, index = _as_items(value), place.run(evaluation)
        if isinstance(index, bool):
            return value if index else []
        if kind_of(index) != "number":
            return []
        whole = exact(cast(Number, index))
        if not isinstance(whole, int) or whole == 0 or abs(whole) > len(items):
            return None
        return items[whole - 1 if whole > 0 else whole]

    return node(run, (target, place), makes=True)


def over_list(name: str, items: Node) -> Iteration:
    def values(evaluation: Evaluation) -> Iterator[object] | None:
        found = items.run(evaluation)
        if isinstance(found, Range):
            return _numbers(found.start, found.end, found.with_start, found.with_end)
        return iter(cast(Sequence[object], found)) if kind_of(found) == "list" else None

    return name, taking(items, "list", items), values


def over_numbers(name: str, start: Node, end: Node) -> Iteration:
    both = node(lambda _: None, (start, end))
    return name, both, lambda evaluation: _numbers(start.run(evaluation), end.run(evaluation), True, True)


def _numbers(start: object, end: object, with_start: bool, with_end: bool) -> Iterator[object] | None:
    if kind_of(start) != "number" or kind_of(end) != "number":
        return None
    first, last = exact(cast(Number, start)), exact(cast(Number, end))
    return None if first is None or last is None else _count(first, last, with_start, with_end)


def _count(start: Number, end: Number, with_start: bool, with_end: bool) -> Iterator[object]:
    step = 1 if start <= end else -1
    number = start if with_start else calculate("+", start, step)
    while number is not None and ((number < end if step == 1 else number > end) or (number == end and with_end)):
        yield number
        following = calculate("+", number, step)
        number = None if following == number else following


def _rounds(iterations: tuple[Iteration, ...], evaluation: Evaluation) -> "list[dict[str, object]] | None":
    """Every combination of the loop's names, leftmost slowest; None when one of the lists is no list."""
    outer = evaluation.frame
    rounds: list[dict[str, object]] = [{}]
    for name, _, values in iterations:
        longer: list[dict[str, object]] = []
        for bound in rounds:
            evaluation.frame = (bound, outer)
            found = values(evaluation)
            if found is None:
                evaluation.frame = outer
                return None
            for value in found:
                evaluation.budget.spend(1)
                longer.append({**bound, name: value})
        rounds = longer
    evaluation.frame = outer
    return rounds


def _bound(iterations: tuple[Iteration, ...], body: Node) -> tuple[Node, ...]:
    """The parts of a loop, each without the names that stand to its left."""
    parts: list[Node] = []
    names: list[str] = []
    for name, part in [*((name, source) for name, source, _ in iterations), ("", body)]:
        told = part
        for bound, items in reversed(list(zip(names, parts, strict=True))):
            told = over(told, bound, items)
        parts.append(without(told, frozenset(names)))
        names.append(name)
    return tuple(parts)


def _each(iterations: tuple[Iteration, ...], body: Node, evaluation: Evaluation) -> Iterator[object] | None:
    rounds = _rounds(iterations, evaluation)
    return None if rounds is None else _results(rounds, body, evaluation)


def _results(rounds: list[dict[str, object]], body: Node, evaluation: Evaluation) -> Iterator[object]:
    outer = evaluation.frame
    for bound in rounds:
        evaluation.frame = (bound, outer)
        value = body.run(evaluation)
        evaluation.frame = outer
        yield value


def for_return(iterations: tuple[Iteration, ...], body: Node) -> Node:
    def run(evaluation: Evaluation) -> object:
        results = _each(iterations, body, evaluation)
        return None if results is None else list(results)

    return node(run, _bound(iterations, body), "fixed", makes=True)


def some(iterations: tuple[Iteration, ...], body: Node) -> Node:
    def run(evaluation: Evaluation) -> object:
        results = _each(iterations, body, evaluation)
        return None if results is None else any(counts_as_yes(value) for value in results)

    return node(run, _bound(iterations, body), "test")


def every(iterations: tuple[Iteration, ...], body: Node) -> Node:
    def run(evaluation: Evaluation) -> object:
        results = _each(iterations, body, evaluation)
        return None if results is None else all(counts_as_yes(value) for value in results)

    return node(run, _bound(iterations, body), "test")


def counts_as_yes(value: object) -> bool:
    """For `if`, `some` and `every`: anything but false and null, as feelin in the browser has it."""
    return value is not None and value is not False


def context(entries: tuple[tuple[str, Node], ...]) -> Node:
    """`{a: 1, b: a + 1}`: later entries see the earlier ones."""
    parts, names = [], frozenset[str]()
    for key, part in entries:
        parts.append(without(part, names))
        names |= {key}

    def run(evaluation: Evaluation) -> object:
        outer = evaluation.frame
        made: dict[str, object] = {}
        evaluation.frame = (made, outer)
        for key, part in entries:
            made[key] = part.run(evaluation)
        evaluation.frame = outer
        return made

    return node(run, tuple(parts), "fixed", makes=True)
