"""What a diagram is made of, as frozen data: nodes, flows, processes. No XML and no SpiffWorkflow in here."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.errors import ExpressionError
from engine.feel import Expression, compile_expression

DEADLINE = "Deadline: "
"""How the name of a deadline may begin on the diagram."""


@dataclass(frozen=True, slots=True)
class Value:
    """What an attribute holds: FEEL where the text starts with `=`, else the text itself."""

    text: str
    expression: Expression | None = None

    @classmethod
    def read(cls, text: str) -> "Value":
        """Raises ExpressionError where FEEL cannot be read."""
        stripped = text.strip()
        if stripped.startswith("="):
            return cls(stripped, compile_expression(stripped[1:]))
        return cls(text)

    @property
    def names(self) -> frozenset[str]:
        return self.expression.names if self.expression else frozenset()

    @property
    def is_text(self) -> bool:
        """Not even meant as FEEL; what is, and cannot be read, has been told where it was read."""
        return self.expression is None and not self.text.strip().startswith("=")


@dataclass(frozen=True, slots=True)
class IoMapping:
    """One line of `zeebe:ioMapping`: the value of `source` goes to the name `target`."""

    source: Value
    target: str


@dataclass(frozen=True, slots=True)
class EventDefinition:
    """What an event waits for or does. `kind` is none, message, timer, signal, error, escalation or terminate;
    `name` is the message's or signal's name, or the error's or escalation's code; `timer` is date or duration."""

    kind: str
    name: str = ""
    timer: str = ""
    value: Value | None = None


@dataclass(frozen=True, slots=True)
class MultiInstance:
    """One run of the element for each item of a list."""

    collection: Value
    sequential: bool
    item: str
    output_collection: str = ""
    output_element: Value | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """A sequence flow. `condition` is null on flows that are not asked about and on defaults."""

    id: str
    name: str
    source: str
    target: str
    condition: Value | None


@dataclass(frozen=True, slots=True)
class Node:
    """One flow node. `kind` is the BPMN tag; `container` the id of the process or sub-process that it stands in."""

    id: str
    kind: str
    name: str
    file: str
    container: str
    documentation: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)
    form: str = ""
    groups: tuple[str, ...] = ()
    handler: str = ""
    inputs: tuple[IoMapping, ...] = ()
    outputs: tuple[IoMapping, ...] = ()
    event: EventDefinition | None = None
    attached_to: str = ""
    interrupting: bool = True
    called: str = ""
    default_flow: str = ""
    multi: MultiInstance | None = None
    by_event: bool = False

    def property_value(self, name: str) -> Value | None:
        """The property's value as FEEL or text, or null where the element has no such property."""
        text = self.properties.get(name)
        return Value.read(text) if text is not None else None

    @property
    def deadline(self) -> str:
        """The key of the deadline that it starts, moves, stops or meets, `case.` included; empty where none. A task
        with a time of its own (`dueWithin`) starts one under its own id when it opens.
        """
        return self.properties.get("deadline") or (self.id if "dueWithin" in self.properties else "")

    @property
    def owner(self) -> str:
        """The role whose deadline it is: the one that is named, else whoever does the task."""
        return self.properties.get("owner") or (self.groups[0] if self.groups else "")

    @property
    def asked(self) -> str:
        """What an event that people report is called wherever they read of it: on the menu, its page and in history."""
        return self.properties.get("ask") or self.label

    @property
    def label(self) -> str:
        """What people read for this element: its name, else its id in words. A deadline is marked as one on the
        drawing (`Deadline: Next visit`), where it stands among steps; in lists of deadlines it goes without.
        """
        words = " ".join(self.name.split()).removeprefix(DEADLINE)
        return words[:1].upper() + words[1:] or self.id.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Container:
    """A process or an embedded or event sub-process: what stands directly inside it, in the file's order."""

    id: str
    name: str
    file: str
    parent: str
    nodes: tuple[str, ...]
    flows: tuple[Flow, ...]
    executable: bool = True


def try_value(text: str) -> tuple[Value, str]:
    """The value, and what is wrong with it ("" where nothing is), for readers that collect every problem."""
    try:
        return Value.read(text), ""
    except ExpressionError as error:
        return Value(text), str(error)
