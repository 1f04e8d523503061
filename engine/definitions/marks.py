"""What may be attached to an element, or marked on it: boundary events and repetition belong to activities only."""

from collections.abc import Iterator

from engine.definitions.elements import Node
from engine.definitions.model import Definitions

ACTIVITIES = {
    "userTask", "serviceTask", "businessRuleTask", "sendTask", "receiveTask", "callActivity", "subProcess",
}  # fmt: skip
NESTED = {"callActivity", "subProcess"}
THROWERS = {"error": {"serviceTask", "businessRuleTask", "sendTask"} | NESTED, "escalation": NESTED}
"""What can throw an error or escalation to the events that stand on it: a handler raises errors only; a person, or a
message that is waited for, throws nothing.
"""


def check_marks(definitions: Definitions, node: Node) -> Iterator[str]:
    """What is wrong with the boundary events on one element and with its repetition."""
    attached = _attached(definitions, node)
    for event in attached:
        if node.by_event:
            yield f"carries the boundary event {event.id}, but is an event sub-process. Put a sub-process inside it."
        elif node.kind not in ACTIVITIES:
            yield f"carries the boundary event {event.id}, but is a {node.kind}. Only activities carry them."
        elif event.event is not None and node.kind not in THROWERS.get(event.event.kind, ACTIVITIES):
            yield (
                f"carries the boundary event {event.id}, which would never happen: a {node.kind} throws no "
                f"{event.event.kind}. Draw a gateway behind it, or a sub-process around what throws it for the event."
            )
    yield from _same_code(attached)
    if node.multi is not None and node.by_event:
        yield "is an event sub-process that repeats over a list; it begins once for each message already."
    elif node.multi is not None and node.kind not in ACTIVITIES:
        yield f"repeats over a list, but is a {node.kind}. Only activities repeat: put a sub-process around it."


def _attached(definitions: Definitions, node: Node) -> list[Node]:
    """The boundary events on a node, in the file's order."""
    inside = definitions.containers[node.container].nodes
    return [other for name in inside if (other := definitions.nodes[name]).attached_to == node.id]


def _same_code(attached: list[Node]) -> Iterator[str]:
    """Of two events for one code only one could ever hear it."""
    seen: dict[tuple[str, str], str] = {}
    for event in attached:
        if event.event is None or event.event.kind not in THROWERS:
            continue
        key = event.event.kind, event.event.name
        if key in seen:
            code = f"the {key[0]} code {key[1]}" if key[1] else f"every {key[0]}"
            yield f"carries {seen[key]} and {event.id}, both for {code}. Keep one, or give them codes of their own."
        seen[key] = event.id
