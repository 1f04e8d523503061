"""The form that a case begins with: offered before the case is there, so it must be the one that it will wait for."""

import pytest

from engine.release.release import read_release
from forms.reader import read_form
from tests.builders.bpmn import (
    boundary,
    call,
    catch,
    diagram,
    each,
    end,
    gateway,
    path,
    process,
    receive,
    service,
    start,
    sub,
    user,
)
from tests.sample.library import bundle_of

ASK = user("ask", "desk", "acknowledge")
HEARD = {"form": "acknowledge", "candidateGroups": "desk"}
CHILD = process("child", start("cb"), user("inside", "desk", "acknowledge"), end("cd"), path("cb", "inside", "cd"))
WAYS = path("begin", "work", "ask", "done")


def first_of(*parts: str) -> str:
    node = read_release(bundle_of(main=diagram(process("main", *parts), CHILD)), read_form).first_task("main")
    return node.id if node else ""


@pytest.mark.parametrize("work", [service("work", inputs={"text": "x"}), gateway("exclusive", "work")])
def test_what_runs_by_itself_is_passed(work: str) -> None:
    assert first_of(start(), work, ASK, end(), WAYS) == "ask"


def test_inside_a_stage_it_is_found() -> None:
    stage = sub("stage", start("b"), ASK, end("d"), path("b", "ask", "d"))
    assert first_of(start(), stage, end(), path("begin", "stage", "done")) == "ask"


@pytest.mark.parametrize(
    "work",
    [
        catch("work", "timer:PT1H"),
        catch("work", "message:m", **HEARD),
        receive("work", "m", **HEARD),
        call("work", "child"),
        each(sub("work", start("b"), end("d"), path("b", "d")), "=[1]"),
        sub("work", start("b"), end("d"), path("b", "d")),
    ],
)
def test_behind_something_that_waits_or_repeats_there_is_none(work: str) -> None:
    assert first_of(start(), work, ASK, end(), WAYS) == ""


def test_a_task_for_each_item_is_none() -> None:
    assert first_of(start(), each(ASK, "=[1, 2]"), end(), path("begin", "ask", "done")) == ""


def test_in_a_ring_it_is_looked_for_once() -> None:
    look, ways = service("work", inputs={"text": "x"}), path("begin", "merge", "work", "merge") + path("stop", "done")
    ring = [gateway("exclusive", "merge"), look, boundary("stop", "work", "message:stop"), ways]
    assert first_of(start(), *ring, end()) == ""
