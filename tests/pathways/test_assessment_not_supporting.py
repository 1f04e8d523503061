"""S1-11: the assessment does not support going home, and the review of the risk opens it again."""

import pytest

from tests.pathways.playing import Played, london


@pytest.mark.requirement("S1-11")
@pytest.mark.requirement("K7")
@pytest.mark.requirement("A27")
@pytest.mark.requirement("A0-18")
def test_the_review_date_opens_the_assessment_again_by_itself(played: Played) -> None:
    walk = played("assessment_does_not_support")
    k7 = walk.deadline("K7")
    # Set for Wednesday 1 April, counted from the assessment of 2 March; assessed again on that day.
    assert k7.due_at == london("2026-04-02 00:00")
    assert k7.met_at <= k7.due_at
    assert "guide_parents" in walk.open()


@pytest.mark.requirement("K7")
@pytest.mark.requirement("S1-11")
def test_a_missed_review_of_the_risk_is_escalated_and_a_change_opens_the_next_one_early(played: Played) -> None:
    walk = played("assessment_review_missed")
    told = {sent.created_at for sent in walk.messages() if sent.subject.startswith("Still overdue")}
    # Due on Wednesday 1 April; one working day later is Thursday 2 April, its end.
    assert told == {london("2026-04-03 00:00")}
    # The next review was set for 1 June, and circumstances changed on 20 April.
    assert walk.open() == ["assess_need"]
    assert walk.time.now() == london("2026-04-20 09:00")
