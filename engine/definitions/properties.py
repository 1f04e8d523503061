"""Where each `zeebe:property` is looked at: anywhere else, or mistyped, it would silently do nothing."""

from collections.abc import Iterator

from engine.definitions.elements import Node
from engine.registry import Own, bare

REPORTED = ("form", "candidateGroups", "ask", "available")
"""Of an event that people report."""
PERSONS = ("metWhen", "metOn", "allocates")
PROPERTIES = {
    "requirements", "basis", "stage", "outcome", "deadline", "notSameActorAs", "allocatedOnly", "escalation", "owner",
    "dueWithin", "about", *REPORTED, *PERSONS,
}  # fmt: skip
"""Names of `zeebe:property` that mean something."""


def check_places(node: Node) -> Iterator[str]:
    """Every property of an element that nobody looks at there."""
    for name in sorted(node.properties):
        if name not in PROPERTIES:
            yield f"has the property {name}, which means nothing here. The names are {', '.join(sorted(PROPERTIES))}."
        elif where := _elsewhere(node, name):
            yield f"has the property {name}, which is looked at only on {where}."


def _elsewhere(node: Node, name: str) -> str:
    """In words, where the property belongs; "" where it belongs here."""
    person, handler = node.kind == "userTask", bare(node.handler)
    if name in ("form", "candidateGroups", "notSameActorAs", "allocatedOnly"):
        return "" if person or reported(node) else "a user task, and on an event that people report"
    if name in REPORTED:
        return "" if reported(node) else "an event that people report"
    if name in PERSONS:
        return "" if person else "a user task"
    if name == "deadline":
        return "" if person or handler.startswith("deadlines.") else "a user task, and on a deadline’s service task"
    if name in ("escalation", "owner"):
        starts = handler == Own.START or "dueWithin" in node.properties
        return "" if starts else f"a service task that calls {Own.START}, and on a task with dueWithin"
    if name == "about":
        return "" if own_scope(node) else "an event sub-process, a call activity, and on what repeats"
    if name == "stage":
        return "" if node.kind == "subProcess" else "a sub-process"
    if name == "outcome":
        return "" if node.kind == "endEvent" else "an end event"
    return ""


def own_scope(node: Node) -> bool:
    """Whether each run of it stands for itself, beside others of the same name."""
    return node.by_event or node.kind == "callActivity" or node.multi is not None


def reported(node: Node) -> bool:
    """Whether it is a message that a person reports."""
    catches = node.kind in {"startEvent", "intermediateCatchEvent", "boundaryEvent", "receiveTask"}
    return catches and node.event is not None and node.event.kind == "message"
