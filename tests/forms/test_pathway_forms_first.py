"""The pathway's own forms, from the first idea to the start of support: what each accepts and what it refuses."""

from datetime import datetime

import pytest

from tests.forms.pathway_first import POINTS, TODAY, TOMORROW, WITHOUT_VOICE, view
from tests.forms.pathway_tables import GOOD, facts_of, form_of, marked, problems_of, refused, row, without


@pytest.mark.parametrize("form_id", [marked(good.ids, form_id) for form_id, good in GOOD.items()])
def test_a_form_accepts_good_answers_as_they_are(form_id: str, now: datetime) -> None:
    answers = GOOD[form_id].answers
    assert form_of(form_id).check(answers, facts_of(form_id), now) == answers


NO_VOICE = {"voice_how": "not_obtained", "voice_not_obtained_why": "Away", "voice_follow_up_on": TOMORROW}
RECORDED_NO = {"agreed": "no", "rationale": "Full"}
DOES_NOT_COUNT = {"practitioner_met": "no"}
STARTED = {"support_started_on": "2026-11-16"}
SUPPORTED_UNTIL_FEBRUARY = {"case": STARTED, "deadlines": {"K5": {"last_day": "2027-02-08"}}}
STAGE_1 = [
    refused("S1-03", "identify_child", {"needs_and_wishes": "  "}, "needs_and_wishes", "Enter what the child needs"),
    refused("S1-03", "identify_child", {"child_initials": "Quentin"}, "child_initials", "must be 1 to 5 letters"),
    # 22 November 2008 is 18 years ago today; a day later is still a child.
    refused("S1-03", "identify_child", {"born_on": "2008-11-22"}, "born_on", "a child under 18"),
    refused("A10", "identify_child", {"order_made_on": None}, "order_made_on", "Enter the date the order was made"),
    refused("S1-03", "identify_child", {"looked_after_since": "2016-05-02"}, "looked_after_since", "before the child"),
    refused(
        "S1-03",
        "identify_child",
        {"looked_after_since": "2025-02-11"},
        "looked_after_since",
        "from the day of the order",
    ),
    refused("A0-19", "identify_child", {"legal_status": "remand"}, "legal_status", "choose from the list"),
    refused("S1-01", "assess_need", {"childs_voice": None}, "childs_voice", "cannot go on without the child’s voice"),
    refused("S1-01", "assess_need", {"childs_voice": " \n "}, "childs_voice", "cannot go on without the child’s voice"),
    refused("S1-01", "assess_need", {"risk_factors": []}, "risk_factors", "Add at least one risk factor"),
    refused("S1-01", "assess_need", {"protective_factors": []}, "protective_factors", "at least one protective factor"),
    refused(
        "S1-01", "assess_need", row("assess_need", "risk_factors", severity=None), "risk_factors.0.severity", "how"
    ),
    refused(
        "A0-17",
        "assess_need",
        NO_VOICE | {"voice_not_obtained_why": None},
        "voice_not_obtained_why",
        "Enter why the child",
    ),
    refused("A0-17", "assess_need", NO_VOICE | {"voice_follow_up_on": None}, "voice_follow_up_on", "will try again"),
    refused("A0-17", "hear_child", {"childs_voice": None}, "childs_voice", "Enter what the child says"),
    refused("A0-17", "hear_child", {"heard": "no", "why_not": "Asleep"}, "next_try_on", "Enter the date you will try"),
    refused("A0-17", "hear_child", {"tried_on": "2026-11-15"}, "tried_on", "cannot be before the assessment"),
    refused("A0-16", "assess_need", {"risk_rationale": None}, "risk_rationale", "Enter the reasons"),
    refused("A0-16", "assess_need", {"risk_author": None}, "risk_author", "Enter who made this classification"),
    refused("S1-02", "approve_assessment", {"decision": "disagree"}, "reasons", "Enter your reasons"),
    refused("B11", "approve_assessment", {"risk_rationale": None}, "risk_rationale", "support going home all the same"),
    refused(
        "A0-17",
        "approve_assessment",
        {"voice_accepted": "no"},
        "voice_accepted",
        "Send it back",
        assess_need=WITHOUT_VOICE,
    ),
    # Six months from 22 November 2026 end on 22 May 2027.
    refused("A27", "plan_further_work", {"review_on": "2027-05-23"}, "review_on", "on or before 22 May 2027"),
    refused("S1-11", "plan_further_work", {"review_on": "2026-11-21"}, "review_on", "must be today or in the future"),
    refused("A0-18", "plan_further_work", {"parents_work": None}, "parents_work", "with the child, or both"),
    refused("A0-18", "agree_further_work", {"decision": "return"}, "reasons", "Enter what should change"),
    refused("S1-11", "circumstances_changed", {"changed_on": TOMORROW}, "changed_on", "must be today or in the past"),
    refused("S1-04", "guide_parents", {"guidance": None}, "guidance", "what else the parents need to do"),
    refused("S1-05", "seek_views", without("seek_views", "views", "child"), "views", "Add the child’s view"),
    refused("S1-05", "seek_views", without("seek_views", "views", "parent"), "views", "Add the view of a parent"),
    refused("S1-05", "seek_views", without("seek_views", "views", "iro"), "views", "independent reviewing officer"),
    refused("S1-05", "seek_views", row("seek_views", "views", view="not_obtained"), "views.0.why_not", "not obtained"),
    refused("S1-05", "seek_views", row("seek_views", "views", role="other"), "views.0.role_other", "Enter their part"),
    refused(
        "A13",
        "seek_views",
        {"views": [view("child"), view("parent"), view("iro", "opposes")], "opposition_acknowledged": "no"},
        "opposition_acknowledged",
        "Tell your team manager",
    ),
    refused(
        "A0-3", "agree_plan", without("agree_plan", "agreements", "iro"), "agreements", "reviewing officer’s answer"
    ),
    refused("A0-3", "agree_plan", without("agree_plan", "agreements", "team"), "agreements", "work team’s answer"),
    refused(
        "F-01", "agree_plan", row("agree_plan", "agreements", answer="not_agreed"), "agreements.0.reason", "not agree"
    ),
    refused(
        "A0-3",
        "resolve_disagreement",
        {},
        "decision",
        "everyone has to agree",
        settings={"plan_agreement": {"service_manager_may_go_on": False}},
    ),
    refused("A0-3", "resolve_disagreement", {"reason": None}, "reason", "Enter your reasons"),
    refused(
        "A13",
        "resolve_disagreement",
        {"iro_opposition_acknowledged": "no"},
        "iro_opposition_acknowledged",
        "seen and weighed",
    ),
    refused("S1-07", "updated_assessment", {"reference": None}, "reference", "Enter the ICS reference or a link"),
    refused("S1-07", "updated_assessment", {"completed_on": TOMORROW}, "completed_on", "must be today or in the past"),
    refused("S1-07", "updated_assessment", {"approved_by": None}, "approved_by", "Select the manager who approved it"),
    refused("S1-07", "updated_assessment", {"author": "team manager 1"}, "approved_by", "The author cannot approve"),
    refused("S1-07", "updated_assessment", {"approved_on": None}, "approved_on", "Enter the date it was approved"),
    refused("S1-07", "updated_assessment", {"approved_on": "2026-11-13"}, "approved_on", "cannot be before the date"),
    refused("A0-25", "updated_assessment", {"changed_plan": None}, "changed_plan", "Enter the changed care plan"),
    refused("A16", "request_support", {}, "what_changed", "since the last request", case={"resubmission_of": 1}),
    refused("F-02", "request_support", {"assessment_ref": None}, "assessment_ref", "where the assessment can be found"),
    refused("S1-10", "decide_request", {"rationale": None}, "rationale", "Enter the reasons for your decision"),
    refused("F-03b", "decide_request", {"decline_reason": None}, "decline_reason", "Select the main reason"),
    refused("F-03b", "decide_request", {"decline_reason": "other"}, "decline_reason_other", "Enter the other reason"),
    refused("S1-08", "decide_request", {"decision": "guidance"}, "guidance", "Enter your guidance"),
    refused("S1-09", "decide_request", {"decision": "more_information"}, "questions", "Enter what you need to know"),
    refused("S1-09", "reply_information", {"reply": None}, "reply", "Enter your answer"),
    # The information was asked for on 18 November.
    refused(
        "S1-09", "discuss_information", {"held_on": "2026-11-17"}, "held_on", "before the information was asked for"
    ),
    refused("S1-09", "discuss_information", {"attendees": []}, "attendees", "Add at least one person"),
    refused("S1-10", "record_on_ics", RECORDED_NO, "agreed", "the same as the decision"),
    refused("S1-10", "record_on_ics", {"ics_reference": None}, "ics_reference", "Enter the reference of the ICS entry"),
    refused("A16", "act_on_decision", {}, "next_step", "cannot be made again", request_decision="more_information"),
    refused("A16", "act_on_decision", {"next_step": "close"}, "reason", "Enter why the case is closed"),
]
STAGE_2 = [
    refused("A0-7", "allocate_practitioner", {"practitioner": "u1"}, "practitioner", "choose a person from the list"),
    refused("A4", "professional_meeting", {"held_on": "2026-11-17"}, "held_on", "before the request was accepted"),
    refused(
        "A0-21",
        "professional_meeting",
        row("professional_meeting", "attendees", side="other"),
        "area_took_part",
        "at least one person from the area team",
    ),
    refused("S2-02", "professional_meeting", {"target_return_on": None}, "target_return_on", "Enter the target date"),
    refused(
        "S2-11", "professional_meeting", {"discharge_target_on": None}, "discharge_target_on", "discharge of the care"
    ),
    refused(
        "S2-11", "professional_meeting", {"discharge_target_on": "2027-01-31"}, "discharge_target_on", "before the"
    ),
    refused(
        "S2-02",
        "professional_meeting",
        row("professional_meeting", "key_events", type="other"),
        "key_events.0.detail",
        "what",
    ),
    refused(
        "A0-25", "professional_plan", {"why_order_sought": None}, "why_order_sought", "why a care order was sought"
    ),
    refused("S2-03", "professional_plan", {"risk_areas": []}, "risk_areas", "Add at least one risk area"),
    refused(
        "S2-03", "professional_plan", row("professional_plan", "risk_areas", area="housing"), "risk_areas", "only once"
    ),
    refused("S2-04", "professional_plan", {"support_needed": []}, "support_needed", "Add at least one kind of support"),
    refused(
        "S2-05", "professional_plan", {"no_challenges": False}, "challenges_to_return", "or tick that none are known"
    ),
    # Twelve weeks are 84 days: from 23 November 2026 to 15 February 2027.
    refused("S2-07", "rss_plan", {"ends_on": "2027-02-16"}, "extension_reason", "why longer support is needed"),
    refused("S2-07", "rss_plan", {}, "ends_on", "Ask to extend RSS support first", **SUPPORTED_UNTIL_FEBRUARY),
    # 105 days are 15 weeks, so 14 are too few; and 12 are no more than the limit.
    refused("S2-07", "decide_longer_plan", {"weeks": 14}, "weeks", "must cover the whole plan"),
    refused("S2-07", "decide_longer_plan", {"weeks": 12}, "weeks", "must be more than 12, the limit"),
    refused("A6", "decide_longer_plan", {"weeks": None}, "weeks", "Enter how many weeks"),
    refused("A6", "decide_longer_plan", {"reason": None}, "reason", "Enter the reasons for your decision"),
    refused(
        "F-05", "family_meeting", {"full_contribution": "no"}, "contribution_next", "Enter what will be done so that"
    ),
    refused("A0-2", "family_meeting", {"practitioner_met": "no"}, "child_part", "Hold it again", case=STARTED),
    refused("S2-06", "rss_plan", {"actions": []}, "actions", "Add at least one action"),
    refused("S2-06", "rss_plan", row("rss_plan", "actions", ends_on=TODAY), "actions.0.ends_on", "before the start"),
    refused(
        "A0-9", "rss_plan", row("rss_plan", "review_points", kind="additional"), "review_points", "Add a midway review"
    ),
    refused("A17", "rss_plan", {"review_points": POINTS[:1]}, "review_points", "at least a midway and a final review"),
    refused("F-08b", "rss_plan", {}, "what_changed", "since the last version", case={"rss_plan_version": 1}),
    refused(
        "A0-25", "agree_rss_plan", row("agree_rss_plan", "agreements", role="other"), "agreements", "social worker"
    ),
    refused(
        "A0-25", "agree_rss_plan", row("agree_rss_plan", "agreements", answer="not_agreed"), "agreements", "everyone"
    ),
    refused("S2-06", "agree_rss_plan", {"decision": "return"}, "reasons", "Enter what should change"),
    refused("K4", "family_meeting", {"held_on": "2026-11-19"}, "held_on", "before the professional planning meeting"),
    refused("A0-21", "family_meeting", {"child_views": None}, "child_views", "Enter the child’s views"),
    refused("F-05", "family_meeting", {"how_contributed": None}, "how_contributed", "how they contributed"),
    refused("A0-2", "family_meeting", DOES_NOT_COUNT, "go_on", "ask for an exception"),
    refused(
        "A0-21",
        "family_meeting",
        {"child_part": "declined", "full_contribution": "no", "contribution_next": "An advocate asks the child."},
        "go_on",
        "ask for an exception",
    ),
    refused("A0-2", "family_meeting", DOES_NOT_COUNT | {"go_on": "yes"}, "go_on_why", "Enter why you want to go on"),
    refused("S2-09", "smart_plan", row("smart_plan", "goals", measure=" "), "goals.0.measure", "know that the goal is"),
    refused("S2-09", "smart_plan", row("smart_plan", "goals", due_on=None), "goals.0.due_on", "Enter the target date"),
    refused("S2-09", "smart_plan", row("smart_plan", "goals", due_on="2026-11-21"), "goals.0.due_on", "in the future"),
    refused("S2-10", "smart_plan", row("smart_plan", "goals", implementer=None), "goals.0.implementer", "who does it"),
    refused("S2-09", "smart_plan", {"revert_triggers": []}, "revert_triggers", "stays in care or returns to care"),
    refused(
        "A0-9", "smart_plan", row("smart_plan", "review_points", kind="final"), "review_points", "Add a midway review"
    ),
    refused(
        "A0-9",
        "smart_plan",
        row("smart_plan", "review_points", on="2027-02-09"),
        "review_points",
        "later day than the midway",
    ),
    refused("F-05", "smart_plan", {"goals_known": "no"}, "goals_known", "Make sure that everyone knows the goals"),
    refused("S3-04", "smart_plan", {"monitoring_interval_weeks": 5}, "monitoring_interval_weeks", "must be 4 or less"),
    refused(
        "A0-2", "plan_agreements", without("plan_agreements", "agreements", "child"), "agreements", "child’s answer"
    ),
    refused(
        "A0-2", "plan_agreements", without("plan_agreements", "agreements", "pr_holder"), "agreements", "of a parent"
    ),
    refused(
        "S2-10",
        "plan_agreements",
        row("plan_agreements", "agreements", answer="not_agreed"),
        "agreements.0.reason",
        "why they do not agree",
    ),
    refused("A0-2", "resolve_before_support", {"reason": None}, "reason", "Enter your reasons"),
    refused("A0-2", "resolve_before_support", {"team_manager": None}, "team_manager", "Select the team manager who"),
    # Whoever is a team manager and stands in for the reunification manager does not decide with themselves.
    refused(
        "A0-2",
        "resolve_before_support",
        {"reunification_manager": "u2"},
        "team_manager",
        "select two different people",
    ),
]


@pytest.mark.parametrize(("form_id", "change", "path", "says", "facts"), [*STAGE_1, *STAGE_2])
def test_a_form_refuses_an_answer_that_a_rule_forbids(
    form_id: str, change: dict[str, object], path: str, says: str, facts: dict[str, object], now: datetime
) -> None:
    problems = problems_of(form_id, {**GOOD[form_id].answers, **change}, facts, now)
    assert list(problems) == [path]
    assert says in problems[path]


@pytest.mark.requirement("S1-11")
@pytest.mark.requirement("A0-17")
@pytest.mark.parametrize(
    ("heard", "how", "words"),
    [
        ({"childs_voice": "Not yet", "childs_voice_how": "advocate"}, "advocate", "Not yet"),
        ({}, None, None),
    ],
)
def test_a_reassessment_starts_from_what_the_child_has_said_since_and_never_from_not_having_been_heard(
    heard: dict[str, object], how: str | None, words: str | None, now: datetime
) -> None:
    before = {"voice_how": "not_obtained", "voice_not_obtained_why": "In hospital"}
    facts = facts_of("assess_need", {"assess_need": before, "plan_further_work": {"review_on": TODAY}, "case": heard})
    answers = form_of("assess_need").starting_answers(facts, now)
    assert (answers.get("voice_how"), answers.get("childs_voice")) == (how, words)


@pytest.mark.requirement("A16")
def test_a_request_made_again_starts_from_what_was_written_after_the_decision(now: datetime) -> None:
    given = {"case": {"resubmission_of": 1}, "act_on_decision": {"what_was_done": "The aunt has moved in"}}
    answers = form_of("request_support").starting_answers(facts_of("request_support", given), now)
    assert answers["what_changed"] == "The aunt has moved in"
