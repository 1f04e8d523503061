"""However a case ends, no concern is left unanswered and no decision is missing on ICS (A0-11, K14)."""

import json
from pathlib import Path

import pytest
from lxml import etree

from tests.processes.drawing import BPMN, ZEEBE

TREE = etree.parse("processes/reunification.bpmn")
CASE = TREE.getroot().find(f"{BPMN}process")
assert CASE is not None
TOP = {item.get("id"): item for item in CASE if item.get("id")}
ENDS = [name for name, item in TOP.items() if item.find(f"{BPMN}terminateEventDefinition") is not None]
WITHOUT_SUPPORT = "pathway_not_supported"
"""How the stages end where no form closes the case."""


def ways_into(element: str) -> list[etree._Element]:
    return [flow for flow in TREE.iter(f"{BPMN}sequenceFlow") if flow.get("targetRef") == element]


def unsettled(element: str, fact: str, seen: frozenset[str] = frozenset()) -> list[str]:
    """The steps that an end comes from, without a rule of a form or a condition on the way having asked for a fact."""
    found = []
    for flow in ways_into(element):
        source = flow.get("sourceRef", "")
        if fact in "".join(map(str, flow.itertext())) or source in seen:
            continue
        node = next(TREE.iterfind(f".//*[@id='{source}']"))
        kind = etree.QName(node).localname
        if kind == "userTask":
            found += [] if asks_for(node, fact) else [source]
        elif source == "pathway":
            found += unsettled(WITHOUT_SUPPORT, fact, seen | {element})
        elif kind in ("sendTask", "exclusiveGateway"):
            found += unsettled(source, fact, seen | {element})
        else:
            found.append(source)
    return found


def asks_for(task: etree._Element, fact: str) -> bool:
    """Whether a rule of the task's form refuses every answer while the fact counts something."""
    form = task.find(f".//{ZEEBE}formDefinition")
    assert form is not None
    text = json.loads(Path(f"forms/{form.get('formId')}.json").read_text(encoding="utf-8"))
    rules = [rule for part in parts(text) for name, rule in part.get("properties", {}).items() if "rule" in name]
    return any(fact in rule and "decision" not in rule for rule in rules)


def parts(component: dict[str, object]) -> list[dict[str, dict[str, str]]]:
    inner = component.get("components", [])
    assert isinstance(inner, list)
    return [*inner, *(part for item in inner for part in parts(item))]


@pytest.mark.requirement("A0-11")
@pytest.mark.requirement("K14")
@pytest.mark.requirement("S1-10")
@pytest.mark.parametrize("fact", ["case.concerns_open", "case.ics_entries_missing"])
@pytest.mark.parametrize("end", ENDS)
def test_no_end_is_reached_with_something_left_open(end: str, fact: str) -> None:
    assert unsettled(end, fact) == []


@pytest.mark.parametrize("end", ENDS)
def test_an_end_that_asks_for_nothing_would_be_found(end: str) -> None:
    assert unsettled(end, "case.nothing_asks_for_this") != []
