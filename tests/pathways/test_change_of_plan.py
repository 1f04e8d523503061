"""The care plan goes back, only once decided, and then everything else of the pathway ends (A0-14, S2-09, S5-04)."""

from datetime import date

import pytest

from tests.pathways.playing import Played


@pytest.mark.requirement("A0-14")
@pytest.mark.requirement("S2-09")
@pytest.mark.requirement("S3-02")
@pytest.mark.requirement("S5-04")
@pytest.mark.requirement("B3")
@pytest.mark.parametrize(
    ("scenario", "ended_on"),
    [
        ("plan_changed_in_planning", date(2026, 3, 9)),
        ("plan_changed_in_support", date(2026, 3, 18)),
        ("plan_changed_at_home", date(2026, 6, 10)),
    ],
)
def test_a_decided_change_of_plan_ends_the_pathway(played: Played, scenario: str, ended_on: date) -> None:
    walk = played(scenario)
    row = walk.row()
    assert (row.status, row.outcome) == ("closed", "reverted_to_la_care")
    assert row.facts["rss_withdrawn_on"] == ended_on.isoformat()
    assert walk.open() == []


@pytest.mark.requirement("A0-14")
@pytest.mark.requirement("S2-09")
def test_a_change_that_is_not_agreed_leaves_everything_going(played: Played) -> None:
    walk = played("plan_change_not_agreed")
    assert (walk.row().status, walk.row().outcome) == ("open", "")
    # Everything that was open before the proposal, and the second proposal's first step.
    assert walk.open() == [
        *("care_plan_aspects", "child_supervision", "cla_review", "consider_at_review", "monitor_plan"),
        *("review_contribution", "session_record", "statutory_visit", "supervise_practitioner"),
    ]
