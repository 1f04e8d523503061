"""Timers: fired when due, whoever comes first, with a ledger of how late; one that fails stops nobody else."""

import json
from datetime import datetime

import pytest
from sqlalchemy import update

from engine.clock import simulate
from engine.commands import due as due_module
from engine.commands import tick as tick_module
from engine.commands.move_clock import move_clock_to
from engine.commands.on_case import on_case
from engine.commands.retry_incident import retry_incident
from engine.errors import HandlerFailed, NotFound
from engine.store.tables import CASES, HISTORY, INCIDENTS, OUTBOX, TIMERS
from tests.builders.bpmn import boundary, catch, diagram, end, flow, gateway, path, process, service, start, user
from tests.sample.handlers import FAILING
from tests.sample.library import ANN, MEG, Library, at, bundle_of

PAUSE = process(
    "main",
    start(),
    catch("pause", "timer:PT2H"),
    service("work", "sample.may_fail", {"step": "=case.label"}),
    user("check", "desk", "acknowledge"),
    end(),
    path("begin", "pause", "work", "check", "done"),
)
ASIDE = process(
    "main",
    start(),
    user("check", "desk", "acknowledge"),
    boundary("late", "check", "timer:PT2H", interrupting=False),
    service("work", "sample.may_fail", {"step": "work"}),
    end(),
    path("begin", "check", "done") + path("late", "work", "done"),
)


def begin(library: Library, xml: str, instant: str = "2026-03-02 09:00") -> str:
    library.publish(bundle_of(main=diagram(xml)))
    with at(instant):
        return library.start("main")


def test_a_timer_fires_with_the_tick_after_its_instant(library: Library) -> None:
    case = begin(library, PAUSE)
    assert library.case(case).next_due.isoformat()[:16] == "2026-03-02T11:00"
    with at("2026-03-02 10:59"):
        assert library.tick().cases == 0
    with at("2026-03-02 11:00"):
        assert library.tick() == tick_module.Ticked(1, ())
    assert [row.element_id for row in library.open()] == ["check"]
    assert library.case(case).next_due is None


def test_one_due_while_the_server_was_down_fires_late_and_the_ledger_says_how_late(library: Library) -> None:
    case = begin(library, PAUSE)
    with at("2026-03-04 11:00"):
        library.tick()
    [timer] = library.rows(TIMERS)
    assert (timer.state, timer.due_at.isoformat()[:16], timer.fired_at.isoformat()[:16]) == (
        "fired",
        "2026-03-02T11:00",
        "2026-03-04T11:00",
    )
    event = library.rows(HISTORY)[-1]
    detail = json.loads(event.payload)["detail"]
    # 2 March 11:00 to 4 March 11:00 is 48 hours = 172,800 seconds
    assert (event.kind, event.element_id, detail["late_seconds"]) == ("timer_fired", "pause", 172_800)
    assert library.case(case).history_length == 2


def test_a_command_fires_what_is_due_before_it_acts(library: Library) -> None:
    begin(library, ASIDE)
    with at("2026-03-02 12:00"):
        library.complete(ANN, "check")
    assert [(row.kind, row.element_id) for row in library.rows(HISTORY)] == [
        ("case_started", "main"),
        ("timer_fired", "late"),
        ("task_completed", "check"),
    ]


def test_due_timers_fire_in_the_order_of_their_instants(library: Library) -> None:
    xml = process(
        "main",
        start(),
        gateway("parallel", "fork"),
        catch("third", "timer:PT3H"),
        catch("first", "timer:PT1H"),
        catch("second", "timer:PT2H"),
        end(),
        path("begin", "fork", "third", "done") + path("fork", "first", "done") + path("fork", "second", "done"),
    )
    case = begin(library, xml)
    with at("2026-03-05 09:00"):
        library.tick()
    assert [row.element_id for row in library.rows(HISTORY)] == ["main", "first", "second", "third"]
    assert library.case(case).status == "closed"


def test_one_bad_case_does_not_stop_the_others_and_is_not_tried_again_by_itself(library: Library) -> None:
    cases = [begin(library, PAUSE) for _ in range(3)]
    with library.database.transaction() as connection:
        connection.execute(update(CASES).where(CASES.c.reference == cases[1]).values(facts={"label": "broken"}))
    FAILING.add("broken")
    with at("2026-03-02 12:00"):
        assert library.tick() == tick_module.Ticked(3, ())
        assert library.tick().cases == 0
    assert [row.case_id for row in library.open()] == [1, 3]
    [incident] = library.rows(INCIDENTS)
    assert (incident.case_id, incident.element_id, incident.handler) == (2, "work", "sample.may_fail")
    assert "broken is broken" in incident.message
    assert [row.state for row in library.rows(TIMERS)] == ["fired", "failed", "fired"]


def test_a_failed_timer_is_retried_by_a_person_once_the_cause_is_mended(library: Library) -> None:
    begin(library, ASIDE)
    FAILING.add("work")
    with at("2026-03-02 12:00"):
        library.tick()
        [incident] = library.rows(INCIDENTS)
        with pytest.raises(HandlerFailed, match="work is broken"):
            retry_incident(library.services, MEG, incident.id)
        assert [row.resolved_at for row in library.rows(INCIDENTS)] == [None]
        assert [row.kind for row in library.rows(HISTORY)].count("timer_failed") == 1
        FAILING.clear()
        retry_incident(library.services, MEG, incident.id)
    [incident] = library.rows(INCIDENTS)
    assert incident.resolved_by == "meg"
    assert [row.state for row in library.rows(TIMERS)] == ["fired"]
    assert [row.kind for row in library.rows(HISTORY)] == [
        "case_started",
        "timer_failed",
        "timer_fired",
        "incident_resolved",
    ]


def test_a_failed_timer_does_not_stand_in_the_way_of_people(library: Library) -> None:
    begin(library, ASIDE)
    FAILING.add("work")
    with at("2026-03-02 12:00"):
        assert library.complete(ANN, "check").case_closed
    assert [row.state for row in library.rows(TIMERS)] == ["failed"]


def test_a_failed_timer_that_is_no_longer_needed_is_closed_undone(library: Library) -> None:
    begin(library, ASIDE)
    FAILING.add("work")
    with at("2026-03-02 12:00"):
        library.complete(ANN, "check")
        [incident] = library.rows(INCIDENTS)
        retry_incident(library.services, MEG, incident.id)
    assert [row.resolved_by for row in library.rows(INCIDENTS)] == ["meg"]
    with pytest.raises(NotFound, match="no open incident"):
        retry_incident(library.services, MEG, incident.id)


@pytest.fixture
def broken_for_the_first_case(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake in our own code, which the clock meets on case 1 only."""
    real = on_case

    def act_on(services: object, case_id: int, act: object) -> object:
        if case_id == 1:
            raise KeyError("a bug")
        return real(services, case_id, act)  # type: ignore[arg-type]

    monkeypatch.setattr(tick_module, "on_case", act_on)


@pytest.mark.usefixtures("broken_for_the_first_case")
def test_a_mistake_in_our_own_code_on_one_case_does_not_stop_the_others(library: Library) -> None:
    for _ in range(2):
        begin(library, PAUSE)
    with at("2026-03-02 12:00"):
        ticked = library.tick()
    assert (ticked.cases, [reference for reference, _ in ticked.failures]) == (2, ["LB-00001"])
    assert [row.case_id for row in library.open()] == [2]


def test_a_case_that_the_database_refuses_does_not_stop_the_others(library: Library) -> None:
    refused = begin(library, PAUSE)
    begin(library, PAUSE)
    with library.database.transaction() as connection:  # the task that the timer leads to goes to nobody there is
        holders = {"desk": "somebody who is not there"}
        connection.execute(update(CASES).where(CASES.c.reference == refused).values(holders=holders))
    for _ in range(2):
        with at("2026-03-02 12:00"):
            ticked = library.tick()
    assert [row.case_id for row in library.open()] == [2]
    assert [reference for reference, _ in ticked.failures] == [refused]
    [incident] = library.rows(INCIDENTS)
    assert (incident.case_id, incident.command["do"]) == (1, "tick")
    assert "foreign key" in incident.message.lower()


@pytest.mark.usefixtures("broken_for_the_first_case")
def test_a_case_that_keeps_failing_does_not_hold_back_the_demonstrations_clock(library: Library) -> None:
    begin(library, PAUSE)
    begin(library, PAUSE, "2026-03-02 09:30")
    with at("2026-03-02 10:00"):
        move_clock_to(library.services, datetime.fromisoformat("2026-03-02T15:00+00:00"))
    fired = [row.fired_at.isoformat()[:16] for row in library.rows(TIMERS, case_id=2)]
    assert fired == ["2026-03-02T11:30"]


def test_a_loop_that_sets_timers_due_at_once_is_stopped(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due_module, "MOST", 50)
    xml = process(
        "main",
        start(),
        user("check", "desk", "acknowledge"),
        gateway("exclusive", "again"),
        catch("pause", 'timer:="2026-01-01"'),
        gateway("exclusive", "more", default="again"),
        end(),
        path("begin", "check", "again", "pause", "more", "again") + flow("more", "done", "=false"),
    )
    case = begin(library, xml)
    with at("2026-03-02 09:00"):
        library.complete(ANN, "check")
        before = library.case(case)
        [failure] = library.tick().failures
    assert "50 timers were due at once" in failure[1]
    assert library.case(case) == before


def test_a_deadline_moved_past_a_due_reminder_does_not_remind(library: Library) -> None:
    with at("2026-03-02 09:00"):
        case = library.report_loss()
    with at("2026-03-05 23:00"):  # the reminder is due on 6 March 00:00
        library.send(MEG, case, "ask_for_time", {"days": 20, "reason": "a holiday"})
    with at("2026-03-06 09:00"):
        library.tick()
    assert library.rows(OUTBOX) == []


def test_the_summer_time_change_does_not_move_an_elapsed_duration(library: Library) -> None:
    xml = process("main", start(), catch("pause", "timer:PT48H"), end(), path("begin", "pause", "done"))
    library.publish(bundle_of(main=diagram(xml)))
    with simulate(datetime.fromisoformat("2026-03-28T12:00+00:00")):
        case = library.start("main")
    # the clocks go forward on 29 March; 48 hours that pass end at 12:00 UTC all the same
    assert library.case(case).next_due.isoformat()[:16] == "2026-03-30T12:00"
