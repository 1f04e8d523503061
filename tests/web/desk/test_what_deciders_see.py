"""Whoever decides sees on the same page what the decision rests on."""

import html
import re

import pytest

from tests.web.desk.test_first_and_second import to_request
from tests.web.desk.town import Town

RISK = {"factor": "Missed school runs", "evidence": "Four late days in January", "severity": "medium"}
PROTECTS = {"factor": "A grandmother next door", "evidence": "She is there every afternoon"}


def page_of(town: Town, person: str, element: str, reference: str) -> str:
    return html.unescape(town.as_(person).get(town.address(element, reference)).text)


def fact_on(page: str, label: str) -> str:
    """What stands beside a fact's label."""
    found = re.search(rf">\s*{re.escape(label)}\s*</dt>\s*<dd[^>]*>(.*?)</dd>", page, re.DOTALL)
    assert found, f"{label} is not on the page"
    return " ".join(re.sub("<[^>]*>", " ", found.group(1)).split())


def test_a_manager_who_agrees_the_assessment_sees_needs_risks_and_what_protects(new_town: Town) -> None:
    reference = new_town.start()
    changes = {"needs": "Calm mornings.", "risk_factors": [RISK], "protective_factors": [PROTECTS]}
    new_town.complete("amara", "assess_need", reference, **changes)
    page = page_of(new_town, "carys", "approve_assessment_tm", reference)
    assert "Calm mornings." in page
    assert "Missed school runs, medium: Four late days in January" in page
    assert "A grandmother next door: She is there every afternoon" in page
    assert "You are agreeing both the assessment and that going home could be" in page


def test_the_service_manager_sees_what_the_team_manager_decided_and_why_in_spite_of_the_risk(new_town: Town) -> None:
    reference = new_town.start()
    new_town.complete("amara", "assess_need", reference, risk_level="high")
    reason = "The grandmother moves in"
    new_town.complete("carys", "approve_assessment_tm", reference, risk_rationale=reason)
    page = page_of(new_town, "dermot", "approve_assessment_sm", reference)
    assert "Team manager’s last decision" in page
    assert reason in page


def test_an_assessment_that_does_not_support_going_home_is_not_agreed_as_though_it_did(new_town: Town) -> None:
    reference = new_town.start()
    new_town.complete("amara", "assess_need", reference, supports_reunification="no")
    page = page_of(new_town, "carys", "approve_assessment_tm", reference)
    assert "that going home could be this child’s plan" not in page
    assert "further work is planned and the risk is looked at again" in page


def test_who_decides_the_request_sees_the_risks_and_everybodys_view(new_town: Town) -> None:
    reference = to_request(new_town)
    page = page_of(new_town, "hana", "decide_request", reference)
    assessed = new_town.recorded(reference, "assess_need")
    for factor in (*assessed["risk_factors"], *assessed["protective_factors"]):
        assert factor["factor"] in page
    for view in new_town.recorded(reference, "seek_views")["views"]:
        assert f"{view['person']} (" in page
        assert view["words"] in page
    assert assessed["capacity_evidence"] in page
    assert assessed["childs_voice"] in page
    assert "Why it went on all the same" not in page


def test_who_decides_the_request_sees_who_did_not_agree_and_why_it_went_on(new_town: Town) -> None:
    reference = new_town.start()
    for person, element in (
        ("amara", "assess_need"), ("carys", "approve_assessment_tm"), ("dermot", "approve_assessment_sm"),
        ("amara", "guide_parents"), ("amara", "seek_views"),
    ):  # fmt: skip
        new_town.complete(person, element, reference)
    agreements = [
        {"person": role, "role": role, "answer": "not_agreed" if role == "iro" else "agreed", "on": "2026-03-02"}
        | ({"reason": "Too soon after the move"} if role == "iro" else {})
        for role in ("social_worker", "team", "iro", "key_partner")
    ]
    new_town.complete("amara", "agree_plan", reference, agreements=agreements)
    page = page_of(new_town, "dermot", "resolve_disagreement", reference)
    for view in new_town.recorded(reference, "seek_views")["views"]:
        if view["role"] in ("iro", "child"):
            assert view["words"] in page
    reason = "The officer's worry is met by a slower plan"
    new_town.complete("dermot", "resolve_disagreement", reference, decision="go_on", reason=reason)
    for element in ("updated_assessment", "request_support"):
        new_town.complete("amara", element, reference)
    page = page_of(new_town, "hana", "decide_request", reference)
    assert "iro: Too soon after the move" in page
    assert "Why it went on all the same" in page
    assert reason in page


@pytest.mark.requirement("S5-10")
def test_the_social_worker_sees_the_services_views_where_the_end_of_the_order_is_proposed(town: Town) -> None:
    page = page_of(town, "amara", "decide_discharge", "HW-00008")
    for element in ("later_support_views", "later_support_views_manager"):
        assert "Early help: " + town.recorded("HW-00008", element)["views"] in page
    assert "Next statutory visit due by" in page or "A statutory visit is missed" in page


@pytest.mark.requirement("S1-03")
def test_managers_see_what_the_child_needs_and_wants_as_the_social_worker_first_wrote_it(new_town: Town) -> None:
    reference = new_town.start(needs_and_wishes="To sleep in one house every night.")
    new_town.complete("amara", "assess_need", reference)
    assert "To sleep in one house every night." in page_of(new_town, "carys", "approve_assessment_tm", reference)
    new_town.complete("carys", "approve_assessment_tm", reference)
    assert "To sleep in one house every night." in page_of(new_town, "dermot", "approve_assessment_sm", reference)


@pytest.mark.requirement("F-02")
def test_who_decides_the_request_and_names_the_practitioner_sees_the_target_that_the_request_gave(
    new_town: Town,
) -> None:
    reference = to_request(new_town)
    # The made-up request, on 3 March, names a day 90 days on: 28 in March, 30 in April, 31 in May, 1 June.
    page = page_of(new_town, "hana", "decide_request", reference)
    assert fact_on(page, "Target date for the return home") == "1 June 2026"
    new_town.complete("hana", "decide_request", reference)
    page = page_of(new_town, "hana", "allocate_practitioner", reference)
    assert fact_on(page, "Target date for the return home") == "1 June 2026"


@pytest.mark.requirement("F-03b")
def test_after_declining_the_social_worker_sees_the_reason_that_was_chosen(new_town: Town) -> None:
    reference = to_request(new_town)
    new_town.complete(
        "hana", "decide_request", reference, decision="decline", decline_reason="capacity", rationale="All are full."
    )
    page = page_of(new_town, "amara", "act_on_decision", reference)
    assert fact_on(page, "Main reason for declining") == "The service has no capacity"
    assert fact_on(page, "Reasons") == "All are full."


@pytest.mark.requirement("S5-05", "A0-24")
def test_outstanding_issues_are_looked_at_beside_the_next_steps_of_the_last_review(town: Town) -> None:
    # The journey's last review was held on 19 February and gave the step a fortnight.
    page = page_of(town, "esi", "outstanding_issues", "HW-00007")
    assert "A first long weekend, Social worker, by 5 March 2026" in fact_on(page, "Next steps from the last review")


@pytest.mark.requirement("F-10", "A0-4")
def test_who_recommends_going_home_sees_what_the_child_says_and_what_is_not_settled(town: Town) -> None:
    reference = "HW-00006"
    visit = town.answers("statutory_visit", reference, child_views="Sundays at home are the best.")
    visited = town.as_("amara").post(
        town.address("statutory_visit", reference), data={**visit, "late_reason": "The child was ill that week."}
    )
    assert visited.status_code == 303, visited.text
    event = town.as_("amara").post(
        f"/cases/{reference}/events/concern_raised", data=town.answers("concern_raised", reference)
    )
    assert event.status_code == 303, event.text
    town.complete_as_allocated("review_contribution", reference=reference)
    town.complete("amara", "hold_review", reference, recommendation_wanted="yes")
    town.complete_as_allocated("exit_timescale", reference=reference)
    page = page_of(town, "amara", "recommend_reunification", reference)
    wishes = town.recorded(reference, "identify_child")["needs_and_wishes"]
    town.complete("amara", "recommend_reunification", reference)
    for seen in (page, page_of(town, "hana", "confirm_recommendation", reference)):
        assert fact_on(seen, "What the child said at the last visit") == "Sundays at home are the best."
        assert fact_on(seen, "What the child needed and wanted at the start") == wishes
        assert fact_on(seen, "Concerns not yet answered") == "1"
        assert "At home without agreement" not in seen


@pytest.mark.requirement("S5-08", "A21")
def test_a_second_proposal_to_end_the_order_shows_that_the_court_refused_the_first_and_why(town: Town) -> None:
    reference = "HW-00008"
    assert "The last application to the court failed" not in page_of(town, "amara", "decide_discharge", reference)
    discharge = ("decide_discharge", "agree_discharge", "approve_discharge", "court_application")
    town.complete_as_allocated(*discharge, reference=reference)
    refused = {"order": "refused", "ordered_on": "2026-03-03", "note": "Too soon after the move."}
    town.complete("amara", "court_outcome", reference, **refused)
    town.complete("amara", "after_court_refusal", reference)
    page = page_of(town, "carys", "agree_new_target", reference)
    assert fact_on(page, "What the parents say about it") == "They would like it sooner."
    town.complete("carys", "agree_new_target", reference)
    for person, element in (("amara", "decide_discharge"), ("carys", "agree_discharge"), ("maya", "approve_discharge")):
        page = page_of(town, person, element, reference)
        assert fact_on(page, "The last application to the court failed on") == "3 March 2026"
        assert fact_on(page, "What the court said then") == "Too soon after the move."
        assert fact_on(page, "Concerns not yet answered") == "0"
        town.complete_as_allocated(element, reference=reference)


@pytest.mark.requirement("S2-13", "A0-5")
def test_every_level_sees_how_old_those_in_the_home_are_and_how_they_were_checked(town: Town) -> None:
    reference = "HW-00007"
    town.complete_as_allocated("outstanding_issues", "confirm_issues", "choose_pwp_route", reference=reference)
    household = [
        {"name": "RM", "age": 34, "relation": "Mother", "placed_with": "yes", "checks": "done"},
        {"name": "BT", "relation": "Uncle", "placed_with": "no", "checks": "outstanding"},
        {"name": "KM", "age": 9, "relation": "Brother", "placed_with": "no", "checks": "not_needed"},
    ]
    town.complete("esi", "pwp_agreement", reference, household=household)
    for person, element in (
        ("farid", "pwp_team_manager"), ("greta", "pwp_service_manager"), ("renske", "pwp_assistant_director"),
    ):  # fmt: skip
        seen = fact_on(page_of(town, person, element, reference), "Lives in the home")
        assert "RM (Mother, aged 34): checks done" in seen
        assert "BT (Uncle, age not known): checks outstanding" in seen
        assert "KM (Brother, aged 9): no checks needed, under 18" in seen
        if element != "pwp_assistant_director":
            town.complete_as_allocated(element, reference=reference)


@pytest.mark.requirement("S1-09", "A2")
def test_who_decides_with_the_new_information_sees_the_question_and_that_nobody_answered(new_town: Town) -> None:
    reference = to_request(new_town)
    page = page_of(new_town, "hana", "decide_request", reference)
    assert "What you asked" not in page
    asked = "What do the grandparents say?"
    new_town.complete("hana", "decide_request", reference, decision="more_information", questions=asked)
    page = page_of(new_town, "hana", "decide_after_information", reference)
    assert fact_on(page, "What you asked") == asked
    assert fact_on(page, "Answers to your questions") == "No written answer"
