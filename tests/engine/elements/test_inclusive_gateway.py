"""Inclusive gateways: every way whose condition is true; as a join, wait for what can still arrive and no longer."""

from itertools import permutations

import pytest

from tests.builders.bpmn import boundary, catch, end, flow, gateway, path, start, sub, user
from tests.builders.running import Case, Play

ASKED = [start(), user("ask"), gateway("inclusive", "which", default="c"), user("a"), user("b"), user("c")]
SPLIT = path("begin", "ask", "which") + flow("which", "a", "=ask.a") + flow("which", "b", "=ask.b") + flow("which", "c")
MEET = path("a", "meet", "after", "done") + path("b", "meet") + path("c", "meet")


def asked(play: Play) -> Case:
    return play(*ASKED, gateway("inclusive", "meet"), user("after"), end(), SPLIT, MEET)


@pytest.mark.parametrize(
    ("answers", "ways"),
    [
        ({"a": True}, ["a"]),
        ({"b": True}, ["b"]),
        ({"a": True, "b": True}, ["a", "b"]),
        ({}, ["c"]),
        ({"a": "x"}, ["c"]),
    ],
)
def test_every_true_way_is_taken_and_else_the_default(play: Play, answers: dict[str, object], ways: list[str]) -> None:
    assert asked(play).complete("ask", answers).open == ways


def test_the_join_waits_only_for_the_ways_that_were_taken(play: Play) -> None:
    case = asked(play).complete("ask", {"a": True, "b": True}).complete("b")
    assert case.open == ["a"]
    assert case.complete("a").open == ["after"]
    assert asked(play).complete("ask", {"a": True}).complete("a").open == ["after"]


@pytest.mark.parametrize("order", list(permutations(["a", "b", "c"])))
def test_after_a_parallel_split_it_waits_for_all_and_goes_on_once(play: Play, order: tuple[str, ...]) -> None:
    ways = path("begin", "fork", "a") + path("fork", "b") + path("fork", "c") + MEET
    case = play(
        start(),
        gateway("parallel", "fork"),
        user("a"),
        user("b"),
        user("c"),
        gateway("inclusive", "meet"),
        user("after"),
        end(),
        ways,
    )
    for name in order:
        assert "after" not in case.open
        case.complete(name)
    assert case.open == ["after"]


def test_it_goes_on_when_the_way_that_it_waits_for_dies_upstream(play: Play) -> None:
    parts = [start(), gateway("parallel", "fork"), user("a"), user("b"), gateway("exclusive", "really", default="gone")]
    ways = (
        path("begin", "fork", "a", "meet", "after", "done")
        + path("fork", "b", "really", "gone")
        + flow("really", "meet", "=b.go")
    )
    ends = [gateway("inclusive", "meet"), user("after"), end(), end("gone")]
    case = play(*parts, *ends, ways).complete("a")
    assert case.open == ["b"]
    assert case.complete("b", {"go": False}).open == ["after"]
    assert play(*parts, *ends, ways).complete("a").complete("b", {"go": True}).open == ["after"]


def test_it_goes_on_when_what_it_waits_for_is_interrupted(play: Play) -> None:
    parts = [
        start(),
        gateway("parallel", "fork"),
        user("a"),
        user("b"),
        boundary("stop", "b", "message:stop"),
        end("gone"),
    ]
    ways = path("begin", "fork", "a", "meet", "after", "done") + path("fork", "b", "meet") + path("stop", "gone")
    case = play(*parts, gateway("inclusive", "meet"), user("after"), end(), ways).complete("a")
    assert case.open == ["b"]
    assert case.send("stop").open == ["after"]


def test_a_late_arrival_begins_a_round_of_its_own(play: Play) -> None:
    noted = boundary("noted", "b", "message:note", interrupting=False)
    parts = [start(), gateway("parallel", "fork"), user("a"), user("b"), noted, user("n"), gateway("inclusive", "meet")]
    ways = path("begin", "fork", "a", "meet", "after", "done") + path("fork", "b", "meet") + path("noted", "n", "later")
    case = play(*parts, user("after"), gateway("exclusive", "later"), end(), ways, path("later", "meet"))
    case.send("noted").complete("a").complete("b")
    assert case.open == ["n"]  # what the event began can still arrive
    assert case.complete("n").open == ["after"]


def test_it_waits_for_a_sub_process_and_for_a_timer_upstream(play: Play) -> None:
    stage = sub("stage", start("sb"), user("inside"), end("sd"), path("sb", "inside", "sd"))
    ways = (
        path("begin", "fork", "stage", "meet", "after", "done")
        + path("fork", "pause", "meet")
        + path("fork", "a", "meet")
    )
    parts = [
        start(),
        gateway("parallel", "fork"),
        stage,
        catch("pause", "timer:PT2H"),
        user("a"),
        gateway("inclusive", "meet"),
    ]
    case = play(*parts, user("after"), end(), ways).complete("a").complete("inside")
    assert case.open == []
    assert case.wait(hours=2).open == ["after"]


def test_in_a_loop_each_round_decides_anew(play: Play) -> None:
    parts = [
        start(),
        gateway("exclusive", "again"),
        *ASKED[1:],
        gateway("inclusive", "meet"),
        gateway("exclusive", "enough", default="again"),
        end(),
    ]
    ways = SPLIT.replace('sourceRef="begin" targetRef="ask"', 'sourceRef="again" targetRef="ask"') + path(
        "begin", "again"
    )
    ways += (
        path("a", "meet", "enough", "again")
        + path("b", "meet")
        + path("c", "meet")
        + flow("enough", "done", "=ask.stop")
    )
    case = play(*parts, ways)
    for answers, expected in [({"a": True, "b": True}, ["a", "b"]), ({}, ["c"]), ({"b": True, "stop": True}, ["b"])]:
        assert case.complete("ask", answers).open == expected
        for name in expected:
            case.complete(name)
    assert case.closed


def test_two_joins_in_one_loop_do_not_wait_for_each_other(play: Play) -> None:
    """The inner join is downstream of the outer one by way of the loop, and the outer one downstream of the inner."""
    gates = [gateway("exclusive", "again"), gateway("parallel", "fork"), gateway("parallel", "inner_fork")]
    gates += [
        gateway("inclusive", "inner"),
        gateway("inclusive", "outer"),
        gateway("exclusive", "enough", default="done"),
    ]
    ways = path("begin", "again", "fork", "a", "outer", "enough", "done") + flow("enough", "again", "=a.more")
    ways += path("fork", "inner_fork", "b", "inner", "outer") + path("inner_fork", "inner")
    case = play(start(), *gates, user("a"), user("b"), end(), ways)
    for more in (True, False):
        assert sorted(case.open) == ["a", "b"]
        case.complete("a", {"more": more}).complete("b")
    assert case.closed


def test_what_stands_downstream_of_the_join_is_not_waited_for(play: Play) -> None:
    parts = [
        start(),
        gateway("parallel", "fork"),
        user("x"),
        user("a"),
        gateway("inclusive", "meet"),
        user("after"),
        end(),
    ]
    ways = path("begin", "fork", "a", "meet", "after", "done") + path("fork", "x", "end_x")
    case = play(*parts, end("end_x"), ways)
    assert case.complete("a").open == ["x", "after"]
