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
