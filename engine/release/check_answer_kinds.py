"""Whether what is asked of an answer can be asked of its kind: a text is never more than 3, and never simply true. A
condition that asks it is not met in any case, and nobody would be told.
"""

from collections.abc import Iterator, Mapping

from engine.definitions.elements import Node, Value, try_value
from engine.definitions.model import Definitions
from engine.errors import Problem
from engine.feel.nodes import Path
from engine.release.check_values import expressions_of
from engine.release.form import Form, Kind

TESTS = ("metWhen", "available")
IS: dict[Kind, str] = {
    "number": "a number",
    "boolean": "true or false",
    "text": "a text",
    "choice": "the value of a choice, which is a text",
    "date": "a date",
    "time": "a time",
    "datetime": "a date with a time",
    "list": "a list",
    "file": "a file",
}
TEXTS: frozenset[Kind] = frozenset({"text", "choice", "date", "time", "datetime"})
"""All of these are kept as text."""
FITS: dict[str, tuple[frozenset[Kind], str]] = {
    "number": (frozenset({"number"}), "a number"),
    "boolean": (frozenset({"boolean"}), "true or false"),
    "text": (TEXTS | {"list"}, "a text"),  # of a list the only item is meant
    "date": (TEXTS - {"choice", "time"}, "a date"),
    "number or date": (TEXTS | {"number"}, "something that has an order"),
}
"""Which answers will do for what is looked for, and what that is called."""
NO_MOMENT = "uses {0} as a date, which it is not before date({0}) makes one of it. Write that."


def check_answer_kinds(definitions: Definitions, forms: Mapping[str, Form]) -> list[Problem]:
    """Every use of an answer that its kind does not allow, in the order of the files."""
    known = _Known(definitions, forms)
    found = []
    for node in definitions.nodes.values():
        messages = [message for value in expressions_of(node) for message in known.used(value)]
        messages += [message for value in _tests(node) for message in known.decides(value)]
        found += [Problem(node.file, node.id, message) for message in dict.fromkeys(messages)]
    for container in definitions.containers.values():
        for flow in container.flows:
            if flow.condition is not None:
                messages = [*known.used(flow.condition), *known.decides(flow.condition)]
                found += [Problem(container.file, flow.id, message) for message in dict.fromkeys(messages)]
    return found + [problem for form in forms.values() for problem in known.on_form(form)]


def _tests(node: Node) -> Iterator[Value]:
    for name in TESTS:
        yield try_value(node.properties.get(name, ""))[0]


class _Known:
    def __init__(self, definitions: Definitions, forms: Mapping[str, Form]) -> None:
        self.nodes, self.forms = definitions.nodes, forms
        self.written = {mapping.target for node in definitions.nodes.values() for mapping in node.outputs}

    def used(self, value: Value) -> Iterator[str]:
        """What an expression on a diagram does with answers."""
        for path, need in sorted(value.expression.takes) if value.expression is not None else ():
            if value.expression is not None and path[0] not in value.expression.item_names:
                yield from _wrong(path, need, self._kind(path))

    def decides(self, condition: Value) -> Iterator[str]:
        """A condition that gives an answer as it is."""
        for path in sorted(condition.expression.whole) if condition.expression is not None else ():
            if condition.expression is not None and path[0] not in condition.expression.item_names:
                yield from _wrong(path, "boolean", self._kind(path))

    def on_form(self, form: Form) -> Iterator[Problem]:
        told = set()
        for taken in form.takes:
            own = form.kinds.get(taken.path[0]) if len(taken.path) == 1 else None
            kind = own if taken.path[0] in form.keys else self._kind(taken.path)
            for message in _wrong(taken.path, taken.need, kind):
                if message not in told:
                    told.add(message)
                    yield Problem(f"forms/{form.id}.json", taken.place, message, taken.attribute)

    def _kind(self, path: Path) -> Kind | None:
        node = self.nodes.get(path[0])
        if node is None or len(path) != 2 or path[0] in self.written or node.form not in self.forms:
            return None
        return self.forms[node.form].kinds.get(path[1])


def _wrong(path: Path, need: str, kind: Kind | None) -> Iterator[str]:
    name = ".".join(path)
    if need == "moment":  # whatever a case holds is kept as text, number, truth or list
        yield NO_MOMENT.format(name)
    elif kind is not None and need in FITS and kind not in FITS[need][0]:
        hint = f' Compare it, as in {name} = "yes".' if need == "boolean" and kind in {"text", "choice"} else ""
        yield f"uses {name} as {FITS[need][1]}, but its answer is {IS[kind]}.{hint}"
