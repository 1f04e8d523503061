"""An automatic step that fails leaves the case as it was, and a person can see it and try it again."""

import re
from dataclasses import replace

import pytest

from engine.commands import complete_user_task
from engine.errors import DatabaseAway
from engine.registry import HANDLERS
from tests.web.desk.town import Town
from web.desk import engine_office

STEP = "deadlines.start"
"""Runs when the meetings' deadlines begin, after the request is accepted."""


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_inputs: object, _context: object) -> object:
        raise RuntimeError("the calendar's file is gone")

    monkeypatch.setitem(HANDLERS, STEP, replace(HANDLERS[STEP], function=fail))


def decide(town: Town) -> int:
    return town.post("hana", "decide_request", "HW-00002").status_code


def test_a_step_that_fails_keeps_the_answers_on_the_page_and_the_case_as_it_was(town: Town, broken: None) -> None:
    version = town.case("HW-00002").version
    answer = town.post("hana", "decide_request", "HW-00002")
    assert answer.status_code == 503
    assert "Read the assessment and spoke with the team manager." in answer.text
    assert "Nothing was saved, and your answers are still on this page." in answer.text
    assert "RuntimeError" not in answer.text
    assert "decide_request" in town.open("HW-00002")
    assert town.case("HW-00002").version == version


def test_the_failure_stands_on_the_case_and_is_done_again_when_the_cause_is_mended(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    works = HANDLERS[STEP]

    def fail(_inputs: object, _context: object) -> object:
        raise RuntimeError("the calendar's file is gone")

    monkeypatch.setitem(HANDLERS, STEP, replace(works, function=fail))
    decide(town)
    page = town.as_("hana").get("/cases/HW-00002").text
    assert "An automatic step failed" in page
    number = town.incidents("HW-00002")[0].id
    retry = f"/cases/HW-00002/incidents/{number}/retry"
    assert town.as_("hana").post(retry).status_code == 503
    assert "An automatic step failed" in town.as_("hana").get("/cases/HW-00002").text
    monkeypatch.setitem(HANDLERS, STEP, works)
    assert town.as_("hana").post(retry).status_code == 303
    page = town.as_("hana").get("/cases/HW-00002").text
    assert "The automatic step worked this time." in page
    assert "An automatic step failed" not in page
    assert "tried a failed automatic step again, and it worked" in page
    assert "decide_request" not in town.open("HW-00002")
    assert town.as_("hana").post(retry).status_code == 404


def test_an_incident_is_retried_only_from_its_own_case(town: Town, broken: None) -> None:
    decide(town)
    number = town.incidents("HW-00002")[0].id
    assert town.as_("esi").post(f"/cases/HW-00003/incidents/{number}/retry").status_code == 404
    assert town.as_("esi").post(f"/cases/HW-00002/incidents/{number}/retry").status_code == 404
    assert len(town.incidents("HW-00002")) == 1


@pytest.mark.parametrize("number", ["x", "-1", "999999", "٣"])
def test_a_number_that_no_incident_has_is_not_found(town: Town, number: str) -> None:
    assert town.as_("hana").post(f"/cases/HW-00002/incidents/{number}/retry").status_code == 404


def test_what_nobody_foresaw_stands_on_the_case_under_the_reference_that_the_person_was_given(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise TypeError("a bug")

    with monkeypatch.context() as patched:
        patched.setattr(complete_user_task, "keep_answers", fail)
        answer = town.post("hana", "decide_request", "HW-00002")
    assert answer.status_code == 500
    assert "Something went wrong in Homeward itself" in answer.text
    assert "your answers are still on this page" in answer.text
    assert "Read the assessment and spoke with the team manager." in answer.text
    assert "TypeError" not in answer.text
    found = re.search(r"give this reference: ([0-9A-F]{4}-[0-9A-F]{4})", answer.text)
    assert found is not None
    page = town.as_("hana").get("/cases/HW-00002").text
    assert "Something went wrong: Decide on the request" in page
    assert found[1] in page
    draft = town.as_("hana").get(town.address("decide_request", "HW-00002")).text
    assert "Read the assessment and spoke with the team manager." in draft
    number = town.incidents("HW-00002")[0].id
    assert town.as_("hana").post(f"/cases/HW-00002/incidents/{number}/retry").status_code == 303
    assert "decide_request" not in town.open("HW-00002")


@pytest.mark.parametrize("error", [DatabaseAway("connection refused"), TypeError("a bug")])
@pytest.mark.parametrize("broken_part", ["what_is_next", "decision_in"])
def test_what_is_done_is_not_called_a_failure_because_what_follows_cannot_be_told(
    town: Town, broken_part: str, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command is committed by then: “nothing was saved” would have somebody do it again."""

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(engine_office, broken_part, fail)
    assert town.post("hana", "decide_request", "HW-00002").status_code == 303
    assert "You completed “Decide on the request”" in town.as_("hana").get("/cases/HW-00002").text
    assert "decide_request" not in town.open("HW-00002")
    assert town.incidents("HW-00002") == []
