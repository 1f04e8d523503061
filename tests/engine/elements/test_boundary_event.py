"""Boundary events: those that interrupt end their activity with all in it, the others leave it alone (trap 2)."""

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
    receive,
    start,
    sub,
    throw,
    user,
)
from tests.builders.running import Case, Play

INSIDE = [start("b"), user("inside"), end("d"), path("b", "inside", "d")]
OTHER = process("other", start("ob"), user("called"), end("od"), path("ob", "called", "od"))
ACTIVITIES = {
    "a user task": user("work"),
    "a sub-process": sub("work", *INSIDE),
    "a called process": call("work", "other"),
    "a receive task": receive("work", "reply"),
    "a repeated task": each(user("work"), "=[1, 2]"),
    "a repeated sub-process": each(sub("work", *INSIDE), "=[1, 2]"),
    "a repeated called process": each(call("work", "other"), "=[1, 2]"),
}
WAYS = path("begin", "work", "after", "done") + path("event", "other_way", "done")
LATER = [user("after"), user("other_way"), end()]


def on(play: Play, activity: str, waits_for: str, interrupting: bool = True) -> Case:
    event = boundary("event", "work", waits_for, interrupting)
    return play(start(), activity, event, *LATER, WAYS, others=(OTHER,))


@pytest.mark.parametrize("activity", ACTIVITIES.values(), ids=list(ACTIVITIES))
def test_one_that_interrupts_ends_its_activity_and_all_in_it(play: Play, activity: str) -> None:
    case = on(play, activity, "message:stop").send("event", {"why": "found"})
    assert (case.open, case.waits) == (["other_way"], [])
    assert case.value("event.why") == "found"
    assert "work" in case.happened("cancelled")
    assert case.complete("other_way").closed


@pytest.mark.parametrize("activity", ACTIVITIES.values(), ids=list(ACTIVITIES))
def test_one_that_interrupts_nothing_runs_beside_its_activity(play: Play, activity: str) -> None:
    case = on(play, activity, "message:note", interrupting=False)
    before = case.open
    assert case.send("event").open == [*before, "other_way"]
    assert "work" not in case.happened("cancelled")


@pytest.mark.parametrize("interrupting", [True, False])
def test_it_stops_waiting_when_its_activity_is_done(play: Play, interrupting: bool) -> None:
    case = on(play, user("work"), "message:note", interrupting)
    assert case.waits == ["event"]
    case.complete("work")
    assert (case.open, case.waits) == (["after"], [])


def test_a_message_that_interrupts_nothing_is_heard_every_time(play: Play) -> None:
    case = on(play, user("work"), "message:note", interrupting=False)
    for times in (1, 2, 3):
        case.send("event", {"times": times})
        assert (case.waits, case.open.count("other_way"), case.value("event.times")) == (["event"], times, times)
    case.complete("work")
    assert (case.waits, case.open) == ([], ["other_way"] * 3 + ["after"])


def test_a_timer_that_interrupts_nothing_fires_once(play: Play) -> None:
    case = on(play, user("work"), "timer:PT2H", interrupting=False)
    assert case.timers == {"event": "2026-03-02T11:00"}
    case.wait(days=3)
    assert (case.open, case.timers) == (["work", "other_way"], {})


def test_a_timer_that_interrupts_ends_its_activity(play: Play) -> None:
    case = on(play, user("work"), "timer:PT2H").wait(hours=2)
    assert (case.open, case.timers) == (["other_way"], {})


def test_a_timer_of_a_completed_activity_never_fires(play: Play) -> None:
    case = on(play, user("work"), "timer:PT2H").complete("work").wait(days=3)
    assert case.open == ["after"]


@pytest.mark.parametrize(("interrupting", "left"), [(True, []), (False, ["work"])])
def test_a_signal_is_heard(play: Play, interrupting: bool, left: list[str]) -> None:
    aside = event_sub(
        "aside",
        start("noted", message="note"),
        throw("out", "signal:s"),
        end("out_done"),
        path("noted", "out", "out_done"),
    )
    case = play(start(), user("work"), boundary("event", "work", "signal:s", interrupting), *LATER, WAYS, aside)
    assert case.send("noted").open == [*left, "other_way"]
    assert case.send("noted").open == [*left, "other_way"] + ([] if interrupting else ["other_way"])


def test_of_two_events_on_one_activity_the_first_withdraws_the_other(play: Play) -> None:
    events = boundary("event", "work", "message:stop") + boundary("late", "work", "timer:PT2H")
    case = play(start(), user("work"), events, *LATER, user("remind"), WAYS, path("late", "remind", "done"))
    case.send("event").wait(days=1)
    assert (case.open, case.waits) == (["other_way"], [])


def test_one_signal_for_an_event_of_each_kind_interrupts_and_notes_once(play: Play) -> None:
    events = boundary("note", "work", "signal:s", interrupting=False) + boundary("event", "work", "signal:s")
    aside = event_sub(
        "aside",
        start("noted", message="note"),
        throw("out", "signal:s"),
        end("out_done"),
        path("noted", "out", "out_done"),
    )
    case = play(
        start(), user("work"), events, *LATER, user("noted_down"), aside, WAYS, path("note", "noted_down", "done")
    )
    case.send("noted")
    assert (sorted(case.open), case.waits) == (["noted_down", "other_way"], [])


def test_on_nested_activities_the_outer_event_ends_everything_inside(play: Play) -> None:
    paused = [
        gateway("parallel", "fork"),
        user("one"),
        catch("pause", "timer:PT9H"),
        boundary("late", "one", "timer:PT8H"),
        end("x"),
    ]
    inner = sub(
        "inner", start("ib"), *paused, path("ib", "fork", "one", "x") + path("fork", "pause", "x") + path("late", "x")
    )
    several = each(user("several"), "=[1, 2]")
    ways = path("wb", "split", "inner", "wd") + path("split", "several", "wd") + path("split", "ring", "wd")
    parts = [start("wb"), gateway("parallel", "split"), inner, several, call("ring", "other"), end("wd"), ways]
    case = play(start(), sub("work", *parts), boundary("event", "work", "message:stop"), *LATER, WAYS, others=(OTHER,))
    assert sorted(case.open) == ["called", "one", "several", "several"]
    assert sorted(case.timers) == ["late", "pause"]
    case.send("event")
    assert (case.open, case.waits, case.timers) == (["other_way"], [], {})
    assert {"one", "pause", "late", "inner", "several", "ring", "called", "work"} <= set(case.happened("cancelled"))
    assert case.wait(days=2).complete("other_way").closed


def test_an_inner_event_leaves_the_outer_activity_alone(play: Play) -> None:
    parts = [start("ob"), user("one"), boundary("inner_event", "one", "message:skip"), user("two"), end("od")]
    outer = sub("work", *parts, path("ob", "one", "od") + path("inner_event", "two", "od"))
    case = play(start(), outer, boundary("event", "work", "message:stop"), *LATER, WAYS)
    assert case.send("inner_event").open == ["two"]
    assert case.waits == ["event"]
    assert case.complete("two").open == ["after"]


def test_in_a_loop_it_waits_anew_each_round(play: Play) -> None:
    parts = [
        start(),
        gateway("exclusive", "again"),
        user("work"),
        boundary("event", "work", "timer:PT2H"),
        user("other_way"),
        end(),
    ]
    case = play(*parts, path("begin", "again", "work", "done") + path("event", "other_way", "again"))
    for hour in (11, 13, 15):
        assert case.timers == {"event": f"2026-03-02T{hour}:00"}
        assert case.wait(hours=2).open == ["other_way"]
        case.complete("other_way")
    assert case.complete("work").closed


def test_what_it_began_goes_on_after_the_activity_is_done(play: Play) -> None:
    case = on(play, user("work"), "message:note", interrupting=False).send("event").complete("work").complete("after")
    assert (case.open, case.closed) == (["other_way"], False)
    assert case.complete("other_way").closed


def test_an_interrupted_stage_has_ended_and_is_not_done(play: Play) -> None:
    stage = sub("work", *INSIDE, stage="1")
    case = on(play, stage, "message:stop").send("event")
    assert case.run.stages == {"1": "ended"}
