"""The pathway's own forms: what the follow-up asks, and what a form that ends something starts with."""

from datetime import datetime

import pytest

from tests.forms.pathway_second import GOOD, PAST, TOMORROW
from tests.forms.pathway_tables import facts_of, form_of, problems_of


@pytest.mark.requirement("K15")
def test_a_follow_up_is_registered_until_the_day_of_the_last_one(now: datetime) -> None:
    # Today is 22 November 2026, 24 months after 22 November 2024.
    answers = {**GOOD["register_follow_up"].answers, "returned_home_on": "2024-11-22"}
    assert problems_of("register_follow_up", answers, {}, now) == {}
    over = {"case": {"child_ref": "CH-2041", "linked_case": "HW-12", "returned_home_on": "2019-03-04"}}
    assert problems_of("register_follow_up", {"to_follow_up": "over"}, over, now) == {}


@pytest.mark.requirement("K15", "B12")
def test_the_return_to_care_keeps_the_reported_date_or_says_why_it_corrects_it(now: datetime) -> None:
    reported = {"child_re_entered_care": {"re_entered_on": PAST}}
    form, facts = form_of("record_re_entry"), facts_of("record_re_entry", reported)
    assert form.starting_answers(facts, now)["re_entered_on"] == PAST
    same = {"re_entered_on": PAST, "why": "The mother fell ill"}
    other = {**same, "re_entered_on": "2026-11-15", "date_corrected_why": "The report gave the day it was typed"}
    assert (form.check(same, facts, now), form.check(other, facts, now)) == (same, other)


@pytest.mark.requirement("A0-8")
def test_a_withdrawal_before_any_support_asks_for_no_end_of_support(now: datetime) -> None:
    facts = facts_of("close_after_withdrawal", {"case": {"support_started_on": None}})
    clean = form_of("close_after_withdrawal").check({"closing_note": "The area carries on"}, facts, now)
    assert clean == {"closing_note": "The area carries on"}


@pytest.mark.requirement("S5-03")
@pytest.mark.parametrize(
    ("asked", "planned", "starts_with"),
    [("2026-11-21", None, None), ("2026-11-22", None, "2026-11-22"), ("2026-11-21", TOMORROW, TOMORROW)],
)
def test_the_end_of_accommodation_does_not_start_with_a_day_that_has_passed(
    now: datetime, asked: str, planned: str | None, starts_with: str | None
) -> None:
    more = {"inputs": {"planned_on": asked}, "plan_end_of_care": {"planned_on": planned}}
    starting = form_of("plan_end_of_care").starting_answers(facts_of("plan_end_of_care", more), now)
    assert starting.get("planned_on") == starts_with
