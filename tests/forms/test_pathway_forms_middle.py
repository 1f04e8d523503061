"""The pathway's own forms, from the start of support to the proposal of discharge: what each refuses, and shows."""

import html
import re
from collections.abc import Mapping
from datetime import datetime

import pytest

from forms.components import ChoiceQuestion, questions
from tests.forms.pathway_first import CARE_ORDER, FRIDAY, SECTION_20
from tests.forms.pathway_middle import LAST_DAY, RISK, SUPPORTED
from tests.forms.pathway_tables import GOOD, ROOT, facts_of, form_of, problems_of, refused, row

WITH_PARENTS: dict[str, object] = {"placement_kind": "with_parents"}
UNRESOLVED = {"risk_progress": [{**RISK, "status": "worse"}]}
STAGE_3 = [
    # The last of the agreements was given on 19 November.
    refused("S3-01", "start_support", {"started_on": "2026-11-18"}, "started_on", "before the plan was agreed"),
    refused("K10", "start_support", {"cla_reviews_held": 0}, "cla_reviews_held", "0 reviews and no date"),
    refused("K10", "start_support", {"last_cla_review_on": None}, "cla_reviews_held", "date of the last looked-after"),
    refused("B10", "start_support", WITH_PARENTS, "placement_kind", "Under section 20", case={"legal_route": "s20"}),
    refused("S2-12b", "start_support", WITH_PARENTS, "placement_kind", "Report the stay", case={"legal_route": "pwp"}),
    refused("K9", "start_support", {"visit_interval_days": 0}, "visit_interval_days", "must be 1 or more"),
    refused("B3", "start_support", {"placement_kind": "other"}, "placement_other", "Enter the kind of place"),
    refused("S3-03", "session_record", {"goal": "Homework"}, "goal", "choose from the list"),
    refused("S3-03", "session_record", {"goal": "other"}, "goal_other", "Enter what the work was for"),
    refused("S3-02", "session_record", {"with_whom": []}, "with_whom", "Select who you worked with"),
    refused("S3-02", "session_record", {"with_whom": ["others"]}, "with_others", "Enter who the others were"),
    refused("S3-04", "monitor_plan", {"with_family": "no"}, "why_without_family", "why not with the child and family"),
    refused(
        "S3-04",
        "monitor_plan",
        {},
        "goals",
        "every goal of the plan",
        case={**SUPPORTED, "goal_choices": [{"label": g, "value": g} for g in ("Calm bedtimes", "School every day")]},
    ),
    refused(
        "S3-05", "monitor_plan", row("monitor_plan", "risk_progress", evidence=" "), "risk_progress.0.evidence", "the"
    ),
    refused("S3-05", "monitor_plan", {"risk_progress": []}, "risk_progress", "Add at least one risk area"),
    refused("A0-25", "monitor_plan", {"rss_plan_progress": None}, "rss_plan_progress", "plan of RSS support"),
    refused("S3-06", "supervise_practitioner", {"concern": "yes"}, "concern", "Raise the concern first"),
    refused("S3-06", "supervise_practitioner", {"reflection": None}, "reflection", "Enter what you reflected on"),
    refused(
        "A0-10", "supervise_practitioner", {"review_of_support": None}, "review_of_support", "review of the support"
    ),
    refused("S3-07", "child_supervision", {"practitioner_invited": "no"}, "not_invited_why", "was not invited"),
    refused("B3", "statutory_visit", {"visited_on": "2026-11-15"}, "visited_on", "before the last visit on record"),
    refused("B3", "statutory_visit", {"seen_alone": "no"}, "not_alone_why", "not seen alone"),
    refused("S3-02", "statutory_visit", {"child_seen": "no"}, "not_seen_why", "why the child was not seen"),
    refused("A0-25", "visit_at_home", {"evidence_for_discharge": None}, "evidence_for_discharge", "for or against"),
    refused("A18", "cla_review", {"chaired_by": None}, "chaired_by", "Enter who chaired the review"),
    refused("K10", "cla_review", {"next_arranged_on": FRIDAY}, "next_arranged_on", "must be after this review"),
    refused("F-07", "care_plan_aspects", {"other_aspect": None}, "other_aspect", "which other part of the care plan"),
]
STAGE_4 = [
    refused("S4-05", "review_contribution", {"progress_evidence": None}, "progress_evidence", "evidence of progress"),
    refused("S4-02", "hold_review", {"held_on": "2026-09-06"}, "held_on", "before support started"),
    refused("A0-22", "hold_review", {"practitioner_attended": "no"}, "practitioner_absent_why", "practitioner did not"),
    refused(
        "S4-02", "hold_review", {"manager_absent_why": None}, "manager_absent_why", "why the manager did not attend"
    ),
    refused("A0-22", "hold_review", {"child_part": None}, "child_part", "Select how the child took part"),
    refused("S4-02", "hold_review", {"impact_on_child": None}, "impact_on_child", "Enter the impact on the child"),
    refused("S4-05", "hold_review", {"next_steps": []}, "next_steps", "Add at least one next step"),
    refused("F-08b", "hold_review", {"changes": []}, "changes", "Add at least one change"),
    refused(
        "F-08b", "hold_review", row("hold_review", "changes", agreed="no"), "changes", "one change that was agreed"
    ),
    refused("S4-03", "hold_review", {"earlier_review_reason": None}, "earlier_review_reason", "Select why an earlier"),
    refused("S4-04", "exit_timescale", {"considered": "no"}, "considered", "Consider when care will end"),
    refused("S4-04", "exit_timescale", {"target_on": None}, "target_on", "Enter the target date for the end of care"),
    refused("A0-22", "exit_timescale", {"arranged": None}, "arranged", "what has been arranged, and by whom"),
    refused("S4-04", "exit_timescale", {"application": "not_yet"}, "application_why", "is not planned yet"),
    refused("S4-04", "exit_timescale", {"application_on": FRIDAY}, "application_on", "must be today or in the future"),
    refused("S4-04", "exit_timescale", {"application": "issued"}, "application_on", "must be today or in the past"),
    refused("S4-04", "exit_timescale", {}, "accommodation_ends_on", "date accommodation will end", case=SECTION_20),
    refused("A0-4", "recommend_reunification", {"if_not": None}, "if_not", "Select what should happen instead"),
    refused("F-10", "recommend_reunification", {"recommended_by": []}, "recommended_by", "Add at least one person"),
    refused("F-10", "recommend_reunification", {"grounds": None}, "grounds", "what the recommendation rests on"),
    refused("F-10", "confirm_recommendation", {"decision": None}, "decision", "Select yes if you agree"),
    refused("F-10", "confirm_recommendation", {"agreed_on": None}, "agreed_on", "Enter the date the service agreed"),
    refused("A0-4", "confirm_recommendation", {"decision": "return"}, "reasons", "Enter why you do not agree"),
    refused("S5-10", "later_support_views", {"support": "other"}, "support_other", "Enter what else they will need"),
    refused("S4-06", "check_completion", {"open_actions": []}, "open_actions", "Add at least one open action"),
    refused("S4-06", "check_completion", {"open_count": 0}, "open_count", "more than 0 when not"),
    refused("A0-1", "withdrawal_exception", {"reason": None}, "reason", "Enter your reasons"),
    refused(
        "A0-8",
        "withdrawal_exception",
        {"decision": "before_return"},
        "decision",
        "before the midway and the final review",
        withdrawal_check={"reviews_missing": True},
    ),
    refused(
        "A22",
        "withdrawal_exception",
        {},
        "handed_over",
        "a person for every open action",
        check_completion={"open_count": 2},
    ),
    refused("A22", "withdrawal_exception", {"handed_over": []}, "handed_over", "who takes over each open action"),
    # To a child who is home "before the child is home" is not offered; what is open is handed over either way.
    *(
        refused(
            "A0-1", "withdrawal_exception", {"decision": "before_return"}, "decision", "choose from the list", case=home
        )
        for home in ({"returned_home_on": "2026-11-02"}, {"care_ended_on": "2026-11-02"})
    ),
    refused(
        "S4-06",
        "withdrawal_exception",
        {"decision": "before_return", "handed_over": None},
        "handed_over",
        "who takes over each open action",
    ),
    # Support may run until 30 November.
    refused(
        "S2-07",
        "withdrawal_exception",
        {"decision": "continue", "next_review_on": "2026-12-01"},
        "next_review_on",
        "Ask for an extension first",
    ),
    # Nothing is left to ask for, so support goes on past its last day, and the reason is kept.
    refused(
        "A6",
        "withdrawal_exception",
        {"decision": "continue", "next_review_on": "2026-12-01"},
        "past_limit_why",
        "Enter why support goes on past its last day",
        case={**SUPPORTED, "extensions": 1},
    ),
    refused("A24", "step_down", {"services": ["none", "early_help"]}, "services", "but not both"),
    refused("F-09", "step_down", {"services": []}, "services", "or that none is needed"),
    refused("F-09", "step_down", {"rationale": None}, "rationale", "Enter the reasons for this recommendation"),
    refused("F-09", "answer_step_down", {"reason": None}, "reason", "Enter why you do not accept all of it"),
    refused("K5", "withdraw_rss", {"withdrawn_on": "2026-09-06"}, "withdrawn_on", "before support started"),
]
STAGE_5 = [
    refused("A0-24", "outstanding_issues", row("outstanding_issues", "issues", addressed="no"), "all_addressed", "no"),
    # What was recorded before is asked in fixed rows.
    refused(
        "A0-24",
        "outstanding_issues",
        {"known_issues": [{"how": "See the GP"}]},
        "known_issues.0.addressed",
        "Select yes if it has been addressed",
        case={**SUPPORTED, "issues": [{"issue": "The mother has relapsed", "addressed": "no", "how": "See the GP"}]},
    ),
    refused(
        "A0-24",
        "outstanding_issues",
        {"known_issues": [{"addressed": "no", "how": "Not yet"}]},
        "all_addressed",
        "Answer no, or say how",
        case={**SUPPORTED, "issues": [{"issue": "The mother has relapsed", "addressed": "no", "how": "See the GP"}]},
    ),
    refused("S5-04", "return_refused", {"next_step": None}, "next_step", "Select what follows"),
    # 9am now; a move later today has not happened.
    refused("A0-5", "record_return_home", {"moved_at": "2026-11-22T09:01:00+00:00"}, "moved_at", "must be in the past"),
    refused("S5-03", "record_return_home", {"end_reason": None}, "end_reason", "Select how care ended"),
    refused("S5-03", "record_return_home", {"care_ended_on": None}, "care_ended_on", "stopped being looked after"),
    refused("S5-03", "record_return_home", {"care_ended_on": "2026-11-19"}, "care_ended_on", "before the move"),
    refused(
        "A0-20",
        "record_return_home",
        {},
        "care_ended_on",
        "before the day its end was approved",
        case={**SECTION_20, "end_approved_on": "2026-11-21"},
    ),
    # Born on 20 November 2010: 16 on the day that care ends.
    refused(
        "B4",
        "record_return_home",
        {},
        "care_ended_on",
        "the director of children’s services must approve",
        case={**SECTION_20, "born_on": "2010-11-20", "end_approved_by": "nominated_officer"},
    ),
    refused("S5-05", "record_return_home", {"moved": "not_yet"}, "why_again", "Enter why the return has to be"),
    refused(
        "A0-6",
        "confirm_issues",
        {"decision": "agree"},
        "decision",
        "A risk is not resolved",
        case={**SUPPORTED, "risks_unresolved": 1},
    ),
    refused("S5-05", "outstanding_issues", {}, "all_addressed", "still open", case={**SUPPORTED, "concerns_open": 1}),
    refused("B2", "record_return_home", {"notified": "no"}, "not_notified_why", "Enter who is still to be told"),
    # Moved on Friday 20 November; today is Sunday the 22nd.
    refused("A0-5", "end_unauthorised_move", {"ended_on": "2026-11-19"}, "ended_on", "before the day of the move"),
    refused("A0-5", "end_unauthorised_move", {"ended_on": "2026-11-23"}, "ended_on", "must be today or in the past"),
    refused("A0-5", "answer_unauthorised_move", {"decision": "await_agreement"}, "decision", "choose from the list"),
    # Six weeks are 42 days.
    refused("S5-07", "visit_plan", {"interval_days": 43}, "interval_days", "while the child is looked after"),
    refused("S5-07", "visit_plan", {"lengthened": None}, "lengthened", "further apart than now"),
    refused("S5-07", "visit_plan", {"reason": None}, "reason", "Enter why this is right for the child"),
    refused("S5-09", "care_planning_meeting", {"discharge_outcome": None}, "discharge_outcome", "what was decided"),
    refused("K8", "care_planning_meeting", {"held_on": "2026-01-31"}, "held_on", "before the child returned home"),
    refused("S5-08", "decide_discharge", {"rationale": None}, "rationale", "care order should be discharged"),
    refused(
        "B4", "decide_discharge", {"review_considered_on": None}, "not_considered_why", "or the date of the review"
    ),
    refused("S5-08", "decide_discharge", {"planned_application_on": FRIDAY}, "planned_application_on", "in the future"),
]


@pytest.mark.parametrize(("form_id", "change", "path", "says", "facts"), [*STAGE_3, *STAGE_4, *STAGE_5])
def test_a_form_refuses_an_answer_that_a_rule_forbids(
    form_id: str, change: dict[str, object], path: str, says: str, facts: dict[str, object], now: datetime
) -> None:
    problems = problems_of(form_id, {**GOOD[form_id].answers, **change}, facts, now)
    assert list(problems) == [path]
    assert says in problems[path]


ALLOWED: list[tuple[str, dict[str, object], Mapping[str, object]]] = [
    ("decide_request", {"decision": "accept"}, {}),
    ("agree_rss_plan", {"decision": "return", "reasons": "Too many sessions"}, {}),
    ("family_meeting", {"practitioner_met": "no", "go_on": "yes", "go_on_why": "The move is on Monday"}, {}),
    ("rss_plan", {"ends_on": "2027-02-16", "extension_reason": "Exams"}, {}),
    ("start_support", WITH_PARENTS, {"case": {"legal_route": "pwp", "authorities": [{"status": "in_force"}]}}),
    ("start_support", {"started_on": "2026-11-18"}, {"resolve_before_support": {"decision": "exception"}}),
    ("start_support", {"cla_reviews_held": 0, "last_cla_review_on": None}, {}),
    ("outstanding_issues", {"all_addressed": "no", "issues": [], **UNRESOLVED}, {}),
    ("withdrawal_exception", {"decision": "continue", "next_review_on": "2026-11-30"}, {"deadlines": LAST_DAY}),
    ("withdrawal_exception", {"decision": "before_return"}, {}),
    (
        "withdrawal_exception",
        {"decision": "before_return", "handed_over": []},
        {"check_completion": {"open_actions": [], "open_count": 0}},
    ),
    ("visit_plan", {"interval_days": 5}, {}),
    ("supervise_practitioner", {"concern": "yes"}, {"case": {**SUPPORTED, "concerns_open": 1}}),
    ("record_return_home", {}, {"case": CARE_ORDER}),
    ("statutory_visit", {"child_seen": "no", "not_seen_why": "At hospital"}, {}),
]


@pytest.mark.parametrize(("form_id", "change", "facts"), ALLOWED)
def test_a_form_accepts_the_other_way_through(
    form_id: str, change: dict[str, object], facts: Mapping[str, object], now: datetime
) -> None:
    assert problems_of(form_id, {**GOOD[form_id].answers, **change}, facts, now) == {}


@pytest.mark.requirement("S2-12c")
def test_the_end_of_section_20_is_not_kept_for_a_child_on_a_care_order(now: datetime) -> None:
    answers = GOOD["record_return_home"].answers
    kept = form_of("record_return_home").check(answers, facts_of("record_return_home", {"case": CARE_ORDER}), now)
    assert set(kept) == {"moved", "moved_at", "where", "notified"}


@pytest.mark.requirement("S1-10")
def test_reasons_that_were_typed_before_the_request_was_accepted_are_not_kept(now: datetime) -> None:
    kept = form_of("decide_request").check({"decision": "accept", "rationale": "Full"}, facts_of("decide_request"), now)
    assert kept == {"decision": "accept"}


def test_monitoring_starts_with_a_row_for_each_goal_and_each_risk_area(now: datetime) -> None:
    start = form_of("monitor_plan").starting_answers(facts_of("monitor_plan"), now)
    assert start["goals"] == [{"goal": "Calm bedtimes"}]
    assert start["risk_progress"] == [{"area": "neglect"}]


@pytest.mark.parametrize("form_id", sorted(GOOD))
def test_every_value_that_a_diagram_compares_with_can_be_chosen(form_id: str) -> None:
    diagrams = html.unescape("".join(path.read_text(encoding="utf-8") for path in ROOT.glob("processes/*.bpmn")))
    choices = {
        question.key: {option.value for option in question.options}
        for question in questions(form_of(form_id).components)
        if isinstance(question, ChoiceQuestion) and question.options
    }
    asked = re.findall(rf'\b{form_id}\.(\w+) !?= "(\w+)"', diagrams)
    assert [(key, value) for key, value in asked if value not in choices.get(key, {value})] == []
