"""Reminders reach the people whose work meets the deadline: its owner is the first role of the task that meets it."""

from pathlib import Path

import pytest

from engine.definitions.elements import Node
from engine.definitions.model import read_definitions

FILES = {f"processes/{path.name}": path.read_bytes() for path in sorted(Path("processes").glob("*.bpmn"))}
NODES = tuple(read_definitions(FILES).nodes.values())
NO_TASK = {
    "K1_decision": "counted beside the first response, for reports; the decision itself stops it",
    "K11_decision": "reg 19: the assistant director’s own step has K16, and the decision stops this one",
    "eighteenth_birthday": "nobody's task: what to do before it is not one step",
    "at_home_under_order": "nobody's task: it counts how long, until the order ends",
    "discharge_target": "the court's decision stops it, and its recording is due on the day of the hearing",
}
OTHERS = {
    "K13": "the social worker often raised the concern and may then not acknowledge it; the team manager always may",
    "stay_described": "the social worker describes the stay first; the team manager's confirmation ends it",
}


def key(node: Node) -> str:
    return node.deadline.removeprefix("case.")


STARTS = [node for node in NODES if node.handler.split("@")[0] == "deadlines.start"]
MEETS = [
    node
    for node in NODES
    if node.kind == "userTask" and "deadline" in node.properties and node.properties.get("metWhen") != "=false"
]


@pytest.mark.requirement("K3", "K10", "K1")
@pytest.mark.parametrize("name", sorted({key(node) for node in STARTS}))
def test_a_deadline_belongs_to_whoever_has_the_task_that_meets_it(name: str) -> None:
    owners = {node.owner for node in STARTS if key(node) == name}
    first = {node.groups[0] for node in MEETS if key(node) == name}
    if name in NO_TASK:
        assert first == set()
    elif name in OTHERS:
        assert owners != first, f"{name} needs no exception any more"
    else:
        assert owners == first


def test_a_step_with_a_time_of_its_own_belongs_to_whoever_does_it() -> None:
    own = [node for node in NODES if "dueWithin" in node.properties]
    assert [node.id for node in own if node.owner != node.groups[0]] == []
