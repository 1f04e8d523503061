"""A step that fails leaves the case as it was, and an incident that a person can see and retry."""

import pytest

from engine.commands.retry_incident import retry_incident
from engine.errors import HandlerFailed
from engine.store.tables import ANSWERS, DRAFTS, HISTORY, INCIDENTS
from tests.builders.bpmn import diagram, end, event_sub, path, process, service, start, user
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


@pytest.fixture
def case(library: Library) -> str:
    library.publish(bundle_of(main=diagram(XML)))
    with at("2026-03-02 09:00"):
        return library.start("main")


def fail(library: Library, *steps: str) -> None:
    FAILING.update(steps)
    with at("2026-03-02 10:00"), pytest.raises(HandlerFailed):
        library.complete(ANN, "check", {"read": True})


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


def test_other_cases_are_not_touched(library: Library, case: str) -> None:
    with at("2026-03-02 09:30"):
        other = library.start("main")
    before = library.case(other)
    fail(library, "work")
    assert library.case(other) == before
