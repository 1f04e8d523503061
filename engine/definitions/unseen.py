"""Settings that modellers can write and Homeward does not look at: refused, because they would silently do nothing."""

from collections.abc import Iterator

from lxml import etree

from engine.definitions.xml import BPMN, NO, YES, ZEEBE, flag, is_bpmn, local

MARKS = {
    "isForCompensation": "is marked for compensation, which Homeward does not run.",
    "instantiate": "starts a process by itself. Draw a start event before it.",
    "parallelMultiple": "waits for several things at once. Draw one event for each.",
}
FLAGS = (*MARKS, "cancelActivity", "isInterrupting", "triggeredByEvent", "isSequential", "isExecutable")
ONLY = {
    "eventGatewayType": ("Exclusive", "waits for all of its events. Draw a parallel gateway before them."),
    "startQuantity": ("1", "begins only after several arrivals. Draw a parallel gateway before it."),
    "completionQuantity": ("1", "goes on several times at once. Draw a parallel gateway after it."),
    "behavior": ("All", "throws events while it repeats. Draw them inside a sub-process that repeats."),
}
"""The one value of an attribute that says what Homeward does."""
BY_THE_LIST = "repeats over data of the diagram. Give the list that it repeats over as its input collection."
BY_ROLE = "says who does it in a resource role. Choose candidate groups."
CHILDREN = {
    "standardLoopCharacteristics": "is a loop by a mark. Draw the loop with a gateway, or choose multi-instance.",
    "completionCondition": "ends its repetition early. Let it end with a boundary event.",
    "loopCardinality": "repeats a number of times. Give the list that it repeats over as its input collection.",
    "loopDataInputRef": BY_THE_LIST,
    "loopDataOutputRef": BY_THE_LIST,
    "inputDataItem": BY_THE_LIST,
    "outputDataItem": BY_THE_LIST,
    "complexBehaviorDefinition": "throws events while it repeats. Draw them inside a sub-process that repeats.",
    "eventDefinitionRef": "refers to an event definition kept elsewhere. Choose the kind of event on the event itself.",
    "resourceRole": BY_ROLE,
    "performer": BY_ROLE,
    "humanPerformer": BY_ROLE,
    "potentialOwner": BY_ROLE,
}
EXTENSIONS = {
    "executionListeners": "has execution listeners. Draw a service task.",
    "taskListeners": "has task listeners. Draw a service task.",
    "taskSchedule": "has a schedule of its own. Start a deadline with a service task and name it in `deadline`.",
    "script": "uses zeebe:script. Call a handler instead.",
    "calledDecision": "uses zeebe:calledDecision. Call a handler instead.",
    "taskHeaders": "has task headers. Give the handler its input mappings.",
    "priorityDefinition": "has a priority. Work lists are in the order of what is due: give it a deadline.",
    "subscription": "has a correlation key. A message is reported on its case, by the event’s form.",
}
LOOKED_AT = {
    "formDefinition": {"formId"},
    "assignmentDefinition": {"candidateGroups", "assignee", "candidateUsers"},
    "userTask": set[str](),
    "taskDefinition": {"type"},
    "calledElement": {"processId", "propagateAllChildVariables", "propagateAllParentVariables"},
    "ioMapping": set[str](),
    "properties": set[str](),
    "loopCharacteristics": {"inputCollection", "inputElement", "outputCollection", "outputElement"},
}
"""The extension elements that are read, each with those of its attributes that are."""
PLACES = {
    "formDefinition": {"userTask"},
    "assignmentDefinition": {"userTask"},
    "userTask": {"userTask"},
    "calledElement": {"callActivity"},
    "loopCharacteristics": {"multiInstanceLoopCharacteristics"},
}
SAID_OF_A_PROCESS = {"requirements", "basis"}
PEOPLE = {"assignee", "candidateUsers"}
NO_ELEMENTS = {"process", "sequenceFlow", "message", "signal", "error", "escalation"}
OTHER_ENGINES = {
    "http://camunda.org/schema/1.0/bpmn": "camunda",
    "http://activiti.org/bpmn": "activiti",
    "http://flowable.org/bpmn": "flowable",
}


def unseen_settings(element: etree._Element) -> Iterator[str]:
    """A message for each setting of this element, flow, process or message, not of those inside it."""
    for part in (element, *_parts(element)):
        yield from _attributes(part)
        for tag, message in CHILDREN.items():
            if part.find(f"{{{BPMN}}}{tag}") is not None:
                yield message
        yield from _extensions(part)


def _parts(element: etree._Element) -> Iterator[etree._Element]:
    """What is read together with an element."""
    for child in element:
        name = local(child)
        together = name in {"multiInstanceLoopCharacteristics", "conditionExpression"}
        if is_bpmn(child) and (together or name.endswith("EventDefinition")):
            yield child


def _attributes(part: etree._Element) -> Iterator[str]:
    for name, message in MARKS.items():
        if flag(part, name):
            yield message
    for name in FLAGS:
        text = part.get(name)
        if text is not None and text.strip() not in YES | NO:
            yield f"has {name} = {text!r}, which is neither true nor false."
    for name, (value, message) in ONLY.items():
        if part.get(name, value).strip() != value:
            yield message
    for name in map(str, part.attrib):
        if name.startswith("{") and (engine := OTHER_ENGINES.get(name[1:].split("}")[0])):
            yield f"has {engine}:{name.split('}')[1]}, a setting of another engine, which is not looked at. Remove it."


def _extensions(part: etree._Element) -> Iterator[str]:
    held = part.findall(f"{{{BPMN}}}extensionElements")
    if len(held) > 1:
        yield "has its extension elements twice. Put them together."
    seen: set[str] = set()
    for child in (child for holder in held for child in holder if isinstance(child.tag, str)):
        namespace, name = etree.QName(child).namespace, local(child)
        if namespace in OTHER_ENGINES:
            yield f"has {OTHER_ENGINES[namespace]}:{name}, a setting of another engine, which is not looked at."
        elif namespace == ZEEBE:
            if name in seen:
                yield f"has zeebe:{name} twice. Keep one."
            seen.add(name)
            yield from _extension(part, child, name)


def _extension(part: etree._Element, child: etree._Element, name: str) -> Iterator[str]:
    kind = local(part)
    if name in EXTENSIONS:
        yield EXTENSIONS[name]
    elif name not in LOOKED_AT:
        yield f"has zeebe:{name}, which Homeward does not know. Remove it."
    elif kind == "process" and name == "properties":
        known = {item.get("name", "") for item in child} - SAID_OF_A_PROCESS
        yield from (f"has the property {unknown}, which is not looked at on a process." for unknown in sorted(known))
    elif kind not in PLACES.get(name, {kind}) or kind in NO_ELEMENTS:
        yield f"has zeebe:{name}, which is not looked at on a {kind}. Remove it."
    else:
        yield from _details(child, name)


def _details(child: etree._Element, name: str) -> Iterator[str]:
    for attribute in map(str, child.attrib):
        if attribute not in LOOKED_AT[name]:
            yield f"has {attribute} on its zeebe:{name}, which is not looked at. Remove it."
    if name == "assignmentDefinition" and PEOPLE & set(child.keys()):
        yield "is assigned to a person by name. Choose candidate groups; people are allocated on the case."
    if flag(child, "propagateAllChildVariables"):
        yield "takes all that the called process has. Give it output mappings, and propagateAllChildVariables false."
    if not flag(child, "propagateAllParentVariables", otherwise=True):
        yield "hides what is around it; a called process can always read that. Remove propagateAllParentVariables."
