"""Terminate end events end everything on their level at once, and nothing around it."""

import pytest

from tests.builders.bpmn import (
    boundary,
    call,
    catch,
    each,
    end,
    event_sub,
    gateway,
    path,
    process,
    start,
    sub,
    user,
)
from tests.builders.running import Play

STOP = end("stop", "terminate", outcome="stopped")
INSIDE = [start("inner_begin"), user("inside"), end("inner_done"), path("inner_begin", "inside", "inner_done")]


def beside(name: str, xml: str) -> list[str]:
    """A branch that runs into the terminate end beside one with the given element."""
    ways = path("begin", "fork", "last_word", "stop") + path("fork", name, "done")
    return [start(), gateway("parallel", "fork"), user("last_word"), STOP, xml, end(), ways]


@pytest.mark.parametrize(
    ("name", "xml"),
    [
        ("other", user("other")),
        ("nested", sub("nested", *INSIDE)),
        ("several", each(user("several"), "=[1, 2, 3]")),
        ("runs", each(sub("runs", *INSIDE), "=[1, 2]")),
        ("one_by_one", each(user("one_by_one"), "=[1, 2]", sequential=True)),
        ("pause", catch("pause", "timer:PT2H")),
    ],
)
def test_at_the_top_it_closes_the_case_with_all_that_runs_beside_it(play: Play, name: str, xml: str) -> None:
    case = play(*beside(name, xml)).complete("last_word")
    assert (case.closed, case.open, case.waits, case.timers) == (True, [], [], {})
    assert case.outcome == "stopped"
    assert name in case.happened("cancelled")


def test_it_ends_a_called_process_beside_it(play: Play) -> None:
    case = play(*beside("called", call("called", "other")), others=(process("other", *INSIDE),))
    assert case.open == ["last_word", "inside"]
    assert case.complete("last_word").closed
    assert (case.open, "inside" in case.happened("cancelled")) == ([], True)


def test_it_ends_an_event_sub_process_that_runs(play: Play) -> None:
    aside = event_sub("aside", start("noted", message="note"), user("read"), end("seen"), path("noted", "read", "seen"))
    case = play(start(), user("ask"), STOP, aside, path("begin", "ask", "stop"))
    case.send("noted").send("noted")
    assert case.open == ["ask", "read", "read"]
    case.complete("ask")
    assert (case.closed, case.open, case.outcome) == (True, [], "stopped")


def test_inside_a_sub_process_it_ends_only_that(play: Play) -> None:
    parts = [start("b"), gateway("parallel", "fork"), user("one"), user("two"), end("quick", "terminate"), end("slow")]
    inner = sub("stage", *parts, path("b", "fork", "one", "quick") + path("fork", "two", "slow"))
    case = play(start(), inner, user("after"), end(), path("begin", "stage", "after", "done"))
    case.complete("one")
    assert (case.open, case.closed) == (["after"], False)


def test_inside_an_event_sub_process_it_ends_only_that_run(play: Play) -> None:
    parts = [start("noted", message="note"), gateway("parallel", "fork"), user("one"), user("two")]
    ends = [end("quick", "terminate"), end("slow"), path("noted", "fork", "one", "quick") + path("fork", "two", "slow")]
    case = play(start(), user("ask"), end(), path("begin", "ask", "done"), event_sub("aside", *parts, *ends))
    case.send("noted").send("noted").complete("one")
    assert case.open == ["ask", "one", "two"]


def test_in_one_of_several_items_it_ends_only_that_item(play: Play) -> None:
    parts = [start("b"), gateway("parallel", "fork"), user("one"), user("two"), end("quick", "terminate"), end("slow")]
    inner = sub("stage", *parts, path("b", "fork", "one", "quick") + path("fork", "two", "slow"))
    case = play(start(), each(inner, "=[1, 2]"), end(), path("begin", "stage", "done"))
    case.complete("one")
    assert case.open == ["one", "two"]
    assert case.complete("one").closed


def test_after_an_interrupting_event_it_closes_the_case_beside_an_event_sub_process(play: Play) -> None:
    aside = event_sub("aside", start("noted", message="note"), user("read"), end("seen"), path("noted", "read", "seen"))
    parts = [start(), sub("body", *INSIDE), boundary("left", "body", "message:leave"), user("tidy"), end(), STOP, aside]
    case = play(*parts, path("begin", "body", "done") + path("left", "tidy", "stop"))
    case.send("noted").send("left")
    assert case.open == ["read", "tidy"]
    case.complete("tidy")
    assert (case.closed, case.open) == (True, [])
