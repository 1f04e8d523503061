"""Placement with parents for the full return: team manager, service manager, assistant director (A7, S5-04)."""

import pytest

from tests.pathways.playing import Played, london


@pytest.mark.requirement("S5-04")
@pytest.mark.requirement("S2-12a")
@pytest.mark.requirement("A7")
@pytest.mark.requirement("K16")
def test_an_agreement_returned_by_the_service_manager_goes_through_all_three_levels_again(played: Played) -> None:
    walk = played("pwp_returned_then_agreed")
    facts = walk.row().facts
    assert (facts["pwp_kind"], facts["pwp_authorised_version"]) == ("full_return", 2)
    # The assistant director was asked on Monday 1 June: Tue 2, Wed 3; and agreed on Tuesday 2 June 11:00.
    assert walk.deadline("K16").due_at == london("2026-06-04 00:00")
    assert walk.deadline("K16").met_at == london("2026-06-02 11:00")
    assert "record_return_home" in walk.open()


@pytest.mark.requirement("S5-04")
@pytest.mark.requirement("S5-01")
@pytest.mark.requirement("A0-14")
def test_a_refused_agreement_lets_nobody_go_home_and_both_managers_decide_on_the_plan(played: Played) -> None:
    walk = played("pwp_refused")
    row = walk.row()
    assert (row.status, row.outcome) == ("closed", "reverted_to_la_care")
    assert row.facts.get("pwp_authorised_at") is None
    assert row.facts.get("returned_home_at") is None
    assert walk.deadline("K5").state == "cancelled"


@pytest.mark.requirement("S2-12a")
def test_after_a_refusal_a_new_agreement_can_be_made(played: Played) -> None:
    walk = played("pwp_refused_then_agreed")
    assert walk.row().facts["pwp_authorised_version"] == 2
    assert "record_return_home" in walk.open()
