"""What is out of the ordinary while planning is decided by the manager whose decision it is, and shows afterwards."""

import pytest

from tests.pathways.playing import Played


@pytest.mark.requirement("S2-07")
@pytest.mark.requirement("A6")
@pytest.mark.requirement("K5")
@pytest.mark.requirement("K6")
@pytest.mark.requirement("A0-9")
def test_more_weeks_than_the_limit_are_the_managers_decision_and_the_clock_follows(played: Played) -> None:
    walk = played("longer_plan")
    # 19 weeks from Monday 9 March are 133 days: 22 in March, 30, 31, 30, and 20 in July.
    assert walk.deadline("K5").last_day.isoformat() == "2026-07-20"
    assert walk.row().facts["extensions"] == 1
    # The midway review of this plan stands in its fourteenth week, as all agreed.
    assert walk.deadline("K6").last_day.isoformat() == "2026-06-08"


@pytest.mark.requirement("S2-01")
@pytest.mark.requirement("A0-2")
@pytest.mark.requirement("F-08b")
def test_no_agreement_with_the_family_or_among_professionals_is_settled_before_support(played: Played) -> None:
    walk = played("no_agreement_holds_support")
    assert walk.row().facts["smart_plan_version"] == 3  # written, written again before support, and revised


@pytest.mark.requirement("A0-2")
@pytest.mark.requirement("F-05")
@pytest.mark.requirement("S2-08")
def test_the_meeting_with_the_family_can_be_held_after_support_began_by_exception(played: Played) -> None:
    assert played("meeting_2b_after_exception").row().facts["meeting_2b_on"] == "2026-03-10"


@pytest.mark.requirement("B11")
def test_a_manager_says_why_going_home_is_right_without_evidence_of_change(played: Played) -> None:
    assert played("capacity_not_evidenced").open() == ["guide_parents"]
