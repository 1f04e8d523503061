"""A step that fails leaves the case as it was, and an incident that a person can see and retry."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Connection, update

from engine.commands.incidents import open_incident
from engine.commands.retry_incident import retry_incident
from engine.commands.services import Actor
from engine.errors import HandlerFailed, NotFound
from engine.store.tables import ANSWERS, CASES, DEADLINES, DRAFTS, HISTORY, INCIDENTS
from tests.builders.bpmn import boundary, diagram, end, event_sub, path, process, service, start, user
from tests.sample.handlers import FAILING
from tests.sample.library import ANN, BOB, MEG, Library, at, bundle_of

XML = process(
    "main",
    start(),
    user("check", "desk", "acknowledge", {"case.read": "=check.read"}),
    service("work", "sample.may_fail", {"step": "work"}),
    user("after", "desk", "acknowledge"),
    end(),
    path("begin", "check", "work", "after", "done"),
    event_sub(
        "aside",
        start("noted", message="note", form="acknowledge", candidateGroups="desk"),
        service("tell", "sample.may_fail", {"step": "tell"}),
        end("told"),
        path("noted", "tell", "told"),
    ),
)


IN_FIVE_HOURS = process(
    "main",
    start(),
    user("first", "desk", "acknowledge"),
    service("promise", "deadlines.start", {"start": "=now()", "length": "=5", "unit": "hours"}, deadline="K"),
    user("check", "desk", "acknowledge", deadline="K"),
    service("work", "sample.may_fail", {"step": "work"}),
    end(),
    path("begin", "first", "promise", "check", "work", "done"),
)


@pytest.fixture
def case(library: Library) -> str:
    library.publish(bundle_of(main=diagram(XML)))
    with at("2026-03-02 09:00"):
        return library.start("main")


def fail(library: Library, *steps: str) -> None:
    FAILING.update(steps)
    with at("2026-03-02 10:00"), pytest.raises(HandlerFailed):
        library.complete(ANN, "check", {"read": True})


def failed_event(library: Library, case: str) -> int:
    """The number of the incident of Ann's report, whose cause is mended by now."""
    FAILING.add("tell")
    with at("2026-03-02 10:00"), pytest.raises(HandlerFailed):
        library.send(ANN, case, "noted", {"read": True})
    FAILING.clear()
    [incident] = library.rows(INCIDENTS)
    return int(incident.id)


def test_the_case_stands_as_it_was(library: Library, case: str) -> None:
    before, events = library.case(case), library.rows(HISTORY)
    fail(library, "work")
    assert library.case(case) == before
    assert library.rows(HISTORY) == events
    assert [row.element_id for row in library.open()] == ["check"]
    assert library.rows(ANSWERS, name="check") == []


def test_the_answers_are_kept_as_a_draft_and_the_incident_names_the_step(library: Library, case: str) -> None:
    fail(library, "work")
    [draft] = library.rows(DRAFTS)
    assert (draft.person_id, draft.answers) == ("ann", {"read": True})
    [incident] = library.rows(INCIDENTS)
    assert (incident.element_id, incident.handler, incident.actor_id) == ("work", "sample.may_fail", "ann")
    assert incident.message == "The automatic step work (sample.may_fail) failed: ZeroDivisionError: work is broken"


def test_the_same_failure_again_is_the_same_incident(library: Library, case: str) -> None:
    fail(library, "work")
    fail(library, "work")
    assert len(library.rows(INCIDENTS)) == 1


def test_a_retry_does_what_the_person_did_in_their_name(library: Library, case: str) -> None:
    fail(library, "work")
    FAILING.clear()
    [incident] = library.rows(INCIDENTS)
    with at("2026-03-02 11:00"):
        retry_incident(library.services, MEG, incident.id)
    assert [row.element_id for row in library.open()] == ["after"]
    completed, resolved = library.rows(HISTORY)[-2:]
    assert (completed.kind, completed.actor_id, completed.actor_role) == ("task_completed", "ann", "desk")
    assert (resolved.kind, resolved.actor_id) == ("incident_resolved", "meg")
    assert library.case(case).facts["read"] is True
    assert library.rows(DRAFTS) == []


def test_a_retry_that_fails_leaves_the_incident_open(library: Library, case: str) -> None:
    fail(library, "work")
    [incident] = library.rows(INCIDENTS)
    with at("2026-03-02 11:00"), pytest.raises(HandlerFailed):
        retry_incident(library.services, MEG, incident.id)
    assert [row.resolved_at for row in library.rows(INCIDENTS)] == [None]


def test_when_somebody_did_it_meanwhile_the_retry_closes_the_incident(library: Library, case: str) -> None:
    fail(library, "work")
    FAILING.clear()
    [incident] = library.rows(INCIDENTS)
    with at("2026-03-02 11:00"):
        library.complete(BOB, "check", {"read": False})
        retry_incident(library.services, MEG, incident.id)
    assert [row.resolved_by for row in library.rows(INCIDENTS)] == ["meg"]
    assert library.case(case).facts["read"] is False


def test_an_event_that_fails_can_be_retried_too(library: Library, case: str) -> None:
    FAILING.add("tell")
    before = library.case(case)
    with at("2026-03-02 10:00"), pytest.raises(HandlerFailed):
        library.send(ANN, case, "noted", {"read": True})
    assert library.case(case) == before
    FAILING.clear()
    [incident] = library.rows(INCIDENTS)
    with at("2026-03-02 11:00"):
        retry_incident(library.services, MEG, incident.id)
    assert [row.kind for row in library.rows(HISTORY)] == ["case_started", "event_reported", "incident_resolved"]


def test_two_who_try_again_at_once_do_it_once(library: Library, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have seen the open incident before either holds the case."""
    incident, both = failed_event(library, case), Barrier(2)
    seen: list[int] = []

    def ask(connection: Connection, incident_id: int) -> Any:
        row = open_incident(connection, incident_id)
        if len(seen) < 2:
            seen.append(incident_id)
            both.wait(10)
        return row

    monkeypatch.setattr("engine.commands.retry_incident.open_incident", ask)

    def retry(who: Actor) -> str:
        with at("2026-03-02 11:00"):
            try:
                return str(retry_incident(library.services, who, incident))
            except NotFound:
                return "dealt with"

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(retry, (MEG, BOB))) == ["True", "dealt with"]
    assert [row.kind for row in library.rows(HISTORY)].count("event_reported") == 1


def test_a_server_that_dies_before_the_incident_is_closed_has_done_nothing(
    library: Library, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    incident = failed_event(library, case)

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, at("2026-03-02 11:00"):
        patched.setattr("engine.commands.retry_incident.resolve", die)
        with pytest.raises(KeyboardInterrupt):
            retry_incident(library.services, MEG, incident)
    with at("2026-03-02 11:01"):
        retry_incident(library.services, MEG, incident)
    assert [row.kind for row in library.rows(HISTORY)].count("event_reported") == 1


def test_what_was_in_time_at_the_first_attempt_is_in_time_when_it_is_done_again(library: Library) -> None:
    """Due five hours after Monday 2 March 2026 09:00, at 14:00. Ann completes it at 10:00, and the step behind it is
    broken until the next morning: neither she nor whoever tries again is asked why it is late.
    """
    library.publish(bundle_of(main=diagram(IN_FIVE_HOURS)))
    with at("2026-03-02 09:00"):
        library.start("main")
        library.complete(ANN, "first", {"read": True})
    fail(library, "work")
    FAILING.clear()
    [incident] = library.rows(INCIDENTS)
    with at("2026-03-03 10:00"):
        retry_incident(library.services, MEG, incident.id)
    [deadline] = library.rows(DEADLINES)
    assert (deadline.state, deadline.late_reason) == ("met", "")
    assert deadline.met_at.isoformat() == "2026-03-02T10:00:00+00:00"
    completed = next(row for row in library.rows(HISTORY) if row.element_id == "check")
    assert completed.at.isoformat() == "2026-03-03T10:00:00+00:00"
    assert '"first_tried":"2026-03-02T10:00:00.000000+00:00"' in completed.payload


def test_what_was_late_at_the_first_attempt_stays_late(library: Library) -> None:
    library.publish(bundle_of(main=diagram(IN_FIVE_HOURS)))
    with at("2026-03-02 09:00"):
        library.start("main")
        library.complete(ANN, "first", {"read": True})
    FAILING.add("work")
    with at("2026-03-02 15:00"), pytest.raises(HandlerFailed):  # an hour late
        library.complete(ANN, "check", {"read": True, "late_reason": "A flood"})
    FAILING.clear()
    [incident] = library.rows(INCIDENTS)
    with at("2026-03-03 10:00"):
        retry_incident(library.services, MEG, incident.id)
    [deadline] = library.rows(DEADLINES)
    assert (deadline.late_reason, deadline.met_at.isoformat()) == ("A flood", "2026-03-02T15:00:00+00:00")


def test_a_second_failure_keeps_the_instant_of_the_first(library: Library) -> None:
    library.publish(bundle_of(main=diagram(IN_FIVE_HOURS)))
    with at("2026-03-02 09:00"):
        library.start("main")
        library.complete(ANN, "first", {"read": True})
    fail(library, "work")  # at 10:00
    [incident] = library.rows(INCIDENTS)
    with at("2026-03-03 09:00"), pytest.raises(HandlerFailed):
        retry_incident(library.services, MEG, incident.id)
    [again] = library.rows(INCIDENTS)
    assert (again.id, again.command["tried"]) == (incident.id, "2026-03-02T10:00:00.000000+00:00")
    assert again.happened_at.isoformat() == "2026-03-03T09:00:00+00:00"


def test_a_case_whose_clock_cannot_be_kept_says_so_on_the_case(library: Library, case: str) -> None:
    """A state that cannot be read, as a mistake of ours might leave it: no person's command is there to fail."""
    row = library.case(case)
    with library.database.transaction() as connection:
        broken = {"state": "{", "next_due": datetime.fromisoformat("2026-03-02T09:30+00:00")}
        connection.execute(update(CASES).where(CASES.c.id == row.id).values(**broken))
    for _ in range(2):
        with at("2026-03-02 10:00"):
            assert len(library.tick().failures) == 1
    [incident] = library.rows(INCIDENTS)
    assert (incident.case_id, incident.command["do"], incident.actor_id) == (row.id, "tick", "system")
    assert "JSONDecodeError" in incident.message
    with library.database.transaction() as connection:
        connection.execute(update(CASES).where(CASES.c.id == row.id).values(state=row.state, next_due=None))
    with at("2026-03-02 11:00"):
        assert retry_incident(library.services, MEG, incident.id)
    assert [row.resolved_by for row in library.rows(INCIDENTS)] == ["meg"]


def test_other_cases_are_not_touched(library: Library, case: str) -> None:
    with at("2026-03-02 09:30"):
        other = library.start("main")
    before = library.case(other)
    fail(library, "work")
    assert library.case(other) == before


def test_a_failed_timer_is_forgotten_once_its_activity_is_done(library: Library) -> None:
    late = boundary("late", "check", "timer:PT1H", interrupting=False)
    chase = service("chase", "sample.may_fail", {"step": "chase"})
    ways = path("begin", "check", "after", "done") + path("late", "chase", "chased")
    steps = user("check", "desk", "acknowledge"), user("after", "desk", "acknowledge")
    main = process("main", start(), *steps, late, chase, end(), end("chased"), ways)
    library.publish(bundle_of(main=diagram(main)))
    with at("2026-03-02 09:00"):
        case = library.start("main")
    FAILING.add("chase")
    with at("2026-03-02 10:00"):
        library.tick()
    kept = json.loads(library.case(case).state)["f"]
    assert [kind for kind, _, _ in kept] == ["event"]
    with at("2026-03-02 11:00"):
        library.complete(ANN, "check", {"read": True})
    assert json.loads(library.case(case).state)["f"] == []
