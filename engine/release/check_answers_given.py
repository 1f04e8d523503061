"""Whether what is given to a handler, or taken for a day, is an answer of a kind that will do: a text as the number of
days stops the first case that comes there.
"""

from collections.abc import Iterator, Mapping

from engine.definitions.elements import Node, Value, try_value
from engine.definitions.model import Definitions
from engine.errors import Problem
from engine.feel.nodes import Path
from engine.registry import HANDLERS
from engine.release.check_answer_kinds import IS
from engine.release.form import Form, Kind

SAMPLES: dict[Kind, tuple[object, ...]] = {
    "number": (1,),
    "boolean": (True,),
    "date": ("2026-01-31",),
    "datetime": ("2026-01-31T10:00:00+00:00",),
    "text": ("in words",),
}
"""Answers such as people give, for what a handler does with them; of choices, all are known."""
MOMENTS = frozenset({"date", "datetime"})


def check_answers_given(definitions: Definitions, forms: Mapping[str, Form]) -> list[Problem]:
    """Every answer that its reader could never use, in the order of the files."""
    known = _Known(definitions, forms)
    return [
        Problem(node.file, node.id, message)
        for node in definitions.nodes.values()
        for message in dict.fromkeys((*known.moments(node), *known.inputs(node)))
    ]


class _Known:
    def __init__(self, definitions: Definitions, forms: Mapping[str, Form]) -> None:
        self.nodes, self.forms = definitions.nodes, forms
        self.written = {mapping.target for node in definitions.nodes.values() for mapping in node.outputs}

    def moments(self, node: Node) -> Iterator[str]:
        """`metOn`, and the day that a timer waits for."""
        values = [("metOn", try_value(node.properties.get("metOn", ""))[0])]
        if node.event is not None and node.event.timer == "date" and node.event.value is not None:
            values.append(("timer", node.event.value))
        for what, value in values:
            for path, _, kind in self._answers(value):
                if kind not in MOMENTS:
                    yield f"has {'.'.join(path)} as its {what}, which is {IS[kind]}, and a date or time belongs there."

    def inputs(self, node: Node) -> Iterator[str]:
        """What its handler is given as it is."""
        found = HANDLERS.get(node.handler)
        for mapping in node.inputs if found is not None else ():
            if found is None or mapping.target not in found.required | found.optional:
                continue
            for path, form, kind in self._answers(mapping.source):
                answers = sorted(form.choices.get(path[1], ())) if kind == "choice" else SAMPLES.get(kind, ())
                wrong = next((wrong for answer in answers if (wrong := found.check_value(mapping.target, answer))), "")
                if wrong:
                    said = f"gives {node.handler} the input {mapping.target} as {'.'.join(path)}"
                    yield f"{said}, which is {IS[kind]}: {wrong}."

    def _answers(self, value: Value) -> Iterator[tuple[Path, Form, Kind]]:
        """Answers that it may give as they are, where nothing else can stand under the same name."""
        for path in sorted(value.expression.whole) if value.expression is not None else ():
            node = self.nodes.get(path[0])
            maybe_a_key = value.expression is not None and path[0] in value.expression.item_names
            if len(path) != 2 or node is None or path[0] in self.written or maybe_a_key:
                continue
            form = self.forms.get(node.form)
            if form is not None and path[1] in form.kinds:
                yield path, form, form.kinds[path[1]]
