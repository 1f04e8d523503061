"""Cases that begin alike begin from one prepared state; the others are run from the start each time."""

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
    prepared = find_beginning(specs, "main")
    assert prepared.state is not None
    assert codec.dump(prepared.begin(specs, Bystander())) == codec.dump(run)


def test_the_prepared_state_is_kept_only_until_something_runs() -> None:
    specs = _compiled(start(), user("ask"), user("check"), end(), path("begin", "ask", "check", "done"))
    case = find_beginning(specs, "main").begin(specs, Bystander())
    assert case.prepared == codec.dump(case)
    case.complete(next(case.waiting()))
    assert case.prepared is None


def test_no_two_cases_share_a_part_of_the_prepared_state() -> None:
    specs = _compiled(start(), user("ask"), user("check"), end(), path("begin", "ask", "check", "done"))
    prepared = find_beginning(specs, "main")
    one, other = prepared.begin(specs, Bystander()), prepared.begin(specs, Bystander())
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
    assert find_beginning(specs, "main").state is None
