"""Errors and escalations go to the nearest event around what threw them, outwards, and to no other."""

import pytest

from engine.errors import HandlerFailed
from tests.builders.bpmn import (
    boundary,
    call,
    each,
    end,
    event_sub,
    gateway,
    path,
    process,
    service,
    start,
    sub,
    throw,
    user,
)
from tests.builders.running import Case, Play

REFUSE = service("try", "sample.refuse", {"code": "=ask.code"})
BODY = [start("b"), user("ask"), REFUSE, end("d"), path("b", "ask", "try", "d")]


def caught(play: Play, *events: str, activity: str = "", others: tuple[str, ...] = ()) -> Case:
    """An activity `work` whose handler raises the code that is answered; each event leads to a task `after_<event>`."""
    names = [xml.split('id="')[1].split('"')[0] for xml in events]
    tasks = [user(f"after_{name}") for name in names]
    ways = [path(name, f"after_{name}", "done") for name in names]
    return play(
        start(),
        activity or sub("work", *BODY),
        *events,
        *tasks,
        *ways,
        end(),
        path("begin", "work", "done"),
        others=others,
    )


def test_an_error_goes_to_the_event_with_its_code(play: Play) -> None:
    events = [boundary("torn", "work", "error:torn"), boundary("gone", "work", "error:gone")]
    assert caught(play, *events).complete("ask", {"code": "gone"}).open == ["after_gone"]
    assert caught(play, *events).complete("ask", {"code": "torn"}).open == ["after_torn"]
    assert caught(play, *events).complete("ask", {"code": ""}).closed


def test_an_event_without_a_code_catches_every_error(play: Play) -> None:
    assert caught(play, boundary("any", "work", "error:")).complete("ask", {"code": "torn"}).open == ["after_any"]


ANY_ERROR, TORN = boundary("any", "work", "error:"), boundary("torn", "work", "error:torn")


@pytest.mark.parametrize("events", [[ANY_ERROR, TORN], [TORN, ANY_ERROR]])
def test_its_own_code_is_heard_before_every_code_wherever_they_are_drawn(play: Play, events: list[str]) -> None:
    assert caught(play, *events).complete("ask", {"code": "torn"}).open == ["after_torn"]
    assert caught(play, *events).complete("ask", {"code": "gone"}).open == ["after_any"]


def test_every_code_on_the_nearest_activity_comes_before_its_own_code_further_out(play: Play) -> None:
    inner = sub("inner", *BODY)
    parts = [start("ob"), inner, boundary("near", "inner", "error:"), user("mend"), end("od")]
    work = sub("work", *parts, path("ob", "inner", "od") + path("near", "mend", "od"))
    case = caught(play, boundary("far", "work", "error:torn"), activity=work)
    assert case.complete("ask", {"code": "torn"}).open == ["mend"]


def test_an_error_on_the_task_itself_is_caught_there(play: Play) -> None:
    parts = [start(), user("ask"), REFUSE, boundary("torn", "try", "error:torn"), user("mend"), end()]
    case = play(*parts, path("begin", "ask", "try", "done") + path("torn", "mend", "done"))
    assert case.complete("ask", {"code": "torn"}).open == ["mend"]
    assert "try" in case.happened("cancelled")


def test_the_nearest_event_around_catches_and_not_the_outer_one(play: Play) -> None:
    inner = sub("inner", *BODY)
    parts = [start("ob"), inner, boundary("near", "inner", "error:torn"), user("mend"), end("od")]
    work = sub("work", *parts, path("ob", "inner", "od") + path("near", "mend", "od"))
    case = caught(play, boundary("far", "work", "error:torn"), activity=work)
    assert case.complete("ask", {"code": "torn"}).open == ["mend"]


def test_an_inner_event_for_another_code_lets_it_pass_outwards(play: Play) -> None:
    inner = sub("inner", *BODY)
    parts = [start("ob"), inner, boundary("near", "inner", "error:gone"), user("mend"), end("od")]
    work = sub("work", *parts, path("ob", "inner", "od") + path("near", "mend", "od"))
    case = caught(play, boundary("far", "work", "error:torn"), activity=work)
    assert case.complete("ask", {"code": "torn"}).open == ["after_far"]


def test_a_siblings_event_does_not_catch_it(play: Play) -> None:
    inside = [start("sb"), user("sibling"), service("last"), end("sd"), path("sb", "sibling", "last", "sd")]
    sibling = [sub("beside", *inside), boundary("not_mine", "beside", "error:torn"), user("wrong")]
    ways = path("begin", "fork", "work", "done") + path("fork", "beside", "done") + path("not_mine", "wrong", "done")
    parts = [
        start(),
        gateway("parallel", "fork"),
        *sibling,
        sub("work", *BODY),
        boundary("mine", "work", "error:torn"),
        user("right"),
    ]
    case = play(*parts, end(), ways, path("mine", "right", "done"))
    assert sorted(case.complete("ask", {"code": "torn"}).open) == ["right", "sibling"]


def test_caught_by_nothing_it_fails_and_names_the_code(play: Play) -> None:
    case = caught(play, boundary("gone", "work", "error:gone"))
    with pytest.raises(HandlerFailed, match=r"try.*error code torn, which nothing catches"):
        case.complete("ask", {"code": "torn"})


def test_thrown_in_a_called_process_it_is_caught_on_the_call_activity(play: Play) -> None:
    event = boundary("torn", "work", "error:torn")
    case = caught(play, event, activity=call("work", "other"), others=(process("other", *BODY),))
    assert case.complete("ask", {"code": "torn"}).open == ["after_torn"]


def test_thrown_by_an_end_event_it_ends_the_activity(play: Play) -> None:
    parts = [start("b"), gateway("parallel", "fork"), user("ask"), user("beside"), end("d"), end("fail", "error:torn")]
    work = sub("work", *parts, path("b", "fork", "ask", "fail") + path("fork", "beside", "d"))
    case = caught(play, boundary("torn", "work", "error:torn"), activity=work).complete("ask")
    assert case.open == ["after_torn"]


def test_thrown_by_an_end_event_and_caught_by_nothing_it_fails(play: Play) -> None:
    case = play(start(), user("ask"), end("fail", "error:torn"), path("begin", "ask", "fail"))
    with pytest.raises(HandlerFailed, match=r"fail.*'torn' is caught by nothing"):
        case.complete("ask")


def test_in_one_of_several_repeated_calls_it_ends_them_all(play: Play) -> None:
    event = boundary("torn", "work", "error:torn")
    case = caught(play, event, activity=each(call("work", "other"), "=[1, 2]"), others=(process("other", *BODY),))
    assert case.complete("ask", {"code": "torn"}, place=1).open == ["after_torn"]


def test_in_an_event_sub_process_it_is_caught_inside_only(play: Play) -> None:
    inside = [start("noted", message="note"), REFUSE, boundary("torn", "try", "error:torn"), user("mend"), end("d")]
    aside = event_sub("aside", *inside, path("noted", "try", "d") + path("torn", "mend", "d"))
    case = play(start(), user("ask"), end(), path("begin", "ask", "done"), aside.replace("=ask.code", "=noted.code"))
    assert case.send("noted", {"code": "torn"}).open == ["ask", "mend"]


ESCALATE = [start("b"), user("ask"), throw("up", "escalation:costly"), user("go_on"), end("d")]
UP = path("b", "ask", "up", "go_on", "d")


def test_an_escalation_that_interrupts_nothing_lets_the_activity_go_on(play: Play) -> None:
    event = boundary("costly", "work", "escalation:costly", interrupting=False)
    case = caught(play, event, activity=sub("work", *ESCALATE, UP)).complete("ask")
    assert sorted(case.open) == ["after_costly", "go_on"]


def test_an_escalation_that_interrupts_ends_the_activity(play: Play) -> None:
    event = boundary("costly", "work", "escalation:costly")
    case = caught(play, event, activity=sub("work", *ESCALATE, UP)).complete("ask")
    assert case.open == ["after_costly"]


def test_an_escalation_that_nothing_catches_passes(play: Play) -> None:
    assert caught(play, activity=sub("work", *ESCALATE, UP)).complete("ask").open == ["go_on"]


def test_an_escalation_is_heard_every_time(play: Play) -> None:
    parts = [start("b"), gateway("exclusive", "again"), user("ask"), throw("up", "escalation:costly")]
    ways = path("b", "again", "ask", "up", "enough", "again") + path("enough", "d")
    work = sub("work", *parts, gateway("parallel", "enough"), end("d"), ways)
    case = caught(play, boundary("costly", "work", "escalation:costly", interrupting=False), activity=work)
    for times in (1, 2, 3):
        assert case.complete("ask").open.count("after_costly") == times


ANY_UP = boundary("any", "work", "escalation:", interrupting=False)
COSTLY = boundary("costly", "work", "escalation:costly", interrupting=False)


@pytest.mark.parametrize("events", [[ANY_UP, COSTLY], [COSTLY, ANY_UP]])
def test_an_escalation_goes_to_its_own_code_every_time(play: Play, events: list[str]) -> None:
    parts = [start("b"), gateway("exclusive", "again"), user("ask"), throw("up", "escalation:costly")]
    ways = path("b", "again", "ask", "up", "enough", "again") + path("enough", "d")
    work = sub("work", *parts, gateway("parallel", "enough"), end("d"), ways)
    case = caught(play, *events, activity=work)
    for times in (1, 2, 3):
        assert case.complete("ask").open.count("after_costly") == times
    assert "after_any" not in case.open


def test_an_escalation_of_a_repeated_stage_goes_to_its_own_code(play: Play) -> None:
    work = each(sub("work", *ESCALATE, UP), "=[1, 2]")
    case = caught(play, ANY_UP, COSTLY, activity=work).complete("ask").complete("ask")
    assert sorted(case.open) == ["after_costly", "after_costly", "go_on", "go_on"]


def test_an_escalation_from_a_called_process_reaches_the_call_activity(play: Play) -> None:
    other = process("other", start("b"), user("ask"), end("d", "escalation:costly"), path("b", "ask", "d"))
    event = boundary("costly", "work", "escalation:costly", interrupting=False)
    case = caught(play, event, activity=call("work", "other"), others=(other,)).complete("ask")
    assert (case.open, case.closed) == (["after_costly"], False)
    assert case.complete("after_costly").closed
