"""No date on the pathway's forms comes before what it follows from; what is odd and lawful asks for a word.

It is Sunday 22 November 2026, 9am in London.
"""

from datetime import datetime
from typing import cast

import pytest

from forms.render import render_form
from tests.forms.pathway_first import CARE_ORDER, FRIDAY, LAST_WEEK, SECTION_20, TODAY
from tests.forms.pathway_middle import SUPPORTED
from tests.forms.pathway_second import PAST
from tests.forms.pathway_tables import ALL_GOOD, facts_of, form_of, problems_of, refused

Rows = list[dict[str, object]]
AGREED, RSS_AGREED, EARLIER = "plan_agreements", "agree_rss_plan", "arrange_earlier_review"
IN_CARE = {"looked_after_since": "2024-11-01"}
SUPPORT = {"support_started_on": FRIDAY}
REVIEW_DUE = {"K10": {"state": "running", "last_day": "2026-12-18"}}
REVIEW_MISSED = {"K10": {"state": "overdue", "last_day": "2026-11-20"}}
SENT_BACK = {"K16": {"state": "met", "met_at": "2026-11-17T16:00:00+00:00"}}
HOME = {"returned_home_on": FRIDAY}
REVISED = {"goals": [{"goal": "Calm bedtimes"}]}


def changed(form_id: str, key: str, number: int = 0, **change: object) -> dict[str, object]:
    """A form's good list with one row changed."""
    rows = cast(Rows, ALL_GOOD[form_id].answers[key])
    return {key: [row | change if at == number else row for at, row in enumerate(rows)]}


def against(role: str) -> dict[str, object]:
    """Everybody agrees to the plan but one."""
    rows = cast(Rows, ALL_GOOD[AGREED].answers["agreements"])
    (at,) = [number for number, row in enumerate(rows) if row["role"] == role]
    return changed(AGREED, "agreements", at, answer="not_agreed", reason="It is too soon")


REFUSED = [
    # The recommendation: support started on Friday 20 November. A stay at home may come before support.
    refused(
        "F-10", "recommend_reunification", {"decided_on": "2026-11-19"}, "decided_on", "20 November 2026, when support",
        case=SUPPORT,
    ),
    refused(
        "F-10", "recommend_reunification", {"decided_on": "2026-11-15"}, "decided_on", "16 November 2026, when the",
        case={"identified_on": LAST_WEEK},
    ),
    refused(
        "A0-4", "recommend_reunification", {}, "before_review_why", "recommended before the review was held",
        hold_review={"held_on": "2026-11-21"},
    ),
    # The earlier looked-after review
    refused("S4-03", EARLIER, {"arranged_on": "2026-12-19"}, "not_earlier_why", "why it has to", deadlines=REVIEW_DUE),
    refused("S4-03", EARLIER, {}, "not_earlier_why", "why it has to be later", deadlines=REVIEW_MISSED),
    refused(
        "S4-03", EARLIER, {"arranged_on": "2026-11-19"}, "arranged_on", "20 November 2026, the day it was asked for",
        earlier_review_needed={"asked_on": FRIDAY},
    ),
    refused(
        "S4-03", EARLIER, {"arranged_on": "2026-11-19"}, "arranged_on", "20 November 2026, the day it was asked for",
        hold_review={"held_on": FRIDAY},
    ),
    # Came in under section 20, and a care order is in force today.
    refused(
        "F-04", "professional_plan", {"basis": "s20", "why_order_sought": None}, "why_order_sought", "why a care order",
        case=CARE_ORDER,
    ),
    # The plan of support ends on 15 February; its final review is on 8 February.
    refused(
        "S2-06", "rss_plan", changed("rss_plan", "actions", ends_on="2027-02-16"), "actions.0.ends_on",
        "15 February 2027, the end of support",
    ),
    refused(
        "K6", "rss_plan", changed("rss_plan", "review_points", on="2027-02-08"), "review_points",
        "later day than the midway",
    ),
    # Support starts on 23 November.
    refused(
        "K6", "rss_plan", changed("rss_plan", "review_points", on="2026-11-22"), "review_points.0.on",
        "on or after 23 November 2026, the start of support",
    ),
    # Who agrees
    refused("S2-01", AGREED, against("child"), "family_agreement", "Select no, or correct their answer"),
    refused("S2-01", AGREED, against("pr_holder"), "family_agreement", "Select no, or correct their answer"),
    refused("S2-01", AGREED, against("practitioner"), "professional_agreement", "A professional in the list does not"),
    refused("A0-2", AGREED, {"professional_agreement": None}, "professional_agreement", "agreement between the"),
    *(
        refused(
            "S2-01 S2-06", form_id, changed(form_id, "agreements", on="2026-11-15"), "agreements.0.on",
            "16 November 2026, the professional planning meeting", case={"meeting_2a_on": LAST_WEEK},
        )
        for form_id in (AGREED, RSS_AGREED)
    ),
    refused(
        "S2-01", AGREED, changed(AGREED, "agreements", on="2026-11-15"), "agreements.0.on", "answer to this version",
        revise_smart_plan=REVISED, case={"plan_agreed_on": LAST_WEEK},
    ),
    # Nothing is done for going home before the child is in care.
    *(
        refused("S1-01 S1-04 S3-01", form_id, {key: "2024-10-31"}, key, "1 November 2024, when", identify_child=IN_CARE)
        for form_id, key in (
            ("assess_need", "assessed_on"),
            ("guide_parents", "given_on"),
            ("start_support", "last_visit_on"),
            ("start_support", "last_cla_review_on"),
        )
    ),
    refused("S1-01", "assess_need", {}, "assessed_on", "when the child came into care", case={"born_on": TODAY}),
    refused("S3-01", "start_support", {}, "placed_on", "before the child was born", case={"born_on": "2024-11-02"}),
    refused(
        "S3-03", "session_record", {"held_on": "2026-11-19"}, "held_on", "20 November 2026, when support started",
        case={**SUPPORTED, **SUPPORT},
    ),
    refused("S5-07", "visit_at_home", {"visited_on": "2026-11-19"}, "visited_on", "the child came home", case=HOME),
    refused("A0-16", "close_case", {"risk_classified_on": PAST}, "risk_classified_on", "came home", case=HOME),
    # The end of care is wanted by 2 August 2027.
    refused("S4-04", "exit_timescale", {"application_on": "2027-08-03"}, "application_on", "before the end of care"),
    refused(
        "S5-08", "court_application", {}, "before_approval_why", "before the nominated officer",
        case={**CARE_ORDER, "discharge_approved_on": "2026-11-17"},
    ),
    refused(
        "F-09", "withdraw_rss", {}, "before_step_down_why", "before later support was recommended",
        case={"step_down_on": "2026-11-21"},
    ),
    # Placement with parents: an assessment of 21 May is more than six months old; 22 May is six months ago.
    refused("S5-04", "pwp_agreement", {"assessed_on": "2026-05-21"}, "assessed_old_why", "as old as this still holds"),
    refused("S5-04", "pwp_agreement", {}, "signatures.0.on", "ask for a new one", deadlines=SENT_BACK),
    refused(
        "S5-04", "pwp_agreement", changed("pwp_agreement", "signatures", on="2024-11-16"), "signatures.0.on",
        "16 November 2026, when the child was identified", case={**CARE_ORDER, "identified_on": LAST_WEEK},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("form_id", "change", "path", "says", "facts"), REFUSED)
def test_a_date_or_an_answer_that_contradicts_the_case_is_refused(
    form_id: str, change: dict[str, object], path: str, says: str, facts: dict[str, object], now: datetime
) -> None:
    problems = problems_of(form_id, {**ALL_GOOD[form_id].answers, **change}, facts, now)
    assert list(problems) == [path]
    assert says in problems[path]


ACCEPTED: list[tuple[str, dict[str, object], dict[str, object]]] = [
    ("recommend_reunification", {}, {"case": SUPPORT}),  # on the day that support started
    ("recommend_reunification", {}, {"hold_review": {"held_on": FRIDAY}}),
    (
        "recommend_reunification",
        {"before_review_why": "The team recommended it in its report for the review"},
        {"hold_review": {"held_on": TODAY}},
    ),
    (  # of a stay that was reported before support started
        "recommend_reunification",
        {"decided_on": "2026-11-19"},
        {"case": SUPPORT, "home_stay_reported": {"starts_at": "2026-11-18T16:00:00+00:00"}},
    ),
    (EARLIER, {"arranged_on": "2026-12-18"}, {"deadlines": REVIEW_DUE}),  # by the day on which one is due anyway
    (EARLIER, {"arranged_on": "2026-12-19", "not_earlier_why": "The officer is ill"}, {"deadlines": REVIEW_DUE}),
    (EARLIER, {}, {"deadlines": {"K10": {"state": "cancelled", "last_day": FRIDAY}}}),
    (
        EARLIER,
        {"arranged_on": FRIDAY},
        {"earlier_review_needed": {"asked_on": FRIDAY}},
    ),  # held, and recorded late
    (
        "professional_plan",
        {"basis": "s20", "why_order_sought": None, "no_discharge_challenges": None, "challenges_to_discharge": None},
        {"case": SECTION_20},
    ),
    ("rss_plan", changed("rss_plan", "actions", ends_on="2027-02-15"), {}),
    ("rss_plan", changed("rss_plan", "review_points", on="2027-02-07"), {}),
    (AGREED, {**against("child"), "family_agreement": "no"}, {}),
    (AGREED, {**against("practitioner"), "professional_agreement": "no"}, {}),
    (AGREED, {}, {"case": {"meeting_2a_on": LAST_WEEK, "plan_agreed_on": LAST_WEEK}, "revise_smart_plan": REVISED}),
    (RSS_AGREED, {}, {"case": {"meeting_2a_on": LAST_WEEK}}),
    ("assess_need", {"assessed_on": "2024-11-01"}, {"identify_child": IN_CARE}),
    ("start_support", {"placed_on": "2024-10-01"}, {"identify_child": IN_CARE}),  # with relatives before care began
    ("start_support", {"last_cla_review_on": None, "cla_reviews_held": 0}, {"identify_child": IN_CARE}),
    ("visit_at_home", {}, {"case": {**CARE_ORDER, **HOME}}),  # on the day of the move
    ("close_case", {"risk_classified_on": FRIDAY}, {"case": {"step_down": ["early_help"], **HOME}}),
    ("exit_timescale", {"application_on": "2027-08-02"}, {}),
    ("court_application", {}, {"case": {**CARE_ORDER, "discharge_approved_on": PAST}}),
    (
        "court_application",
        {"before_approval_why": "The mother applied"},
        {"case": {**CARE_ORDER, "discharge_approved_on": TODAY}},
    ),
    ("withdraw_rss", {}, {"case": {"step_down_on": FRIDAY}}),
    ("withdraw_rss", {"before_step_down_why": "It was agreed by telephone"}, {"case": {"step_down_on": TODAY}}),
    ("pwp_agreement", {"assessed_on": "2026-05-22"}, {}),
    ("pwp_agreement", {"assessed_on": "2020-01-01", "assessed_old_why": "Every part was looked at this week"}, {}),
    ("pwp_agreement", changed("pwp_agreement", "signatures", on="2026-11-17"), {"deadlines": SENT_BACK}),
]


@pytest.mark.parametrize(("form_id", "change", "facts"), ACCEPTED)
def test_what_fits_on_the_very_day_or_has_its_reason_is_accepted(
    form_id: str, change: dict[str, object], facts: dict[str, object], now: datetime
) -> None:
    assert problems_of(form_id, {**ALL_GOOD[form_id].answers, **change}, facts, now) == {}


@pytest.mark.requirement("S2-01")
@pytest.mark.requirement("A0-2")
@pytest.mark.parametrize("earlier", [{}, {"revise_smart_plan": REVISED}, {"agree_revised_plan": "the same"}])
def test_a_new_version_of_the_plan_starts_with_the_names_and_no_answers(
    earlier: dict[str, object], now: datetime
) -> None:
    given = ALL_GOOD[AGREED].answers
    more = {key: given if value == "the same" else value for key, value in earlier.items()}
    starting = form_of(AGREED).starting_answers(facts_of(AGREED, {AGREED: given, **more}), now)
    assert starting == {
        "agreements": [
            {"person": "The child", "role": "child"},
            {"person": "The pr_holder", "role": "pr_holder"},
            {"person": "The social_worker", "role": "social_worker"},
            {"person": "The practitioner", "role": "practitioner"},
        ],
        "support_plan": "Mornings and evenings until February",
    }


@pytest.mark.requirement("S4-03")
def test_whoever_arranges_an_earlier_review_sees_when_one_is_due_anyway(now: datetime) -> None:
    due, none = ({"deadlines": running} for running in (REVIEW_DUE, {}))
    shown = [render_form(form_of(EARLIER), {}, facts_of(EARLIER, more), (), now) for more in (due, none)]
    assert ["18 December 2026" in page for page in shown] == [True, False]
    assert ["The next looked-after review is due by" in page for page in shown] == [True, False]
