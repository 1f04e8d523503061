"""Whoever decides sees on the same page what the decision rests on."""

import html

import pytest

from tests.web.desk.test_first_and_second import to_request
from tests.web.desk.town import Town

RISK = {"factor": "Missed school runs", "evidence": "Four late days in January", "severity": "medium"}
PROTECTS = {"factor": "A grandmother next door", "evidence": "She is there every afternoon"}


def page_of(town: Town, person: str, element: str, reference: str) -> str:
    return html.unescape(town.as_(person).get(town.address(element, reference)).text)


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
        assert f"{view['person']}: " in page
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
