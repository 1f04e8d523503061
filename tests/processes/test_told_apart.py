"""What may run twice at once says which of them it is (property `about`): two lines of one name help nobody."""

from collections import Counter
from pathlib import Path

import pytest

from engine.definitions.elements import Node
from engine.definitions.model import Definitions, read_definitions

FILES = {path.name: path.read_bytes() for path in sorted(Path("processes").glob("*.bpmn"))}
ONE_AT_A_TIME = {
    "late_meeting",  # offered until the meeting has been held
    "later_recommendation",  # offered until going home is recommended, or given up
    "area_withdraws",  # the first decision ends the pathway, or says why it goes on
}
"""Event sub-processes of which a second beside the first says nothing new."""


@pytest.fixture(scope="module")
def pathway() -> Definitions:
    return read_definitions(FILES)


def around(pathway: Definitions, node: Node) -> list[Node]:
    """The sub-processes that an element stands in, innermost first."""
    found, at = [], node.container
    while at in pathway.nodes:
        found.append(pathway.nodes[at])
        at = pathway.nodes[at].container
    return found


def test_every_event_sub_process_says_what_each_run_is_about(pathway: Definitions) -> None:
    silent = {node.id for node in pathway.nodes.values() if node.by_event and "about" not in node.properties}
    assert silent - ONE_AT_A_TIME == set()


def test_a_process_that_is_called_from_several_places_says_from_where(pathway: Definitions) -> None:
    calls = [node for node in pathway.nodes.values() if node.kind == "callActivity"]
    several = {called for called, times in Counter(node.called for node in calls).items() if times > 1}
    unsaid = Counter(
        node.called
        for node in calls
        if node.called in several
        and not any("about" in each.properties for each in (node, *around(pathway, node)))
        and pathway.process_of(node) not in pathway.called  # inside a called process the call around it says it
    )
    assert {called: times for called, times in unsaid.items() if times > 1} == {}
