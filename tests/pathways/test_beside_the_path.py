"""What somebody else still has to do keeps nobody waiting who could go on."""

import pytest

from tests.pathways.playing import Played, london


@pytest.mark.requirement("K3")
@pytest.mark.requirement("K14")
@pytest.mark.requirement("A0-7")
def test_planning_starts_from_the_decision_however_late_the_ics_entry_is(played: Played) -> None:
    walk = played("ics_entry_beside_the_path")
    # Decided on Tuesday 3 March; held and recorded on Thursday 5 at nine, before the end of Tuesday 10.
    assert walk.deadline("K3").met_at == london("2026-03-05 09:00")
    # The entry was due by the end of Wednesday 4, and made on Thursday.
    assert walk.deadline("K14").late_reason == "The administrator was ill."


@pytest.mark.requirement("S1-10")
@pytest.mark.requirement("A0-13")
@pytest.mark.requirement("A16")
def test_each_decision_has_its_own_ics_entry_and_the_case_closes_with_the_last(played: Played) -> None:
    assert played("ics_entry_after_declining").row().outcome == "declined"


@pytest.mark.requirement("S1-09")
@pytest.mark.requirement("A2")
def test_the_manager_asks_again_discusses_or_decides_though_nobody_answers_in_writing(played: Played) -> None:
    walk = played("information_never_answered")
    # Decided on Monday 9 March, within the five working days from the second request on Thursday 5.
    assert walk.deadline("K2_decision").met_at == london("2026-03-09 09:00")


@pytest.mark.requirement("A2")
def test_a_council_may_set_no_date_for_the_decision_after_questions(played: Played) -> None:
    walk = played("decision_without_discussion")
    with pytest.raises(Exception, match="K2_decision"):
        walk.deadline("K2_decision")


@pytest.mark.requirement("S1-07")
def test_a_request_left_open_goes_back_when_its_assessment_is_out_of_date(played: Played) -> None:
    assert played("assessment_out_of_date").open() == ["decide_request"]


@pytest.mark.requirement("A0-17")
@pytest.mark.requirement("S1-01")
def test_a_child_who_could_not_be_heard_is_heard_by_a_date_while_the_path_goes_on(played: Played) -> None:
    walk = played("child_heard_later")
    # The second date was Friday 20 March; tried and recorded on Thursday 19 at nine.
    assert walk.deadline("hear_child_by").met_at == london("2026-03-19 09:00")


@pytest.mark.requirement("A0-16")
@pytest.mark.requirement("S1-11")
def test_each_classification_of_risk_is_kept_with_its_author_date_and_reasons(played: Played) -> None:
    kept = played("risk_classified_twice").row().facts["risk_classifications"]
    assert kept == [
        {
            "point": "assessment",
            "level": "high",
            "author": "Social worker",
            "on": "2026-03-02",
            "rationale": "The drinking goes on.",
        },
        {
            "point": "assessment",
            "level": "medium",
            "author": "Social worker",
            "on": "2026-04-01",
            "rationale": "There is protection, and evidence of change.",
        },
    ]
