"""Exclusive gateways: one way on, tried in the order of the flows in the file and not of the picture (trap 3)."""

import re

import pytest

from tests.builders.bpmn import diagram, end, flow, gateway, path, process, start, user
from tests.builders.running import Case, Play, compiled

STEPS = [start(), user("ask"), user("a"), user("b"), user("c"), end()]
JOINS = path("begin", "ask", "which") + path("a", "done") + path("b", "done") + path("c", "done")


def decide(play: Play, *flows: str, default: str = "c", answers: dict[str, object] | None = None) -> list[str]:
    others = [flow("which", name, "=false") for name in "abc" if name != default and f"__{name}" not in "".join(flows)]
    case = play(*STEPS, gateway("exclusive", "which", default=default), JOINS, *flows, *others, flow("which", default))
    return case.complete("ask", answers).open


@pytest.mark.parametrize(("n", "way"), [(1, "a"), (2, "b"), (3, "c"), (None, "c")])
def test_the_first_true_condition_wins_and_else_the_default(play: Play, n: int | None, way: str) -> None:
    assert decide(play, flow("which", "a", "=ask.n = 1"), flow("which", "b", "=ask.n = 2"), answers={"n": n}) == [way]


def test_of_overlapping_conditions_the_first_in_the_file_wins(play: Play) -> None:
    wide, narrow = flow("which", "a", "=ask.n > 0"), flow("which", "b", "=ask.n > 10")
    assert decide(play, wide, narrow, answers={"n": 20}) == ["a"]
    assert decide(play, narrow, wide, answers={"n": 20}) == ["b"]


def test_hours_and_shares_decide_as_on_paper(play: Play) -> None:
    """In binary floats 0.1 + 0.2 is a little more than 0.3, and 1.1 * 3 a little more than 3.3."""
    ways = [flow("which", "a", "=ask.share + 0.2 > 0.3"), flow("which", "b", "=ask.hours * 3 = 3.3")]
    assert decide(play, *ways, answers={"share": 0.1, "hours": 1.1}) == ["b"]


def test_where_the_boxes_stand_decides_nothing() -> None:
    flows = flow("which", "a", "=ask.n > 0") + flow("which", "b", "=ask.n > 10") + flow("which", "c")
    xml = diagram(process("main", *STEPS, gateway("exclusive", "which", default="c"), JOINS, flows)).decode()
    for order in (("a", "b", "c"), ("c", "b", "a")):
        shapes = "".join(f'<di:shape bpmnElement="{name}" y="{100 * place}"/>' for place, name in enumerate(order))
        drawn = re.sub(
            "</bpmn:definitions>", f'<di:plane xmlns:di="urn:di">{shapes}</di:plane></bpmn:definitions>', xml
        )
        assert Case(compiled(drawn.encode())).complete("ask", {"n": 20}).open == ["a"]


@pytest.mark.parametrize("condition", ["=ask.n", "=ask.missing = 1", "=ask.missing", '=ask.n = "1"', "=ask.n + 1"])
def test_null_numbers_and_text_are_a_no(play: Play, condition: str) -> None:
    assert decide(play, flow("which", "a", condition), answers={"n": 1}) == ["c"]


def test_a_default_drawn_first_is_still_asked_last(play: Play) -> None:
    default, other = flow("which", "c"), flow("which", "a", "=ask.n = 1")
    case = play(*STEPS, gateway("exclusive", "which", default="c"), JOINS, default, other, flow("which", "b", "=false"))
    assert case.complete("ask", {"n": 1}).open == ["a"]


def test_it_merges_without_waiting(play: Play) -> None:
    parts = [
        start(),
        gateway("parallel", "fork"),
        user("one"),
        user("two"),
        gateway("exclusive", "merge"),
        user("after"),
    ]
    case = play(*parts, end(), path("begin", "fork", "one", "merge", "after", "done") + path("fork", "two", "merge"))
    assert case.complete("one").open == ["two", "after"]
    assert case.complete("two").open == ["after", "after"]
    assert case.complete("after").complete("after").closed


def test_two_decisions_in_a_row_are_taken_at_once(play: Play) -> None:
    parts = [*STEPS, gateway("exclusive", "which", default="c"), gateway("exclusive", "finer", default="b")]
    ways = (
        JOINS
        + flow("which", "finer", "=ask.n > 0")
        + flow("which", "c")
        + flow("finer", "a", "=ask.n > 5")
        + flow("finer", "b")
    )
    assert play(*parts, ways).complete("ask", {"n": 7}).open == ["a"]
    assert play(*parts, ways).complete("ask", {"n": 3}).open == ["b"]
