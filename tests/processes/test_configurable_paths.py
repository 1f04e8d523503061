"""What the guide leaves open about ways and words, a practice lead sets: in the settings, or on the diagram."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from engine.definitions.model import read_definitions
from engine.errors import InvalidAnswers
from forms.components import everything
from forms.form import Form
from forms.reader import read_form
from tests.builders.running import MONDAY, Case
from tests.processes.journeys import PWP, answer, changed, due, start, walk


def supported(settings: Mapping[str, object] | None = None, status: str = "care_order") -> Case:
    case = walk(start(settings=settings), "start_support", status)
    answer(case, "start_support", status)
    return case


def form(name: str) -> Form:
    return read_form(Path(f"forms/{name}.json").read_bytes(), f"forms/{name}.json")


def problems(name: str, answers: Mapping[str, object], settings: Mapping[str, object], **facts: object) -> set[str]:
    """The paths of the answers that the form refuses on Monday 2 March 2026."""
    try:
        form(name).check(answers, {"case": {}, "settings": changed(settings), **facts}, MONDAY)
    except InvalidAnswers as refusal:
        return {problem.path for problem in refusal.problems}
    return set()


def stay(case: Case, hours: int, nights: int = 1) -> Case:
    begins = case.now + timedelta(days=3)
    ends = begins + timedelta(hours=hours)
    return case.send(
        "home_stay_reported",
        {"starts_at": begins.isoformat(), "ends_at": ends.isoformat(), "nights_in_period": nights},
    )


@pytest.mark.requirement("A6")
def test_who_extends_support_stands_on_the_diagram_and_how_often_in_the_settings() -> None:
    team_manager = (("decide_extension", 'Groups="reunification_manager,service_manager"', 'Groups="team_manager"'),)
    nodes = start(change={"reunification": team_manager}).definitions.nodes
    assert nodes["decide_extension"].groups == ("team_manager",)
    agreed = {"decision": "agree", "new_end_on": "2026-07-01", "reason": "Exams"}
    facts = {"case": {"extensions": 1}, "deadlines": {"K5": {"state": "running", "last_day": "2026-06-01"}}}
    assert problems("decide_extension", agreed, {}, **facts) == {"decision"}
    assert problems("decide_extension", agreed, {"rss_support.max_extensions": 2}, **facts) == set()


@pytest.mark.requirement("A7")
def test_the_chain_of_a_placement_with_parents_is_the_order_on_the_diagram() -> None:
    straight_to_the_director = (
        ("flow_merge_to_managers_start_k16_tm", 'targetRef="start_k16_tm"', 'targetRef="start_k16_ad"'),
    )
    for change, third in (((), "pwp_team_manager"), (straight_to_the_director, "pwp_assistant_director")):
        case = walk(start(change={"placement_with_parents": change}), "start_support")
        answer(case, "start_support")
        stay(case, 60).complete("classify_stay")
        case.complete("confirm_stay", {"decision": "agree", "classification": "extended_family_time"})
        answer(case, PWP[0])
        answer(case, PWP[1])
        assert case.open[-1] == third


@pytest.mark.requirement("A8")
@pytest.mark.parametrize(
    ("settings", "hours", "nights", "asked"),
    [
        ({}, 30, 1, True),  # longer than 24 hours
        ({"home_stay.prompt_hours": 48}, 30, 1, False),
        ({}, 20, 3, False),
        ({"home_stay.prompt_nights": 3}, 20, 3, True),
    ],
)
def test_how_long_a_stay_prompts_the_question_is_set(
    settings: dict[str, object], hours: int, nights: int, asked: bool
) -> None:
    case = stay(supported(settings), hours, nights)
    assert ("classify_stay" in case.open) == asked


@pytest.mark.requirement("A10")
@pytest.mark.parametrize(
    ("needs_agreement", "route"), [(["interim_care_order", "care_order"], "pwp"), (["care_order"], "not_covered")]
)
def test_which_legal_statuses_need_a_placement_with_parents_is_a_list(needs_agreement: list[str], route: str) -> None:
    case = walk(
        start(settings={"legal_status.needs_placement_with_parents": needs_agreement}),
        "assess_need",
        "interim_care_order",
    )
    assert case.facts["legal_route"] == route


@pytest.mark.requirement("A11")
@pytest.mark.parametrize(("warn", "hidden"), [(True, False), (False, True)])
def test_a_withdrawal_before_the_return_is_warned_of_where_the_settings_say_so(warn: bool, hidden: bool) -> None:
    hide = next(part.hide for part, _ in everything(form("withdraw_rss").components) if part.id == "Text_before_return")
    assert hide is not None
    settings = changed({"rss_support.warn_if_withdrawn_before_return": warn})
    assert hide.evaluate({"case": {}, "settings": settings}, MONDAY) is hidden


@pytest.mark.requirement("A13")
@pytest.mark.requirement("A0-3")
@pytest.mark.parametrize(
    ("required", "next_step"),
    [
        (["social_worker", "team", "iro", "key_partner"], "resolve_disagreement"),
        (["social_worker"], "updated_assessment"),
    ],
)
def test_who_must_agree_to_the_plan_is_a_list(required: list[str], next_step: str) -> None:
    case = walk(start(settings={"plan_agreement.required_roles": required}), "agree_plan")
    case.complete("agree_plan", {"agreements": [{"role": "social_worker", "answer": "agreed"}]})
    assert case.open == [next_step]


@pytest.mark.requirement("A14")
@pytest.mark.parametrize(("months", "refused"), [(12, {"expected_on"}), (18, set())])
def test_how_far_ahead_advice_looks_is_set(months: int, refused: set[str]) -> None:
    enquiry = {
        "child_ref": "X-1", "child_initials": "AB", "present_plan": "Foster care", "question": "What helps?",
        "expected_on": "2027-03-03",  # twelve months from 2 March 2026, and a day
    }  # fmt: skip
    assert problems("advice_enquiry", enquiry, {"advice.horizon_months": months}) == refused


@pytest.mark.requirement("A16")
@pytest.mark.parametrize(("after", "refused"), [(["decline", "guidance"], set()), (["decline"], {"next_step"})])
def test_after_which_decisions_a_request_is_made_again_is_a_list(after: list[str], refused: set[str]) -> None:
    again = {"next_step": "resubmit", "what_was_done": "The guidance was followed"}
    found = problems("act_on_decision", again, {"request.resubmit_after": after}, request_decision="guidance")
    assert found == refused


@pytest.mark.requirement("A19")
@pytest.mark.parametrize(("cap", "refused"), [(42, set()), (14, {"interval_days"})])
def test_visits_have_an_interval_to_start_from_and_a_cap(cap: int, refused: set[str]) -> None:
    settings = {"visits.cap_days": cap, "visits.interval_days": 10}
    asked = {"interval_days": 21, "reason": "Settled"}
    assert problems("visit_plan", asked, settings, case={"legal_route": "pwp"}) == refused
    facts = {"case": {}, "settings": changed(settings)}
    assert str(form("start_support").starting_answers(facts, MONDAY)["visit_interval_days"]) == "10"


@pytest.mark.requirement("A21")
def test_the_words_for_the_end_of_an_order_are_the_names_on_the_diagram() -> None:
    path = Path("processes/reunification.bpmn")
    renamed = path.read_bytes().replace(b"Propose discharge of the care order", b"Propose revocation of the care order")
    files = {str(other): other.read_bytes() for other in path.parent.glob("*.bpmn")} | {str(path): renamed}
    assert read_definitions(files).nodes["decide_discharge"].label == "Propose revocation of the care order"


@pytest.mark.requirement("A24")
def test_the_services_to_step_down_to_are_a_list() -> None:
    answers = {"services": ["family_hub"], "rationale": "The family knows it"}
    assert problems("step_down", answers, {}) == {"services"}
    hub = [{"value": "family_hub", "label": "Family hub"}]
    assert problems("step_down", answers, {"step_down.services": hub}) == set()


@pytest.mark.requirement("A27")
@pytest.mark.parametrize(("months", "refused"), [(6, set()), (3, {"review_on"})])
def test_how_far_away_a_review_of_the_risk_may_be_is_set(months: int, refused: set[str]) -> None:
    plan = {
        "review_on": "2026-06-03",  # three months from 2 March 2026, and a day
        "why": "Still at risk", "for_parents": "A course", "for_child": "Time to talk", "owner": "p1",
    }  # fmt: skip
    found = problems("plan_further_work", plan, {"assessment.review_limit_months": months})
    assert found & {"review_on"} == refused


@pytest.mark.requirement("A0-15")
def test_after_how_many_disagreements_the_service_manager_is_asked_is_set() -> None:
    case = walk(start(settings={"approvals.disagreements_before_service_manager": 1}), "approve_assessment_tm")
    case.complete("approve_assessment_tm", {"decision": "disagree"})
    assert case.open == ["approve_assessment_sm"]


@pytest.mark.requirement("K15")
def test_the_months_of_the_follow_up_are_a_list() -> None:
    case = start("re_entry", settings={"re_entry.months": [2, 9]})
    case.complete("register_follow_up", {"child_ref": "X-1", "returned_home_on": "2026-03-02"})
    # The beginning of 2 May 2026, in summer time.
    assert case.timers["follow_up_date_reached"] == "2026-05-01T23:00"


@pytest.mark.requirement("A6")
def test_without_support_there_is_no_limit() -> None:
    case = walk(start(), "start_support")
    assert case.run.deadlines.find("", "K5") is None
    assert due(supported(), "K5")
