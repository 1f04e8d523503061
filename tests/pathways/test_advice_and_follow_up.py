"""Before a request and after the return: early advice (S1-06), and whether the child comes back into care (K15)."""

import pytest

from tests.pathways.playing import Played, london


@pytest.mark.requirement("S1-06")
@pytest.mark.requirement("A14")
def test_advice_is_never_counted_as_a_request(played: Played) -> None:
    walk = played("early_advice")
    row = walk.row()
    assert (row.status, row.outcome) == ("closed", "advice_given")
    assert row.facts["counts_as_request"] is False
    assert row.facts.get("first_requested_at") is None
    # Followed up on Monday 1 June, the day that was set.
    assert walk.deadline("advice_follow_up").due_at == london("2026-06-02 00:00")


@pytest.mark.requirement("K15")
def test_a_return_is_followed_up_at_3_6_12_and_24_months(played: Played) -> None:
    walk = played("followed_up_for_two_years")
    row = walk.row()
    assert (row.status, row.outcome, row.facts["follow_ups_done"]) == ("closed", "not_re_entered", 4)
    # The last: Thursday 30 November 2028, and ten working days to record it: Thursday 14 December.
    last = walk.deadline("K15")
    assert (last.start_at, last.due_at) == (london("2028-11-30 00:00"), london("2028-12-15 00:00"))


@pytest.mark.requirement("K15")
@pytest.mark.requirement("B12")
def test_a_follow_up_finds_that_the_child_is_back_in_care(played: Played) -> None:
    walk = played("back_in_care")
    assert (walk.row().status, walk.row().outcome) == ("closed", "re_entered_care")
    # Returned on 27 February: the second follow-up was for 27 August. None was asked for after that.
    assert walk.deadline("K15").start_at == london("2026-08-27 00:00")
    assert walk.row().facts["follow_ups_done"] == 2


@pytest.mark.requirement("K15")
def test_a_follow_up_that_is_registered_late_asks_what_is_still_to_come(played: Played) -> None:
    assert played("follow_up_registered_late").deadline("K15").start_at == london("2026-05-29 00:00")


@pytest.mark.requirement("K15")
@pytest.mark.requirement("B12")
@pytest.mark.parametrize(
    "scenario",
    ["follow_up_opens_by_itself", "follow_up_wherever_the_child_is_home", "follow_up_after_the_area_withdraws"],
)
def test_a_follow_up_opens_by_itself_however_the_child_came_home(played: Played, scenario: str) -> None:
    """The answers and instants stand in the scenarios."""
    follow_up = played(scenario).row()
    assert (follow_up.process_id, follow_up.facts["linked_case"]) == ("re_entry", "HW-00001")
