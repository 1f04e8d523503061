"""Whether each value in `processes/settings.yaml` is of the kind that its readers can use. No list of kinds stands
beside the settings: what a handler takes, a condition, a sum or a question tells it, wherever the setting is read.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from engine.definitions.elements import Node, Value, try_value
from engine.definitions.model import Definitions
from engine.errors import Problem
from engine.feel.nodes import Path
from engine.registry import HANDLERS
from engine.release.check_lengths import is_number, said
from engine.release.check_values import expressions_of
from engine.release.form import Form
from engine.release.settings import FILE, PART

KINDS = {
    "number": "a number belongs here, such as 5",
    "number or date": "a number belongs here, such as 5",
    "boolean": "true or false belongs here",
    "text": "a text belongs here; put it in quotes, as YAML reads words such as no and on as something else",
    "list": "a list belongs here, such as [one, another]",
    "single": "one value belongs here, such as 5",
    "date": "a date belongs here, such as 2026-01-31",
    "choices": "a list of choices belongs here, each such as {value: other, label: Another}",
    "length": "a length and a unit belong here, such as {length: 5, unit: working-days}",
}
NOTHING = "nothing"
TESTS = ("metWhen", "available")


@dataclass(frozen=True, slots=True)
class _Reading:
    """`kind` is what is looked for; or `handler` is given it as its `input`. `where` is the expression as a whole."""

    path: Path
    reader: str
    where: tuple[str, str]
    kind: str = ""
    handler: str = ""
    input: str = ""

    def wrong(self, value: object) -> str:
        """What belongs there instead; "" where the value will do."""
        if self.handler:
            found = HANDLERS[self.handler].check_value(self.input, value)
            return f"the input {self.input} of {self.handler} does not take it ({found})" if found else ""
        return "" if fits(self.kind, value) else KINDS[self.kind]


def check_setting_kinds(
    definitions: Definitions, forms: Mapping[str, Form], settings: Mapping[str, Any]
) -> list[Problem]:
    """Each setting of another kind than what reads it can use, once, with the first of its readers."""
    readings = [*_on_diagrams(definitions), *(found for form in forms.values() for found in _on_form(form))]
    may_be_empty = {(reading.where, reading.path) for reading in readings if reading.kind == NOTHING}
    found: dict[str, str] = {}
    for reading in readings:
        place = ".".join(reading.path[1:])
        there, value = _at(settings, reading.path[1:])
        if not there or place in found or reading.kind == NOTHING:
            continue
        if value is None and (reading.where, reading.path) in may_be_empty:
            continue
        if wrong := reading.wrong(value):
            found[place] = f"is {said(value)}, and {wrong}. It is read by {reading.reader}."
    return [Problem(FILE, place, message) for place, message in found.items()]


def fits(kind: str, value: object) -> bool:
    """Whether a value out of the settings, where dates are ISO text, is of this kind."""
    match kind:
        case "number":
            return is_number(value)
        case "number or date":
            return is_number(value) or _is_date(value)
        case "boolean":
            return isinstance(value, bool)
        case "text":
            return isinstance(value, str)
        case "list":
            return isinstance(value, list)
        case "single":
            return value is not None and not isinstance(value, list | Mapping)
        case "date":
            return _is_date(value)
        case "choices":
            return isinstance(value, list) and all(isinstance(row, str | Mapping) for row in value)
        case "length":
            return isinstance(value, Mapping) and ({"length", "unit"} <= value.keys() or "on" in value)
    return True


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(re.split("[T ]", value)[0]))
    except ValueError:
        return False


def _at(settings: Any, path: Path) -> tuple[bool, object]:
    """Whether it is there, and what stands there. What a part of each row of a list holds is not looked at."""
    for part in path:
        if not isinstance(settings, Mapping) or part not in settings:
            return False, None
        settings = settings[part]
    return bool(path), settings


def _on_diagrams(definitions: Definitions) -> Iterator[_Reading]:
    for node in definitions.nodes.values():
        reader = f"{node.file} {node.id}"
        for value in expressions_of(node):
            yield from _inside(value, reader)
        for value, kind in _whole(node):
            yield from _given(value, reader, kind=kind)
        found = HANDLERS.get(node.handler)
        for mapping in node.inputs if found is not None else ():
            if found is not None and mapping.target in found.required | found.optional:
                yield from _given(mapping.source, reader, handler=found.name, input=mapping.target)
    for container in definitions.containers.values():
        for flow in container.flows:
            if flow.condition is not None:
                yield from _inside(flow.condition, f"{flow.id} in {container.file}")
                yield from _given(flow.condition, f"{flow.id} in {container.file}", kind="boolean")


def _whole(node: Node) -> Iterator[tuple[Value, str]]:
    """Expressions that must give one kind of value, and which."""
    for name in TESTS:
        yield try_value(node.properties.get(name, ""))[0], "boolean"
    yield try_value(node.properties.get("dueWithin", ""))[0], "length"
    if node.multi is not None:
        yield node.multi.collection, "list"


def _inside(value: Value, reader: str) -> Iterator[_Reading]:
    for path, kind in sorted(value.expression.takes) if value.expression is not None else ():
        if path[0] == PART:
            yield _Reading(path, reader, (reader, value.text), kind)


def _given(value: Value, reader: str, **told: str) -> Iterator[_Reading]:
    for path in sorted(value.expression.whole) if value.expression is not None else ():
        if path[0] == PART:
            yield _Reading(path, reader, (reader, value.text), **told)


def _on_form(form: Form) -> Iterator[_Reading]:
    for taken in form.takes:
        if taken.path[0] == PART and PART not in form.keys:
            reader = f"forms/{form.id}.json {taken.place}"
            yield _Reading(taken.path, reader, (reader, taken.attribute), taken.need)
