"""The care plan goes back, only once decided, and then everything else of the pathway ends (A0-14, S2-09, S5-04)."""

from datetime import date

import pytest

from tests.pathways.playing import Played, london


@pytest.mark.requirement("A0-14")
@pytest.mark.requirement("S2-09")
@pytest.mark.requirement("S3-02")
@pytest.mark.requirement("S5-04")
@pytest.mark.requirement("B3")
@pytest.mark.parametrize(
    ("scenario", "ended_on"),
    [
        ("plan_changed_in_planning", None),
        ("plan_changed_in_support", date(2026, 3, 18)),
        ("plan_changed_at_home", date(2026, 6, 1)),
        ("return_home_stopped_by_decision", date(2026, 5, 27)),
    ],
)
def test_a_decided_change_of_plan_ends_the_pathway(played: Played, scenario: str, ended_on: date | None) -> None:
    walk = played(scenario)
    row = walk.row()
    assert (row.status, row.outcome) == ("closed", "reverted_to_la_care")
    assert row.facts.get("rss_withdrawn_on") == (ended_on.isoformat() if ended_on else None)
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


@pytest.mark.requirement("A0-14")
@pytest.mark.requirement("F-08b")
@pytest.mark.requirement("S3-04")
def test_a_plan_that_managers_revise_is_written_anew_and_agreed_to_anew(played: Played) -> None:
    walk = played("plan_revised_by_managers")
    assert walk.row().facts["smart_plan_version"] == 3
    # Looked at on Wednesday 18 March, and now every week: by the end of Wednesday 25 March.
    assert walk.deadline("monitoring").due_at == london("2026-03-26 00:00")


@pytest.mark.requirement("A0-14")
@pytest.mark.requirement("S3-06")
def test_nobody_answers_their_own_concern_or_decides_their_own_proposal(played: Played) -> None:
    assert "plan_change_sm" in played("nobody_decides_their_own_proposal").open()


@pytest.mark.requirement("A0-14")
@pytest.mark.requirement("S2-12a")
def test_a_stay_is_no_longer_agreed_to_once_the_plan_goes_back(played: Played) -> None:
    assert played("stay_agreement_ends_with_the_plan").open() == ["tell_of_reversion"]


@pytest.mark.requirement("A0-11")
@pytest.mark.requirement("K13")
def test_a_concern_is_answered_before_the_case_closes(played: Played) -> None:
    walk = played("concern_outlives_the_pathway")
    assert (walk.row().outcome, walk.deadline("K13").state) == ("unplanned_removal", "met")


@pytest.mark.requirement("A0-11")
@pytest.mark.requirement("A0-19")
@pytest.mark.requirement("S1-10")
@pytest.mark.requirement("K14")
@pytest.mark.parametrize(
    ("scenario", "outcome"),
    [
        ("concern_before_a_case_ends_without_support", "not_covered"),
        ("concern_while_ics_is_waited_for", "declined"),
        ("removed_before_the_ics_entry", "unplanned_removal"),
        ("plan_goes_back_before_the_ics_entry", "reverted_to_la_care"),
    ],
)
def test_a_case_closes_with_its_last_concern_answered_and_its_last_decision_on_ics(
    played: Played, scenario: str, outcome: str
) -> None:
    row = played(scenario).row()
    assert (row.outcome, row.facts.get("concerns_open", 0), row.facts.get("ics_entries_missing", 0)) == (outcome, 0, 0)


@pytest.mark.requirement("A0-14")
@pytest.mark.requirement("A0-15")
@pytest.mark.requirement("S3-06")
def test_with_one_manager_of_each_kind_a_proposal_is_still_decided_and_never_by_its_proposer(played: Played) -> None:
    # The withdrawn one, the lapsed one and the three decided ones leave nothing behind but what follows the reversion.
    assert played("proposal_of_the_only_managers").open() == ["tell_of_reversion"]
