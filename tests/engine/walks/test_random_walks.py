"""Random walks: a case that is packed and unpacked after every step is the case that never was (traps 9 and 13)."""

import json
from random import Random
from typing import Any

from hypothesis import given, note
from hypothesis import strategies as st

from engine.release.settings import read_settings
from tests.builders.random_diagrams import Grower
from tests.builders.running import Case, compiled
from tests.builders.walking import finish, walk_alike
from tests.sample.library import FOLDER

SEEDS = st.integers(0, 10_000_000)


def pick(_element: str, random: Random) -> dict[str, Any]:
    return {"pick": random.randint(0, 3)}


@given(diagram=SEEDS, walk=SEEDS)
def test_on_random_diagrams_reloading_changes_nothing_and_the_case_can_end(diagram: int, walk: int) -> None:
    xml = Grower(diagram).grow()
    note(xml.decode())
    release, random = compiled(xml), Random(walk)
    cases = [Case(release, reloads=False), Case(release, reloads=True), Case(release, reloads=True)]
    walk_alike(cases, random, 25, pick)
    for case in cases[:2]:
        finish(case, {"pick": 1})
    assert cases[0].moves == cases[1].moves


def library_answers(element: str, random: Random) -> dict[str, Any]:
    """Something for every question that the sample's forms ask."""
    branches = random.sample(["east", "west", "north"], random.randint(0, 3))
    return {
        "title": "Atlas", "member": random.choice(["adult", "child"]), "lost_on": "2026-03-02", "branches": branches,
        "seen": "no", "looked_on": "2026-03-03", "answer": random.choice(["yes", "no"]), "price": random.randint(1, 60),
        "decision": random.choice(["replace", "replace", "write_off"]), "days_late": random.randint(0, 90),
        "copy": "Atlas", "refusal": random.choice(["", "", "out_of_print"]), "days": random.randint(1, 9),
        "reason": "a holiday", "made_on": "2026-03-04", "words": "slow", "leaves": random.random() < 0.1,
    }  # fmt: skip


@given(walk=SEEDS)
def test_on_the_sample_process_reloading_changes_nothing(walk: int) -> None:
    files = {path.name: path.read_bytes() for path in sorted((FOLDER / "processes").glob("*.bpmn"))}
    settings = read_settings((FOLDER / "processes/settings.yaml").read_bytes())
    release, random = compiled(*files.values()), Random(walk)
    cases = [Case(release, "lost_book", reloads, **settings) for reloads in (False, True, True)]
    walk_alike(cases, random, 30, library_answers)
    states = {json.dumps(json.loads(case.state)) for case in cases}
    assert len(states) == 1


def test_the_same_seed_grows_the_same_diagram() -> None:
    assert Grower(7).grow() == Grower(7).grow() != Grower(8).grow()
