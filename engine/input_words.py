"""What is wrong with a value that a handler does not take, as people say it: what it is, and what belongs here."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from types import NoneType
from typing import Any, Literal, get_args, get_origin

NUMBERS = {int, float, Decimal}
OBJECTS = {"names with values", "another value"}


def belongs(hint: Any) -> str:
    """What a type takes, such as `a number`."""
    origin = get_origin(hint)
    if origin is Literal:
        return f"one of {', '.join(str(choice) for choice in get_args(hint) if choice)}"
    kinds = {hint} if origin in {list, tuple, dict} else set(get_args(hint)) - {NoneType} or {hint}
    if kinds & {date, datetime}:
        return "a date or time, such as 2026-03-02,"
    if kinds & NUMBERS:
        return "a number" if kinds - {int} else "a whole number"
    if kinds <= {bool}:
        return "true or false"
    if kinds <= {str}:
        return "a text"
    if all(get_origin(kind) in {list, tuple} for kind in kinds):
        return "a list"
    return "names with values" if all(get_origin(kind) is dict for kind in kinds) else "another value"


def refused(hints: Mapping[str, Any], given: Mapping[str, object], errors: list[Any]) -> str:
    """What a validator found, once for each input. What stands wrong inside a list is told with its place in it."""
    found: dict[str, str] = {}
    for error in errors:
        name, *inside = [str(part) for part in error["loc"]] or [""]
        if name not in hints:
            found.setdefault(name, ".".join(filter(None, (name, *inside))) + f": {error['msg'].lower()}")
        elif holds_more(hints[name], given.get(name)):
            found.setdefault(name, f"{name} cannot be used: {_within(inside, error)}")
        else:
            found[name] = f"{name} is {said(given.get(name))}, and {belongs(hints[name])} belongs here"
    return "; ".join(found.values())


def holds_more(hint: Any, value: object) -> bool:
    """Whether it is a list or object as it should be, so that something inside it must be wrong."""
    wanted = belongs(hint)
    return isinstance(value, list) if wanted == "a list" else isinstance(value, Mapping) and wanted in OBJECTS


def _within(inside: list[str], error: Any) -> str:
    numbers = [part for part in inside if part.isdigit()]
    place = f"in row {int(numbers[0]) + 1}, " if numbers else ""
    names = ".".join(_names(inside))
    return f"{place}{names + ': ' if names else ''}{error['msg'].lower()}"


def _names(inside: list[str]) -> Iterator[str]:
    """The keys in a place, without numbers and the validator's own marks of types."""
    yield from (part for part in inside if part.isidentifier() and part not in {"list", "tuple", "dict"})


def said(value: object) -> str:
    """A value as a person would read it; long ones shortened."""
    if value is None:
        return "empty"
    text = ("true" if value else "false") if isinstance(value, bool) else repr(value)
    return text if len(text) < 80 else text[:80] + "…"
