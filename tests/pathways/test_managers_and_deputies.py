"""Managers who disagree, a deputy who decides, and twelve weeks that a council counts from the agreed plan."""

import pytest

from tests.pathways.playing import Played


@pytest.mark.requirement("A0-15")
@pytest.mark.requirement("S1-02")
def test_the_second_disagreement_reaches_the_service_manager(played: Played) -> None:
    walk = played("managers_disagree_again")
    assert walk.open() == ["guide_parents"]


@pytest.mark.requirement("A15")
@pytest.mark.requirement("A6")
@pytest.mark.requirement("M-02")
def test_a_deputy_decides_and_the_weeks_count_from_the_plan_where_the_council_says_so(played: Played) -> None:
    walk = played("deputy_decides")
    assert "decide_request" not in walk.open()
    assert "session_record" in walk.open()
