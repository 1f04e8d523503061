"""Parallel gateways: all ways on; as a join one arrival on each way in, in every round anew."""

from itertools import permutations

import pytest

from tests.builders.bpmn import boundary, end, flow, gateway, path, start, sub, user
from tests.builders.running import Play

FORK = [start(), gateway("parallel", "fork"), user("one"), user("two"), user("three"), gateway("parallel", "meet")]
WAYS = path("begin", "fork", "one", "meet") + path("fork", "two", "meet") + path("fork", "three", "meet")


@pytest.mark.parametrize("order", list(permutations(["one", "two", "three"])))
def test_it_goes_on_once_after_the_last_in_any_order(play: Play, order: tuple[str, ...]) -> None:
    case = play(*FORK, user("after"), end(), WAYS, path("meet", "after", "done"))
    for name in order:
        assert "after" not in case.open
        case.complete(name)
    assert case.open == ["after"]


def test_in_a_loop_the_second_round_waits_again(play: Play) -> None:
    parts = [
        *FORK[:1],
        gateway("exclusive", "again"),
        *FORK[1:],
        gateway("exclusive", "enough", default="again"),
        end(),
    ]
    ways = WAYS.replace('sourceRef="begin" targetRef="fork"', 'sourceRef="again" targetRef="fork"')
    case = play(
        *parts, ways, path("begin", "again"), path("meet", "enough", "again"), flow("enough", "done", "=three.stop")
    )
    for stop in (False, False, True):
        assert sorted(case.open) == ["one", "three", "two"]
        case.complete("one").complete("three", {"stop": stop})
        assert case.open == ["two"]
        case.complete("two")
    assert case.closed


def test_two_arrivals_on_one_way_do_not_stand_for_the_other(play: Play) -> None:
    parts = [start(), gateway("parallel", "fork"), user("a"), user("b"), gateway("exclusive", "merge"), user("c")]
    ways = (
        path("begin", "fork", "a", "merge", "meet", "after", "done")
        + path("fork", "b", "merge")
        + path("fork", "c", "meet")
    )
    case = play(*parts, gateway("parallel", "meet"), user("after"), end(), ways)
    case.complete("a").complete("b")
    assert case.open == ["c"]
    # the second arrival of a and b keeps waiting for a second of c, which never comes; that is the diagram's mistake
    assert case.complete("c").open == ["after"]


def test_excess_arrivals_are_kept_for_the_next_round(play: Play) -> None:
    parts = [
        start(),
        gateway("parallel", "fork"),
        user("quick"),
        user("slow"),
        gateway("exclusive", "more_quick", default="meet_a"),
    ]
    ways = path("begin", "fork", "loop_a", "quick", "split_a") + path("split_a", "meet") + path("split_a", "loop_a")
    slow = path("fork", "loop_b", "slow", "split_b") + path("split_b", "meet") + path("split_b", "loop_b")
    gates = [gateway("exclusive", "loop_a"), gateway("exclusive", "loop_b"), gateway("parallel", "split_a")]
    gates += [gateway("parallel", "split_b"), gateway("parallel", "meet")]
    case = play(*parts[:4], *gates, user("after"), end(), ways, slow, path("meet", "after", "done"))
    case.complete("quick").complete("quick")
    assert case.open.count("after") == 0
    assert case.complete("slow").open.count("after") == 1
    assert case.complete("slow").open.count("after") == 2
    assert case.complete("slow").open.count("after") == 2


def test_it_may_join_and_split_at_once(play: Play) -> None:
    parts = [*FORK, user("four"), user("five"), gateway("parallel", "last"), end()]
    case = play(*parts, WAYS, path("meet", "four", "last", "done") + path("meet", "five", "last"))
    for name in ("three", "one", "two"):
        case.complete(name)
    assert case.open == ["four", "five"]
    assert case.complete("five").complete("four").closed


def test_an_arrival_after_a_boundary_event_counts_for_its_own_way(play: Play) -> None:
    parts = [start(), gateway("parallel", "fork"), user("one"), user("two"), boundary("late", "one", "message:late")]
    ways = (
        path("begin", "fork", "one", "merge", "meet", "done")
        + path("fork", "two", "meet")
        + path("late", "other", "merge")
    )
    case = play(*parts, user("other"), gateway("exclusive", "merge"), gateway("parallel", "meet"), end(), ways)
    case.complete("two").send("late")
    assert case.open == ["other"]
    assert case.complete("other").closed


def test_empty_ways_from_split_to_join_are_counted_each(play: Play) -> None:
    stage = sub("stage", start("b"), user("inside"), end("d"), path("b", "inside", "d"))
    ways = path("begin", "fork", "stage", "meet", "after", "done") + flow("fork", "meet")
    case = play(start(), gateway("parallel", "fork"), stage, gateway("parallel", "meet"), user("after"), end(), ways)
    assert case.complete("inside").open == ["after"]
