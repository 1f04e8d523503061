"""Flows: every decision has a way out, every element is reached and left, and ids tell one from another."""

import pytest

from tests.builders.bpmn import (
    boundary,
    call,
    diagram,
    end,
    event_sub,
    flow,
    gateway,
    path,
    process,
    start,
    sub,
    user,
)
from tests.builders.checking import problems_of

STEPS = [start(), user("ask"), gateway("exclusive", "which", default="a"), user("a"), user("b"), end()]
WAYS = path("begin", "ask", "which", "a", "done") + path("b", "done")
ENDS = b'sourceRef="begin" targetRef="ask"'


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ([*STEPS, WAYS, flow("which", "b")], "which: has the way b out with neither a condition nor the mark"),
        ([*STEPS, WAYS, flow("which", "b", "ask.x")], "which: has the condition 'ask.x', which is no expression"),
        ([start(), user("lost"), end(), path("begin", "done")], "lost: cannot be reached"),
        ([start(), user("lost"), end(), path("begin", "done")], "lost: is a dead end"),
        (
            [start(), user("ask"), end(), path("begin", "ask"), flow("ask", "nowhere")],
            "main: holds the flow ask__nowhere, which leads to nowhere, which is no element. Draw its target end",
        ),
        ([start(), user("ask"), path("begin", "ask")], "main: has no end event"),
        ([user("ask"), end(), path("ask", "done")], "main: has 0 start events; it needs exactly one."),
        ([start(), start("again"), end(), path("begin", "done"), path("again", "done")], "main: has 2 start events"),
        ([start(), user("ask"), end(), path("begin", "ask", "begin")], "begin: is reached by the flow ask__begin"),
        ([start(), end(), user("ask"), path("begin", "done", "ask", "done")], "done: is left by the flow done__ask"),
        (
            [start(), user("ask"), end(), path("begin", "ask", "done"), flow("ask", "begin")],
            "ask: has several ways out",
        ),
        (
            [start(), user("ask"), end(), path("begin", "ask"), flow("ask", "done", "=true")],
            "ask: has a condition on a way",
        ),
        (
            [start(), user("ask"), end(), path("begin", "ask", "done"), boundary("e", "gone", "message:m")],
            "attached to nothing",
        ),
        ([start(), sub("stage", user("ask")), end(), path("begin", "stage", "done")], "stage: has 0 start events"),
    ],
)
def test_a_way_that_leads_nowhere_is_refused(parts: list[str], message: str) -> None:
    found = problems_of(diagram(process("main", *parts)))
    assert any(message in text for text in found), found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('targetRef="ask"', 'targetRef="nowhere"', "leads to nowhere, which is no element. Draw its target end to"),
        ('sourceRef="begin"', 'sourceRef="bgin"', "begins at bgin, which is no element. Draw its source end to"),
        ('targetRef="ask"', 'targetRef="inner"', "leads to inner, which stands outside it. Draw its target end to"),
    ],
)
def test_a_flow_with_a_wrong_end_is_told_once_with_that_end(old: str, new: str, said: str) -> None:
    """The steps behind it can be reached as soon as the flow is mended: nothing is said of them."""
    stage = sub("stage", start("first"), user("inner"), end("last"), path("first", "inner", "last"))
    xml = diagram(process("main", start(), user("ask"), stage, end(), path("begin", "ask", "stage", "done")))
    [found] = problems_of(xml.replace(ENDS, ENDS.replace(old.encode(), new.encode())))
    assert found == f"main: holds the flow begin__ask, which {said} an element beside it."


@pytest.mark.parametrize("condition", ["=ask.seen == 'yes'", "=ask.seen = “yes”", "=len(ask.seen) = 1", "=1 +"])
def test_a_condition_that_cannot_be_read_is_told_once(condition: str) -> None:
    """It begins with = as it should: what is wrong with it is told where it was read."""
    [found] = problems_of(diagram(process("main", *STEPS, WAYS, flow("which", "b", condition))))
    assert found.startswith("which__b: ")
    assert "is no expression" not in found


def test_a_decision_without_a_default_is_refused_for_both_kinds() -> None:
    for kind in ("exclusive", "inclusive"):
        parts = [start(), user("ask"), gateway(kind, "which"), user("a"), user("b"), end()]
        ways = path("begin", "ask", "which") + flow("which", "a", "=ask.x") + flow("which", "b", "=ask.y")
        found = problems_of(diagram(process("main", *parts, ways, path("a", "done"), path("b", "done"))))
        assert found == ["which: has no default way out: the case could be stuck. Mark one flow as the default."]


def test_a_default_that_is_not_its_own_flow_or_has_a_condition_is_refused() -> None:
    alien = [
        *STEPS[:2],
        gateway("exclusive", "which").replace('id="which"', 'id="which" default="ask__which"'),
        *STEPS[3:],
    ]
    ways = WAYS.replace('<bpmn:sequenceFlow id="which__a"', '<bpmn:sequenceFlow id="which__a"')
    found = problems_of(diagram(process("main", *alien, ways, flow("which", "b", "=ask.x"))))
    assert any("which: has the default flow ask__which, which does not leave it" in text for text in found)
    asked = path("begin", "ask", "which") + flow("which", "a", "=ask.y") + path("a", "done") + path("b", "done")
    found = problems_of(diagram(process("main", *STEPS, asked, flow("which", "b", "=ask.x"))))
    assert any("which: has a condition on its default way a" in text for text in found)


@pytest.mark.parametrize(
    "condition", ['=__import__("os").system("x")', "=ask.x ==", "=lambda: 1", "=(", "=", "=ask.x; 1"]
)
def test_a_condition_that_is_no_feel_is_refused_with_its_flow(condition: str) -> None:
    found = problems_of(diagram(process("main", *STEPS, WAYS, flow("which", "b", condition))))
    assert len([text for text in found if text.startswith("which__b: ")]) == 1


def test_ids_that_two_elements_share_are_refused() -> None:
    twice = process("main", start(), user("ask"), user("ask"), end(), path("begin", "ask", "done"))
    assert any(text.startswith("ask: has an id that another element has too") for text in problems_of(diagram(twice)))
    flows = process("main", start(), user("ask"), end(), path("begin", "ask", "done"), path("ask", "done"))
    assert any(text.startswith("ask__done: is a flow without an id of its own") for text in problems_of(diagram(flows)))
    nameless = process("main", start(), user("ask").replace('id="ask"', ""), end(), path("begin", "done"))
    assert any("is a userTask without an id" in text for text in problems_of(diagram(nameless)))
    same = process("main", start("main"), end(), path("main", "done"))
    assert any(text.startswith("main: ") and "another element" in text for text in problems_of(diagram(same)))


def test_ids_that_two_files_share_are_refused_in_the_second() -> None:
    one = diagram(process("main", start(), user("ask"), end(), path("begin", "ask", "done")))
    two = diagram(process("other", start("b"), user("ask"), end("d"), path("b", "ask", "d")))
    found = problems_of(one, two)
    assert found == ["ask: is also the id of an element of processes/1.bpmn. Ids must be unique in a release."]


RING = [gateway("exclusive", "merge"), user("again"), path("merge", "again", "merge")]
STRAIGHT = [start(), user("ask"), end(), path("begin", "ask", "done")]


def test_a_ring_of_steps_beside_the_path_is_refused_at_each_step() -> None:
    island = [user("one"), user("other"), path("one", "other", "one")]
    message = "cannot be reached from the start: what leads to it cannot be reached itself."
    assert problems_of(diagram(process("main", *STRAIGHT, *island))) == [f"one: {message}", f"other: {message}"]
    beside_in_stage = sub("stage", start("b"), end("d"), path("b", "d"), *island)
    found = problems_of(diagram(process("main", start(), beside_in_stage, end(), path("begin", "stage", "done"))))
    assert found == [f"one: {message}", f"other: {message}"]


def test_what_follows_a_boundary_event_or_stands_in_an_event_sub_process_is_reached() -> None:
    late = [boundary("late", "ask", "timer:PT1H"), user("chase"), path("late", "chase", "done")]
    aside = event_sub("aside", start("noted", message="m"), user("look"), end("seen"), path("noted", "look", "seen"))
    assert problems_of(diagram(process("main", *STRAIGHT, *late, aside))) == []


def test_what_follows_an_event_on_a_step_of_an_island_is_not_reached() -> None:
    island = [user("one"), user("other"), path("one", "other", "one")]
    late = [boundary("late", "one", "timer:PT1H"), user("chase"), path("late", "chase", "done")]
    found = problems_of(diagram(process("main", *STRAIGHT, *island, *late)))
    assert "chase: cannot be reached from the start: what leads to it cannot be reached itself." in found


def test_a_round_that_never_ends_is_refused() -> None:
    found = problems_of(diagram(process("main", start(), *RING, end(), path("begin", "merge"))))
    round_ = "main: goes round for ever at begin, merge, again: no end event can be reached from there."
    assert f"{round_} Draw a way out." in found


def test_a_round_beside_a_path_that_ends_is_refused_unless_something_breaks_it_off() -> None:
    fork = [start(), gateway("parallel", "fork"), user("ask"), path("begin", "fork", "ask", "done"), *RING]
    message = "goes round for ever at merge, again"
    assert any(message in text for text in problems_of(diagram(process("main", *fork, end(), path("fork", "merge")))))
    for broken_off in ("terminate", "error:x"):
        parts = [*fork, end("done", broken_off), path("fork", "merge")]
        assert problems_of(diagram(process("main", *parts))) == []


def test_a_round_in_a_stage_or_called_process_may_be_broken_off_from_around_it() -> None:
    def found(activity: str, *events: str, others: tuple[str, ...] = ()) -> list[str]:
        return problems_of(
            diagram(process("main", start(), activity, end(), path("begin", "work", "done"), *events), *others)
        )

    round_ = [start("b"), gateway("parallel", "fork"), end("d"), path("b", "fork", "d"), path("fork", "merge"), *RING]
    stop, aside = boundary("stop", "work", "message:stop"), boundary("note", "work", "message:note", interrupting=False)
    ends = path("stop", "done")
    for activity, others in ((sub("work", *round_), ()), (call("work", "child"), (process("child", *round_),))):
        assert any("goes round for ever" in text for text in found(activity, others=others))
        assert any(
            "goes round for ever" in text for text in found(activity, aside, path("note", "done"), others=others)
        )
        assert found(activity, stop, ends, others=others) == []
