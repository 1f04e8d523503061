"""Event-based gateways wait for the first of several events; the others are withdrawn (trap 4)."""

import pytest

from tests.builders.bpmn import catch, end, flow, gateway, path, start, throw, user
from tests.builders.running import Case, Play

EVENTS = [catch("short", "timer:PT1H"), catch("long", "timer:PT3H"), catch("reply", "message:reply")]
AFTER = [user("after_short"), user("after_long"), user("after_reply")]
WAYS = path("begin", "first", "short", "after_short", "done") + path("first", "long", "after_long", "done")
WAYS += path("first", "reply", "after_reply", "done")


def waiting(play: Play) -> Case:
    return play(start(), gateway("eventBased", "first"), *EVENTS, *AFTER, end(), WAYS)


def test_each_timer_keeps_its_own_instant(play: Play) -> None:
    assert waiting(play).timers == {"short": "2026-03-02T10:00", "long": "2026-03-02T12:00"}


def test_the_shortest_timer_fires_and_the_others_are_withdrawn(play: Play) -> None:
    case = waiting(play).wait(hours=5)
    assert (case.open, case.waits, case.timers) == (["after_short"], [], {})
    assert case.complete("after_short").closed


def test_a_message_before_the_timers_withdraws_them(play: Play) -> None:
    case = waiting(play).wait(minutes=59).send("reply").wait(days=1)
    assert (case.open, case.waits) == (["after_reply"], [])


def test_a_signal_may_be_the_first(play: Play) -> None:
    ways = path("begin", "fork", "first", "stop", "after_stop", "done") + path("first", "reply", "done")
    parts = [
        start(),
        gateway("parallel", "fork"),
        gateway("eventBased", "first"),
        catch("stop", "signal:stop"),
        user("after_stop"),
    ]
    case = play(
        *parts, EVENTS[2], user("ask"), throw("out", "signal:stop"), end(), ways, path("fork", "ask", "out", "done")
    )
    assert case.waits == ["stop", "reply"]
    case.complete("ask")
    assert (case.open, case.waits) == (["after_stop"], [])


def test_two_events_for_the_same_signal_take_one_way_only(play: Play) -> None:
    ways = (
        path("begin", "fork", "first", "one", "a", "done")
        + path("first", "two", "b", "done")
        + path("fork", "ask", "out", "done")
    )
    parts = [
        start(),
        gateway("parallel", "fork"),
        gateway("eventBased", "first"),
        catch("one", "signal:s"),
        catch("two", "signal:s"),
    ]
    case = play(*parts, user("a"), user("b"), user("ask"), throw("out", "signal:s"), end(), ways)
    assert case.complete("ask").open == ["a"]


def test_in_a_loop_it_waits_anew_each_round(play: Play) -> None:
    parts = [
        start(),
        gateway("exclusive", "again"),
        gateway("eventBased", "first"),
        *EVENTS[:1],
        EVENTS[2],
        user("a"),
        end(),
    ]
    ways = path("begin", "again", "first", "short", "again") + path("first", "reply", "a", "done")
    case = play(*parts, ways)
    for hour in (10, 11, 12):
        assert case.timers == {"short": f"2026-03-02T{hour}:00"}
        case.wait(hours=1)
    assert case.send("reply").open == ["a"]


@pytest.mark.parametrize("event", ["reply", "other_reply"])
def test_two_of_them_side_by_side_do_not_withdraw_each_others_events(play: Play, event: str) -> None:
    parts = [start(), gateway("parallel", "fork"), gateway("eventBased", "first"), gateway("eventBased", "second")]
    events = [*EVENTS[1:], catch("other_long", "timer:PT3H"), catch("other_reply", "message:other"), end()]
    ways = path("begin", "fork", "first", "long", "done") + path("first", "reply", "done")
    ways += path("fork", "second", "other_long", "done") + path("second", "other_reply", "done")
    case = play(*parts, *events, ways).send(event)
    assert case.waits == (["other_long", "other_reply"] if event == "reply" else ["long", "reply"])


def test_its_way_may_meet_an_ordinary_one(play: Play) -> None:
    ways = WAYS + flow("skip", "after_short") + path("fork", "skip")
    ways = ways.replace('sourceRef="begin" targetRef="first"', 'sourceRef="fork" targetRef="first"') + path(
        "begin", "fork"
    )
    case = play(
        start(),
        gateway("parallel", "fork"),
        gateway("exclusive", "skip"),
        gateway("eventBased", "first"),
        *EVENTS,
        *AFTER,
        end(),
        ways,
    )
    assert case.send("reply").open == ["after_short", "after_reply"]
