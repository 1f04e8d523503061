"""Embedded sub-processes, such as stages, share the names of what is around them."""

from tests.builders.bpmn import end, flow, gateway, path, start, sub, user
from tests.builders.running import Play

STAGE = sub("stage", start("b"), user("inside"), end("d"), path("b", "inside", "d"), stage="1")


def test_it_goes_on_when_everything_inside_has_ended(play: Play) -> None:
    parts = [start("b"), gateway("parallel", "fork"), user("one"), user("two"), end("d"), end("e")]
    stage = sub("stage", *parts, path("b", "fork", "one", "d") + path("fork", "two", "e"))
    case = play(start(), stage, user("after"), end(), path("begin", "stage", "after", "done"))
    assert case.complete("one").open == ["two"]
    assert case.complete("two").open == ["after"]


def test_it_shares_names_both_ways(play: Play) -> None:
    case = play(start(), user("ask"), STAGE, user("after"), end(), path("begin", "ask", "stage", "after", "done"))
    case.complete("ask", {"n": 1}).complete("inside", {"n": 2})
    assert case.value("[ask.n, inside.n]") == [1, 2]


def test_its_stage_is_current_while_it_runs_and_done_after(play: Play) -> None:
    case = play(start(), user("ask"), STAGE, user("after"), end(), path("begin", "ask", "stage", "after", "done"))
    assert case.run.stages == {}
    assert case.complete("ask").run.stages == {"1": "current"}
    assert case.complete("inside").run.stages == {"1": "done"}


def test_it_runs_again_in_a_loop(play: Play) -> None:
    parts = [start(), gateway("exclusive", "again"), STAGE, gateway("exclusive", "enough", default="again"), end()]
    case = play(*parts, path("begin", "again", "stage", "enough", "again"), flow("enough", "done", "=inside.n = 3"))
    for n in (1, 2):
        assert case.complete("inside", {"n": n}).open == ["inside"]
    assert case.complete("inside", {"n": 3}).closed


def test_nested_deep_it_still_goes_on(play: Play) -> None:
    inner = user("inside")
    name = "inside"
    for depth in range(12):
        inner = sub(
            f"level_{depth}", start(f"b_{depth}"), inner, end(f"d_{depth}"), path(f"b_{depth}", name, f"d_{depth}")
        )
        name = f"level_{depth}"
    case = play(start(), inner, end(), path("begin", name, "done"))
    assert case.open == ["inside"]
    assert case.complete("inside").closed
