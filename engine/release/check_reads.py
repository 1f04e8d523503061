"""Whether what stands behind the first name is there: a fact that somebody sets, a part of a deadline, a question of
another step's form. One that is not gives null in every case, and nobody would be told.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from engine import clock
from engine.definitions.elements import Node, Value
from engine.definitions.model import Definitions
from engine.errors import ExpressionError, Problem
from engine.feel.nodes import Path
from engine.registry import Own, bare
from engine.release.check_properties import started_keys
from engine.release.check_values import expressions_of
from engine.release.form import Form

FACT = "case."
FROM_THE_START = frozenset({"subject", "label", "started_on"})
"""Facts that every case has, before any step."""
OF_A_DEADLINE = ("start", "due", "last_day", "met_at", "state")
"""What expressions can ask of a deadline."""


def check_reads(definitions: Definitions, forms: Mapping[str, Form], settings: Mapping[str, Any]) -> list[Problem]:
    """Every path of a diagram or form that leads nowhere, in the order of the files."""
    known = _Known(definitions, forms, settings)
    found = []
    for node in definitions.nodes.values():
        messages = [message for value in expressions_of(node) for message in known.on_diagram(value)]
        messages += _overwrites(definitions, node)
        found += [Problem(node.file, node.id, message) for message in dict.fromkeys(messages)]
    for container in definitions.containers.values():
        for flow in container.flows:
            messages = [*known.on_diagram(flow.condition)] if flow.condition is not None else []
            found += [Problem(container.file, flow.id, message) for message in messages]
    return found + [problem for form in forms.values() for problem in known.on_form(form)]


class _Known:
    def __init__(self, definitions: Definitions, forms: Mapping[str, Form], settings: Mapping[str, Any]) -> None:
        self.nodes, self.forms = definitions.nodes, forms
        self.started = started_keys(definitions)
        targets = {mapping.target for node in definitions.nodes.values() for mapping in node.outputs}
        targets |= {node.multi.output_collection for node in definitions.nodes.values() if node.multi is not None}
        self.written = {target.split(".")[0] for target in targets}
        self.facts = _facts(definitions, settings, targets)

    def on_diagram(self, value: Value) -> Iterator[str]:
        """Answers, and deadlines that nothing starts, are looked at with the values and the references."""
        if value.expression is not None:
            for path in sorted(value.expression.paths):
                if path[0] not in value.expression.item_names:
                    yield from (*self._fact(path), *_part_of_deadline(path))

    def on_form(self, form: Form) -> Iterator[Problem]:
        told = set()
        for read in form.reads:
            path = read.path
            for message in (
                *self._fact(path), *_part_of_deadline(path), *self._not_started(path), *self._answer(path)
            ):  # fmt: skip
                if message not in told:
                    told.add(message)
                    yield Problem(f"forms/{form.id}.json", read.place, message, read.attribute)

    def _fact(self, path: Path) -> Iterator[str]:
        if path[0] == "case" and len(path) > 1 and self.facts is not None and path[1] not in self.facts:
            near = get_close_matches(path[1], sorted(self.facts), n=1)
            meant = f" Did you mean {FACT}{near[0]}?" if near else ""
            told = f"reads {FACT}{path[1]}, which no output mapping on a diagram sets.{meant}"
            yield f"{told} A fact is set with the target case.NAME."

    def _not_started(self, path: Path) -> Iterator[str]:
        if path[0] == "deadlines" and len(path) > 1 and path[1] not in self.started:
            yield f"reads {'.'.join(path)}, but nothing starts a deadline {path[1]}."

    def _answer(self, path: Path) -> Iterator[str]:
        node = self.nodes.get(path[0])
        if node is None or path[0] in self.written or node.form not in self.forms or len(path) < 2:
            return
        asked = self.forms[node.form].keys
        if path[1] not in asked:
            yield f"reads {'.'.join(path[:2])}, but the form {node.form} asks {', '.join(sorted(asked)) or 'nothing'}."


def _part_of_deadline(path: Path) -> Iterator[str]:
    if path[0] == "deadlines" and len(path) > 2 and path[2] not in OF_A_DEADLINE:
        yield f"reads {'.'.join(path)}. Of a deadline these can be read: {', '.join(OF_A_DEADLINE)}."


def _facts(definitions: Definitions, settings: Mapping[str, Any], targets: set[str]) -> frozenset[str] | None:
    """The facts that a case can have: those that are written, and those that a case is opened with. Null where these
    are worked out in a way that does not tell their names.
    """
    found = {target.removeprefix(FACT).split(".")[0] for target in targets if target.startswith(FACT)} | FROM_THE_START
    for node in definitions.nodes.values():
        if bare(node.handler) == Own.OPEN:
            found.add(str(settings.get("linked_fact", "linked_case")))
            for mapping in node.inputs:
                given = _keys(mapping.source) if mapping.target == "facts" else frozenset()
                if given is None:
                    return None
                found |= given
    return frozenset(found)


def _keys(source: Value) -> frozenset[str] | None:
    """The names in `{a: …, b: …}`."""
    if source.expression is None or not source.expression.text.strip().startswith("{"):
        return None
    try:
        value = source.expression.evaluate({}, clock.now())
    except ExpressionError:
        return None
    return frozenset(value) if isinstance(value, Mapping) else None


def _overwrites(definitions: Definitions, node: Node) -> Iterator[str]:
    """What a person answered is evidence under the step's name, and stays as it was given."""
    for target in sorted({mapping.target.split(".")[0] for mapping in node.outputs}):
        other = definitions.nodes.get(target)
        if other is not None and other.form:
            yield f"writes to {target}, under which the answers to that step are kept. Write to a name of its own."
