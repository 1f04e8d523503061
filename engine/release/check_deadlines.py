"""Whether a deadline can be worked out from what the diagram gives it: a length with its unit, or a date, and one of
the two.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.definitions.elements import Node, Value, try_value
from engine.definitions.model import Definitions
from engine.errors import Problem
from engine.registry import Own, bare
from engine.release.check_values import Known
from engine.release.form import Form

ONE_OF_BOTH = "Give it either a length with its unit, or the date on."
A_LENGTH = 'Write a length with its unit, such as =settings.deadlines.K3 or ={length: 5, unit: "working-days"}.'


def check_deadlines(definitions: Definitions, forms: Mapping[str, Form], settings: Mapping[str, Any]) -> list[Problem]:
    """Every deadline that no case could start or move, in the order of the files."""
    known = Known(definitions, forms, settings)
    return [
        Problem(node.file, node.id, message)
        for node in definitions.nodes.values()
        for message in (*_given(node, known), *_within(node, known))
    ]


def _given(node: Node, known: Known) -> Iterator[str]:
    """What is only known in a case may be a length in one and a date in another."""
    if bare(node.handler) not in (Own.START, Own.MOVE):
        return
    inputs = {mapping.target: mapping.source for mapping in node.inputs}
    does = "starts" if bare(node.handler) == Own.START else "moves"
    if not {"length", "on"} & inputs.keys():
        yield f"{does} a deadline with neither a length nor a date. {ONE_OF_BOTH}"
    elif "length" in inputs and "unit" not in inputs:
        yield f"{does} a deadline with a length and no unit. {ONE_OF_BOTH}"
    elif "unit" in inputs and "length" not in inputs:
        yield f"{does} a deadline with a unit and no length. {ONE_OF_BOTH}"
    elif {"length", "on"} <= inputs.keys() and _is_there(inputs["length"], known):
        yield f"{does} a deadline with both a length and a date. {ONE_OF_BOTH}"


def _is_there(value: Value, known: Known) -> bool:
    """Whether it is the same in each case, and something."""
    fixed, given = known.fixed(value)
    return fixed and given not in (None, "")


def _within(node: Node, known: Known) -> Iterator[str]:
    """`dueWithin`, where it is the same in each case. What a setting holds is told where it stands."""
    value, wrong = try_value(node.properties.get("dueWithin", ""))
    if wrong or value.expression is None or value.expression.whole:
        return
    fixed, length = known.fixed(value)
    if fixed and not (isinstance(length, Mapping) and ({"length", "unit"} <= length.keys() or "on" in length)):
        yield f"has the property dueWithin = {value.text!r}, which is no length of time. {A_LENGTH}"
