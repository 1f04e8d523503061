"""The pathway's own forms, from the discharge of the order to the follow-up: what each accepts and what it refuses."""

from datetime import datetime
from typing import cast

import pytest

from tests.forms.pathway_second import ALL_FIVE, ALL_FOUR, CARE_ORDER, FRIDAY, GOOD, LATER, PAST, SUPPORTED, TOMORROW
from tests.forms.pathway_tables import facts_of, form_of, marked, problems_of, refused

YESTERDAY_EVENING, TONIGHT = "2026-11-21T20:00:00+00:00", "2026-11-22T20:00:00+00:00"
NOT_SIGNED: dict[str, object] = {
    "parent_signed": "no",
    "not_signed_why": "The mother is in hospital",
    "not_signed_by": "Team manager",
    "not_signed_on": PAST,
}
PWP = cast(dict[str, list[dict[str, object]]], GOOD["pwp_agreement"].answers)


@pytest.mark.parametrize("form_id", [marked(good.ids, form_id) for form_id, good in GOOD.items()])
def test_a_form_accepts_good_answers_as_they_are(form_id: str, now: datetime) -> None:
    answers = GOOD[form_id].answers
    assert form_of(form_id).check(answers, facts_of(form_id), now) == answers


def row(key: str, **change: object) -> dict[str, object]:
    """The good agreement with its first row of a list changed."""
    first, *others = PWP[key]
    return {key: [{**first, **change}, *others]}


REFUSED = [
    # Discharge of the care order
    refused("S5-08", "agree_discharge", {"decision": "return"}, "reasons", "Enter what needs to change first"),
    refused("B4", "approve_discharge", {"satisfied": ALL_FOUR[:3]}, "satisfied", "Tick all four before you approve"),
    refused("S5-08", "court_application", {"issued_on": TOMORROW}, "issued_on", "must be today or in the past"),
    refused("S5-08", "court_application", {"hearing_on": "2026-11-15"}, "hearing_on", "must be on or after the date"),
    refused("S5-08", "court_outcome", {"ordered_on": "2026-11-15"}, "ordered_on", "must be on or after the date"),
    refused("S5-08", "court_outcome", {"order": "adjourned"}, "order", "choose from the list"),
    refused(
        "S2-11", "agree_new_target", {"target_on": "2027-02-01"}, "other_date_why", "another date than the proposed"
    ),
    refused("A0-14", "after_court_refusal", {"reason": "  "}, "reason", "Enter the reason for this next step"),
    # What may happen at any time
    refused("B1", "unplanned_removal", {}, "removed_at", "raise a concern instead", case=CARE_ORDER),
    refused("B1", "unplanned_removal", {"removed_at": TONIGHT}, "removed_at", "must be in the past"),
    refused("B4", "child_left_pathway", {"on": "2026-11-15"}, "on", "must be on or after the child’s 18th birthday"),
    refused("A0-14", "plan_change_proposed", {"trigger": "other"}, "trigger_other", "Enter the other reason"),
    refused("A0-14", "plan_change_proposed", {"proposer_role": None}, "proposer_role", "Select who proposes"),
    refused("A0-14", "plan_change_withdrawn", {"whose": "not_agreed"}, "whose", "let the managers decide"),
    refused("B2", "end_immediate_placement", {"placement_kind": "with_parents"}, "placement_kind", "from the list"),
    refused("S3-06", "concern_raised", {"raised_at": TONIGHT}, "raised_at", "must be in the past"),
    refused("S4-03", "earlier_review_needed", {"reason": None}, "reason", "Select what the review should consider"),
    refused("S4-02", "additional_review_asked", {}, "kind", "begin once support has started", case={}),
    refused("S4-02", "additional_review_asked", {"planned_on": PAST}, "planned_on", "must be today or in the future"),
    refused("S2-07", "extension_asked", {"new_end_on": "2026-12-24"}, "new_end_on", "later than the present end"),
    # Twelve weeks beyond 24 December: 18 March (7 days left of December, 31, 28, 18).
    refused("A6", "extension_asked", {"new_end_on": "2027-03-19"}, "new_end_on", "can be 18 March 2027 at the latest"),
    refused("A6", "decide_extension", {"new_end_on": "2027-03-19"}, "new_end_on", "can be 18 March 2027 at the latest"),
    refused("A11", "later_recommendation_asked", {"why": None}, "why", "Enter what has changed"),
    refused("A6", "extension_asked", {}, "new_end_on", "nothing to extend", deadlines={"K5": {"state": "met"}}),
    refused("A6", "decide_extension", {}, "decision", "already been extended", case={**SUPPORTED, "extensions": 1}),
    refused("S2-07", "decide_extension", {"new_end_on": "2026-12-01"}, "new_end_on", "later than the present end"),
    refused("A10", "legal_status_recorded", {"legal_status": "s20"}, "legal_status", "on record already"),
    refused("A0-19", "legal_status_recorded", {"changed_on": TOMORROW}, "changed_on", "must be today or in the past"),
    refused("A0-19", "confirm_legal_status", {"reason": None}, "reason", "Enter what needs correcting"),
    refused("S5-07", "agree_visit_plan", {"decision": "refuse"}, "reason", "Enter the reason for refusing"),
    refused("A0-8", "pathway_withdrawal_asked", {"reason": None}, "reason", "Enter why the child should leave"),
    refused("A0-8", "decide_pathway_withdrawal", {"reason": None}, "reason", "Enter the reason for your decision"),
    # Closing
    refused("A0-8", "end_after_reversion", {"rss_ended_on": "2026-09-30"}, "rss_ended_on", "the day support started"),
    refused(
        "A0-14",
        "record_back_in_care",
        {"placement_ended_on": "2026-05-31"},
        "placement_ended_on",
        "the day the child ret",
    ),
    refused("B12", "respond_to_removal", {"section_47": None}, "section_47", "Select whether a section 47 enquiry"),
    refused("B12", "settle_section_47", {"outcome": None}, "outcome", "Select the outcome"),
    refused("B4", "close_left_pathway", {"leaving_care_considered": None}, "leaving_care_considered", "leaving care"),
    refused("S2-11", "agree_home_under_order", {"review_on": PAST}, "review_on", "must be today or in the future"),
    refused("A0-8", "close_after_withdrawal", {"rss_ended_on": None}, "rss_ended_on", "Enter date RSS support ended"),
    refused("A0-8", "close_after_withdrawal", {"closing_note": None}, "closing_note", "Enter a closing note"),
    refused("S5-03", "close_after_court", {"end_reason": "E99"}, "end_reason", "choose from the list"),
    refused("K14", "close_case", {}, "summary", "is not on ICS yet", case={"ics_entries_missing": 1}),
    refused("K14", "close_left_pathway", {}, "closing_note", "is not on ICS yet", case={"ics_entries_missing": 1}),
    refused("K14", "close_after_withdrawal", {}, "closing_note", "is not on ICS yet", case={"ics_entries_missing": 1}),
    refused("A0-16", "close_case", {"risk_rationale": None}, "risk_rationale", "Enter the reason for this"),
    refused("A0-16", "close_case", {"risk_author": None}, "risk_author", "Enter who made this classification"),
    refused("A0-16", "close_case", {"risk_classified_on": TOMORROW}, "risk_classified_on", "today or in the past"),
    refused("F-09", "close_case", {"step_down_started": None}, "step_down_started", "recommended later support"),
    # Concern, change of plan, end of care
    refused("K13", "acknowledge_concern", {"acknowledged_note": None}, "acknowledged_note", "Enter what you"),
    refused("S3-06", "respond_to_concern", {"next_step": None}, "next_step", "Select what happens next"),
    refused(
        "A0-14",
        "respond_to_concern",
        {"next_step": "change_of_plan"},
        "next_step",
        "there is no care plan to change",
        case={"care_ended_on": FRIDAY},
    ),
    refused("B3", "consider_at_review", {"review_on": None}, "not_practicable_why", "why a review was not practicable"),
    refused("A0-14", "plan_change_decision", {"revised_plan": None}, "revised_plan", "Enter the revised plan"),
    refused(
        "A0-14",
        "plan_change_decision",
        {"trigger_met": "no", "decision": "revert", "revised_plan": None},
        "without_trigger_why",
        "although no agreed reason has been met",
    ),
    refused("A0-14", "tell_child_and_family", {"child_told_on": TOMORROW}, "child_told_on", "today or in the past"),
    refused("A0-14", "tell_child_and_family", {"family_told_on": None}, "family_not_told_why", "not possible"),
    refused("F-08b", "settle_revised_plan", {"reason": None}, "reason", "Enter your reasons"),
    refused("B4", "plan_end_of_care", {"not_considered_why": None}, "not_considered_why", "why no review has"),
    refused("B4", "plan_end_of_care", {"pr_holder_agrees": "no"}, "pr_holder_disagrees_why", "although nobody with"),
    refused(
        "B4", "plan_end_of_care", {"iro_view": None}, "iro_view", "Enter what the independent reviewing officer says"
    ),
    refused("S5-03", "plan_end_of_care", {"planned_on": PAST}, "planned_on", "must be today or in the future"),
    refused("A0-20", "agree_end_of_care", {"reasons": None}, "reasons", "Enter your reasons"),
    refused("B4", "approve_end_of_care", {"satisfied": ["wishes"]}, "satisfied", "Tick all four before you agree"),
    # Advice and follow-up: 23 November 2027 is a day more than twelve months away
    refused(
        "A14",
        "advice_enquiry",
        {"expected_on": "2027-11-23"},
        "expected_on",
        "on or before 22 November 2027, as far ahead",
    ),
    refused("S1-06", "advice_enquiry", {"child_initials": "A B"}, "child_initials", "must be letters only"),
    refused("S1-06", "give_advice", {"follow_up_on": PAST}, "follow_up_on", "must be today or in the future"),
    refused("S1-06", "follow_up_advice", {"became_request": None}, "became_request", "Select whether the area"),
    refused("K15", "register_follow_up", {"child_ref": "CH/2041"}, "child_ref", "letters, numbers, spaces and dashes"),
    refused(
        "K15",
        "register_follow_up",
        {},
        "to_follow_up",
        "Select whether this return is to be followed up",
        case={"child_ref": "CH-2041", "child_initials": "AB", "linked_case": "HW-00012", "returned_home_on": PAST},
    ),
    # Today is 22 November 2026: 24 months after 22 November 2024 is today, after the 21st it was yesterday.
    refused(
        "K15",
        "register_follow_up",
        {"returned_home_on": "2024-11-21"},
        "returned_home_on",
        "last follow-up is 24 months after the return, and that has passed. Check the date; there is nothing",
    ),
    refused(
        "K15",
        "register_follow_up",
        {"to_follow_up": "yes", "returned_home_on": "2019-03-04"},
        "returned_home_on",
        "or select “No, the last follow-up has passed”",
        case={"child_ref": "CH-2041", "child_initials": "AB", "linked_case": "HW-00012", "returned_home_on": PAST},
    ),
    refused("K15", "check_re_entry", {"checked_on": "2026-05-31"}, "checked_on", "on or after the day"),
    refused("K15", "child_re_entered_care", {"legal_status": "other"}, "legal_status_other", "Enter the other legal"),
    refused("K15", "record_re_entry", {"re_entered_on": "2026-05-31"}, "re_entered_on", "on or after the day"),
    refused(
        "K15 B12",
        "record_re_entry",
        {"re_entered_on": "2026-11-15"},
        "date_corrected_why",
        "Enter the date that was reported, or why it is not right",
        child_re_entered_care={"re_entered_on": PAST},
    ),
    # Placement with parents
    refused("B2", "choose_pwp_route", {"route": None}, "route", "Select which route"),
    refused("B2", "agree_immediate_placement", {"parent_interviewed_on": None}, "parent_interviewed_on", "Enter the"),
    refused("B2", "record_immediate_placement", {"placed_on": TOMORROW}, "placed_on", "must be today or in the past"),
    refused("B2", "make_placement_plan", {"people_told": "no"}, "people_told", "Tell the people who must know before"),
    refused("S5-04", "pwp_agreement", {"ends_at": "2026-11-26T17:00:00+00:00"}, "ends_at", "must be after its start"),
    refused("B2", "pwp_agreement", {"schedule_three": ["health"]}, "schedule_three", "must cover all nine matters"),
    refused("B2", "pwp_agreement", {"iro_consulted_on": None}, "iro_consulted_on", "Enter the date the independent"),
    refused("B2", "pwp_agreement", row("household", checks="not_needed"), "household.0.checks", "under 18"),
    refused("S5-04", "pwp_agreement", row("support", who="Health visitor"), "support", "Add a row for what the social"),
    refused("S5-04", "pwp_agreement", {"removal_triggers": []}, "removal_triggers", "Add at least one reason"),
    refused("S5-02", "pwp_agreement", {"discharge_on": "2026-11-26"}, "discharge_on", "on or after the start"),
    refused("S5-06", "pwp_agreement", {"expectations_parents": None}, "expectations_parents", "Enter what is expected"),
    refused("S5-06", "pwp_agreement", row("signatures", role="other"), "signatures.0.role_other", "Enter their role"),
    refused("S2-12a", "pwp_agreement", {"ends_at": None}, "ends_at", "needs an agreement to the full-time return"),
    refused("B2", "pwp_agreement", row("household", placed_with="no"), "household", "with whom of them the child"),
    refused("S5-06", "pwp_agreement", row("signatures", role="child"), "parent_signed", "Add the parent"),
    refused("S5-06", "pwp_agreement", NOT_SIGNED, "parent_signed", "signature is in the list"),
    refused(
        "S5-06",
        "pwp_agreement",
        {**NOT_SIGNED, **row("signatures", role="child"), "not_signed_why": None},
        "not_signed_why",
        "Enter why no parent has signed",
    ),
    refused(
        "K11",
        "pwp_agreement",
        {},
        "reviewed_on",
        "Enter the date the looked-after review",
        choose_pwp_route={"route": "immediate"},
    ),
    refused(
        "B2",
        "pwp_assistant_director",
        {},
        "checks_outstanding_why",
        "although checks are outstanding",
        pwp_agreement={"household": [{"name": "Uncle", "checks": "outstanding"}]},
    ),
    refused("S2-12a", "pwp_endorsement", {"reasons": None}, "reasons", "Enter your reasons"),
    refused("A0-5", "pwp_assistant_director", {"satisfied": ALL_FIVE[1:]}, "satisfied", "Tick all five"),
    refused("A0-5", "pwp_assistant_director", {"decision": "refuse"}, "reasons", "Enter your reasons"),
]


@pytest.mark.parametrize(("form_id", "change", "path", "says", "facts"), REFUSED)
def test_a_form_refuses_what_the_pathway_does_not_allow(
    form_id: str, change: dict[str, object], path: str, says: str, facts: dict[str, object], now: datetime
) -> None:
    problems = problems_of(form_id, {**GOOD[form_id].answers, **change}, facts, now)
    assert list(problems) == [path]
    assert says in problems[path]


def test_every_form_of_this_half_has_one_refused_set_of_answers() -> None:
    assert {cast(str, case.values[0]) for case in REFUSED} == set(GOOD)


@pytest.mark.requirement("A0-5")
def test_reasons_are_dropped_when_the_assistant_director_agrees_after_all(now: datetime) -> None:
    answers = {**GOOD["pwp_assistant_director"].answers, "reasons": "Typed before the mind was changed"}
    clean = form_of("pwp_assistant_director").check(answers, facts_of("pwp_assistant_director"), now)
    assert "reasons" not in clean


@pytest.mark.requirement("S5-04")
def test_an_agreement_for_the_full_return_has_no_end(now: datetime) -> None:
    facts = facts_of("pwp_agreement", {"inputs": {"kind": "full_return"}})
    answers = {**PWP, "return_considered_on": PAST}
    assert "ends_at" not in form_of("pwp_agreement").check(answers, facts, now)


@pytest.mark.requirement("S5-04")
def test_a_returned_agreement_starts_with_what_was_written_but_without_signatures(now: datetime) -> None:
    facts = facts_of("pwp_agreement", {"pwp_agreement": PWP})
    starting = form_of("pwp_agreement").starting_answers(facts, now)
    assert starting["household"] == PWP["household"]
    assert starting["success"] == PWP["success"]
    assert starting["signatures"] == [{}]


@pytest.mark.requirement("S2-09")
def test_a_first_agreement_starts_from_the_stay_and_the_triggers_of_the_smart_plan(now: datetime) -> None:
    triggers = [{"label": "Missed school", "value": "t1"}]
    facts = facts_of("pwp_agreement", {"case": {"trigger_choices": triggers, "discharge_target_on": LATER}})
    starting = form_of("pwp_agreement").starting_answers(facts, now)
    assert starting["starts_at"] == FRIDAY
    assert starting["discharge_on"] == LATER
    assert starting["removal_triggers"] == [{"trigger": "Missed school"}]
    assert starting["support"] == [{"who": "Social worker"}]


@pytest.mark.requirement("A0-14")
def test_a_change_of_plan_can_be_proposed_before_there_is_a_smart_plan(now: datetime) -> None:
    answers = {**GOOD["plan_change_proposed"].answers, "trigger": "other", "trigger_other": "The father is ill"}
    facts = facts_of("plan_change_proposed", {"case": {}})
    assert form_of("plan_change_proposed").check(answers, facts, now) == answers
