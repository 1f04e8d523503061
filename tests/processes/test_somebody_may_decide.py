"""Nobody decides on their own work, and there is always somebody who can: also where a team has one manager only,
as the demonstration's teams do (S1-02, A0-14, B6).
"""

from collections.abc import Iterator, Mapping

import pytest

from cli.demonstration.people import PEOPLE, TEAMS
from engine.commands.register_people import NewPerson
from engine.definitions.elements import Node
from engine.definitions.extensions import split
from engine.store.teams import resolve
from tests.processes.journeys import SETTINGS, start

NODES: Mapping[str, Node] = start().definitions.nodes
DECIDING = sorted(name for name, node in NODES.items() if "notSameActorAs" in node.properties)
DIVISION = {team.id: team.division_id for team in TEAMS}


def may(person: NewPerson, node: Node, team: str) -> bool:
    """By role and team. The start of a called process stands for whoever's act called it: that may be anybody."""
    if not node.groups:
        return True
    deputies = {role: {role, *SETTINGS["deputies"].get(role, [])} for role in node.groups}
    held = [role for role in node.groups if deputies[role] & set(person.roles)]
    return any(resolve(SETTINGS, role, team, lambda: DIVISION[team]) in (None, person.team_id) for role in held)


def barring(node: Node) -> tuple[str, ...]:
    return split(node.properties.get("notSameActorAs", ""))


def authors(elements: tuple[str, ...], team: str, chosen: Mapping[str, NewPerson]) -> Iterator[Mapping[str, NewPerson]]:
    """Every way in which people can have completed these steps, one after the other."""
    if not elements:
        yield chosen
        return
    node = NODES[elements[0]]
    barred = [chosen[name] for name in barring(node) if name in chosen]
    for person in PEOPLE:
        if may(person, node, team) and person not in barred:
            yield from authors(elements[1:], team, {**chosen, node.id: person})


@pytest.mark.requirement("S1-02")
@pytest.mark.requirement("A0-14")
@pytest.mark.parametrize("team", ["north", "south"])
@pytest.mark.parametrize("task", DECIDING)
def test_whoever_did_what_came_before_somebody_else_can_decide(task: str, team: str) -> None:
    stuck = []
    for chosen in authors(barring(NODES[task]), team, {}):
        if not any(may(person, NODES[task], team) and person not in chosen.values() for person in PEOPLE):
            stuck.append({name: person.id for name, person in chosen.items()})
    assert stuck == []


def test_the_tasks_that_bar_somebody_are_found() -> None:
    # Worked out by hand from the law and the guide: the steps where a second pair of eyes is asked for.
    assert {"approve_assessment_tm", "decide_extension", "plan_change_tm", "plan_change_ad", "agree_visit_plan"} <= {
        *DECIDING
    }
