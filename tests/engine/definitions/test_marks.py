"""Boundary events and repetition belong to activities, and no two events on one activity are for the same code."""

import pytest

from tests.builders.bpmn import (
    boundary,
    call,
    catch,
    diagram,
    each,
    end,
    event_sub,
    flow,
    gateway,
    path,
    process,
    receive,
    service,
    start,
    throw,
    user,
)
from tests.builders.bpmn import sub as sub_process
from tests.builders.checking import problems_of

ASIDE = event_sub("aside", start("noted", message="note"), user("look"), end("seen"), path("noted", "look", "seen"))
HEARD = path("heard", "ended") + end("ended")


def found(*parts: str) -> list[str]:
    return problems_of(diagram(process("main", *parts)))


def test_an_event_on_an_event_sub_process_is_refused() -> None:
    parts = [start(), user("ask"), end(), path("begin", "ask", "done"), ASIDE]
    [problem] = found(*parts, boundary("heard", "aside", "message:m"), HEARD)
    assert problem.startswith("aside: carries the boundary event heard, but is an event sub-process.")


def test_an_event_on_another_event_is_refused() -> None:
    parts = [start(), user("ask"), end(), path("begin", "ask", "done"), boundary("first", "ask", "message:one")]
    [problem] = found(*parts, path("first", "done"), boundary("heard", "first", "message:m"), HEARD)
    assert problem.startswith("first: carries the boundary event heard, but is a boundaryEvent.")


def test_an_event_on_the_start_or_the_end_is_refused() -> None:
    for name, kind in (("begin", "startEvent"), ("done", "endEvent")):
        parts = [start(), user("ask"), end(), path("begin", "ask", "done")]
        [problem] = found(*parts, boundary("heard", name, "message:m"), HEARD)
        assert problem.startswith(f"{name}: carries the boundary event heard, but is a {kind}.")


@pytest.mark.parametrize("interrupting", [True, False])
@pytest.mark.parametrize("waits_for", ["message:m", "timer:PT1H", "signal:s", "escalation:e"])
def test_every_event_on_a_gateway_is_refused(waits_for: str, interrupting: bool) -> None:
    parts = [start(), gateway("exclusive", "on"), end(), path("begin", "on", "done")]
    [problem] = found(*parts, boundary("heard", "on", waits_for, interrupting), HEARD)
    assert problem.startswith("on: carries the boundary event heard, but is a exclusiveGateway.")


def test_a_gateway_that_decides_does_not_repeat() -> None:
    repeated = each(gateway("exclusive", "on", default="one"), "=[1, 2]")
    parts = [start(), repeated, user("one"), user("two"), end(), path("begin", "on"), path("one", "done")]
    ways = flow("on", "one") + flow("on", "two", "=true") + path("two", "done")
    [problem] = found(*parts, ways)
    assert problem.startswith("on: repeats over a list, but is a exclusiveGateway.")


@pytest.mark.parametrize("sequential", [True, False])
@pytest.mark.parametrize(
    "xml", [catch("on", "message:m"), throw("on"), throw("on", "signal:s"), end("on", "terminate")]
)
def test_events_do_not_repeat(xml: str, sequential: bool) -> None:
    after = "" if xml.startswith("<bpmn:endEvent") else end() + path("on", "done")
    [problem] = found(start(), each(xml, "=[1, 2]", sequential), after, path("begin", "on"))
    assert problem.startswith("on: repeats over a list, but is a ")


@pytest.mark.parametrize(
    ("waits_for", "words"),
    [
        ("error:torn", "both for the error code torn"),
        ("error:", "both for every error"),
        ("escalation:costly", "both for the escalation code costly"),
        ("escalation:", "both for every escalation"),
    ],
)
def test_two_events_for_the_same_code_are_refused(waits_for: str, words: str) -> None:
    stage = sub_process("stage", start("b"), user("ask"), end("d"), path("b", "ask", "d"))
    parts = [start(), stage, end(), path("begin", "stage", "done"), boundary("heard", "stage", waits_for), HEARD]
    [problem] = found(*parts, boundary("twin", "stage", waits_for), path("twin", "done"))
    assert problem.startswith("stage: carries heard and twin, ")
    assert words in problem


def test_events_for_different_codes_and_two_for_the_same_message_may_stand_together() -> None:
    stage = sub_process("stage", start("b"), user("ask"), end("d"), path("b", "ask", "d"))
    parts = [start(), stage, end(), path("begin", "stage", "done")]
    for number, waits_for in enumerate(("error:torn", "error:", "escalation:torn", "message:m", "message:m")):
        parts += [boundary(f"on_{number}", "stage", waits_for), path(f"on_{number}", "done")]
    assert found(*parts) == []


STAGE = sub_process("on", start("b"), user("ask"), end("d"), path("b", "ask", "d"))
CALLED = process("other", start("ob"), user("other_ask"), end("od"), path("ob", "other_ask", "od"))
HANDLED = [service("on", tag=kind) for kind in ("serviceTask", "businessRuleTask", "sendTask")]
PERSONS = [user("on"), receive("on", "m"), each(user("on"), "=[1, 2]")]


def carrying(waits_for: str, activity: str) -> list[str]:
    """Problems of an activity with the id `on` and one event on it, which leads to an end of its own."""
    parts = [start(), activity, end(), path("begin", "on", "done"), boundary("heard", "on", waits_for), HEARD]
    return problems_of(diagram(process("main", *parts), *([CALLED] if "callActivity" in activity else [])))


@pytest.mark.parametrize("code", ["torn", ""])
@pytest.mark.parametrize(
    ("kind", "activity"),
    [(kind, xml) for kind in ("error", "escalation") for xml in PERSONS] + [("escalation", xml) for xml in HANDLED],
)
def test_an_event_on_what_never_throws_to_it_is_refused(kind: str, activity: str, code: str) -> None:
    """A person or a message gives answers, and a handler raises errors; only what stands inside throws the rest."""
    [problem] = carrying(f"{kind}:{code}", activity)
    assert problem.startswith("on: carries the boundary event heard, which would never happen: a ")
    assert f"throws no {kind}." in problem


@pytest.mark.parametrize(
    ("kind", "activity"),
    [("error", xml) for xml in HANDLED]
    + [(kind, xml) for kind in ("error", "escalation") for xml in (STAGE, call("on", "other"))],
)
def test_an_event_on_what_may_throw_to_it_is_accepted(kind: str, activity: str) -> None:
    assert carrying(f"{kind}:torn", activity) == []
