"""Whether what is known before any case runs has the right kind: constants, settings, results, a form's questions."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine import clock
from engine.definitions.elements import Node, Value, try_value
from engine.definitions.model import Definitions
from engine.definitions.properties import reported
from engine.errors import ExpressionError, Problem
from engine.feel import to_json
from engine.registry import HANDLERS
from engine.release.check_choices import Choices
from engine.release.form import Form

EXPRESSIONS = ("dueWithin", "metWhen", "metOn", "available", "about")


def check_values(definitions: Definitions, forms: Mapping[str, Form], settings: Mapping[str, Any]) -> list[Problem]:
    """Every value that could never be what is expected of it, in the order of the files."""
    known = Known(definitions, forms, settings)
    found = []
    for node in definitions.nodes.values():
        messages = [*known.inputs(node), *known.outputs(node), *known.list_of(node)]
        messages += [message for value in expressions_of(node) for message in known.reads(value)]
        found += [Problem(node.file, node.id, message) for message in dict.fromkeys(messages)]
    for container in definitions.containers.values():
        for flow in container.flows:
            if flow.condition is not None:
                messages = [*known.decides(flow.condition), *known.reads(flow.condition)]
                found += [Problem(container.file, flow.id, message) for message in messages]
    return found + [problem for form in forms.values() for problem in known.choices.refused_in(form)]


def expressions_of(node: Node) -> Iterator[Value]:
    """Everything on an element that may be an expression."""
    yield from (mapping.source for mapping in node.inputs + node.outputs)
    if node.event is not None and node.event.value is not None:
        yield node.event.value
    if node.multi is not None:
        yield node.multi.collection
        if node.multi.output_element is not None:
            yield node.multi.output_element
    for name in EXPRESSIONS:
        value, wrong = try_value(node.properties.get(name, ""))
        if not wrong:
            yield value


class Known:
    def __init__(self, definitions: Definitions, forms: Mapping[str, Form], settings: Mapping[str, Any]) -> None:
        self.nodes, self.forms, self.settings = definitions.nodes, forms, settings
        self.choices = Choices(definitions, forms)
        self.written = {mapping.target for node in definitions.nodes.values() for mapping in node.outputs}

    def inputs(self, node: Node) -> Iterator[str]:
        """Inputs whose value is the same in every case, or the settings'."""
        found = HANDLERS.get(node.handler)
        for mapping in node.inputs if found is not None else ():
            if found is None or mapping.target not in found.required | found.optional:
                continue
            fixed, value = self.fixed(mapping.source)
            fixed = fixed and not _a_setting(mapping.source)
            wrong = found.check_value(mapping.target, value) if fixed else ""
            if wrong:
                yield f"gives {node.handler} the input {mapping.target} as {_shown(mapping.source, value)}: {wrong}."

    def outputs(self, node: Node) -> Iterator[str]:
        """What its output mappings read of the handler's result."""
        found = HANDLERS.get(node.handler)
        gives = found.gives if found is not None else None
        for mapping in node.outputs if gives is not None else ():
            yield from _unknown_keys(mapping.source, "result", gives or frozenset(), f"{node.handler} gives")

    def list_of(self, node: Node) -> Iterator[str]:
        """What an element repeats over."""
        if node.multi is not None:
            fixed, value = self.fixed(node.multi.collection)
            if fixed and _an_expression(node.multi.collection) and not isinstance(value, list):
                yield f"repeats over {_shown(node.multi.collection, value)}, which is no list."

    def decides(self, condition: Value) -> Iterator[str]:
        """A condition that is neither true nor false is never taken."""
        fixed, value = self.fixed(condition)
        if fixed and _an_expression(condition) and not isinstance(value, bool):
            yield f"has the condition {_shown(condition, value)}, which is neither true nor false."

    def reads(self, value: Value) -> Iterator[str]:
        """What it reads of a person's answers, and of what a handler gave, is asked for and given."""
        for path in sorted(value.expression.paths if value.expression is not None else ()):
            keys, where = self._keys(path[0], value)
            if keys is not None:
                yield from _unknown_keys(value, path[0], keys, where)
        yield from self.choices.refused(value)

    def fixed(self, value: Value) -> tuple[bool, Any]:
        """Whether it is known before any case runs, and what it is then."""
        if value.expression is None:
            return value.is_text, value.text
        if value.names - value.expression.item_names - {"settings"} or not self._all_there(value):
            return False, None
        try:
            return True, to_json(value.expression.evaluate({"settings": self.settings}, clock.now()))
        except ExpressionError:
            return False, None

    def _all_there(self, value: Value) -> bool:
        assert value.expression is not None
        for path in value.expression.paths:
            at: Any = {"settings": self.settings}
            for part in path if path[0] == "settings" else ():
                if not isinstance(at, Mapping) or part not in at:
                    return False
                at = at[part]
        return True

    def _keys(self, name: str, value: Value) -> tuple[frozenset[str] | None, str]:
        """What an element's id stands for in an expression: the keys of its answers or result, where they are known."""
        node = self.nodes.get(name)
        if node is None or name in self.written or (value.expression and name in value.expression.item_names):
            return None, ""
        if node.form in self.forms:
            return self.forms[node.form].keys, f"the form {node.form} asks"
        if reported(node):
            return frozenset(), f"the event {name} has no form and asks"
        if node.handler in HANDLERS and not node.outputs:
            return HANDLERS[node.handler].gives, f"{node.handler} gives"
        return None, ""


def _an_expression(value: Value) -> bool:
    return value.expression is not None and not _a_setting(value)


def _a_setting(value: Value) -> bool:
    """Nothing but a setting: what is wrong with that is told where it stands, in the settings."""
    return value.expression is not None and value.expression.whole == value.expression.paths != frozenset()


def _unknown_keys(value: Value, name: str, keys: frozenset[str], where: str) -> Iterator[str]:
    paths = value.expression.paths if value.expression is not None else ()
    for key in sorted({path[1] for path in paths if path[0] == name and len(path) > 1} - keys):
        yield f"reads {name}.{key}, but {where} {', '.join(sorted(keys)) or 'nothing'}."


def _shown(value: Value, worked_out: object) -> str:
    if value.expression is None:
        return repr(value.text)
    text = repr(worked_out)
    return f"{value.text!r}, which is {text if len(text) < 80 else text[:80] + '…'}"
