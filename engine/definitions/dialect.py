"""What the dialect refuses, by name: nothing on a diagram may be silently wrong (trap 4)."""

from collections.abc import Iterator

from engine.definitions.elements import Container, Node
from engine.definitions.model import Definitions
from engine.errors import Problem

RESERVED = {
    "case",
    "inputs",
    "item",
    "item_index",
    "deadlines",
    "settings",
    "people",
    "result",
    "this",
    "parent",
    "i",
    "Start",
    "End",
}
"""Ids that would hide a name of the case file, or that SpiffWorkflow uses itself (trap 5)."""

REFUSED = {
    "scriptTask": "runs code that stands in the diagram. Call a handler with a service task instead.",
    "manualTask": "is done outside Homeward and would leave no record. Use a user task with a form.",
    "task": "has no type. Choose user task, service task or another type in the modeller.",
    "adHocSubProcess": "has steps in no order. Draw the steps as user tasks with flows.",
    "transaction": "is a transaction. Use a sub-process with boundary events.",
    "complexGateway": "is a complex gateway. Use exclusive, inclusive, parallel or event-based gateways.",
    "subChoreography": "belongs to a choreography, which Homeward does not run.",
}
RUNS = {
    "userTask", "serviceTask", "businessRuleTask", "sendTask", "receiveTask", "callActivity", "subProcess",
    "exclusiveGateway", "inclusiveGateway", "parallelGateway", "eventBasedGateway",
    "startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent",
}  # fmt: skip
EVENTS = {
    "startEvent": {"none", "message"},
    "endEvent": {"none", "message", "signal", "error", "escalation", "terminate"},
    "intermediateCatchEvent": {"message", "timer", "signal"},
    "intermediateThrowEvent": {"none", "message", "signal", "escalation"},
    "boundaryEvent": {"message", "timer", "signal", "error", "escalation"},
    "receiveTask": {"message"},
}
HANDLED = {"serviceTask", "businessRuleTask"}
GATEWAYS = {"exclusiveGateway", "inclusiveGateway"}


def check_dialect(definitions: Definitions) -> list[Problem]:
    """Every problem of every element, in the order of the files."""
    found = []
    for node in definitions.nodes.values():
        found += [Problem(node.file, node.id, message) for message in _node(definitions, node)]
    for container in definitions.containers.values():
        found += [Problem(container.file, container.id, message) for message in _container(definitions, container)]
    return found


def _node(definitions: Definitions, node: Node) -> Iterator[str]:
    if node.kind in REFUSED:
        yield REFUSED[node.kind]
    elif node.kind not in RUNS:
        yield f"is a {node.kind}, which Homeward does not run. See docs/elements.md for what it does."
    if node.id in RESERVED or "." in node.id or node.id.endswith("EndJoin"):
        yield f"must not be called {node.id}: the name is reserved. Give it a name of its own, without dots."
    if node.kind in EVENTS and node.event is not None and node.event.kind not in EVENTS[node.kind]:
        yield f"is a {node.kind} of the kind {node.event.kind}, which Homeward does not run there."
    if node.kind == "receiveTask" and node.event is None:
        yield "waits for no message. Choose its message."
    yield from _timer(node)
    yield from _handler(node)
    yield from _decisions(definitions, node)
    yield from _ways(definitions, node)
    yield from _sub_process(definitions, node)
    if node.kind == "boundaryEvent" and node.event is not None and node.event.kind == "error" and not node.interrupting:
        yield "is an error event that does not interrupt; errors always do."


def _timer(node: Node) -> Iterator[str]:
    if node.event is None or node.event.kind != "timer" or node.event.value is None:
        return
    if node.event.timer == "cycle":
        yield "is a timer that repeats by itself. Draw the loop, with a timer on a date."
    if node.event.timer == "date" and node.event.value.expression is None:
        yield "is a timer whose date is not an expression. Start it with =, such as =deadlines.K7.due."


def _handler(node: Node) -> Iterator[str]:
    throws = (
        node.kind in {"intermediateThrowEvent", "endEvent"} and node.event is not None and node.event.kind == "message"
    )
    if (node.kind in HANDLED or node.kind == "sendTask" or throws) and not node.handler:
        yield "calls no handler, so nothing would happen. Set its task definition's type."
    if node.handler and "." not in node.handler:
        yield f"calls {node.handler!r}; the names of handlers have a dot, such as deadlines.start."


def _decisions(definitions: Definitions, node: Node) -> Iterator[str]:
    """Conditions stand where they are looked at, and a decision always has a way out."""
    outgoing = [flow for flow in definitions.containers[node.container].flows if flow.source == node.id]
    if node.kind in GATEWAYS and len(outgoing) > 1:
        undecided = [flow for flow in outgoing if flow.condition is None and flow.id != node.default_flow]
        for flow in undecided:
            yield f"has the way {flow.name or flow.id} out with neither a condition nor the mark of the default."
        if node.kind == "exclusiveGateway" and not node.default_flow:
            yield "has no default way out: the case could be stuck. Mark one flow as the default."
    elif any(flow.condition is not None for flow in outgoing):
        yield "has a condition on its way out, which only exclusive and inclusive gateways look at. Draw a gateway."


def _ways(definitions: Definitions, node: Node) -> Iterator[str]:
    """Every node is reached by a flow and left by one, and what follows an event-based gateway can wait."""
    container = definitions.containers[node.container]
    outgoing = [flow for flow in container.flows if flow.source == node.id]
    incoming = [flow for flow in container.flows if flow.target == node.id]
    if len(outgoing) > 1 and "Gateway" not in node.kind:
        yield "has several ways out. Draw a gateway that says whether all of them or one is taken."
    if node.kind == "eventBasedGateway":
        for flow in outgoing:
            target = definitions.nodes.get(flow.target)
            if target is None or target.kind != "intermediateCatchEvent":
                yield f"leads to {flow.target}; after an event-based gateway come only intermediate catch events."
    if not incoming and node.kind not in {"startEvent", "boundaryEvent"} and not node.by_event:
        yield "cannot be reached: no flow leads to it."
    if not outgoing and node.kind not in {"endEvent"} and not node.by_event:
        yield "is a dead end: no flow leads out of it. Lead it to an end event."


def _sub_process(definitions: Definitions, node: Node) -> Iterator[str]:
    if not node.by_event:
        return
    parent = definitions.containers[node.container]
    if parent.parent or parent.id in definitions.called:
        yield "is an event sub-process inside another one or a called process; it works only at the top of a process."
    starts = [
        definitions.nodes[name]
        for name in definitions.containers[node.id].nodes
        if definitions.nodes[name].kind == "startEvent"
    ]
    for start in starts:
        if start.event is None or start.event.kind != "message":
            yield "is an event sub-process that does not start with a message."
        if start.interrupting:
            yield "is an event sub-process that interrupts. Use a boundary event on a sub-process around it."


def _container(definitions: Definitions, container: Container) -> Iterator[str]:
    nodes = [definitions.nodes[name] for name in container.nodes]
    starts = [node for node in nodes if node.kind == "startEvent"]
    if container.executable and len(starts) != 1:
        yield f"has {len(starts)} start events; it needs exactly one."
    by_event = container.id in definitions.nodes and definitions.nodes[container.id].by_event
    if not by_event and any(start.event is not None and start.event.kind != "none" for start in starts):
        yield "starts with an event that only an event sub-process may start with."
    if not any(node.kind == "endEvent" for node in nodes):
        yield "has no end event."
    known = set(container.nodes)
    for flow in container.flows:
        if flow.source not in known or flow.target not in known:
            yield f"holds the flow {flow.id}, which does not connect two of its own elements."
    for node in nodes:
        if node.attached_to and node.attached_to not in known:
            yield f"holds the boundary event {node.id}, which is attached to nothing in it."
