"""Whether a call and the process that it calls agree on its inputs: one that is left out is null inside, and stops the
case at the step that needs it.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from engine.definitions.elements import Node, Value, try_value
from engine.definitions.model import Definitions
from engine.errors import Problem
from engine.feel.nodes import Path
from engine.release.check_values import expressions_of
from engine.release.form import Form

INPUTS = "inputs"
NOT_GIVEN = (
    "calls {0}, which reads inputs.{1} ({2}), and gives it no such input. Add an input mapping with the target {1}; its"
    " source is =null where there is nothing to say."
)


def check_calls(definitions: Definitions, forms: Mapping[str, Form]) -> list[Problem]:
    """Every input that a called process reads and a call does not give. One that it gives and nothing reads does no
    harm.
    """
    found = []
    for node in definitions.nodes.values():
        called = definitions.containers.get(node.called)
        if node.kind == "callActivity" and called is not None and not called.parent:
            messages = _disagreeing(node, _read_in(definitions, forms, node.called))
            found += [Problem(node.file, node.id, message) for message in messages]
    return found


def _disagreeing(call: Node, reads: Mapping[str, str]) -> Iterator[str]:
    """`reads`: by input, the first place that reads it."""
    given = {mapping.target for mapping in call.inputs}
    for name in sorted(reads.keys() - given):
        near = get_close_matches(name, sorted(given - reads.keys()), n=1)
        said = f" Or is it {near[0]}, which it gives and nothing reads?" if near else ""
        yield NOT_GIVEN.format(call.called, name, reads[name]) + said


def _read_in(definitions: Definitions, forms: Mapping[str, Form], process: str) -> dict[str, str]:
    """Names of inputs with the first place that reads each."""
    found: dict[str, str] = {}
    for place, path in _paths_in(definitions, forms, process):
        if path[0] == INPUTS and len(path) > 1:
            found.setdefault(path[1], place)
    return found


def _paths_in(definitions: Definitions, forms: Mapping[str, Form], process: str) -> Iterator[tuple[str, Path]]:
    for node in definitions.nodes.values():
        if definitions.process_of(node) == process:
            for value in expressions_of(node):
                yield from ((node.id, path) for path in _paths(value))
            yield from ((node.id, path) for path in sorted(_allocated_by(node)))
            if node.form in forms:
                yield from ((f"forms/{node.form}.json", read.path) for read in forms[node.form].reads)
    inside = {name for name, node in definitions.nodes.items() if definitions.process_of(node) == process}
    for flow in definitions.flows.values():
        if flow.source in inside and flow.condition is not None:
            yield from ((flow.id, path) for path in _paths(flow.condition))


def _allocated_by(node: Node) -> Iterator[Path]:
    for part in node.properties.get("allocates", "").split(";"):
        value, _ = try_value(f"={part.partition('=')[2].lstrip('=')}")
        yield from _paths(value)


def _paths(value: Value) -> list[Path]:
    return sorted(value.expression.paths) if value.expression is not None else []
