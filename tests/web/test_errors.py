"""What a person sees when something is refused or breaks."""

import logging

import pytest
from flask.testing import FlaskClient

import engine.errors
from engine.errors import (
    BusinessError,
    CommandRefused,
    DatabaseAway,
    HandlerFailed,
    NotAllowed,
    NotFound,
    StaleCase,
    TaskNotOpen,
    Unforeseen,
)
from tests.web.fake_office import FakeOffice
from web.errors import PAGES, page_for, why
from web.office import NothingSaved


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotAllowed("Only an assistant director may do this."), 403),
        (NotFound("There is no case X."), 404),
        (TaskNotOpen("Lee completed this at 2:02pm."), 409),
        (StaleCase("Lee changed it."), 409),
        (CommandRefused("The clock can only go forward."), 409),
        (NothingSaved("disk full"), 503),
        (HandlerFailed("x", "y", "z"), 503),
        (DatabaseAway("connection refused"), 503),
        (Unforeseen("1A2B-3C4D", TypeError("secret detail")), 500),
    ],
)
def test_each_refusal_has_its_page(
    jo: FlaskClient, error: Exception, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(FakeOffice, "cases", refuse)
    answer = jo.get("/cases/")
    assert answer.status_code == status
    page = page_for(error)
    assert page is not None
    assert f'<h1 class="govuk-heading-l">{page.title}</h1>' in answer.text
    assert why(error, page) in answer.text
    assert (str(error) in answer.text) is (page.say_why and not isinstance(error, Unforeseen))


def test_a_failed_step_is_noted_in_the_log_as_its_page_says(
    jo: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A case that could not even be started has no page that could show its incident."""

    def fail(*_: object) -> None:
        raise HandlerFailed("work_out", "deadlines.start", "no length")

    monkeypatch.setattr(FakeOffice, "cases", fail)
    with caplog.at_level(logging.ERROR):
        assert "is noted for the people who look after Homeward" in jo.get("/cases/").text
    assert "work_out (deadlines.start) failed: no length" in caplog.text


def test_every_refusal_of_a_command_is_in_the_table_itself_or_through_its_parent() -> None:
    refusals = [
        kind for kind in vars(engine.errors).values() if isinstance(kind, type) and issubclass(kind, CommandRefused)
    ]
    assert len(refusals) >= 5
    assert all(any(parent in PAGES for parent in kind.__mro__) for kind in refusals)


@pytest.mark.parametrize("error", [RuntimeError("secret detail"), BusinessError("code", "secret detail")])
def test_what_nobody_foresaw_shows_a_reference_that_the_log_has_too(
    jo: FlaskClient, error: Exception, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(*_: object) -> None:
        raise error

    monkeypatch.setattr(FakeOffice, "cases", break_down)
    with caplog.at_level(logging.ERROR):
        answer = jo.get("/cases/")
    assert answer.status_code == 500
    assert "secret detail" not in answer.text
    reference = caplog.records[-1].args
    assert isinstance(reference, tuple)
    assert str(reference[0]) in answer.text


def test_a_failure_to_look_up_the_person_still_gives_a_page(jo: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise NothingSaved("no database")

    monkeypatch.setattr(FakeOffice, "person", fail)
    assert jo.get("/work").status_code == 503


def test_five_megabytes_of_text_are_refused_by_the_form_and_still_stand_in_it(jo: FlaskClient) -> None:
    answer = jo.post("/tasks/t1", data={"decision": "decline", "rationale": "x" * 5_000_000})
    assert answer.status_code == 422
    assert "x" * 5_000_000 in answer.text


def test_a_post_beyond_all_measure_is_refused_with_a_way_back(jo: FlaskClient) -> None:
    answer = jo.post("/tasks/t1", data={"rationale": "x" * 13_000_000})
    assert answer.status_code == 413
    assert "your answers are still there" in answer.text


def test_a_method_that_a_page_does_not_know_is_refused_in_words(jo: FlaskClient) -> None:
    answer = jo.delete("/work")
    assert answer.status_code == 405
    assert "Method not allowed" in answer.text
