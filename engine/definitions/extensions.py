"""Reads the `zeebe:` extension elements of one BPMN element: form, role, handler, mappings, properties."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from engine.definitions.elements import IoMapping, MultiInstance, Value, try_value
from engine.definitions.xml import BPMN, ZEEBE, flag


@dataclass(slots=True)
class Extensions:
    """What stood in `extensionElements`, and what could not be read there."""

    form: str = ""
    groups: tuple[str, ...] = ()
    handler: str = ""
    called: str = ""
    inputs: tuple[IoMapping, ...] = ()
    outputs: tuple[IoMapping, ...] = ()
    properties: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_extensions(element: etree._Element) -> Extensions:
    """Unknown extensions are left alone: other tools' own data."""
    found = Extensions()
    for child in _zeebe(element):
        match etree.QName(child).localname:
            case "formDefinition":
                found.form = child.get("formId", "")
            case "assignmentDefinition":
                found.groups = split(child.get("candidateGroups", ""))
            case "taskDefinition":
                found.handler = child.get("type", "")
            case "calledElement":
                found.called = child.get("processId", "")
            case "ioMapping":
                found.inputs = _mappings(child, "input", found)
                found.outputs = _mappings(child, "output", found)
            case "properties":
                names = [item.get("name", "") for item in child if isinstance(item.tag, str)]
                found.properties = {item.get("name", ""): item.get("value", "") for item in child}
                for name in dict.fromkeys(name for name in names if names.count(name) > 1):
                    found.problems.append(f"has the property {name} {names.count(name)} times. Leave one.")
    return found


def read_multi_instance(loop: etree._Element) -> tuple[MultiInstance | None, str]:
    """The multi-instance settings, and what is wrong with them ("" where nothing is)."""
    for child in _zeebe(loop):
        if etree.QName(child).localname == "loopCharacteristics" and child.get("inputCollection"):
            collection, first = try_value(child.get("inputCollection", ""))
            text = child.get("outputElement", "")
            output, second = try_value(text) if text else (None, "")
            sequential = flag(loop, "isSequential")
            item = child.get("inputElement", "") or "item"
            multi = MultiInstance(collection, sequential, item, child.get("outputCollection", ""), output)
            wrong = first or second or ("" if item == "item" else "must call its input element `item`.")
            if not wrong and bool(text) != bool(child.get("outputCollection")):
                wrong = "collects results without saying which or where. Set both output collection and element."
            if not wrong and collection.expression is None:
                wrong = f"repeats over {collection.text!r}, which is no expression. Begin it with =."
            return multi, wrong
    return None, "repeats, but does not say over which list. Set its input collection."


def split(text: str) -> tuple[str, ...]:
    """A comma-separated attribute as its parts."""
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _zeebe(element: etree._Element) -> Iterator[etree._Element]:
    holder = element.find(f"{{{BPMN}}}extensionElements")
    if holder is not None:
        yield from (child for child in holder if isinstance(child.tag, str) and etree.QName(child).namespace == ZEEBE)


def _mappings(parent: etree._Element, kind: str, found: Extensions) -> tuple[IoMapping, ...]:
    mappings = []
    for child in parent:
        if isinstance(child.tag, str) and etree.QName(child).localname == kind:
            value, message = try_value(child.get("source", ""))
            if message:
                found.problems.append(message)
            mappings.append(
                IoMapping(value if not message else Value(child.get("source", "")), child.get("target", ""))
            )
    return tuple(mappings)
