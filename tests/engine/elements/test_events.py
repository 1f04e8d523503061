"""Intermediate events and receive tasks: messages, timers and signals, thrown and waited for."""

from datetime import UTC, datetime

import pytest

from engine.errors import HandlerFailed
from tests.builders.bpmn import catch, end, event_sub, gateway, path, receive, service, start, throw, user
from tests.builders.running import Case, Play


@pytest.mark.parametrize("waiting", [catch("wait", "message:reply"), receive("wait", "reply")])
def test_a_message_is_waited_for_and_its_answers_are_kept(play: Play, waiting: str) -> None:
    case = play(start(), waiting, user("after"), end(), path("begin", "wait", "after", "done"))
    assert (case.open, case.waits) == ([], ["wait"])
    case.send("wait", {"text": "found it"})
    assert (case.open, case.waits, case.value("wait.text")) == (["after"], [], "found it")


def test_of_two_that_wait_for_the_same_message_only_the_one_reported_goes_on(play: Play) -> None:
    parts = [start(), gateway("parallel", "fork"), catch("one", "message:reply"), catch("two", "message:reply"), end()]
    case = play(*parts, path("begin", "fork", "one", "done") + path("fork", "two", "done"))
    assert case.send("two").waits == ["one"]


def paused(play: Play, timer: str) -> Case:
    return play(start(), user("ask"), catch("pause", f"timer:{timer}"), user("after"), end(), PAUSE)


PAUSE = path("begin", "ask", "pause", "after", "done")


@pytest.mark.parametrize("timer", ["PT2H", "=duration(ask.how_long)", '="PT" + string(ask.hours) + "H"'])
def test_a_duration_passes_from_when_the_timer_begins(play: Play, timer: str) -> None:
    case = paused(play, timer).wait(hours=1).complete("ask", {"how_long": "PT2H", "hours": 2})
    # Monday 09:00 + 1 hour = 10:00; 2 hours from there = 12:00
    assert case.timers == {"pause": "2026-03-02T12:00"}
    assert case.wait(hours=1, minutes=59).open == []
    assert case.wait(minutes=1).open == ["after"]


@pytest.mark.parametrize(
    ("timer", "due"),
    [
        ("=ask.on", "2026-03-05T00:00"),  # a date lasts to its end
        ("=date(ask.on)", "2026-03-05T00:00"),
        ('=date and time("2026-03-04T16:30:00+00:00")', "2026-03-04T16:30"),
        ('=date and time("2026-07-01T16:30:00+01:00")', "2026-07-01T15:30"),  # summer time, kept in UTC
        ("=date(ask.summer)", "2026-07-01T23:00"),  # the end of 1 July in London
        ('=now() + duration("P1D")', "2026-03-03T09:00"),
    ],
)
def test_a_date_or_instant_is_worked_out_when_the_timer_begins(play: Play, timer: str, due: str) -> None:
    assert paused(play, timer).complete("ask", {"on": "2026-03-04", "summer": "2026-07-01"}).timers == {"pause": due}


@pytest.mark.parametrize("timer", ["=ask.nothing", "=3", "=[1]"])
def test_what_is_no_date_is_refused_by_name(play: Play, timer: str) -> None:
    with pytest.raises(HandlerFailed, match=r"pause.*not a date"):
        paused(play, timer).complete("ask")


def test_text_that_is_no_date_is_refused_by_name(play: Play) -> None:
    with pytest.raises(HandlerFailed, match=r"pause.*soon"):
        paused(play, "=ask.on").complete("ask", {"on": "soon"})


def test_a_timer_on_a_deadline_is_due_with_it(play: Play) -> None:
    started = service(
        "begin_search", "deadlines.start", {"start": "=now()", "length": "48", "unit": "hours"}, deadline="search"
    )
    parts = [start(), started, catch("pause", "timer:=deadlines.search.due"), user("after"), end()]
    case = play(*parts, path("begin", "begin_search", "pause", "after", "done"))
    assert case.timers == {"pause": "2026-03-04T09:00"}  # Monday 09:00 + 48 hours


def test_an_instant_that_has_passed_is_due_at_once(play: Play) -> None:
    case = paused(play, "=ask.on").complete("ask", {"on": "2026-01-01"})
    assert case.timers == {"pause": "2026-01-02T00:00"}
    assert case.wait(seconds=0).open == ["after"]


def test_timers_fire_in_the_order_of_their_instants(play: Play) -> None:
    parts = [
        start(),
        gateway("parallel", "fork"),
        catch("long", "timer:PT3H"),
        catch("short", "timer:PT1H"),
        user("a"),
        user("b"),
        end(),
    ]
    case = play(*parts, path("begin", "fork", "long", "a", "done") + path("fork", "short", "b", "done"))
    assert case.wait(hours=4).open == ["b", "a"]
    assert case.now == datetime(2026, 3, 2, 13, tzinfo=UTC)


def test_a_signal_reaches_everything_in_the_case_that_waits_for_it(play: Play) -> None:
    listeners = [catch("one", "signal:closing"), catch("two", "signal:closing"), catch("other", "signal:opening")]
    ways = path("begin", "fork", "one", "done") + path("fork", "two", "done") + path("fork", "other", "done")
    ways += path("fork", "ask", "call_out", "done")
    case = play(
        start(), gateway("parallel", "fork"), *listeners, user("ask"), throw("call_out", "signal:closing"), end(), ways
    )
    assert case.waits == ["one", "two", "other"]
    assert case.complete("ask").waits == ["other"]


def test_a_signal_that_nobody_waits_for_passes_and_is_not_kept(play: Play) -> None:
    parts = [start(), throw("call_out", "signal:closing"), user("ask"), catch("wait", "signal:closing"), end()]
    case = play(*parts, path("begin", "call_out", "ask", "wait", "done"))
    assert case.complete("ask").waits == ["wait"]


def test_a_signal_at_an_end_event_is_thrown_too(play: Play) -> None:
    aside = event_sub("aside", start("noted", message="note"), end("shout", "signal:closing"), path("noted", "shout"))
    case = play(
        start(), catch("wait", "signal:closing"), user("after"), end(), path("begin", "wait", "after", "done"), aside
    )
    assert case.waits == ["wait"]
    assert case.send("noted").open == ["after"]


def test_a_signal_stays_within_its_case(play: Play) -> None:
    parts = [
        start(),
        gateway("parallel", "fork"),
        user("ask"),
        throw("out", "signal:s"),
        catch("wait", "signal:s"),
        end(),
    ]
    ways = path("begin", "fork", "ask", "out", "done") + path("fork", "wait", "done")
    one, other = play(*parts, ways), play(*parts, ways)
    assert one.complete("ask").closed
    assert other.waits == ["wait"]
