"""Whose turn it is: of all tasks that wait for nobody a boundary event, else the oldest. Each step looks at few of
them, and finds those too that were ready when the case was saved.
"""

import json
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from SpiffWorkflow.bpmn.specs.mixins.events.intermediate_event import BoundaryEvent
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.runtime import codec, workflow
from engine.runtime.beginning import Bystander
from engine.runtime.workflow import CaseWorkflow
from tests.builders.bpmn import diagram, each, end, gateway, path, process, service, start, sub, throw, user
from tests.builders.random_diagrams import Grower
from tests.builders.running import Case, compiled
from tests.builders.walking import walk_alike

SEEDS = st.integers(0, 10_000_000)


def found_by_looking(case: CaseWorkflow) -> Task | None:
    """What comes next, by the rule's own words and without a queue."""
    ready = [
        task
        for level in case.levels()
        for task in level.tasks.values()
        if task.has_state(TaskState.READY) and not task.task_spec.manual
    ]
    return min(ready, key=lambda task: (not isinstance(task.task_spec, BoundaryEvent), task.id), default=None)


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Every step of every case is compared with what looking at all tasks finds; holds how many were."""
    queued, steps = CaseWorkflow._next_ready, [0]

    def both(self: CaseWorkflow) -> Task | None:
        expected, given_by_queue = found_by_looking(self), queued(self)
        assert given_by_queue is expected
        steps[0] += 1
        return given_by_queue

    monkeypatch.setattr(CaseWorkflow, "_next_ready", both)
    return steps


def pick(_element: str, random: Random) -> dict[str, Any]:
    return {"pick": random.randint(0, 3)}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(grown=SEEDS, walk=SEEDS)
def test_the_queue_gives_what_looking_at_every_task_would(checked: list[int], grown: int, walk: int) -> None:
    release, before = compiled(Grower(grown).grow()), checked[0]
    walk_alike([Case(release, reloads=False), Case(release)], Random(walk), 25, pick)
    assert checked[0] > before


def test_a_thousand_repeated_sub_processes_cost_a_thousand_times_one(monkeypatch: pytest.MonkeyPatch) -> None:
    looks, is_ready = [0], workflow._is_ready

    def counted(task: Task) -> bool:
        looks[0] += 1
        return is_ready(task)

    def cost(items: int) -> int:
        inside = [start("inside"), service("one"), service("two"), end("ended"), path("inside", "one", "two", "ended")]
        repeated = each(sub("several", *inside), f"=for n in 1..{items} return n")
        way = path("begin", "ask", "several", "last", "done")
        case = Case(compiled(diagram(process("main", start(), user("ask"), repeated, user("last"), end(), way))))
        looks[0] = 0
        case.complete("ask")
        assert case.open == ["last"]
        return looks[0]

    monkeypatch.setattr(workflow, "_is_ready", counted)
    few, many = cost(20), cost(1_000)
    assert many <= few * 50, "fifty times as many items, at most fifty times as many looks"


def test_what_was_ready_when_it_was_saved_runs_on_after_loading() -> None:
    ways = ["north", "south", "east"]
    parts = [start(), gateway("parallel", "split"), gateway("parallel", "meet"), user("ask"), end()]
    parts += [throw(way) + path("split", way, "meet") for way in ways] + [path("begin", "split"), path("meet", "ask")]
    specs = compiled(diagram(process("main", *parts, path("ask", "done"))))[1]
    case = CaseWorkflow(specs, "main", Bystander())
    while sum(task.has_state(TaskState.READY) for task in case.tasks.values()) < len(ways):
        ready = case._next_ready()
        assert ready is not None
        ready.run()
    told = Bystander()
    loaded = codec.load(json.loads(json.dumps(codec.dump(case))), specs, told)
    loaded.run_on()
    assert [node.id for what, node, _ in told.moves if what == "completed"] == [*ways, "meet"]
    assert [task.task_spec.node.id for task in loaded.waiting()] == ["ask"]
