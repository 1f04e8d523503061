"""Everything that Homeward does not run is refused by name, with the element, before a case can meet it."""

import pytest

from engine.definitions.dialect import RESERVED, check_dialect
from engine.definitions.model import collect_definitions
from tests.builders.bpmn import (
    boundary,
    call,
    catch,
    diagram,
    each,
    element,
    end,
    event,
    event_sub,
    flow,
    gateway,
    path,
    process,
    service,
    start,
    sub,
    throw,
    user,
)


def problems(*parts: str, others: tuple[str, ...] = ()) -> list[str]:
    definitions, unread = collect_definitions({"processes/x.bpmn": diagram(process("main", *parts), *others)})
    found = unread + check_dialect(definitions)
    assert {problem.file for problem in found} <= {"processes/x.bpmn"}
    return [f"{problem.element}: {problem.message}" for problem in found]


def around(xml: str, *more: str) -> list[str]:
    """Problems of one element called `work` in an otherwise sound process."""
    return problems(start(), xml, end(), path("begin", "work", "done"), *more)


def test_a_sound_diagram_has_no_problems() -> None:
    assert around(user("work")) == []


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("scriptTask", "runs code that stands in the diagram"),
        ("manualTask", "would leave no record"),
        ("task", "has no type"),
        ("adHocSubProcess", "steps in no order"),
        ("transaction", "is a transaction"),
        ("complexGateway", "is a complex gateway"),
        ("subChoreography", "choreography"),
        ("callChoreography", "is a callChoreography, which Homeward does not run"),
        ("implicitThrowEvent", "is an implicitThrowEvent, which Homeward does not run"),
    ],
)
def test_kinds_that_it_does_not_run_are_refused_by_name(tag: str, message: str) -> None:
    [problem] = [text for text in around(element(tag, "work")) if message in text]
    assert problem.startswith("work: ")


@pytest.mark.parametrize("kind", ["compensate", "cancel", "link", "conditional", "multiple", "timer", "error"])
def test_intermediate_throw_events_of_other_kinds_are_refused(kind: str) -> None:
    assert any(f"is an intermediate throw event of the kind {kind}" in text for text in around(throw("work", kind)))


@pytest.mark.parametrize("kind", ["compensate", "cancel", "link", "conditional", "error:x", "escalation:x"])
def test_intermediate_catch_events_of_other_kinds_are_refused(kind: str) -> None:
    name = kind.partition(":")[0]
    assert any(f"is an intermediate catch event of the kind {name}" in text for text in around(catch("work", kind)))


@pytest.mark.parametrize("kind", ["compensate", "cancel", "conditional"])
def test_boundary_events_of_other_kinds_are_refused(kind: str) -> None:
    found = around(user("work"), boundary("event", "work", kind), path("event", "done"))
    assert any(f"event: is a boundary event of the kind {kind}" in text for text in found)


@pytest.mark.parametrize("kind", ["compensate", "cancel"])
def test_end_events_of_other_kinds_are_refused(kind: str) -> None:
    found = problems(start(), end("done", kind), path("begin", "done"))
    assert any(f"done: is an end event of the kind {kind}" in text for text in found)


RUN_THERE = "What runs there: error, escalation, message, one without a kind, signal, terminate."


@pytest.mark.parametrize(
    ("kind", "instead"),
    [
        ("compensate", "Draw a step on the path that puts things right."),
        ("cancel", "Draw an error event."),
        ("link", "Draw a flow to where it leads."),
    ],
)
def test_what_to_draw_instead_of_an_event_is_said(kind: str, instead: str) -> None:
    told = f"is an end event of the kind {kind}, which Homeward does not run there."
    assert problems(start(), end("done", kind), path("begin", "done")) == [f"done: {told} {instead} {RUN_THERE}"]


def test_what_runs_there_is_said_of_an_event_that_runs_elsewhere() -> None:
    [found] = around(throw("work", "error:x"))
    assert found == (
        "work: is an intermediate throw event of the kind error, which Homeward does not run there. What runs there:"
        " escalation, message, one without a kind, signal."
    )


@pytest.mark.parametrize("kind", ["message:m", "timer:PT1H", "signal:s", "conditional"])
def test_a_process_that_an_event_starts_is_refused(kind: str) -> None:
    begin = element("startEvent", "begin", event(kind))
    found = problems(begin, end(), path("begin", "done"))
    assert any(text.startswith("main: starts with an event") for text in found)


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_reserved_ids_are_refused(name: str) -> None:
    found = problems(start(), user(name), end(), path("begin", name, "done"))
    assert f"{name}: must not be called {name}: the name is reserved. Give it a name of its own." in found


@pytest.mark.parametrize("name", ["x.EndJoin", "a.b", "with-hyphen", "é"])
def test_ids_that_expressions_cannot_read_are_refused(name: str) -> None:
    found = problems(start(), user(name), end(), path("begin", name, "done"))
    assert any((text.startswith(f"{name}: ") and "reserved" in text) or "cannot read" in text for text in found)


@pytest.mark.parametrize("name", ["then", "null", "or"])
def test_words_of_feel_are_no_ids(name: str) -> None:
    found = problems(start(), user(name), end(), path("begin", name, "done"))
    assert any("reserved" in text for text in found)


THREE_TIMES = (
    "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>3</bpmn:loopCardinality>"
    "</bpmn:multiInstanceLoopCharacteristics>"
)


@pytest.mark.parametrize(
    ("inner", "message"),
    [
        ("<bpmn:standardLoopCharacteristics/>", "is a loop by a mark"),
        (THREE_TIMES, "repeats a number of times"),
        ("<bpmn:multiInstanceLoopCharacteristics/>", "does not say over which list"),
    ],
)
def test_repetition_that_it_does_not_run_is_refused(inner: str, message: str) -> None:
    xml = user("work").replace("</bpmn:userTask>", f"{inner}</bpmn:userTask>")
    assert any(text.startswith("work: ") and message in text for text in around(xml))


def test_a_condition_that_ends_repetition_early_is_refused() -> None:
    early = "<bpmn:completionCondition>=true</bpmn:completionCondition></bpmn:multiInstanceLoopCharacteristics>"
    xml = each(user("work"), "=[1]").replace("</bpmn:multiInstanceLoopCharacteristics>", early)
    assert any("ends its repetition early" in text for text in around(xml))


@pytest.mark.parametrize(
    ("attribute", "message"),
    [
        ('isForCompensation="true"', "compensation"),
        ('instantiate="true"', "starts a process by itself"),
    ],
)
def test_attributes_that_would_do_nothing_are_refused(attribute: str, message: str) -> None:
    xml = user("work").replace('id="work"', f'id="work" {attribute}')
    assert any(message in text for text in around(xml))


@pytest.mark.parametrize(
    ("extension", "message"),
    [
        ("<zeebe:executionListeners/>", "execution listeners"),
        ("<zeebe:taskListeners/>", "task listeners"),
        ("<zeebe:taskSchedule/>", "schedule of its own"),
        ('<zeebe:script expression="=1" resultVariable="x"/>', "zeebe:script"),
        ('<zeebe:calledDecision decisionId="d"/>', "zeebe:calledDecision"),
        ('<zeebe:assignmentDefinition assignee="jo"/>', "to a person by name"),
        ('<zeebe:assignmentDefinition candidateUsers="jo"/>', "to a person by name"),
    ],
)
def test_settings_of_other_engines_that_would_do_nothing_are_refused(extension: str, message: str) -> None:
    assert any(message in text for text in around(element("userTask", "work", extensions=extension)))


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        (service("work", ""), "calls no handler"),
        (service("work", "", tag="sendTask"), "calls no handler"),
        (throw("work", "message:m"), "calls no handler"),
        (service("work", "echo"), "names of handlers have a dot"),
        (element("receiveTask", "work"), "waits for no message"),
        (element("receiveTask", "work", messageRef="gone"), "waits for a message without a name"),
        (element("intermediateCatchEvent", "work", "<bpmn:messageEventDefinition/>"), "names no message"),
        (catch("work", "timer:"), "date is not an expression"),
        (catch("work", "timer:2026-01-01"), "date is not an expression"),
        (catch("work", "timer:P1M"), "no duration of days"),
        (catch("work", "timer:P"), "no duration of days"),
        (element("intermediateCatchEvent", "work", "<bpmn:timerEventDefinition/>"), "neither a date nor a duration"),
        (throw("work", "escalation:"), "without a code"),
        (user("work", colour="green"), "the property colour, which means nothing"),
        (element("userTask", "work", extensions='<zeebe:taskDefinition type="a.b"/>'), "would not be called there"),
        (call("work", "main"), "may not call itself"),
        (service("work", outputs={"case": "=1"}), "writes to 'case'"),
        (service("work", outputs={"case.a.b": "=1"}), "writes to 'case.a.b'"),
        (service("work", inputs={"a b": "=1"}), "gives an input to 'a b'"),
        (each(user("work"), "[1, 2]"), "repeats over '[1, 2]', which is no expression"),
    ],
)
def test_what_would_silently_do_nothing_is_refused(xml: str, message: str) -> None:
    assert any(text.startswith("work: ") and message in text for text in around(xml))


def test_a_timer_that_repeats_by_itself_is_refused() -> None:
    cycle = "<bpmn:timerEventDefinition><bpmn:timeCycle>R3/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition>"
    assert any("repeats by itself" in text for text in around(element("intermediateCatchEvent", "work", cycle)))


def test_an_event_for_several_things_at_once_is_refused() -> None:
    both = event("message:m") + event("signal:s")
    assert any("several things at once" in text for text in around(element("intermediateCatchEvent", "work", both)))


@pytest.mark.parametrize("xml", [user("work"), sub("work", start("b"), end("d"), path("b", "d"))])
def test_mappings_that_nobody_follows_are_refused(xml: str) -> None:
    held = '<zeebe:ioMapping><zeebe:input source="=1" target="n"/></zeebe:ioMapping>'
    if "extensionElements" in xml:
        xml = xml.replace("</bpmn:extensionElements>", f"{held}</bpmn:extensionElements>")
    else:
        xml = xml.replace(
            "<bpmn:startEvent", f"<bpmn:extensionElements>{held}</bpmn:extensionElements><bpmn:startEvent", 1
        )
    assert any("input mappings, which are not looked at" in text for text in around(xml))


EMPTY = [start("b"), end("d"), path("b", "d")]
ASIDE = [start("raised", message="m"), end("d"), path("raised", "d")]


def test_event_sub_processes_that_would_hang_or_interrupt_are_refused() -> None:
    interrupting = event_sub("aside", *ASIDE).replace('isInterrupting="false"', 'isInterrupting="true"')
    by_timer = event_sub("aside", *ASIDE).replace(
        '<bpmn:messageEventDefinition messageRef="message.m"/>', event("timer:PT1H")
    )
    sound = [start(), end(), path("begin", "done")]
    assert any("aside: is an event sub-process that interrupts" in text for text in problems(*sound, interrupting))
    assert any("does not start with a message" in text for text in problems(*sound, by_timer))
    assert problems(*sound, event_sub("aside", *ASIDE)) == []


def test_event_sub_processes_stand_only_at_the_top_of_a_process_that_is_not_called() -> None:
    called = process("other", start("ob"), end("od"), path("ob", "od"), event_sub("aside", *ASIDE))
    found = problems(start(), call("work", "other"), end(), path("begin", "work", "done"), others=(called,))
    assert any("aside: " in text and "only at the top" in text for text in found)
    nested = sub("work", *EMPTY, event_sub("aside", *ASIDE).replace('"d"', '"e"').replace("raised__d", "raised__e"))
    assert any("aside: " in text and "only at the top" in text for text in around(nested))


def test_processes_that_call_each_other_in_a_ring_are_refused() -> None:
    other = process("other", start("ob"), call("back", "main"), end("od"), path("ob", "back", "od"))
    found = problems(start(), call("work", "other"), end(), path("begin", "work", "done"), others=(other,))
    assert any(text.startswith("work: ") and "may not call itself" in text for text in found)
    assert any(text.startswith("back: ") and "may not call itself" in text for text in found)


def test_an_error_event_that_does_not_interrupt_is_refused() -> None:
    found = around(user("work"), boundary("event", "work", "error:x", interrupting=False), path("event", "done"))
    assert any("event: is an error event that does not interrupt" in text for text in found)


def test_event_based_gateways_lead_only_to_events_of_their_own() -> None:
    parts = [start(), gateway("eventBased", "first"), user("work"), catch("wait", "message:m"), end()]
    found = problems(
        *parts, path("begin", "first", "work", "done"), path("first", "wait", "done"), flow("work", "wait")
    )
    assert any("first: leads to work; after an event-based gateway" in text for text in found)
    assert any("first: leads to wait, to which another flow leads too" in text for text in found)
