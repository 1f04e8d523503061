"""Answers that the forms from the start of support to the proposal of discharge accept, with the case file they read.

Written by hand. Now is Sunday 22 November 2026, 9am in London. People have no names here, only roles.
"""

from tests.forms.pathway_first import CARE_ORDER, DISCHARGE, FRIDAY, LAST_WEEK, RETURN, SECTION_20, TODAY, Answers, Good

MOVED = "2026-11-20T16:00:00+00:00"
SUPPORTED: Answers = {
    "support_started_on": "2026-09-07",
    "goal_choices": [{"label": "Calm bedtimes", "value": "Calm bedtimes"}],
    "risks": [{"area": "neglect", "status": "open"}],
}
LAST_DAY: Answers = {"K5": {"state": "running", "last_day": "2026-11-30"}}
GOAL: Answers = {"goal": "Calm bedtimes", "status": "on_track", "note": "Four nights of seven"}
RISK: Answers = {"area": "neglect", "status": "mitigated", "evidence": "Grandmother stays at night"}
PERSON = [{"name": "A", "role": "Social worker"}]
WORK = {
    "start_support": Good(
        "S3-01 K9 K10",
        {"plan_agreements": {"agreements": [{"on": LAST_WEEK}, {"on": "2026-11-19"}]}},
        {
            "started_on": FRIDAY,
            "placement_kind": "foster",
            "placed_on": "2024-11-01",
            "last_visit_on": LAST_WEEK,
            "visit_interval_days": 7,
            "cla_reviews_held": 3,
            "last_cla_review_on": "2026-09-01",
        },
    ),
    "session_record": Good(
        "S3-03 F-06b",
        {"case": SUPPORTED},
        {
            "held_on": TODAY,
            "goal": "Calm bedtimes",
            "with_whom": ["child", "parents"],
            "work": "A story every night",
            "impact": "Asleep by eight",
        },
    ),
    "monitor_plan": Good(
        "S3-04 S3-05 A0-25 S4-01",
        {"case": SUPPORTED},
        {
            "monitored_on": FRIDAY,
            "with_family": "yes",
            "goals": [GOAL],
            "rss_plan_progress": "Two actions are done",
            "impact_on_child": "Less tired",
            "risk_progress": [RISK],
            "updates": [],
        },
    ),
    "supervise_practitioner": Good(
        "S3-06 A0-10 F-06b",
        {"case": SUPPORTED},
        {
            "held_on": FRIDAY,
            "review_of_support": "It does what it should",
            "reflection": "Keep the pace",
            "actions": [],
            "concern": "no",
        },
    ),
    "child_supervision": Good(
        "S3-07",
        {},
        {"held_on": FRIDAY, "practitioner_invited": "yes", "practitioner_attended": "no", "outcome": "Go on"},
    ),
    "statutory_visit": Good(
        "S3-02 B3",
        {"case": {"last_visit_on": LAST_WEEK}},
        {
            "visited_on": LAST_WEEK,
            "child_seen": "yes",
            "seen_alone": "yes",
            "child_views": "Likes the new room",
            "home_or_placement": "Tidy and warm",
        },
    ),
    "visit_at_home": Good(
        "S5-07 A0-25",
        {"case": CARE_ORDER},
        {
            "visited_on": FRIDAY,
            "child_seen": "yes",
            "seen_alone": "no",
            "not_alone_why": "Wanted the dog there",
            "child_views": "Happy",
            "evidence_for_discharge": "Three months without an incident",
        },
    ),
    "cla_review": Good(
        "F-07 A18 S4-04",
        {},
        {
            "held_on": FRIDAY,
            "chaired_by": "The independent reviewing officer",
            "child_took_part": "views",
            "outcome": "The plan stays",
            "plan_considered": "no",
            "exit_considered": "yes",
            "exit_target_on": "2027-08-02",
            "next_arranged_on": "2027-05-17",
        },
    ),
    "care_plan_aspects": Good(
        "F-07 A0-25",
        {},
        {"aspect": "other", "other_aspect": "Dentist", "held_on": FRIDAY, "note": "All well"},
    ),
}
REVIEW = {
    "review_contribution": Good(
        "S4-05", {"case": SUPPORTED}, {"progress_evidence": "The chart is full", "goals": [GOAL]}
    ),
    "hold_review": Good(
        "S4-02 S4-03 S4-05 F-08b A0-22",
        {"case": SUPPORTED, "inputs": {"kind": "midway"}},
        {
            "held_on": FRIDAY,
            "attendees": PERSON,
            "practitioner_attended": "yes",
            "manager_attended": "no",
            "manager_absent_why": "On leave, read the report",
            "child_part": "views_brought",
            "family_part": "present",
            "progress": "Steady",
            "impact_on_child": "More rested",
            "next_steps": [{"step": "Add a night", "owner": "Social worker", "on": "2026-12-01"}],
            "changes_agreed": "yes",
            "changes": [{"proposer": "child", "change": "Saturday sessions", "agreed": "yes"}],
            "updates": [{"professional": "School", "told_on": FRIDAY, "what": "The new night"}],
            "earlier_review_needed": "yes",
            "earlier_review_reason": "timescale_change",
            "recommendation_wanted": "no",
        },
    ),
    "exit_timescale": Good(
        "S4-04",
        {"case": CARE_ORDER},
        {
            "considered": "yes",
            "target_on": DISCHARGE,
            "arranged": "Legal planning meeting, by the social worker",
            "application": "planned",
            "application_on": "2027-06-01",
        },
    ),
    "arrange_earlier_review": Good("S4-03", {}, {"arranged_on": "2026-12-04"}),
    "recommend_reunification": Good(
        "F-10 A0-4",
        {"case": SUPPORTED},
        {
            "recommended": "no",
            "if_not": "revise",
            "decided_on": FRIDAY,
            "recommended_by": PERSON,
            "grounds": "The mornings are still hard",
        },
    ),
    "confirm_recommendation": Good(
        "F-10 A0-4",
        {
            "case": SUPPORTED,
            "recommend_reunification": {"decided_on": FRIDAY, "recommended_by": PERSON, "grounds": "The goals are met"},
        },
        {"decision": "agree", "agreed_on": FRIDAY},
    ),
    "later_support_views": Good("S5-10", {}, {"support": "early_help", "views": "A worker for the mornings"}),
    "check_completion": Good(
        "S4-06",
        {},
        {
            "actions_complete": "no",
            "open_actions": [{"action": "Two sessions", "owner": "Practitioner"}],
            "open_count": 1,
            "plan_complete": "yes",
        },
    ),
    "withdrawal_exception": Good(
        "A0-1 A22",
        {
            "withdrawal_check": {"reviews_missing": False},
            "check_completion": {"open_actions": [{"action": "Two sessions"}], "open_count": 1},
            "deadlines": LAST_DAY,
        },
        {
            "decision": "hand_over",
            "reason": "The school takes them on",
            "handed_over": [{"action": "Two sessions", "new_owner": "School nurse", "on": "2026-12-01"}],
        },
    ),
    "step_down": Good(
        "F-09 A24", {}, {"services": ["child_in_need", "early_help"], "rationale": "Mornings need company"}
    ),
    "answer_step_down": Good("F-09", {}, {"accepted": "in_part", "reason": "Early help is full", "who": "Team 2"}),
    "withdraw_rss": Good("S4-06 F-09", {"case": SUPPORTED}, {"withdrawn_on": FRIDAY, "summary": "All goals met"}),
}
HOME = {
    "outstanding_issues": Good(
        "S5-05 A0-24",
        {"case": SUPPORTED},
        {
            "issues": [{"issue": "School place", "addressed": "yes", "how": "Starts in January"}],
            "risk_progress": [RISK],
            "all_addressed": "yes",
        },
    ),
    "confirm_issues": Good("S5-05 A0-24", {"case": SUPPORTED}, {"decision": "return", "reasons": "Ring the school"}),
    "return_refused": Good("S5-04", {}, {"next_step": "new_agreement", "reason": "The support was not clear"}),
    "record_return_home": Good(
        "S5-01 S5-03 A0-5",
        {"case": SECTION_20},
        {
            "moved": "yes",
            "moved_at": MOVED,
            "where": "With both parents",
            "care_ended_on": FRIDAY,
            "destination": "With both parents",
            "end_reason": "E4A",
            "notified": "yes",
        },
    ),
    "end_unauthorised_move": Good(
        "A0-5 S5-04",
        {"record_return_home": {"moved_at": MOVED}},
        {"ended_on": "2026-11-20", "what_was_done": "Back with the carers the same evening"},
    ),
    "answer_unauthorised_move": Good(
        "A0-5",
        {},
        {"safety_checked": "Seen today", "decision": "agree_now", "reason": "The child is settled"},
    ),
    "visit_plan": Good(
        "S5-07 A19",
        {"case": {**CARE_ORDER, "visit_interval_days": 7}},
        {"interval_days": 14, "lengthened": "yes", "reason": "Settled for three months"},
    ),
    "care_planning_meeting": Good(
        "S5-09",
        {"case": {"returned_home_on": RETURN.replace("2027", "2026")}},
        {
            "held_on": FRIDAY,
            "attendees": PERSON,
            "progress": "Calm",
            "discharge_considered": "yes",
            "discharge_outcome": "Apply in spring",
        },
    ),
    "decide_discharge": Good(
        "S5-08 B4 A21",
        {"case": {**CARE_ORDER, "returned_home_on": "2026-02-01"}},
        {
            "rationale": "Nine months without a concern",
            "evidence": "Weekly visits and three meetings",
            "child_wishes": "No more social workers",
            "later_support": "Early help until summer",
            "review_considered_on": "2026-10-05",
            "planned_application_on": "2027-01-11",
        },
    ),
    "confirm_child_left": Good(
        "A0-8 B4",
        {"child_left_pathway": {"reason": "aged_18", "on": FRIDAY}, "case": {"eighteenth_birthday": FRIDAY}},
        {"confirmed": "yes", "left_on": FRIDAY},
    ),
    "confirm_turned_18": Good("B4 A0-8", {"case": {"eighteenth_birthday": FRIDAY}}, {"confirmed": "yes"}),
}
GOOD: dict[str, Good] = WORK | REVIEW | HOME
