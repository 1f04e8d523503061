"""What the dialect refuses, by name: nothing on a diagram may be silently wrong (trap 4)."""

import re
from collections import Counter
from collections.abc import Iterator

from engine.definitions.elements import Node
from engine.definitions.marks import check_marks
from engine.definitions.model import Definitions
from engine.definitions.properties import check_places
from engine.definitions.reach import check_reach
from engine.definitions.ways import check_calls, check_container, check_ways
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
INSTEAD = {
    "compensate": "Draw a step on the path that puts things right.",
    "conditional": "Draw a gateway that decides.",
    "link": "Draw a flow to where it leads.",
    "cancel": "Draw an error event.",
}
"""What to draw for a kind of event that runs nowhere (docs/elements.md)."""
HANDLED = {"serviceTask", "businessRuleTask"}
TAKES_INPUTS = HANDLED | {"sendTask", "callActivity"}
GIVES_OUTPUTS = TAKES_INPUTS | {"userTask", "receiveTask"}
CATCHES = {"startEvent", "intermediateCatchEvent", "boundaryEvent"}
THROWS = {"intermediateThrowEvent", "endEvent"}
WORDS = {
    "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or", "between", "true", "false",
    "null", "date", "time", "duration", "not",
}  # fmt: skip
"""FEEL's own words: an element called by one of them could not be read."""
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
ELAPSED = re.compile(r"P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?", re.ASCII)


def check_dialect(definitions: Definitions) -> list[Problem]:
    """Every problem of every element, in the order of the files."""
    found = []
    for node in definitions.nodes.values():
        found += [Problem(node.file, node.id, message) for message in _node(definitions, node)]
    for container in definitions.containers.values():
        messages = check_container(definitions, container)
        found += [Problem(container.file, container.id, message) for message in messages]
        found += [Problem(container.file, name, message) for name, message in check_reach(definitions, container)]
    return found


def _node(definitions: Definitions, node: Node) -> Iterator[str]:
    if node.kind in REFUSED:
        yield REFUSED[node.kind]
    elif node.kind not in RUNS:
        yield f"is {_a(node.kind)}, which Homeward does not run. See docs/elements.md for what it does."
    yield from _name(node)
    yield from _event(node)
    yield from _timer(node)
    yield from _handler(node)
    yield from _mappings(node)
    yield from check_ways(definitions, node)
    yield from check_calls(definitions, node)
    yield from check_marks(definitions, node)
    yield from _sub_process(definitions, node)
    yield from check_places(node)


def _name(node: Node) -> Iterator[str]:
    if node.id in RESERVED or node.id in WORDS or node.id.endswith("EndJoin"):
        yield f"must not be called {node.id}: the name is reserved. Give it a name of its own."
    elif not NAME.fullmatch(node.id):
        yield f"is called {node.id}, which expressions cannot read. Use letters, digits and underscores."


def _event(node: Node) -> Iterator[str]:
    if node.kind == "receiveTask" and node.event is None:
        yield "waits for no message. Choose its message."
    if node.event is None or node.kind not in EVENTS:
        return
    if node.event.kind not in EVENTS[node.kind]:
        told = f"is {_a(_in_words(node.kind))} of the kind {node.event.kind}, which Homeward does not run there."
        yield f"{told} {INSTEAD.get(node.event.kind, '')}".rstrip() + f" What runs there: {_kinds(node.kind)}."
    if node.kind == "boundaryEvent" and node.event.kind == "error" and not node.interrupting:
        yield "is an error event that does not interrupt; errors always do."
    if node.kind in THROWS and node.event.kind in {"error", "escalation"} and not node.event.name:
        yield f"throws an {node.event.kind} without a code. Choose one in the modeller and give it a code."


def _kinds(kind: str) -> str:
    return ", ".join("one without a kind" if event == "none" else event for event in sorted(EVENTS[kind]))


def _in_words(kind: str) -> str:
    """`intermediateThrowEvent` as people say it."""
    return re.sub("([A-Z])", r" \1", kind).lower()


def _a(words: str) -> str:
    return f"{'an' if words[:1].lower() in set('aeiou') else 'a'} {words}"


def _timer(node: Node) -> Iterator[str]:
    if node.event is None or node.event.kind != "timer" or node.event.value is None:
        return
    text = node.event.value.text.strip()
    if node.event.timer == "cycle":
        yield "is a timer that repeats by itself. Draw the loop, with a timer on a date."
    if node.event.timer == "date" and node.event.value.is_text:
        yield "is a timer whose date is not an expression. Start it with =, such as =deadlines.K7.due."
    if node.event.timer == "duration" and node.event.value.is_text and not ELAPSED.fullmatch(text):
        yield f"waits for {text!r}, which is no duration of days, hours, minutes or seconds such as P2D or PT4H."


def _handler(node: Node) -> Iterator[str]:
    throws = node.kind in THROWS and node.event is not None and node.event.kind == "message"
    calls = node.kind in HANDLED or node.kind == "sendTask" or throws
    if calls and not node.handler:
        yield "calls no handler, so nothing would happen. Set its task definition’s type."
    if node.handler and not calls:
        yield f"names the handler {node.handler}, which would not be called there. Use a service task."
    if node.handler and "." not in node.handler:
        yield f"calls {node.handler!r}; the names of handlers have a dot, such as deadlines.start."


def _mappings(node: Node) -> Iterator[str]:
    """Mappings that nobody would follow."""
    kind = node.event.kind if node.event is not None else ""
    throws, caught = node.kind in THROWS and kind == "message", node.kind in CATCHES and kind == "message"
    if node.inputs and not (throws or node.kind in TAKES_INPUTS):
        yield "has input mappings, which are not looked at there. Only handlers and called processes take inputs."
    if node.outputs and not (throws or caught or node.kind in GIVES_OUTPUTS):
        yield "has output mappings, which are not looked at there. Put them on a task or message event inside it."
    for target, times in Counter(mapping.target for mapping in node.inputs).items():
        if times > 1:
            yield f"gives the input {target} {times} times, and only the last would count. Leave one."
    for mapping in node.inputs:
        if not NAME.fullmatch(mapping.target):
            yield f"gives an input to {mapping.target!r}, which is no name. Use letters, digits and underscores."
    collected = [node.multi.output_collection] if node.multi and node.multi.output_collection else []
    for target in [mapping.target for mapping in node.outputs] + collected:
        fact = target.removeprefix("case.")
        if not NAME.fullmatch(fact) or (fact == target and fact in RESERVED | WORDS):
            yield f"writes to {target!r}. Write to a name that is not reserved, or to case. and a name."


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
