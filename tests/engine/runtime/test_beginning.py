"""Cases that begin alike begin from one prepared state; the others are run from the start each time."""

import json

import pytest

import handlers
from engine.runtime import codec
from engine.runtime.beginning import Bystander, find_beginning
from engine.runtime.build import Compiled
from engine.runtime.workflow import CaseWorkflow
from tests.builders.bpmn import boundary, diagram, end, path, process, service, start, sub, user
from tests.builders.running import compiled


def _compiled(*parts: str) -> Compiled:
    handlers.load_all()
    return compiled(diagram(process("main", *parts)))[1]


def _may_be_lost() -> Compiled:
    ways = path("begin", "ask", "done") + path("lost", "gone")
    return _compiled(start(), user("ask"), boundary("lost", "ask", "message:lost"), end(), end("gone"), ways)


def test_a_prepared_state_is_the_one_that_running_gives() -> None:
    inside = sub("first_stage", start("inside"), user("ask"), end("asked"), path("inside", "ask", "asked"))
    specs = _compiled(
        start(),
        inside,
        boundary("lost", "first_stage", "message:lost"),
        end(),
        end("ended"),
        path("begin", "first_stage", "done"),
        path("lost", "ended"),
    )
    run = CaseWorkflow(specs, "main", Bystander())
    run.run_on()
    prepared = find_beginning(specs, "main").begin(specs, Bystander())
    assert prepared.prepared == codec.dump(prepared) == codec.dump(run)


def test_what_a_case_waits_for_at_first_is_what_it_waits_for_once_it_is_loaded() -> None:
    specs = _may_be_lost()
    prepared = find_beginning(specs, "main").begin(specs, Bystander())
    loaded = codec.load(codec.dump(prepared), specs, Bystander())
    waiting = [(task.task_spec.node.id, task.internal_data) for task in prepared.waiting()]
    assert waiting == [(task.task_spec.node.id, task.internal_data) for task in loaded.waiting()]
    assert [element for element, _ in waiting] == ["ask", "lost"]
    assert prepared.living_scopes() == loaded.living_scopes()


def test_nothing_runs_on_in_the_state_that_all_cases_begin_in() -> None:
    specs = _may_be_lost()
    beginning = find_beginning(specs, "main")
    case = beginning.begin(specs, Bystander())
    ask, lost = case.waiting()
    with pytest.raises(RuntimeError, match="save and load the case"):
        case.complete(ask)
    with pytest.raises(RuntimeError, match="save and load the case"):
        case.happen(lost)
    assert beginning.begin(specs, Bystander()).prepared == codec.dump(case)


def test_two_cases_that_begin_alike_go_their_own_ways_once_they_are_loaded() -> None:
    specs = _compiled(start(), user("ask"), user("check"), end(), path("begin", "ask", "check", "done"))
    beginning = find_beginning(specs, "main")
    one, other = (
        codec.load(json.loads(json.dumps(beginning.begin(specs, Bystander()).prepared)), specs, Bystander())
        for _ in range(2)
    )
    one.complete(next(one.waiting()))
    assert [task.task_spec.node.id for task in one.waiting()] == ["check"]
    assert [task.task_spec.node.id for task in other.waiting()] == ["ask"]


def test_what_moved_on_the_way_is_told_for_each_case() -> None:
    specs = _compiled(start(), user("ask"), end(), path("begin", "ask", "done"))
    told = Bystander()
    find_beginning(specs, "main").begin(specs, told)
    assert [(what, node.id) for what, node, _ in told.moves] == [("completed", "begin"), ("entered", "ask")]


def test_a_process_that_calls_a_handler_first_is_run_for_each_case() -> None:
    specs = _compiled(start(), service("look_up"), user("ask"), end(), path("begin", "look_up", "ask", "done"))
    assert find_beginning(specs, "main").first is None
