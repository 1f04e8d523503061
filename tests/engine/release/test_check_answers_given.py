"""A handler, a deadline and a timer are given answers that they can use."""

import pytest

from tests.builders.bpmn import boundary, diagram, end, event_sub, path, process, service, start, user
from tests.engine.release.test_check import problems
from tests.sample.library import bundle_of

ASK = user("ask", "desk", "look_at_shelves")  # seen: yes or no; looked_on: a date
DECIDE = user("decide", "manager", "decide_loss")  # decision: a choice; price: a number


def found_in(*parts: str) -> list[str]:
    xml = process("main", start(), ASK, DECIDE, end(), *parts)
    return [each.removeprefix("processes/main.bpmn ") for each in problems(bundle_of(main=diagram(xml)))]


def working(xml: str) -> list[str]:
    return found_in(xml, path("begin", "ask", "decide", "work", "done"))


@pytest.mark.parametrize("length", ["=ask.looked_on", "=ask.seen", "=if ask.seen = null then 5 else ask.looked_on"])
def test_a_handler_is_given_no_answer_that_it_does_not_take(length: str) -> None:
    inputs = {"start": "=now()", "length": length, "unit": "days"}
    [found] = working(service("work", "deadlines.start", inputs, deadline="K"))
    assert found.startswith("work: gives deadlines.start the input length as ask.")


def test_a_number_is_a_length_and_a_date_a_start() -> None:
    inputs = {"start": "=ask.looked_on", "length": "=decide.price", "unit": "days"}
    assert working(service("work", "deadlines.start", inputs, deadline="K")) == []


def test_a_choice_is_no_start() -> None:
    inputs = {"start": "=ask.seen", "length": "5", "unit": "days"}
    [found] = working(service("work", "deadlines.start", inputs, deadline="K"))
    assert found.startswith("work: gives deadlines.start the input start as ask.seen, which is the value of a choice,")


def test_a_deadline_is_met_on_a_date() -> None:
    within = '={length: 5, unit: "days"}'
    assert working(user("work", "desk", "acknowledge", dueWithin=within, metOn="=ask.looked_on")) == []
    [found] = working(user("work", "desk", "acknowledge", dueWithin=within, metOn="=ask.seen"))
    assert found.startswith(
        "work: has ask.seen as its metOn, which is the value of a choice, which is a text, and a date"
    )


def test_a_timer_waits_for_a_date() -> None:
    late = (boundary("late", "ask", "timer:=ask.seen", interrupting=False), end("told"), path("late", "told"))
    [found] = found_in(*late, path("begin", "ask", "decide", "done"))
    assert found.startswith(
        "late: has ask.seen as its timer, which is the value of a choice, which is a text, and a date"
    )


def reported(**values: str) -> list[str]:
    """Of an event that people report, whose answer is kept as a fact."""
    tell = service("tell", "sample.echo", {"text": "=string(reported.read)"})
    begin = start("reported", "lost.again", candidateGroups="desk", **values)
    sub = event_sub("again", begin, tell, end("told"), path("reported", "tell", "told"))
    return found_in(sub, path("begin", "ask", "decide", "done"))


def test_an_event_whose_answers_are_read_has_a_form() -> None:
    assert reported(form="acknowledge") == []
    found = reported()
    assert "tell: reads reported.read, but the event reported has no form and asks nothing." in found
