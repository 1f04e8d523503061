"""A mistake of ours in the middle of a person's command: the case stays as it was, and shows what went wrong."""

import logging
from collections.abc import Callable

import pytest

from engine.commands import complete_user_task, failures, report_event
from engine.commands.retry_incident import retry_incident
from engine.errors import ExpressionError, Unforeseen
from engine.store.tables import DRAFTS, HISTORY, INCIDENTS
from tests.builders.bpmn import diagram, end, event_sub, path, process, start, user
from tests.sample.library import ANN, MEG, Library, at, bundle_of

XML = process(
    "main",
    start(),
    user("check", "desk", "acknowledge"),
    user("after", "desk", "acknowledge"),
    end(),
    path("begin", "check", "after", "done"),
    event_sub(
        "aside",
        start("noted", message="note", form="acknowledge", candidateGroups="desk"),
        user("tell", "desk", "acknowledge"),
        end("told"),
        path("noted", "tell", "told"),
    ),
)

Verb = Callable[[Library, str], object]


def complete(library: Library, _case: str) -> object:
    return library.complete(ANN, "check", {"read": True})


def report(library: Library, case: str) -> object:
    return library.send(ANN, case, "noted", {"read": True})


@pytest.fixture
def case(library: Library) -> str:
    library.publish(bundle_of(main=diagram(XML)))
    with at("2026-03-02 09:00"):
        return library.start("main")


def broken(monkeypatch: pytest.MonkeyPatch, error: Exception | None = None) -> None:
    """Both commands fail after the answers were checked."""

    def fail(*_: object) -> None:
        raise error or TypeError("a bug")

    monkeypatch.setattr(complete_user_task, "keep_answers", fail)
    monkeypatch.setattr(report_event, "keep_answers", fail)


def fails(library: Library, case: str, verb: Verb) -> Unforeseen:
    with at("2026-03-02 10:00"), pytest.raises(Unforeseen) as caught:
        verb(library, case)
    return caught.value


@pytest.mark.parametrize(("verb", "element"), [(complete, "check"), (report, "noted")])
def test_the_case_shows_it_and_the_answers_are_kept(
    library: Library, case: str, verb: Verb, element: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, events = library.case(case), library.rows(HISTORY)
    broken(monkeypatch)
    error = fails(library, case, verb)
    assert library.case(case) == before
    assert library.rows(HISTORY) == events
    [incident], [draft] = library.rows(INCIDENTS), library.rows(DRAFTS)
    assert (incident.element_id, incident.handler, incident.actor_id) == (element, "homeward", "ann")
    assert error.reference in incident.message
    assert "TypeError: a bug" in incident.message
    assert (draft.person_id, draft.answers) == ("ann", {"read": True})


@pytest.mark.parametrize("verb", [complete, report])
def test_it_is_done_again_in_their_name_once_the_mistake_is_mended(
    library: Library, case: str, verb: Verb, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        broken(patched)
        fails(library, case, verb)
        [incident] = library.rows(INCIDENTS)
        with at("2026-03-02 11:00"), pytest.raises(Unforeseen) as again:
            retry_incident(library.services, MEG, incident.id)
        [incident] = library.rows(INCIDENTS)
        assert again.value.reference in incident.message
        assert incident.resolved_at is None
    with at("2026-03-02 12:00"):
        assert retry_incident(library.services, MEG, incident.id)
    [incident], done = library.rows(INCIDENTS), library.rows(HISTORY)[1]
    assert (incident.resolved_by, done.actor_id) == ("meg", "ann")
    assert '"first_tried":"2026-03-02T10:00:00.000000+00:00"' in done.payload
    assert library.rows(DRAFTS) == []


def test_the_log_has_all_of_it_under_the_same_reference(
    library: Library, case: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken(monkeypatch)
    with caplog.at_level(logging.ERROR):
        error = fails(library, case, complete)
    assert error.reference in caplog.text
    assert "Traceback" in caplog.text


def test_where_even_the_incident_cannot_be_kept_the_person_is_told_of_the_first_mistake(
    library: Library, case: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Such as answers that no database can hold, which are what failed in the first place."""

    def fail(*_: object) -> None:
        raise ValueError("a second bug")

    broken(monkeypatch)
    monkeypatch.setattr(failures, "record_incident", fail)
    with caplog.at_level(logging.ERROR):
        error = fails(library, case, complete)
    assert "TypeError: a bug" in str(error)
    assert f"reference {error.reference} could not be kept" in caplog.text
    assert library.rows(INCIDENTS) == []


def test_a_form_whose_rule_cannot_be_worked_out_is_a_mistake_of_ours_too(
    library: Library, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken(monkeypatch, ExpressionError("nobody knows what this means"))
    error = fails(library, case, complete)
    assert "ExpressionError: nobody knows what this means" in str(error)
    assert len(library.rows(INCIDENTS)) == 1
