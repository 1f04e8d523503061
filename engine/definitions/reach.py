"""What a case can ever come to, and whether it comes out again: a ring of steps beside the path would never begin, a
ring without a way out would never end.
"""

from collections.abc import Iterator

from engine.definitions.elements import Container, Node
from engine.definitions.model import Definitions
from engine.definitions.ways import is_torn

Steps = list[tuple[str, str]]


def check_reach(definitions: Definitions, container: Container) -> Iterator[tuple[str, str]]:
    """(element id, message) for what cannot be reached, and for rounds that nothing ends."""
    if is_torn(container):
        return
    nodes = [definitions.nodes[name] for name in container.nodes]
    steps = _steps(nodes, container)
    begin = {node.id for node in nodes if node.kind == "startEvent" or node.by_event}
    reached = _spread(begin, steps)
    entered = {flow.target for flow in container.flows}  # what no flow leads to has a message of its own
    for name in container.nodes:
        if name not in reached and name in entered:
            yield name, "cannot be reached from the start: what leads to it cannot be reached itself."
    ends = {node.id for node in nodes if node.kind == "endEvent"}
    ended = _spread(ends, [(target, source) for source, target in steps])
    left = {flow.source for flow in container.flows}  # so has a dead end
    lost = [name for name in container.nodes if name in reached - ended and name in left]
    if ends and lost and not _broken_off(definitions, container, set()):
        round_ = f"goes round for ever at {', '.join(lost)}: no end event can be reached from there."
        yield container.id, f"{round_} Draw a way out."


def _steps(nodes: list[Node], container: Container) -> Steps:
    """From which element one comes to which: the flows, and from an activity to its boundary events."""
    flows = [(flow.source, flow.target) for flow in container.flows]
    return flows + [(node.attached_to, node.id) for node in nodes if node.attached_to]


def _spread(begin: set[str], steps: Steps) -> set[str]:
    after: dict[str, list[str]] = {}
    for one, other in steps:
        after.setdefault(one, []).append(other)
    found, queue = set(begin), list(begin)
    while queue:
        new = [name for name in after.get(queue.pop(), ()) if name not in found]
        found.update(new)
        queue += new
    return found


def _broken_off(definitions: Definitions, container: Container, seen: set[str]) -> bool:
    """Whether what runs in it can be ended from the side: by an end event for all of it, by an event that interrupts
    the activity that runs it, or with what is around that.
    """
    if container.id in seen:
        return False
    seen.add(container.id)
    inside = [definitions.nodes[name] for name in container.nodes]
    if any(node.kind == "endEvent" and node.event and node.event.kind in {"terminate", "error"} for node in inside):
        return True
    running = [node for node in definitions.nodes.values() if container.id in (node.id, node.called)]
    return any(
        any(other.attached_to == node.id and other.interrupting for other in definitions.nodes.values())
        or _broken_off(definitions, definitions.containers[node.container], seen)
        for node in running
    )
