"""Whether the lengths of time in `processes/settings.yaml` can be counted: one that cannot would stop every case that
comes to its deadline.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from engine.deadline import UNITS, DeadlineError
from engine.deadline_count import HOURS, require_length

Found: TypeAlias = Iterator[tuple[str, str]]
"""(place such as `deadlines.K3.length`, what is wrong with it)"""
DEADLINES = "deadlines"
BY_THE_ENGINE = frozenset({
    "roles", "deputies", "start_roles", "start_forms", "escalation", "facts", "fact_values", "outcomes", "target_dates",
    "can_be",
})  # fmt: skip
"""Parts whose names are those of roles, facts and profiles, and so say nothing of what the value is."""
COUNTED_IN = {"hour": "hours", "day": "days", "night": "days", "week": "weeks", "month": "months"}


def check_lengths(settings: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Every length with its unit, wherever it stands, and every number whose name says what it is counted in."""
    found = []
    for part, value in settings.items():
        if part == DEADLINES and not isinstance(value, Mapping):
            found.append((part, "must hold names with values, such as K3: {length: 5, unit: working-days}."))
        elif part not in BY_THE_ENGINE:
            found += _under(part, value, part == DEADLINES)
    return found


def with_sound_lengths(value: Any) -> Any:
    """The same, with a day for what cannot be counted: it is told once, where it is written."""
    if isinstance(value, list):
        return [with_sound_lengths(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    sound = {name: with_sound_lengths(item) for name, item in value.items()}
    return sound | {"length": 1, "unit": "days"} if _is_pair(value) and list(_pair("", value)) else sound


def _under(place: str, value: Any, deadlines: bool) -> Found:
    """`deadlines`: each name here is a deadline, and nothing else."""
    if isinstance(value, list):
        for number, item in enumerate(value, start=1):
            yield from _under(f"{place}.{number}", item, False)
    if not isinstance(value, Mapping):
        return
    if _is_pair(value):
        yield from _pair(place, value)
    for name, item in value.items():
        if deadlines and not (isinstance(item, Mapping) and _is_pair(item)):
            yield f"{place}.{name}", "needs a length and a unit, such as {length: 5, unit: working-days}."
        elif not _is_pair(value):
            yield from _number(f"{place}.{name}", name, item)
        yield from _under(f"{place}.{name}", item, False)


def _is_pair(value: Mapping[str, Any]) -> bool:
    return "length" in value and "unit" in value


def _pair(place: str, value: Mapping[str, Any]) -> Found:
    length, unit = value["length"], value["unit"]
    if unit not in UNITS:
        yield f"{place}.unit", f"is {said(unit)}, which is no unit of time. Use one of {', '.join(UNITS)}."
    elif not is_number(length):
        yield f"{place}.length", f"is {said(length)}, and a number belongs here, such as 5."
    else:
        yield from _counted(f"{place}.length", length, unit)


def _counted(place: str, length: int | float, unit: str) -> Found:
    try:
        require_length(Decimal(str(length)), unit)
    except DeadlineError as error:
        yield place, f"cannot be counted. {error}"


def _number(place: str, name: str, value: Any) -> Found:
    """`limit_weeks: 12`, `days_to_record: 10`, `months: [3, 6]`: the name says what is counted."""
    counted = next((word for word in name.split("_") if word.removesuffix("s") in COUNTED_IN), "")
    values = value if isinstance(value, list) else [value]
    if not counted or any(isinstance(one, Mapping | list) for one in values):
        return
    unit = COUNTED_IN[counted.removesuffix("s")]
    for one in values:
        if not is_number(one):
            yield place, f"is {said(one)}, and a number of {unit} belongs here, such as 5."
        elif one or unit not in HOURS:
            yield from _counted(place, one, unit)


def is_number(value: Any) -> bool:
    """Not `true`, which Python would take for 1."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def said(value: Any) -> str:
    """A value as a person would write it into the file; long ones shortened."""
    if value is None:
        return "empty"
    text = ("yes" if value else "no") if isinstance(value, bool) else repr(value)
    return text if len(text) < 80 else text[:80] + "…"
