"""Diagrams -> SpiffWorkflow's specs. Built from our elements, not by SpiffWorkflow's parser, whose traps 3, 4 and 5 it
avoids.
"""

from dataclasses import dataclass
from typing import Any

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec

from engine.definitions.elements import Container, Flow, Node
from engine.definitions.model import Definitions
from engine.runtime.specs import activities, control, events, gateways, items
from engine.runtime.specs.lean import Lean

PLAIN: dict[str, type[Lean]] = {
    "userTask": activities.PersonTask,
    "serviceTask": activities.HandlerTask,
    "businessRuleTask": activities.HandlerTask,
    "sendTask": activities.HandlerTask,
    "exclusiveGateway": gateways.ExclusiveGateway,
    "inclusiveGateway": gateways.InclusiveGateway,
    "parallelGateway": gateways.ParallelGateway,
    "eventBasedGateway": events.FirstOf,
}
EVENTS: dict[str, type[Lean]] = {
    "startEvent": events.Starting,
    "endEvent": events.Ending,
    "intermediateCatchEvent": events.CatchEvent,
    "intermediateThrowEvent": events.ThrowEvent,
    "boundaryEvent": events.Boundary,
    "receiveTask": events.ReceivingTask,
}
SUPPORTED = frozenset(PLAIN) | frozenset(EVENTS) | {"subProcess", "callActivity"}


@dataclass(frozen=True, slots=True)
class Compiled:
    """Specs of every level of a release, by process or sub-process id; shared by all its cases and never changed
    again.
    """

    levels: dict[str, Any]
    spec_numbers: dict[str, dict[str, int]]
    """For the state codec: each level's spec names numbered in alphabetical order."""
    spec_names: dict[str, list[str]]


def compile_definitions(definitions: Definitions) -> Compiled:
    """Build every level. The definitions have passed `dialect.check`."""
    levels = {name: _Level(definitions, container).build() for name, container in definitions.containers.items()}
    names = {level: sorted(spec.task_specs) for level, spec in levels.items()}
    numbers = {level: {name: number for number, name in enumerate(all_names)} for level, all_names in names.items()}
    return Compiled(levels, numbers, names)


class _Level:
    def __init__(self, definitions: Definitions, container: Container) -> None:
        self.definitions, self.container = definitions, container
        self.nodes = [definitions.nodes[name] for name in container.nodes]
        self.spec: Any = BpmnProcessSpec(name=container.id, description=container.name, filename=container.file)
        control.adopt(self.spec)
        self.entries: dict[str, Any] = {}
        """What a flow into a node leads to: the node's spec, or the split before it where it has boundary events."""
        self.bodies: dict[str, Any] = {}
        """What a flow out of a node comes from: the node's spec, or the holder of its items where it repeats."""

    def build(self) -> Any:
        attached = {node.attached_to for node in self.nodes if node.kind == "boundaryEvent"}
        for node in self.nodes:
            body = self._repeated(node) if node.multi else self._spec(node)
            self.bodies[node.id] = self.entries[node.id] = body
        for node in self.nodes:
            if node.id in attached:
                self._bind_boundary_events(node)
        for node in self.nodes:
            self._connect(node)
        self._mark_upstream()
        return self.spec

    def _spec(self, node: Node, name: str = "") -> Lean:
        name = name or node.id
        if node.kind in PLAIN:
            return (
                PLAIN[node.kind](self.spec, name, node, manual=True)
                if node.kind == "userTask"
                else PLAIN[node.kind](self.spec, name, node)
            )
        if node.kind == "subProcess":
            kind = activities.EventSubProcess if node.by_event else activities.SubProcess
            return kind(self.spec, name, node, subworkflow_spec=node.id)
        if node.kind == "callActivity":
            return activities.CalledProcess(self.spec, name, node, subworkflow_spec=node.called)
        return self._event(node, name)

    def _event(self, node: Node, name: str) -> Lean:
        assert node.event is not None
        definition = events.Waiting(node.event.kind, node.event.name)
        if node.kind == "boundaryEvent":
            return events.Boundary(
                self.spec, name, node, event_definition=definition, cancel_activity=node.interrupting
            )
        kind = events.OneOfSeveral if self._behind_event_gateway(node) else EVENTS[node.kind]
        return kind(self.spec, name, node, event_definition=definition)

    def _behind_event_gateway(self, node: Node) -> bool:
        sources = [self.definitions.nodes[flow.source].kind for flow in self.container.flows if flow.target == node.id]
        return "eventBasedGateway" in sources

    def _repeated(self, node: Node) -> Lean:
        inner = self._spec(node, f"{node.id} [item]")
        outer = items.EachItem(self.spec, node.id, node, task_spec=inner.name)
        assert node.multi is not None
        outer.multi = node.multi
        inner.inputs = [outer]
        inner.completed_event.connect(outer.merge_child)
        return outer

    def _bind_boundary_events(self, node: Node) -> None:
        split = control.BoundarySplit(self.spec, f"{node.id}.split")
        join = control.BoundaryJoin(self.spec, f"{node.id}.join")
        split.connect(self.bodies[node.id])
        self.bodies[node.id].connect(join)
        for event in self.nodes:
            if event.kind == "boundaryEvent" and event.attached_to == node.id:
                split.connect(self.bodies[event.id])
                self.bodies[event.id].connect(join)
        self.entries[node.id] = split

    def _connect(self, node: Node) -> None:
        body = self.bodies[node.id]
        if node.kind == "startEvent":
            self.spec.start.connect(body)
        if node.by_event:
            body.inputs = [self.spec.start]
            body.connect(self.spec.end)
            self.spec.start.trigger_specs.append(node.id)
            return
        outgoing = [flow for flow in self.container.flows if flow.source == node.id]
        for flow in outgoing:
            body.connect(self.entries[flow.target])
        if isinstance(body, gateways.Deciding):
            body.flows = tuple((flow, self.entries[flow.target].name) for flow in self._ordered(node, outgoing))
        if not outgoing:
            body.connect(self.spec.end)

    @staticmethod
    def _ordered(node: Node, outgoing: list[Flow]) -> list[Flow]:
        """A lone flow without a condition is the way on, whether or not it is drawn as the default."""
        return [flow for flow in outgoing if flow.id != node.default_flow] + [
            flow for flow in outgoing if flow.id == node.default_flow
        ]

    def _mark_upstream(self) -> None:
        for spec in list(self.spec.task_specs.values()):
            if isinstance(spec, gateways.InclusiveGateway):
                spec.upstream = gateways.reaching(spec)
