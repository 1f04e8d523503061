"""BPMN XML of the dialect -> `Diagram`: every node, flow and container, with the `zeebe:` properties that modellers
write.
"""

from collections import Counter
from dataclasses import dataclass

from lxml import etree

from engine.definitions import extensions
from engine.definitions.elements import Container, EventDefinition, Flow, MultiInstance, Node, Value, try_value
from engine.definitions.unseen import unseen_settings
from engine.definitions.xml import BPMN, DI, flag, is_bpmn, local, read_xml
from engine.errors import Problem

IGNORED = {
    "incoming", "outgoing", "extensionElements", "documentation", "laneSet", "textAnnotation", "association", "group",
    "dataObject", "dataObjectReference", "dataStoreReference", "ioSpecification", "property", "sequenceFlow",
    "multiInstanceLoopCharacteristics", "standardLoopCharacteristics", "category", "auditing", "monitoring",
}  # fmt: skip
"""Elements that a diagram may hold and that do not run: pictures, notes, lanes, and parts read with their owner."""

CONTAINERS = {"process", "subProcess"}
TIMES = {"timeDate", "timeDuration", "timeCycle"}


@dataclass(frozen=True, slots=True)
class Diagram:
    """One file, read. `problems` are what could not be read; a diagram with problems is never run. `drawn` are the ids
    that its drawing shows.
    """

    file: str
    processes: tuple[str, ...]
    containers: dict[str, Container]
    nodes: dict[str, Node]
    problems: tuple[Problem, ...]
    drawn: frozenset[str] = frozenset()


def read_diagram(data: bytes, file: str) -> Diagram:
    """Raises DefinitionError when the file is not a diagram at all; problems inside it are collected, not raised."""
    return _Reader(read_xml(data, file), file).read()


class _Reader:
    def __init__(self, root: etree._Element, file: str) -> None:
        self.root, self.file = root, file
        self.problems: list[Problem] = []
        self.nodes: dict[str, Node] = {}
        self.containers: dict[str, Container] = {}
        self.catalogue = {
            element.get("id", ""): element
            for element in root
            if is_bpmn(element) and local(element) in {"message", "signal", "error", "escalation"}
        }

    def read(self) -> Diagram:
        processes = [element for element in self.root if is_bpmn(element) and local(element) == "process"]
        for process in processes:
            if process.get("id", "") in self.containers or process.get("id", "") in self.nodes:
                self.problem(process.get("id", ""), "is the id of two processes or elements. Give each its own.")
                continue
            self.unseen(process)
            self.container(process, parent="")
        for element in self.catalogue.values():
            self.unseen(element)
        self.flow_ids()
        if not processes:
            self.problem("", "holds no process. Draw at least one start event, one step and one end event.")
        names = tuple(process.get("id", "") for process in processes)
        drawn = {part.get("bpmnElement", "") for part in self.root.iter(f"{{{DI}}}BPMNShape", f"{{{DI}}}BPMNEdge")}
        return Diagram(self.file, names, self.containers, self.nodes, tuple(self.problems), frozenset(drawn))

    def flow_ids(self) -> None:
        ids = [flow.id for container in self.containers.values() for flow in container.flows]
        for name, count in Counter(ids).items():
            if not name or count > 1 or name in self.nodes:
                self.problem(name, "is a flow without an id of its own; it could not be told from another.")

    def container(self, element: etree._Element, parent: str) -> None:
        name = element.get("id", "")
        inner = [child for child in element if is_bpmn(child) and local(child) not in IGNORED]
        flows = tuple(self.flow(child) for child in element if is_bpmn(child) and local(child) == "sequenceFlow")
        executable = flag(element, "isExecutable", otherwise=True)
        label = element.get("name", "")
        self.containers[name] = Container(name, label, self.file, parent, (), flows, executable)
        kept = tuple(child.get("id", "") for child in inner if self.node(child, name))
        self.containers[name] = Container(name, label, self.file, parent, kept, flows, executable)

    def node(self, element: etree._Element, container: str) -> bool:
        """Whether the element could be kept."""
        name = element.get("id", "")
        if not name or name in self.nodes or name in self.containers:
            what = "has an id that another element has too." if name else f"is a {local(element)} without an id."
            self.problem(name, f"{what} Give each element an id of its own.")
            return False
        kind = local(element)
        read = extensions.read_extensions(element)
        for message in read.problems:
            self.problem(name, message)
        self.unseen(element)
        multi = self.multi(element, name)
        self.nodes[name] = Node(
            id=name,
            kind=kind,
            name=element.get("name", ""),
            file=self.file,
            container=container,
            documentation=(element.findtext(f"{{{BPMN}}}documentation") or "").strip(),
            properties=read.properties,
            form=read.form or read.properties.get("form", ""),
            groups=read.groups or extensions.split(read.properties.get("candidateGroups", "")),
            handler=read.handler,
            inputs=read.inputs,
            outputs=read.outputs,
            event=self.event(element, name),
            attached_to=element.get("attachedToRef", ""),
            interrupting=flag(element, "cancelActivity", flag(element, "isInterrupting", otherwise=True)),
            called=element.get("calledElement", "") or read.called,
            default_flow=element.get("default", ""),
            multi=multi,
            by_event=flag(element, "triggeredByEvent"),
        )
        if kind == "subProcess":
            self.container(element, parent=container)
        return True

    def multi(self, element: etree._Element, name: str) -> MultiInstance | None:
        loop = element.find(f"{{{BPMN}}}multiInstanceLoopCharacteristics")
        if loop is None:
            return None
        multi, message = extensions.read_multi_instance(loop)
        if message:
            self.problem(name, message)
        return multi

    def unseen(self, element: etree._Element) -> None:
        for message in unseen_settings(element):
            self.problem(element.get("id", ""), message)

    def flow(self, element: etree._Element) -> Flow:
        self.unseen(element)
        text = element.findtext(f"{{{BPMN}}}conditionExpression")
        name = element.get("id", "")
        condition = self.value(name, text) if text and text.strip() else None
        return Flow(
            name, element.get("name", ""), element.get("sourceRef", ""), element.get("targetRef", ""), condition
        )

    def event(self, element: etree._Element, name: str) -> EventDefinition | None:
        definitions = [child for child in element if is_bpmn(child) and local(child).endswith("EventDefinition")]
        if local(element) in {"receiveTask", "sendTask"} and element.get("messageRef"):
            found = self.named(element.get("messageRef", ""), "name")
            if not found and local(element) == "receiveTask":
                self.problem(name, "waits for a message without a name. Choose one in the modeller, and name it.")
            return EventDefinition("message", found)
        if not definitions:
            return EventDefinition("none") if local(element).endswith("Event") else None
        if len(definitions) > 1:
            self.problem(name, "waits for several things at once. Draw one event for each.")
        return self.definition(definitions[0], name)

    def definition(self, element: etree._Element, name: str) -> EventDefinition:
        kind = local(element).removesuffix("EventDefinition")
        if kind == "timer":
            return self.timer(element, name)
        if kind in {"message", "signal"}:
            found = self.named(element.get(f"{kind}Ref", ""), "name")
            if not found:
                self.problem(name, f"names no {kind}. Choose one in the modeller.")
            return EventDefinition(kind, found)
        if kind in {"error", "escalation"}:
            return EventDefinition(kind, self.named(element.get(f"{kind}Ref", ""), f"{kind}Code"))
        return EventDefinition(kind)

    def timer(self, element: etree._Element, name: str) -> EventDefinition:
        given = [child for child in element if is_bpmn(child) and local(child) in TIMES]
        if not given:
            self.problem(name, "is a timer that says neither a date nor a duration.")
            return EventDefinition("timer")
        if len(given) > 1:
            self.problem(name, "is a timer that says more than one of date, duration and cycle. Keep one.")
        kind = local(given[0]).removeprefix("time").lower()
        return EventDefinition("timer", timer=kind, value=self.value(name, given[0].text or ""))

    def named(self, reference: str, attribute: str) -> str:
        found = self.catalogue.get(reference)
        return found.get(attribute, "") if found is not None else ""

    def value(self, element: str, text: str) -> Value:
        value, message = try_value(text)
        if message:
            self.problem(element, message)
        return value

    def problem(self, element: str, message: str) -> None:
        self.problems.append(Problem(self.file, element, message))
