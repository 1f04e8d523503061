"""How care ends is recorded only with the court's order and its reference, and with codes that fit (S5-08, B10)."""

from datetime import datetime

import pytest

from forms.render import render_form
from tests.forms.pathway_second import CARE_ORDER, LATER, PAST, SECTION_20
from tests.forms.pathway_tables import ALL_GOOD, SETTINGS, facts_of, form_of, problems_of, refused

STATUS = "legal_status_recorded"
ENDED: dict[str, object] = {"legal_status": "none", "at_home_now": None}
AT_HOME = {**CARE_ORDER, "returned_home_on": PAST}
TARGET = {**CARE_ORDER, "discharge_target_on": LATER}
CHILD_ARRANGEMENTS = {"court_order": "child_arrangements_order"}
REVIEWED = {"last_cla_review_on": "2026-11-02"}
TWO_KNOWN = {**REVIEWED, "cla_reviews_on": ["2026-05-04", "2026-11-02"], "cla_reviews_held": 2}
"""Both of the reviews that the child has had are on record."""
OTHER = {"other_date_why": "Too long for the child"}
LEFT = {"by_whom": "young_person"}
SIXTEEN_TODAY = {**SECTION_20, "born_on": "2010-11-22"}
DAY_BEFORE = "2026-11-21T20:00:00+00:00"
FULL_RETURN = {"inputs": {"kind": "full_return"}}
NOT_FITTING = {"valid": False, "problem": "P1 with V2", "end_code": "E4A"}

REFUSED = [
    refused("A0-8", "confirm_child_left", {"confirmed": None}, "confirmed", "Select whether the child has left"),
    refused("A0-8", "confirm_child_left", {"left_on": "2026-12-31"}, "left_on", "must be today or in the past"),
    refused("B4", "confirm_child_left", {"left_on": "2026-11-15"}, "left_on", "on or after the eighteenth birthday"),
    refused("A0-8", "confirm_child_left", {"confirmed": "no"}, "what_is_right", "Enter what is right instead"),
    refused("B4", "confirm_turned_18", {"confirmed": None}, "confirmed", "Select whether the child has turned 18"),
    refused("B4", "confirm_turned_18", {"confirmed": "no"}, "what_is_right", "Enter what is right instead"),
    refused("S2-11", "after_court_refusal", {"new_target_on": None}, "new_target_on", "Enter the proposed new target"),
    refused("S2-11", "after_court_refusal", {}, "new_target_on", "the target that was not met", case=TARGET),
    refused("S2-11", "after_court_refusal", {"child_says": None}, "child_says", "Enter what the child says"),
    refused("S2-11", "after_court_refusal", {"parents_say": None}, "parents_say", "Enter what the parents say"),
    refused("S2-11", "after_court_refusal", {"iro_says": None}, "iro_says", "Enter what the independent reviewing"),
    refused("S2-11", "agree_new_target", {}, "target_on", "the target that was not met", case=TARGET),
    refused("S2-11", "agree_new_target", {"target_on": PAST, **OTHER}, "target_on", "must be today or in the future"),
    refused("S5-08", STATUS, {"court_reference": None}, "court_reference", "Enter the court reference"),
    refused("A0-20", STATUS, {**ENDED, "court_order": "no_order"}, "court_order", "plan the end of accommodation"),
    # The child is under section 20: there is no care order to discharge.
    refused("A21", STATUS, {**ENDED, "court_order": "discharged"}, "court_order", "choose from the list"),
    refused("S5-08", STATUS, ENDED, "court_order", "Select which order of the court ended care"),
    refused("B10", STATUS, {"legal_status": "s20"}, "legal_status", "cannot be accommodated", case=AT_HOME),
    refused("S2-12b", STATUS, {"at_home_now": None}, "at_home_now", "staying at home with parents"),
    refused("B10", "close_after_court", {"end_reason": "E13"}, "end_reason", "order was made", case=CHILD_ARRANGEMENTS),
    refused(
        "B10", "close_case", {"end_reason": "E4A"}, "end_reason", "do not fit",
        case={"care_ended_on": PAST}, episode=NOT_FITTING,
    ),
    # Recorded at the return as gone home to parents as planned.
    refused(
        "B10", "close_case", {"end_reason": "E13"}, "end_reason", "does not fit the return home",
        case={"care_ended_on": PAST}, record_return_home={"end_reason": "E4A"},
    ),
    # Moved on Friday 20 November; a section 20 child does not live with parents while looked after.
    refused(
        "B10", "record_return_home", {"care_ended_on": "2026-11-21"}, "care_ended_later_why", "Enter why care ended",
    ),
    # A child may go home, or care end or change, only after a review on record, or with the reason why none.
    *(
        refused("B3", form_id, {key: "2026-11-03"}, key, "No looked-after review on that day is recorded", **facts)
        for form_id, key, facts in (
            ("consider_at_review", "review_on", {"case": REVIEWED}),
            ("decide_discharge", "review_considered_on", {"case": {**CARE_ORDER, **REVIEWED}}),
            ("plan_end_of_care", "review_considered_on", {"case": {**SECTION_20, **REVIEWED}}),
            ("pwp_agreement", "return_considered_on", {"case": {**CARE_ORDER, **REVIEWED}, **FULL_RETURN}),
        )
    ),
    # On 3 August, between the two, nobody held one; and before the first there was none.
    *(
        refused("B3", form_id, {key: day}, key, "No looked-after review on that day is recorded", **facts)
        for day in ("2026-08-03", "2026-05-03")
        for form_id, key, facts in (
            ("consider_at_review", "review_on", {"case": TWO_KNOWN}),
            ("decide_discharge", "review_considered_on", {"case": {**CARE_ORDER, **TWO_KNOWN}}),
            ("plan_end_of_care", "review_considered_on", {"case": {**SECTION_20, **TWO_KNOWN}}),
            ("pwp_agreement", "return_considered_on", {"case": {**CARE_ORDER, **TWO_KNOWN}, **FULL_RETURN}),
        )
    ),
    refused("B3", "pwp_agreement", {}, "return_not_considered_why", "or why no review has considered", **FULL_RETURN),
    # Born on 22 November 2010: still fifteen at 8pm on the day before the birthday.
    refused(
        "B1", "unplanned_removal", {**LEFT, "removed_at": DAY_BEFORE}, "by_whom", "A child under 16 cannot",
        case=SIXTEEN_TODAY,
    ),
    refused("B1", "respond_to_removal", {"accommodation": None}, "accommodation", "Select whether accommodation has"),
    refused("B1", "respond_to_removal", {"accommodation": "goes_on"}, "back_at", "Enter when the child came back"),
    refused("B1", "respond_to_removal", {"accommodation": "order"}, "accommodation", "No order is recorded"),
    refused("B1", "respond_to_removal", {}, "accommodation", "not accommodated under section 20", case=CARE_ORDER),
    # Born on 22 November 2010: 16 today. A parent cannot take a young person who wants to stay.
    *(
        refused(
            "B1",
            "respond_to_removal",
            {"young_person_wish": wish, "young_person_words": "I stay here"},
            path,
            says,
            case={**SECTION_20, "born_on": "2010-11-22"},
        )
        for wish, path, says in (
            (None, "young_person_wish", "Select what the young person wants"),
            ("stay", "accommodation", "cannot be taken out of it by a parent"),
        )
    ),
    refused("B12", "settle_section_47", {"strategy_discussion_on": "2026-11-14"}, "strategy_discussion_on", "taken"),
    refused("B12", "settle_section_47", {"settled_on": "2026-11-15"}, "settled_on", "on or after the date of the str"),
]  # fmt: skip


@pytest.mark.parametrize(("form_id", "change", "path", "says", "facts"), REFUSED)
def test_an_end_of_care_that_does_not_fit_is_refused(
    form_id: str, change: dict[str, object], path: str, says: str, facts: dict[str, object], now: datetime
) -> None:
    problems = problems_of(form_id, {**ALL_GOOD[form_id].answers, **change}, facts, now)
    assert list(problems) == [path]
    assert says in problems[path]


@pytest.mark.requirement("B3")
@pytest.mark.parametrize("on", ["2026-11-01", "2026-11-02"])
def test_a_review_up_to_the_last_one_on_record_may_have_considered_the_end_of_care(on: str, now: datetime) -> None:
    answers = {**ALL_GOOD["plan_end_of_care"].answers, "review_considered_on": on}
    assert problems_of("plan_end_of_care", answers, {"case": {**SECTION_20, **REVIEWED}}, now) == {}


@pytest.mark.requirement("A9")
@pytest.mark.parametrize(("case", "shown"), [(SECTION_20, False), (CARE_ORDER, True)])
def test_the_assistant_directors_agreement_is_a_matter_of_care_orders(
    case: dict[str, object], shown: bool, now: datetime
) -> None:
    page = render_form(form_of("record_return_home"), {}, {"settings": SETTINGS, "case": case}, (), now)
    assert ("Full-time return agreed by the assistant director" in page) == shown
    assert ("It covers" in page) == shown


@pytest.mark.requirement("B1")
def test_accommodation_ends_no_earlier_than_the_day_of_the_removal_in_england(now: datetime) -> None:
    # Half past eleven at night in UTC is half past midnight of the next day in British summer time.
    facts = {"case": SECTION_20, "unplanned_removal": {"removed_at": "2026-07-01T23:30:00+00:00"}}
    good = {key: value for key, value in ALL_GOOD["respond_to_removal"].answers.items() if key != "rss_ended_on"}
    early, same = ({**good, "accommodation_ended_on": day} for day in ("2026-07-01", "2026-07-02"))
    assert list(problems_of("respond_to_removal", early, facts, now)) == ["accommodation_ended_on"]
    assert problems_of("respond_to_removal", same, facts, now) == {}
    assert "accommodation_ended_on" not in form_of("respond_to_removal").starting_answers(
        facts_of("respond_to_removal", facts), now
    )


@pytest.mark.requirement("B1")
def test_a_young_person_may_leave_from_the_sixteenth_birthday_on(now: datetime) -> None:
    # It is 9am on Sunday 22 November 2026, the birthday; they left at 8am. A parent may take a child of any age.
    good, facts = ALL_GOOD["unplanned_removal"].answers, {"case": SIXTEEN_TODAY}
    left = {**good, **LEFT, "removed_at": "2026-11-22T08:00:00+00:00"}
    assert problems_of("unplanned_removal", left, facts, now) == {}
    assert problems_of("unplanned_removal", {**good, "removed_at": DAY_BEFORE}, facts, now) == {}


@pytest.mark.requirement("B3")
@pytest.mark.parametrize(
    ("day", "held"),
    [
        ("2026-05-04", 2),
        ("2026-11-02", 2),
        ("2026-02-02", 3),  # one more was held before the service began, and its day is not on record
    ],
)
def test_every_review_that_was_held_can_have_considered_the_change(day: str, held: int, now: datetime) -> None:
    facts = {"case": {**TWO_KNOWN, "cla_reviews_held": held}}
    answers = {**ALL_GOOD["consider_at_review"].answers, "review_on": day}
    assert problems_of("consider_at_review", answers, facts, now) == {}
