"""Settings that modellers can write and Homeward does not look at: refused, because they would silently do nothing."""

from collections.abc import Iterator

from lxml import etree

from engine.definitions.xml import BPMN, ZEEBE

ATTRIBUTES = {
    ("isForCompensation", "true"): "is marked for compensation, which Homeward does not run.",
    ("instantiate", "true"): "starts a process by itself. Draw a start event before it.",
    ("eventGatewayType", "Parallel"): "waits for all of its events. Draw a parallel gateway before them.",
    ("parallelMultiple", "true"): "waits for several things at once. Draw one event for each.",
}
CHILDREN = {
    "standardLoopCharacteristics": "is a loop by a mark. Draw the loop with a gateway, or choose multi-instance.",
    "completionCondition": "ends its repetition early. Let it end with a boundary event.",
    "loopCardinality": "repeats a number of times. Give the list that it repeats over as its input collection.",
}
EXTENSIONS = {
    "executionListeners": "has execution listeners. Draw a service task.",
    "taskListeners": "has task listeners. Draw a service task.",
    "taskSchedule": "has a schedule of its own. Start a deadline with a service task and name it in `deadline`.",
    "script": "uses zeebe:script. Call a handler instead.",
    "calledDecision": "uses zeebe:calledDecision. Call a handler instead.",
}
PEOPLE = {"assignee", "candidateUsers"}


def unseen_settings(element: etree._Element) -> Iterator[str]:
    """A message for each setting of this element, not of those inside it."""
    for (name, value), message in ATTRIBUTES.items():
        if element.get(name) == value:
            yield message
    own = [element, *element.findall(f"{{{BPMN}}}multiInstanceLoopCharacteristics")]
    for tag, message in CHILDREN.items():
        if any(part.find(f"{{{BPMN}}}{tag}") is not None for part in own):
            yield message
    held = element.find(f"{{{BPMN}}}extensionElements")
    for tag, message in EXTENSIONS.items():
        if held is not None and held.find(f"{{{ZEEBE}}}{tag}") is not None:
            yield message
    assigned = None if held is None else held.find(f"{{{ZEEBE}}}assignmentDefinition")
    if assigned is not None and PEOPLE & set(assigned.keys()):
        yield "is assigned to a person by name. Choose candidate groups; people are allocated on the case."
