"""Answers that the later half of the pathway's forms accept, with the case file they read, written by hand.

Now is Sunday 22 November 2026, 9am in London. People have no names here, only roles.
"""

from typing import NamedTuple

Answers = dict[str, object]


class Good(NamedTuple):
    """Catalogue ids that the form answers to, what its expressions read, and answers that it accepts."""

    ids: str
    facts: Answers
    answers: Answers


PAST, TOMORROW, LATER = "2026-11-16", "2026-11-23", "2027-03-01"
MORNING, FRIDAY, SUNDAY = "2026-11-20T08:30:00+00:00", "2026-11-27T17:00:00+00:00", "2026-11-29T16:00:00+00:00"
ALL_FOUR = ["wishes", "arrangements", "support", "review"]
ALL_FIVE = ["wishes", "assessment", "welfare", "iro", "placement_plan"]
CARE_ORDER: Answers = {"legal_status": "care_order", "legal_route": "pwp", "returned_home_on": "2026-06-01"}
SECTION_20: Answers = {"legal_status": "s20", "legal_route": "s20"}
SUPPORTED: Answers = {"support_started_on": "2026-10-01", "extensions": 0}
RUNNING: Answers = {"K5": {"state": "running", "last_day": "2026-12-24"}}

DISCHARGE = {
    "agree_discharge": Good("S5-08 A21", {"case": CARE_ORDER}, {"decision": "agree"}),
    "approve_discharge": Good("S5-08 B4", {"case": CARE_ORDER}, {"decision": "approve", "satisfied": ALL_FOUR}),
    "court_application": Good("S5-08 F-10", {"case": CARE_ORDER}, {"issued_on": PAST, "hearing_on": LATER}),
    "court_outcome": Good(
        "S5-08 F-10", {"court_application": {"issued_on": PAST}}, {"order": "discharged", "ordered_on": PAST}
    ),
    "after_court_refusal": Good(
        "S5-08 A0-14",
        {},
        {
            "next_step": "continue",
            "new_target_on": LATER,
            "child_says": "It can wait",
            "parents_say": "Rather sooner",
            "iro_says": "Six months are right",
            "reason": "More evidence is needed",
        },
    ),
    "agree_new_target": Good("S2-11", {"after_court_refusal": {"new_target_on": LATER}}, {"target_on": LATER}),
}
EVENTS = {
    "unplanned_removal": Good(
        "B1", {"case": SECTION_20}, {"removed_at": MORNING, "by_whom": "parent", "what_happened": "Not brought back"}
    ),
    "child_left_pathway": Good(
        "A0-8 B4", {"case": {"eighteenth_birthday": PAST}}, {"reason": "aged_18", "on": PAST, "note": "Told the team"}
    ),
    "plan_change_proposed": Good(
        "A0-14 S2-09",
        {"case": {"trigger_choices": [{"label": "Missed school", "value": "t1"}]}},
        {"proposer_role": "child", "trigger": "t1", "why": "Three weeks without school"},
    ),
    "concern_raised": Good(
        "S3-06 A0-11",
        {},
        {"raised_at": MORNING, "raised_by": "Class teacher", "severity": "high", "what": "A bruise was seen"},
    ),
    "earlier_review_needed": Good(
        "S4-03", {}, {"asked_on": PAST, "reason": "plan_change", "why": "The plan no longer fits"}
    ),
    "additional_review_asked": Good(
        "S4-02", {"case": SUPPORTED}, {"kind": "midway", "planned_on": TOMORROW, "why": "The family asked"}
    ),
    "later_recommendation_asked": Good(
        "A11 A0-1", {}, {"why": "The course is finished", "support": "Early help every week"}
    ),
    "extension_asked": Good(
        "S2-07", {"case": SUPPORTED, "deadlines": RUNNING}, {"new_end_on": "2026-12-25", "why": "Two sessions are left"}
    ),
    "decide_extension": Good(
        "S2-07 A6",
        {"case": SUPPORTED, "deadlines": RUNNING},
        {"decision": "agree", "new_end_on": "2026-12-25", "reason": "The end is near"},
    ),
    "legal_status_recorded": Good(
        "A0-19 A10",
        {"case": SECTION_20},
        {
            "legal_status": "interim_care_order",
            "changed_on": PAST,
            "court_reference": "C-18",
            "at_home_now": "no",
            "why": "The court made an interim order",
        },
    ),
    "confirm_legal_status": Good("A0-19 A10", {"case": SECTION_20}, {"decision": "return", "reason": "Wrong date"}),
    "agree_visit_plan": Good("S5-07 A19", {"case": CARE_ORDER}, {"decision": "agree"}),
    "pathway_withdrawal_asked": Good("A0-8", {}, {"reason": "The family moves away"}),
    "decide_pathway_withdrawal": Good("A0-8", {}, {"decision": "refuse", "reason": "Support can go on there"}),
}
CLOSING = {
    "record_back_in_care": Good(
        "A0-14 B2", {"case": CARE_ORDER}, {"placement_ended_on": PAST, "where_child_lives": "With foster carers"}
    ),
    "end_after_reversion": Good(
        "A0-8 A0-14",
        {"case": SUPPORTED},
        {"rss_ended_on": PAST, "where_child_lives": "With foster carers", "learning": "Start visits earlier"},
    ),
    "respond_to_removal": Good(
        "B1 B12",
        {"case": {**SECTION_20, **SUPPORTED}},
        {
            "child_safe": "Seen at home on Friday",
            "section_47": "no",
            "section_47_why": "No sign of harm",
            "accommodation": "ended",
            "accommodation_ended_on": PAST,
            "support_after": "A weekly visit",
            "rss_ended_on": PAST,
        },
    ),
    "settle_section_47": Good(
        "B12",
        {"unplanned_removal": {"removed_at": "2026-11-15T15:00:00+00:00"}},
        {"strategy_discussion_on": PAST, "outcome": "conference", "settled_on": PAST, "what_follows": "A meeting"},
    ),
    "close_left_pathway": Good(
        "A0-8 B4",
        {"case": {"left_reason": "aged_18"}},
        {"leaving_care_considered": "yes", "closing_note": "A personal adviser has taken over"},
    ),
    "agree_home_under_order": Good(
        "S2-11",
        {"case": CARE_ORDER},
        {"reason": "Stable at home", "plan_for_discharge": "Evidence by spring", "review_on": LATER},
    ),
    "close_after_withdrawal": Good(
        "A0-8", {"case": SUPPORTED}, {"rss_ended_on": PAST, "closing_note": "Handed over to the area"}
    ),
    "close_after_court": Good(
        "A0-19 S5-03",
        {"case": {"court_order": "special_guardianship_order"}},
        {
            "destination": "With an aunt",
            "with_parents": "no",
            "end_reason": "E13",
            "closing_note": "The order ended",
        },
    ),
    "close_case": Good(
        "A0-16 F-09 K15",
        {"case": {"step_down": ["early_help"]}},
        {
            "summary": "Home and settled",
            "child_views": "It is good to be home",
            "risk_level_after": "low",
            "risk_rationale": "Earlier risks are gone",
            "risk_author": "Social worker 1",
            "risk_classified_on": PAST,
            "step_down_started": "yes",
        },
    ),
}
CALLED = {
    "acknowledge_concern": Good("S3-06 K13", {}, {"acknowledged_note": "I will visit today"}),
    "respond_to_concern": Good(
        "S3-06", {}, {"next_step": "watch", "action": "Daily calls", "section_47_considered": "yes"}
    ),
    "consider_at_review": Good(
        "A0-14 B3", {}, {"review_on": PAST, "child_view": "Sad", "family_view": "Against", "iro_view": "For"}
    ),
    "plan_change_decision": Good(
        "A0-14 S2-09",
        {},
        {"trigger_met": "yes", "decision": "revise", "reasons": "Slower is safer", "revised_plan": "Home in spring"},
    ),
    "plan_change_withdrawn": Good("A0-14", {}, {"whose": "mine", "why": "The mother has withdrawn what she said"}),
    "settle_revised_plan": Good("F-08b", {}, {"decision": "write_again", "reason": "The mother is right"}),
    "tell_child_and_family": Good(
        "A0-14", {}, {"child_told_on": PAST, "family_told_on": PAST, "how": "At a visit, in plain words"}
    ),
    "plan_end_of_care": Good(
        "S5-03 S5-06 B4",
        {"case": SECTION_20},
        {
            "planned_on": TOMORROW,
            "destination": "With the mother",
            "arrangements": "Home and parents suit the child",
            "later_support": "Early help for six months",
            "visiting_until_end": "Every week",
            "child_wishes": "Wants to be home for good",
            "iro_view": "Supports it",
            "pr_holder_agrees": "yes",
            "not_considered_why": "The next review is too late",
            "expectations_child": "Come home on time",
            "expectations_parents": "Keep appointments",
        },
    ),
    "agree_end_of_care": Good("S5-08 A0-20", {"case": SECTION_20}, {"decision": "refuse", "reasons": "Not safe yet"}),
    "approve_end_of_care": Good("A0-20 B4", {"case": SECTION_20}, {"decision": "agree", "satisfied": ALL_FOUR}),
}
FOLLOW_UP = {
    "advice_enquiry": Good(
        "S1-06 A14",
        {},
        {
            "child_ref": "CH-2041",
            "child_initials": "AB",
            "present_plan": "Long-term foster care",
            "expected_on": "2027-11-22",  # twelve months from now, the last day that counts
            "question": "What should the parents work on?",
        },
    ),
    "give_advice": Good("S1-06", {}, {"advice": "Begin with weekends", "follow_up_on": LATER}),
    "follow_up_advice": Good("S1-06", {}, {"outcome": "The parents have begun", "became_request": "no"}),
    "register_follow_up": Good(
        "K15", {}, {"child_ref": "CH-2041", "child_initials": "AB", "returned_home_on": PAST, "linked_case": "HW-12"}
    ),
    "check_re_entry": Good("K15", {"case": CARE_ORDER}, {"checked_on": PAST, "looked_after_again": "no"}),
    "child_re_entered_care": Good("K15", {"case": CARE_ORDER}, {"re_entered_on": PAST, "legal_status": "s20"}),
    "record_re_entry": Good("K15 B12", {"case": CARE_ORDER}, {"re_entered_on": PAST, "why": "The mother fell ill"}),
}
PLACEMENT = {
    "choose_pwp_route": Good("S2-12a B2", {}, {"route": "planned", "reason": "There is time"}),
    "agree_immediate_placement": Good(
        "B2", {}, {"decision": "agree", "parent_interviewed_on": PAST, "reasons": "No other safe place"}
    ),
    "record_immediate_placement": Good("B2 K11", {}, {"placed_on": PAST, "people_told": "not_yet"}),
    "make_placement_plan": Good(
        "B2 K12",
        {"record_immediate_placement": {"people_told": "not_yet"}},
        {
            "made_on": PAST,
            "reference": "PP-7",
            "signed_by_parent": "no",
            "iro_told_on": PAST,
            "people_told": "yes",
        },
    ),
    "end_immediate_placement": Good(
        "B2 K11",
        {"record_immediate_placement": {"placed_on": PAST}},
        {"ended_on": PAST, "placement_kind": "foster", "what_was_done": "Brought back to the carers"},
    ),
    "pwp_agreement": Good(
        "S5-04 S5-02 S5-06 F-06a A0-23 B2",
        {"case": CARE_ORDER, "inputs": {"kind": "extended_stay", "starts_at": FRIDAY, "ends_at": SUNDAY}},
        {
            "starts_at": FRIDAY,
            "ends_at": SUNDAY,
            "assessed_on": PAST,
            "schedule_three": [
                *("parenting_capacity", "health", "relationships", "history", "offences"),
                *("past_concerns", "other_children", "support", "accommodation"),
            ],
            "schedule_three_notes": "Warm and safe",
            "household": [
                {"name": "First adult", "age": 31, "relation": "Mother", "placed_with": "yes", "checks": "done"},
                {
                    "name": "Older child",
                    "age": 17,
                    "relation": "Brother",
                    "placed_with": "no",
                    "checks": "not_needed",
                },
            ],
            "child_wishes": "To be at home",
            "iro_consulted_on": PAST,
            "iro_view": "Supports it",
            "contact_order_checked": "not_applicable",
            "placement_plan_ref": "PP-7",
            "ks4_disruption": "no",
            "support_plan": "Two visits a week",
            "support": [{"who": "The child's social worker", "what": "Weekly visits", "until": LATER}],
            "timescales": "Review in January",
            "monitoring_plan": "Visits and calls",
            "success": "School every day",
            "removal_triggers": [{"trigger": "Violence in the home"}],
            "discharge_on": LATER,
            "support_after_discharge": "Early help",
            "expectations_child": "Sleep at home",
            "expectations_parents": "Keep appointments",
            "signatures": [{"person": "First adult", "role": "parent", "on": PAST}],
            "parent_signed": "yes",
        },
    ),
    "pwp_endorsement": Good("S2-12a A7", {}, {"decision": "return", "reasons": "The checks are not done"}),
    "pwp_assistant_director": Good("S5-04 A0-5 B2", {}, {"decision": "agree", "satisfied": ALL_FIVE}),
}
GOOD: dict[str, Good] = {**DISCHARGE, **EVENTS, **CLOSING, **CALLED, **FOLLOW_UP, **PLACEMENT}
