"""Service, business-rule and send tasks call a handler by name, with inputs and outputs mapped on the diagram."""

import pytest

from engine.errors import HandlerFailed
from tests.builders.bpmn import end, path, service, start, throw, user
from tests.builders.running import Case, Play
from tests.sample.handlers import FAILING

WAYS = path("begin", "ask", "work", "after", "done")


def around(play: Play, work: str) -> Case:
    return play(start(), user("ask"), work, user("after"), end(), WAYS)


@pytest.mark.parametrize("tag", ["serviceTask", "businessRuleTask", "sendTask"])
def test_the_result_is_kept_under_the_tasks_id(play: Play, tag: str) -> None:
    case = around(play, service("work", inputs={"text": "=ask.word"}, tag=tag))
    case.complete("ask", {"word": "lost"})
    assert case.value("work") == {"text": "lost"}


def test_literals_and_expressions_are_given_as_inputs(play: Play) -> None:
    work = service("work", "sample.fee", {"price": "12.50", "days_late": "=ask.days", "member": "child"})
    # 12.50 + 10 days at 0.10 = 13.50, of which a child pays half: 6.75
    assert around(play, work).complete("ask", {"days": 10}).value("number(work.amount)") == 6.75


def test_outputs_choose_what_is_kept_and_where(play: Play) -> None:
    work = service(
        "work", inputs={"text": "lost"}, outputs={"case.word": "=result.text", "shout": "=upper case(result.text)"}
    )
    case = around(play, work).complete("ask")
    assert case.facts == {"word": "lost"}
    assert (case.value("shout"), case.value("work")) == ("LOST", None)


def test_settings_are_read_by_expressions_and_by_the_handler(play: Play) -> None:
    work = service("work", "sample.fee", {"price": "=settings.library.price", "days_late": "90"})
    parts = [start(), user("ask"), work, user("after"), end(), WAYS]
    case = play(*parts, library={"price": 8, "most_late_pounds": 2}).complete("ask")
    assert case.value("number(work.amount)") == 10  # 8, and 90 days late stop at 2


def test_a_send_task_leaves_a_message_for_each_role(play: Play) -> None:
    work = service("work", "messages.notify", {"to": "desk, manager", "subject": "A book is lost"}, tag="sendTask")
    assert around(play, work).complete("ask").notices == ["A book is lost"]


def test_a_message_is_thrown_midway_and_at_the_end(play: Play) -> None:
    mid = throw("tell", "message:told", "messages.notify", {"to": "desk", "subject": "Midway"})
    last = end("done", "message:told", "messages.notify", {"to": "desk", "subject": "At the end"})
    case = play(start(), mid, user("ask"), last, path("begin", "tell", "ask", "done"))
    assert case.notices == ["Midway"]
    assert case.complete("ask").notices == ["Midway", "At the end"]


def test_a_throw_event_that_throws_nothing_is_passed(play: Play) -> None:
    case = play(start(), throw("milestone"), user("ask"), end(), path("begin", "milestone", "ask", "done"))
    assert (case.open, case.happened("completed")) == (["ask"], ["begin", "milestone"])


@pytest.mark.parametrize(
    ("work", "message"),
    [
        (service("work", "sample.may_fail", {"step": "binding"}), r"work \(sample.may_fail\).*binding is broken"),
        (service("work", "sample.fee", {"price": "=ask.nothing"}), r"work \(sample.fee\).*price"),
        (service("work", "sample.refuse", {"code": "torn"}), r"work \(sample.refuse\).*error code torn, which nothing"),
        (service("work", "sample.unknown"), r"work \(sample.unknown\).*no such handler"),
        (service("work", inputs={"colour": "green"}), r"work \(sample.echo\).*no input called colour"),
    ],
)
def test_what_goes_wrong_names_the_step_and_the_handler(play: Play, work: str, message: str) -> None:
    case = around(play, work)
    FAILING.add("binding")
    try:
        with pytest.raises(HandlerFailed, match=message):
            case.complete("ask")
    finally:
        FAILING.clear()
