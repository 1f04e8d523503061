"""A form's way through: completed, refused with everything kept, a draft, a task that somebody else did first."""

import re

import pytest
from flask.testing import FlaskClient

from engine.errors import AnswerProblem, HandlerFailed, InvalidAnswers, NotAllowed, StaleCase, TaskNotOpen, Unforeseen
from tests.web.fake_office import FakeOffice
from web.office import NothingSaved

DECLINE = {
    "decision": "decline",
    "rationale": "The assessment is from <last> year.",
    "attendees.0": "1",
    "attendees.0.name": "Sky",
}


def test_a_completed_task_leads_to_its_case_and_says_what_is_next(jo: FlaskClient, office: FakeOffice) -> None:
    answer = jo.post("/tasks/t1", data=DECLINE)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/cases/HW-0042")
    what, who, answers = office.recorded[0]
    assert (what, who, answers["decision"]) == ("task t1", "jo", "decline")
    page = jo.get("/cases/HW-0042").text
    assert "You completed “Decide the request”." in page
    assert 'href="/tasks/t3">Record the planning meeting</a>' in page


def test_a_mistake_keeps_every_answer_and_puts_the_summary_first(jo: FlaskClient, office: FakeOffice) -> None:
    answer = jo.post(
        "/tasks/t1", data=DECLINE | {"decision": "", "rationale": "Kept <as typed>", "attendees.0.name": "Sky"}
    )
    assert answer.status_code == 422
    assert office.recorded == []
    assert "<title>Error: Decide the request" in answer.text
    assert answer.text.index("There is a problem") < answer.text.index("<h1")
    assert "Kept &lt;as typed&gt;" in answer.text
    assert 'value="Sky"' in answer.text


@pytest.mark.parametrize(
    ("refusal", "status", "says"),
    [
        (NothingSaved("disk full"), 503, "could not save"),
        (StaleCase("Lee Harbour changed it at 2:01pm."), 409, "Lee Harbour changed it at 2:01pm."),
        (NotAllowed("You wrote this yourself, so somebody else must approve it."), 403, "You wrote this yourself"),
        (HandlerFailed("work_out", "deadlines.start", "beyond the calendar"), 503, "An automatic step failed"),
        (Unforeseen("1A2B-3C4D", TypeError("a bug")), 500, "give this reference: 1A2B-3C4D."),
    ],
)
def test_a_refusal_keeps_the_answers_on_the_page(
    jo: FlaskClient, office: FakeOffice, refusal: Exception, status: int, says: str
) -> None:
    office.refusal = refusal
    answer = jo.post("/tasks/t1", data=DECLINE)
    assert answer.status_code == status
    assert says in answer.text
    assert "your answers are still on this page" in answer.text
    assert "The assessment is from &lt;last&gt; year." in answer.text


def test_of_two_who_complete_a_task_the_second_gets_the_answers_back(jo: FlaskClient, office: FakeOffice) -> None:
    office.refusal = TaskNotOpen("Lee Harbour completed this on 3 December 2026 at 2:02pm.")
    answer = jo.post("/tasks/t1", data=DECLINE)
    assert answer.status_code == 409
    assert "Lee Harbour completed this on 3 December 2026 at 2:02pm." in answer.text
    assert "They are kept as your draft" in answer.text
    assert "The assessment is from &lt;last&gt; year." in answer.text
    assert office.drafts["jo", "t1"]["decision"] == "decline"


def test_answers_to_a_task_that_was_done_long_before_are_kept_too(jo: FlaskClient, office: FakeOffice) -> None:
    office.done = "Lee Harbour completed this on Monday."
    assert "Decline" in jo.post("/tasks/t1", data=DECLINE).text
    again = jo.get("/tasks/t1")
    assert again.status_code == 409
    assert "The assessment is from &lt;last&gt; year." in again.text


def test_late_work_is_asked_why_and_the_answer_goes_with_it(jo: FlaskClient, office: FakeOffice) -> None:
    assert "Why is this late?" in jo.get("/tasks/t1").text
    jo.post("/tasks/t1", data=DECLINE | {"late_reason": "The assessor was ill."})
    assert office.recorded[0][2]["late_reason"] == "The assessor was ill."


def test_work_that_turns_out_late_only_when_it_is_sent_is_asked_then(jo: FlaskClient, office: FakeOffice) -> None:
    assert "Why is this late?" not in jo.get("/tasks/t3").text
    office.refusal = InvalidAnswers([AnswerProblem("late_reason", "Enter why this is late")])
    answer = jo.post("/tasks/t3", data=DECLINE)
    assert answer.status_code == 422
    assert 'href="#late_reason">Enter why this is late</a>' in answer.text
    assert 'id="late_reason"' in answer.text


def test_a_draft_checks_nothing_and_is_there_when_the_task_is_opened_again(jo: FlaskClient, office: FakeOffice) -> None:
    answer = jo.post("/tasks/t1", data={"draft": "yes", "rationale": "Half a thought"}, follow_redirects=True)
    assert answer.status_code == 200
    assert office.recorded == []
    assert "Your draft of “Decide the request” is saved." in answer.text
    assert "Half a thought" in answer.text
    assert "This is your draft, saved on Thursday 3 December 2026 at 2:02pm." in answer.text


def test_drafts_of_two_people_do_not_meet(jo: FlaskClient, asha: FlaskClient) -> None:
    jo.post("/tasks/t1", data={"draft": "yes", "rationale": "Only for Jo"})
    assert "Only for Jo" not in asha.get("/tasks/t1").text


def test_add_another_shows_one_more_row_with_everything_kept(jo: FlaskClient, office: FakeOffice) -> None:
    before = jo.get("/tasks/t1").text
    answer = jo.post("/tasks/t1", data=DECLINE | {"row-action": "add:attendees"})
    assert answer.status_code == 200
    assert office.recorded == []
    rows = r'name="attendees[.-](\d+)[.-]name"'
    assert len(set(re.findall(rows, answer.text))) == len(set(re.findall(rows, before))) + 1
    assert 'value="Sky"' in answer.text


def test_the_task_page_shows_guidance_facts_and_how_the_due_moment_was_worked_out(jo: FlaskClient) -> None:
    html = jo.get("/tasks/t1").text
    assert "<strong>48 hours</strong>" in html
    assert "Legal status" in html
    assert "How was this worked out?" in html
    assert "48 hours run day and night, weekends too." in html


def test_an_event_is_recorded_on_its_case(jo: FlaskClient, office: FakeOffice) -> None:
    answers = {"child_ref": "C-1", "legal_status": "s20", "needs": "To see her brother."}
    assert jo.post("/cases/HW-0042/events/concern", data=answers).headers["Location"] == "/cases/HW-0042"
    assert office.recorded[0][0] == "event concern"


def test_a_case_is_started_with_a_form(jo: FlaskClient, office: FakeOffice) -> None:
    assert "Identify a child who may go home" in jo.get("/start/").text
    refused = jo.post("/start/identification", data={"child_ref": "C-1"})
    assert (refused.status_code, office.recorded) == (422, [])
    answers = {"child_ref": "C-1", "legal_status": "care_order", "needs": "To see her brother."}
    assert jo.post("/start/identification", data=answers).status_code == 303
    assert office.recorded[0][0] == "start identification"
