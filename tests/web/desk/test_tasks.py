"""Tasks on the real engine: completed, refused with everything kept, drafts, late work, and answers nobody may give."""

import re
from datetime import timedelta

import pytest

from engine import clock
from engine.clock import simulate
from tests.web.desk.conftest import TUESDAY
from tests.web.desk.town import Town

FIVE_MEGABYTES = 5_000_000


def assess(town: Town, reference: str, **posted: str) -> dict[str, object]:
    return {**town.answers("assess_need", reference), **posted}


def test_a_completed_task_is_recorded_and_the_next_one_is_open(new_town: Town) -> None:
    reference = new_town.start()
    new_town.complete("amara", "assess_need", reference)
    assert new_town.recorded(reference, "assess_need")["risk_level"] == "medium"
    assert list(new_town.open(reference)) == ["approve_assessment_tm"]
    page = new_town.as_("amara").get(f"/cases/{reference}").text
    assert "You completed “Assess need, risk and capacity to change”." in page


@pytest.mark.requirement("S1-07")
def test_an_assessment_that_is_too_old_is_still_to_be_done_and_the_page_says_so_and_why(new_town: Town) -> None:
    reference = new_town.start()
    for person, element in (
        ("amara", "assess_need"), ("carys", "approve_assessment_tm"), ("dermot", "approve_assessment_sm"),
        ("amara", "guide_parents"), ("amara", "seek_views"), ("amara", "agree_plan"),
    ):  # fmt: skip
        new_town.complete(person, element, reference)
    # Six months from 1 August 2025 ended on 1 February 2026; it is 3 March.
    new_town.complete("amara", "updated_assessment", reference, completed_on="2025-08-01", approved_on="2025-08-02")
    page = new_town.as_("amara").get(f"/cases/{reference}").text
    task = "Record the updated assessment or review of needs"
    assert f"Your answers are recorded, but are not enough: “{task}” is still to be done." in page
    assert f'href="{new_town.address("updated_assessment", reference)}">{task}</a>' in page
    again = new_town.as_("amara").get(new_town.address("updated_assessment", reference)).text
    assert "The assessment was valid until Sunday 1 February 2026. Update it." in " ".join(again.split())


@pytest.mark.requirement("K9")
def test_a_visit_at_which_the_child_was_not_seen_is_still_to_be_made_and_comes_before_anything_else(
    town: Town,
) -> None:
    unseen = {"child_seen": "no", "not_seen_why": "Nobody opened the door."}
    town.complete("amara", "visit_at_home", "HW-00008", **unseen)
    page = town.as_("amara").get("/cases/HW-00008").text
    assert "Your answers are recorded, but are not enough: “Record a visit at home” is still to be done." in page
    assert f'href="{town.address("visit_at_home", "HW-00008")}">Record a visit at home</a>' in page


@pytest.mark.requirement("S5-05")
def test_issues_that_are_still_open_are_said_to_be_still_to_be_done(town: Town) -> None:
    known = [{"issue": "The bedroom", "addressed": "no", "how": "The landlord mends the window."}]
    town.complete("esi", "outstanding_issues", "HW-00007", issues=known, all_addressed="no")
    page = town.as_("esi").get("/cases/HW-00007").text
    assert "“Check outstanding issues and risks” is still to be done." in page


def test_what_is_done_and_opens_for_next_time_is_completed(town: Town) -> None:
    seen = town.answers("visit_at_home", "HW-00008") | {"late_reason": "Nobody opened the door on Monday."}
    assert town.as_("amara").post(town.address("visit_at_home", "HW-00008"), data=seen).status_code == 303
    page = town.as_("amara").get("/cases/HW-00008").text
    assert "You completed “Record a visit at home”" in page
    assert "still to be done" not in page


def test_a_mistake_is_told_at_its_row_and_nothing_is_recorded(town: Town) -> None:
    reference = town.start()
    answers = assess(town, reference, **{"risk_factors.0.evidence": "", "needs": "Kept <as typed>"})
    refused = town.as_("amara").post(town.address("assess_need", reference), data=answers)
    assert refused.status_code == 422
    assert 'href="#risk_factors-0-evidence"' in refused.text
    assert "Kept &lt;as typed&gt;" in refused.text
    assert town.recorded(reference, "assess_need") is None


def test_a_draft_checks_nothing_and_is_there_again_and_goes_when_the_task_is_completed(new_town: Town) -> None:
    reference, amara = new_town.start(), new_town.as_("amara")
    address = new_town.address("assess_need", reference)
    saved = amara.post(address, data={"draft": "yes", "needs": "Half a thought", "assessed_on-day": "31"})
    assert (saved.status_code, saved.headers["Location"]) == (303, address)
    page = amara.get(address).text
    assert "Half a thought" in page
    assert "This is your draft, saved on Tuesday 3 March 2026 at 10am." in page
    new_town.complete("amara", "assess_need", reference)
    assert "Half a thought" not in amara.get(address).text


def test_drafts_of_two_people_on_one_task_do_not_meet(town: Town) -> None:
    reference = town.start()
    address = town.address("assess_need", reference)
    for person, words in (("amara", "Written by one"), ("bryn", "Written by the other")):
        town.as_(person).post(address, data={"draft": "yes", "needs": words})
    assert "Written by one" in town.as_("amara").get(address).text
    assert "Written by one" not in town.as_("bryn").get(address).text
    assert "Written by the other" in town.as_("bryn").get(address).text


def test_add_another_adds_a_row_to_what_was_typed_and_records_nothing(town: Town) -> None:
    reference = town.start()
    answers = assess(town, reference, **{"row-action": "add:risk_factors"})
    page = town.as_("amara").post(town.address("assess_need", reference), data=answers)
    assert page.status_code == 200
    assert 'name="risk_factors.1.factor"' in page.text
    assert "Two call-outs in the year before care" in page.text
    assert town.recorded(reference, "assess_need") is None


def test_late_work_is_asked_why_and_the_reason_stands_in_the_history(town: Town) -> None:
    # HW-00004 was accepted on the working day after the 24th of February: K3 runs five working days from the decision,
    # so on Friday the 13th of March the meeting is late, whatever the day it was decided on.
    late = TUESDAY + timedelta(days=10)
    with simulate(late):
        address = town.address("professional_meeting", "HW-00004")
        answers = town.answers("professional_meeting", "HW-00004")
        assert "Why is this late?" in town.as_("amara").get(address).text
        refused = town.as_("amara").post(address, data=answers)
        assert refused.status_code == 422
        assert "Enter why this is late" in refused.text
        done = town.as_("amara").post(address, data=answers | {"late_reason": "The school was closed."})
        assert done.status_code == 303
        page = town.as_("amara").get("/cases/HW-00004").text
    assert "Why it was late" in page
    assert "The school was closed." in page


def test_a_hidden_field_that_is_posted_is_not_stored(town: Town) -> None:
    # The form asks when the order was made only where there is an order.
    answers = town.answers("identify_child") | {"legal_status": "s20"}
    assert answers["order_made_on-year"] == "2025"
    answer = town.as_("amara").post("/start/reunification", data=answers)
    reference = answer.headers["Location"].rpartition("/")[2]
    recorded = town.recorded(reference, "identify_child")
    assert recorded["legal_status"] == "s20"
    assert "order_made_on" not in recorded


@pytest.mark.parametrize(
    ("posted", "says"),
    [
        ({"risk_level": "none at all"}, "There is a problem"),
        ({"assessed_on-year": "0202"}, "must have a year between 1900 and 2200"),
        ({"assessed_on-year": "2027"}, "must be today or in the past"),
        ({"needs": "x" * FIVE_MEGABYTES}, "must be"),
        ({"childs_voice": "\x00\x1f"}, "There is a problem"),
    ],
    ids=["an option outside its choices", "year 0202", "a date still to come", "5 MB of text", "control characters"],
)
def test_what_no_form_would_let_through_is_refused_in_words_and_loses_nothing(
    town: Town, posted: dict[str, str], says: str
) -> None:
    reference = town.start()
    answers = assess(town, reference, **posted)
    refused = town.as_("amara").post(town.address("assess_need", reference), data=answers)
    assert refused.status_code == 422
    assert says in refused.text
    assert "Twelve months of tests, all clear." in refused.text
    if "needs" in posted:
        assert posted["needs"] in refused.text
    assert town.recorded(reference, "assess_need") is None


@pytest.mark.parametrize(
    "address", ["/tasks/0-0", "/tasks/1-99", "/tasks/x", "/tasks/٣-١", "/tasks/-1-1", "/tasks/1-1-1"]
)
def test_a_task_that_does_not_exist_is_not_found(town: Town, address: str) -> None:
    amara = town.as_("amara")
    assert amara.get(address).status_code == 404
    assert amara.post(address, data={"draft": "yes"}).status_code == 404


def test_the_guidance_and_how_the_due_moment_was_worked_out_stand_beside_the_form(town: Town) -> None:
    page = town.as_("hana").get(town.address("decide_request", "HW-00002")).text
    assert "How was this worked out?" in page
    assert "48 hours" in page
    assert "Guidance" in page
    assert clock.now() == TUESDAY


def test_the_reason_for_being_late_is_asked_together_with_all_other_mistakes(town: Town) -> None:
    # HW-00003 was asked four working days ago; its 48 hours are over, and nothing is chosen yet.
    refused = town.as_("hana").post(town.address("decide_request", "HW-00003"), data={})
    assert refused.status_code == 422
    summary = refused.text[refused.text.index("There is a problem") : refused.text.index("<h1")]
    assert 'href="#decision"' in summary
    assert "Enter why this is late" in summary


def test_who_may_not_send_a_form_can_read_it_and_press_nothing_in_it(town: Town) -> None:
    page = town.as_("amara").get(town.address("decide_request", "HW-00002")).text
    assert "is for the reunification manager" in page
    assert re.search(r"<fieldset[^>]* disabled>", page)
