"""Answers that the pathway's forms up to the start of support accept, with the case file that they read.

Written by hand. Now is Sunday 22 November 2026, 9am in London. People have no names here, only roles.
"""

from typing import NamedTuple

Answers = dict[str, object]


class Good(NamedTuple):
    """Catalogue ids that the form answers to, what its expressions read, and answers that it accepts."""

    ids: str
    facts: Answers
    answers: Answers


LAST_WEEK, FRIDAY, TODAY, TOMORROW = "2026-11-16", "2026-11-20", "2026-11-22", "2026-11-23"
RETURN, DISCHARGE = "2027-02-01", "2027-08-02"
DECIDED: Answers = {"request_decided_at": "2026-11-18T15:00:00+00:00", "request_decision": "accept"}
PEOPLE: Answers = {
    "social_worker": [{"label": "Social worker 1", "value": "u1"}],
    "team_manager": [{"label": "Team manager 1", "value": "u2"}],
    "service_manager": [{"label": "Service manager 1", "value": "u4"}],
    "reunification_practitioner": [{"label": "Practitioner 1", "value": "u3"}],
    "deputy_reunification_manager": [{"label": "Deputy 1", "value": "u5"}, {"label": "Both 1", "value": "u2"}],
}
CARE_ORDER: Answers = {"legal_status": "care_order", "legal_route": "pwp"}
SECTION_20: Answers = {"legal_status": "s20", "legal_route": "s20"}
GRAVE: Answers = {"risk_level": "severe", "supports_reunification": "yes", "voice_how": "direct_work"}
WITHOUT_VOICE: Answers = {"risk_level": "low", "supports_reunification": "yes", "voice_how": "not_obtained"}
ATTENDEES = [
    {"name": "A", "role": "Social worker", "side": "area"},
    {"name": "B", "role": "Practitioner", "side": "rss"},
]
POINTS = [{"on": "2027-01-04", "kind": "midway"}, {"on": "2027-02-08", "kind": "final"}]


def view(role: str, answer: str = "supports") -> Answers:
    return {"person": f"The {role}", "role": role, "view": answer, "words": "It is time", "sought_on": LAST_WEEK}


def agrees(role: str) -> Answers:
    return {"person": f"The {role}", "role": role, "answer": "agreed", "on": LAST_WEEK}


IDENTIFICATION = {
    "identify_child": Good(
        "S1-03",
        {"people": PEOPLE},
        {
            "child_ref": "C-1042",
            "child_initials": "QX",
            "born_on": "2016-05-03",
            "legal_status": "care_order",
            "order_made_on": "2025-02-10",
            "looked_after_since": "2024-11-01",
            "needs_and_wishes": "Wants to be with their mother",
            "why_reunification": "Mother has not drunk for a year",
            "identified_on": LAST_WEEK,
            "social_worker": "u1",
            "team_manager": "u2",
        },
    ),
    "assess_need": Good(
        "S1-01 A0-16",
        {},
        {
            "assessed_on": LAST_WEEK,
            "needs": "Calm evenings",
            "risk_factors": [{"factor": "Drinking", "evidence": "Two relapses in 2025", "severity": "medium"}],
            "protective_factors": [{"factor": "Grandmother", "evidence": "There every evening"}],
            "capacity_to_change": "evidenced",
            "capacity_evidence": "Twelve months of tests",
            "childs_voice": "I want to sleep in my own bed",
            "voice_how": "direct_work",
            "risk_level": "medium",
            "risk_rationale": "Protection and capacity are both there",
            "risk_author": "Social worker 1",
            "supports_reunification": "yes",
        },
    ),
    "approve_assessment": Good(
        "S1-02 B11",
        {"assess_need": GRAVE, "risk_route": {"needs_rationale": True}},
        {"decision": "agree", "risk_rationale": "The aunt lives with them and sees the child each day"},
    ),
    "hear_child": Good(
        "A0-17 S1-01",
        {"inputs": {"assessed_on": LAST_WEEK, "follow_up_on": FRIDAY, "why_not": "In hospital"}},
        {"tried_on": FRIDAY, "heard": "yes", "voice_how": "advocate", "childs_voice": "I want to go home"},
    ),
    "plan_further_work": Good(
        "S1-11 A27",
        {"people": PEOPLE},
        {"review_on": "2027-05-22", "parents_work": "Finish the course", "owner": "u1"},
    ),
    "agree_further_work": Good("A0-18", {}, {"decision": "agree"}),
    "circumstances_changed": Good("S1-11", {}, {"what_changed": "The father has moved out", "changed_on": TODAY}),
    "guide_parents": Good(
        "S1-04",
        {},
        {"given_on": LAST_WEEK, "guidance": "Six clear tests", "given_to": [{"name": "M", "relation": "Mother"}]},
    ),
    "seek_views": Good("S1-05", {}, {"views": [view("child"), view("parent"), view("iro", "reservations")]}),
    "agree_plan": Good(
        "F-01 A0-3",
        {},
        {"agreements": [agrees(role) for role in ("social_worker", "team", "iro", "key_partner")]},
    ),
    "resolve_disagreement": Good(
        "A0-3 A13",
        {"agree_plan": {"agreements": [{**agrees("iro"), "answer": "not_agreed", "reason": "Too soon"}]}},
        {"decision": "go_on", "iro_opposition_acknowledged": "yes", "reason": "The school sees it differently"},
    ),
    "updated_assessment": Good(
        "S1-07 A0-25",
        {"people": PEOPLE, "case": {"social_worker": "u1"}},
        {
            "kind": "review_of_needs",
            "completed_on": LAST_WEEK,
            "author": "Social worker 1",
            "approved": "yes",
            "approved_by": "u2",
            "approved_on": FRIDAY,
            "reference": "ICS-77",
            "changed_plan": "From long-term fostering to going home",
        },
    ),
}
REQUEST = {
    "request_support": Good(
        "F-02",
        {},
        {
            "assessment_ref": "ICS-77",
            "requester": "Social worker 1",
            "request": "Work on evenings and mornings",
            "target_return_on": RETURN,
            "plan_for_return": "More nights each month",
        },
    ),
    "decide_request": Good(
        "S1-08 S1-10 F-03a F-03b",
        {},
        {"decision": "decline", "decline_reason": "capacity", "rationale": "All three practitioners are full"},
    ),
    "reply_information": Good("S1-09", {}, {"reply": "The tests are attached on ICS", "replied_by": "Social worker"}),
    "discuss_information": Good(
        "S1-09",
        DECIDED,
        {"held_on": FRIDAY, "attendees": [{"name": "A", "role": "Team manager"}], "outcome": "Enough to decide"},
    ),
    "record_on_ics": Good(
        "S1-10 B9",
        {"inputs": {"decision": "accept", "decided_at": "2026-11-18T15:00:00+00:00"}},
        {"agreed": "yes", "ics_reference": "ICS-80", "entered_on": FRIDAY},
    ),
    "act_on_decision": Good(
        "A16", {"request_decision": "guidance"}, {"next_step": "resubmit", "what_was_done": "The tests are done"}
    ),
    "allocate_practitioner": Good("A0-7", {"people": PEOPLE}, {"practitioner": "u3"}),
}
PLANNING = {
    "professional_meeting": Good(
        "S2-02 F-04 A0-21",
        {"case": {**CARE_ORDER, **DECIDED}},
        {
            "held_on": FRIDAY,
            "attendees": ATTENDEES,
            "area_took_part": "yes",
            "rss_took_part": "yes",
            "rationale": "The risks are managed",
            "target_return_on": RETURN,
            "discharge_target_on": DISCHARGE,
            "key_events": [{"type": "exam", "on": "2027-05-10"}],
        },
    ),
    "professional_plan": Good(
        "S2-03 S2-04 S2-05 A0-25",
        {"case": CARE_ORDER},
        {
            "basis": "care_order",
            "why_accommodated": "Found alone at night",
            "why_order_sought": "Nobody agreed to section 20",
            "risk_areas": [{"area": "neglect", "detail": "Alone at night"}, {"area": "housing", "detail": "Damp"}],
            "existing_support": [{"what": "Evening meals", "who": "Grandmother"}],
            "support_needed": [{"what": "Morning routine", "who": "Service"}],
            "no_challenges": True,
            "no_discharge_challenges": False,
            "challenges_to_discharge": "The father has not been found",
        },
    ),
    "rss_plan": Good(
        "S2-06 S2-07 A0-9",
        {},
        {
            "starts_on": TOMORROW,
            "ends_on": "2027-02-15",
            "actions": [{"action": "Mornings", "who": "Practitioner", "starts_on": TOMORROW, "ends_on": "2027-01-15"}],
            "review_points": POINTS,
        },
    ),
    "decide_longer_plan": Good(
        "S2-07 A6",
        {"rss_plan": {"starts_on": TOMORROW, "ends_on": "2027-03-08", "extension_reason": "Exams"}},  # 105 days later
        {"decision": "agree", "weeks": 15, "reason": "The exams end in March"},
    ),
    "agree_rss_plan": Good(
        "S2-06 A0-25",
        {},
        {
            "decision": "agree",
            "agreements": [
                agrees(role) for role in ("social_worker", "team_manager", "practitioner", "reunification_manager")
            ],
        },
    ),
    "family_meeting": Good(
        "S2-08 F-05 A0-21",
        {"professional_meeting": {"held_on": FRIDAY}},
        {
            "held_on": TODAY,
            "attendees": [{"name": "C", "role": "Mother"}],
            "social_worker_met": "yes",
            "practitioner_met": "yes",
            "family_took_part": "yes",
            "child_part": "views_brought",
            "child_views": "The advocate read a letter",
            "full_contribution": "yes",
            "how_contributed": "With pictures",
            "success": "A month of calm bedtimes",
        },
    ),
    "smart_plan": Good(
        "S2-09 A0-9 F-05",
        {},
        {
            "goals": [
                {
                    "goal": "Calm bedtimes",
                    "action": "Lights out at eight",
                    "owner": "Mother",
                    "implementer": "Practitioner",
                    "measure": "Five nights of seven",
                    "due_on": "2027-01-18",
                    "status": "not_started",
                }
            ],
            "monitoring": "A chart on the fridge",
            "monitoring_interval_weeks": 2,
            "review_points": POINTS,
            "revert_triggers": [{"trigger": "Left alone at night"}],
            "goals_known": "yes",
        },
    ),
    "plan_agreements": Good(
        "S2-01 S2-10 A0-2",
        {},
        {
            "agreements": [agrees(role) for role in ("child", "pr_holder", "social_worker", "practitioner")],
            "professional_agreement": "yes",
            "family_agreement": "yes",
            "support_plan": "Mornings and evenings until February",
        },
    ),
    "resolve_before_support": Good(
        "A0-2",
        {"people": PEOPLE},
        {
            "decision": "exception",
            "reason": "The child must move now",
            "reunification_manager": "u5",
            "team_manager": "u2",
        },
    ),
}
GOOD: dict[str, Good] = IDENTIFICATION | REQUEST | PLANNING
