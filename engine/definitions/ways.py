"""The sequence flows: every decision has a way out, every element is reached and left, nothing crosses a border."""

from collections.abc import Iterator

from engine.definitions.elements import Container, Flow, Node
from engine.definitions.model import Definitions

DECIDE = {"exclusiveGateway", "inclusiveGateway"}
BEGIN = {"startEvent", "boundaryEvent"}


def check_ways(definitions: Definitions, node: Node) -> Iterator[str]:
    """What is wrong with the flows into and out of one element."""
    yield from _decisions(definitions, node)
    container = definitions.containers[node.container]
    outgoing = [flow for flow in container.flows if flow.source == node.id]
    incoming = [flow for flow in container.flows if flow.target == node.id]
    if len(outgoing) > 1 and "Gateway" not in node.kind:
        yield "has several ways out. Draw a gateway that says whether all of them or one is taken."
    if node.kind == "eventBasedGateway":
        yield from _first_of(definitions, container, node)
    torn = is_torn(container)
    if not incoming and node.kind not in BEGIN and not node.by_event and not torn:
        yield "cannot be reached: no flow leads to it."
    if incoming and (node.kind in BEGIN or node.by_event):
        yield f"is reached by the flow {incoming[0].id}, but it begins by itself. Lead the flow elsewhere."
    if not outgoing and node.kind != "endEvent" and not node.by_event and not torn:
        yield "is a dead end: no flow leads out of it. Lead it to an end event."
    if outgoing and (node.kind == "endEvent" or node.by_event):
        yield f"is left by the flow {outgoing[0].id}, but nothing can follow it. Remove the flow."


def check_container(definitions: Definitions, container: Container) -> Iterator[str]:
    """What is wrong with a process or sub-process as a whole."""
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
        yield from _ends_of(definitions, flow, known)
    for node in nodes:
        if node.attached_to and node.attached_to not in known:
            yield f"holds the boundary event {node.id}, which is attached to nothing in it."
        if node.kind == "boundaryEvent" and not node.attached_to:
            yield f"holds the boundary event {node.id}, which is attached to nothing."


def check_calls(definitions: Definitions, node: Node) -> Iterator[str]:
    """A process that calls itself would never end."""
    if node.kind != "callActivity":
        return
    own, seen, queue = definitions.process_of(node), set[str](), [node.called]
    while queue:
        name = queue.pop()
        if name == own:
            yield f"calls {node.called}, which leads back to {own}: a process may not call itself."
            return
        if name not in seen:
            seen.add(name)
            inside = [n for n in definitions.nodes.values() if n.called and definitions.process_of(n) == name]
            queue += [other.called for other in inside]


def is_torn(container: Container) -> bool:
    """Whether a flow of it leads nowhere, so that what can be reached and what is a dead end cannot be told."""
    known = set(container.nodes)
    return any(flow.source not in known or flow.target not in known for flow in container.flows)


def _ends_of(definitions: Definitions, flow: Flow, known: set[str]) -> Iterator[str]:
    for does, end, name in (("begins at", "source", flow.source), ("leads to", "target", flow.target)):
        if name in known:
            continue
        where = "which stands outside it" if name in definitions.nodes else "which is no element"
        held = f"holds the flow {flow.id}, which {does} {name or 'nothing'}, {where}."
        yield f"{held} Draw its {end} end to an element beside it."


def _decisions(definitions: Definitions, node: Node) -> Iterator[str]:
    """Conditions stand where they are looked at, and a decision always has a way out."""
    outgoing = [flow for flow in definitions.containers[node.container].flows if flow.source == node.id]
    if node.default_flow and node.default_flow not in {flow.id for flow in outgoing}:
        yield f"has the default flow {node.default_flow}, which does not leave it. Mark one of its own flows."
    if node.kind not in DECIDE or len(outgoing) < 2:
        if any(flow.condition is not None for flow in outgoing):
            yield "has a condition on a way out that is not asked: only gateways with several ways out decide."
        return
    for flow in outgoing:
        if flow.condition is None and flow.id != node.default_flow:
            yield f"has the way {flow.name or flow.id} out with neither a condition nor the mark of the default."
        if flow.condition is not None and flow.id == node.default_flow:
            yield f"has a condition on its default way {flow.name or flow.id}, which is never asked. Remove it."
        if flow.condition is not None and flow.condition.is_text and flow.condition.text.strip():
            yield f"has the condition {flow.condition.text!r}, which is no expression. Begin it with =."
    if not node.default_flow:
        yield "has no default way out: the case could be stuck. Mark one flow as the default."


def _first_of(definitions: Definitions, container: Container, node: Node) -> Iterator[str]:
    for flow in container.flows:
        if flow.source != node.id:
            continue
        target = definitions.nodes.get(flow.target)
        if target is None or target.kind != "intermediateCatchEvent":
            yield f"leads to {flow.target}; after an event-based gateway come only intermediate catch events."
        elif sum(other.target == target.id for other in container.flows) > 1:
            yield f"leads to {target.id}, to which another flow leads too. Give the gateway an event of its own."
