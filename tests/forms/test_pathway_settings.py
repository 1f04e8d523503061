"""What a practice lead sets in `processes/settings.yaml`, the pathway's forms obey."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime

import pytest

from tests.forms.pathway_tables import GOOD, SETTINGS, form_of, problems_of

IRO_AGAINST = [{"person": "A", "role": "iro", "answer": "not_agreed", "reason": "Too soon", "on": "2026-11-16"}]
GO_ON = {"decision": "go_on", "iro_opposition_acknowledged": "yes", "reason": "Weighed"}
HAND_OVER = {
    "decision": "hand_over",
    "reason": "The school goes on with it",
    "handed_over": [{"action": "Homework club", "new_owner": "The school", "on": "2026-12-01"}],
}


def settings(part: str, **changed: object) -> Mapping[str, object]:
    found: dict[str, dict[str, object]] = deepcopy(SETTINGS)
    found[part].update(changed)
    return {"settings": found}


@pytest.mark.requirement("A13")
@pytest.mark.parametrize(("blocks", "refused"), [(False, []), (True, ["decision"])])
def test_the_reviewing_officer_can_be_made_to_block_a_request(blocks: bool, refused: list[str], now: datetime) -> None:
    facts = {**settings("plan_agreement", iro_blocks=blocks), "agree_plan": {"agreements": IRO_AGAINST}}
    assert list(problems_of("resolve_disagreement", GO_ON, facts, now)) == refused


@pytest.mark.requirement("A22")
@pytest.mark.parametrize(("policy", "refused"), [("hand_over_or_continue", []), ("continue", ["decision"])])
def test_open_actions_are_handed_over_only_where_the_council_allows_it(
    policy: str, refused: list[str], now: datetime
) -> None:
    facts = {**settings("rss_support", open_actions_policy=policy), "check_completion": {"open_count": 1}}
    assert list(problems_of("withdrawal_exception", HAND_OVER, facts, now)) == refused


@pytest.mark.requirement("A17")
@pytest.mark.requirement("K6")
def test_a_new_plan_proposes_its_reviews_in_the_weeks_of_the_settings(now: datetime) -> None:
    facts = {**settings("reviews", midway_week=6, final_week=11), "case": {}}
    # 22 November + 42 days: 8 left in November, 31 in December, 3 in January. + 77 days: 35 more, 28 in January, 7.
    assert form_of("rss_plan").starting_answers(facts, now)["review_points"] == [
        {"on": "2027-01-03", "kind": "midway"},
        {"on": "2027-02-07", "kind": "final"},
    ]


@pytest.mark.requirement("A0-9")
def test_a_plan_sent_back_keeps_the_review_dates_that_were_chosen(now: datetime) -> None:
    chosen = [{"on": "2026-12-24", "kind": "midway"}, {"on": "2027-01-20", "kind": "final"}]
    facts = {**settings("reviews"), "case": {}, "rss_plan": {"review_points": chosen}}
    assert form_of("rss_plan").starting_answers(facts, now)["review_points"] == chosen


@pytest.mark.requirement("A0-22")
@pytest.mark.requirement("S4-04")
@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"exit_considered": None, "exit_target_on": None}, ["exit_considered"]),
        ({"exit_target_on": None}, ["exit_target_on"]),
        ({"exit_considered": "no"}, ["exit_not_considered_why"]),
        ({"exit_considered": "no", "exit_not_considered_why": "The child was ill"}, []),
    ],
)
def test_a_looked_after_review_says_when_care_is_to_end_or_why_it_did_not_look_at_it(
    change: dict[str, object], refused: list[str], now: datetime
) -> None:
    answers = {**GOOD["cla_review"].answers, **change}
    assert list(problems_of("cla_review", answers, GOOD["cla_review"].facts, now)) == refused
