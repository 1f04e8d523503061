"""The built-in functions: how one is declared, how its values are fitted, and the register of all of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Final, cast

from engine.feel import temporal
from engine.feel.decimals import Number, exact
from engine.feel.duration import Duration
from engine.feel.nodes import Evaluation, Need
from engine.feel.values import kind_of


class Refused:
    """The value does not fit what the function takes; the call gives null."""


REFUSED: Final = Refused()
Fit = Callable[[object], object]


@dataclass(frozen=True, slots=True)
class Function:
    """Takes `least` to `most` values (None: any number), the first of them of the kinds that it `needs`. One that
    `is_test` may stand in a filter as its test.
    """

    name: str
    run: Callable[[Evaluation, list[object]], object]
    least: int
    most: int | None
    is_test: bool
    is_date: bool
    needs: tuple[Need, ...] = ()


_FUNCTIONS: dict[str, Function] = {}


@cache
def registered() -> Mapping[str, Function]:
    """Every built-in function by name. The modules that hold them register them when they are imported."""
    for module in ("date_functions", "list_functions", "text_functions"):
        import_module(f"engine.feel.{module}")
    return MappingProxyType(_FUNCTIONS)


def builtin(
    name: str, *fits: Fit, optional: int = 0, more: Fit | None = None, is_test: bool = False, is_date: bool = False
) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """Register a function that takes the evaluation and one fitted value for each of `fits`.

    The last `optional` values may be left out; further values are fitted by `more`. A value that does not fit makes
    the call null.
    """

    def register(body: Callable[..., object]) -> Callable[..., object]:
        def run(evaluation: Evaluation, values: list[object]) -> object:
            fitted = [
                (fits[place] if place < len(fits) else more or anything)(value) for place, value in enumerate(values)
            ]
            return None if any(value is REFUSED for value in fitted) else body(evaluation, *fitted)

        most = None if more is not None else len(fits)
        needs = tuple(_NEEDS.get(fit, "any") for fit in fits)
        _FUNCTIONS[name] = Function(name, run, len(fits) - optional, most, is_test, is_date, needs)
        return body

    return register


def _single(value: object) -> object:
    """A list of one item fits where that item fits."""
    return value[0] if type(value) is list and len(value) == 1 else value


def anything(value: object) -> object:
    return value


def text(value: object) -> object:
    value = _single(value)
    return value if isinstance(value, str) else REFUSED


def text_or_nothing(value: object) -> object:
    value = _single(value)
    return value if value is None or isinstance(value, str) else REFUSED


def number(value: object) -> object:
    value = _single(value)
    found = exact(cast(Number, value)) if kind_of(value) == "number" else None
    return REFUSED if found is None else found


def number_or_nothing(value: object) -> object:
    value = _single(value)
    return value if value is None else number(value)


def items(value: object) -> object:
    """A list; one value that is no list is a list of it; null does not fit."""
    if value is None:
        return REFUSED
    return value if kind_of(value) == "list" else [value]


def day(value: object) -> object:
    """A date, or the date of a date-time."""
    value = _single(value)
    if isinstance(value, datetime):
        return temporal.date_of(value)
    return value if isinstance(value, date) else REFUSED


_NEEDS: dict[Fit, Need] = {
    text: "text", text_or_nothing: "text", number: "number", number_or_nothing: "number", items: "list", day: "moment",
}  # fmt: skip


def spread(values: Sequence[object]) -> Sequence[object]:
    """`sum(1, 2)` and `sum([1, 2])` are the same."""
    if len(values) == 1 and kind_of(values[0]) == "list":
        return cast(Sequence[object], values[0])
    return values


def numbers(evaluation: Evaluation, values: Sequence[object]) -> list[Number] | None:
    """The numbers that were given, as a list or one by one; None when there are none or one is no number."""
    given = spread(values)
    evaluation.budget.spend(len(given))
    found = [exact(cast(Number, value)) for value in given if kind_of(value) == "number"]
    known = [value for value in found if value is not None]
    return known if known and len(known) == len(given) else None


def is_temporal(value: object) -> bool:
    return isinstance(value, Duration) or kind_of(value) in ("date", "time", "date and time")
