"""What a stay at home or a placement with parents rests on, and what ends it (S2-12, A0-5, K11)."""

import pytest

from tests.pathways.playing import Played, london
from tests.pathways.told import told

WITHOUT = "staying at home without agreement"


@pytest.mark.requirement("S2-12a", "S2-13", "A8")
@pytest.mark.requirement("A0-6", "A0-24", "F-10", "K8")
def test_a_child_who_goes_home_for_good_takes_the_way_of_the_full_return(played: Played) -> None:
    walk = played("going_home_is_no_stay")
    facts = walk.row().facts
    assert [row["kind"] for row in facts["authorities"]] == ["full_return"]
    assert told(walk, "assistant_director", WITHOUT) == [london("2026-03-19 10:00")]
    # Moved at 10:00, agreed at noon: kept as it was, and told once more when the return is recorded.
    assert told(walk, "assistant_director", "moved home without agreement") == [london("2026-03-19 12:00")]


@pytest.mark.requirement("A0-4", "A0-14", "S2-12b")
def test_a_child_whose_going_home_is_not_recommended_comes_back(played: Played) -> None:
    walk = played("going_home_not_recommended")
    assert "consider_at_review" in walk.open()
    assert "answer_unauthorised_stay" not in walk.open()


@pytest.mark.requirement("S2-12b", "S5-04", "A0-5")
def test_a_stay_is_looked_at_when_it_begins_whatever_has_been_said_of_it(played: Played) -> None:
    walk = played("stay_begins_before_agreement")
    # The first began with its agreement pending, the second was called off, the third had not been described.
    expected = [london("2026-03-17 10:00"), london("2026-04-03 10:00")]
    assert told(walk, "assistant_director", WITHOUT) == expected
    assert not walk.row().facts.get("authorities")


@pytest.mark.requirement("A0-5", "S2-12a")
def test_each_agreement_answers_for_its_own_stay(played: Played) -> None:
    walk = played("every_agreement_is_kept")
    rows = walk.row().facts["authorities"]
    assert [(row["version"], row["starts_at"][:10], row["status"]) for row in rows] == [
        (1, "2026-03-20", "in_force"),
        (2, "2026-03-13", "in_force"),
    ]
    assert told(walk, "assistant_director", "Alert") == []


@pytest.mark.requirement("K11", "B2")
def test_an_immediate_placement_is_lawful_for_its_time_and_then_must_end(played: Played) -> None:
    walk = played("placed_at_once")
    [row] = walk.row().facts["authorities"]
    # Agreed by the nominated officer on 10 March; its time was over at the end of Friday 27 March.
    assert (row["route"], row["agreed_at"][:16]) == ("immediate", "2026-03-10T09:00")
    assert (row["status"], row["withdrawn_at"][:16]) == ("withdrawn", "2026-03-28T00:00")
    assert told(walk, "assistant_director", WITHOUT) == []


@pytest.mark.requirement("B2", "S5-04")
def test_a_move_by_the_immediate_route_is_no_alert(played: Played) -> None:
    walk = played("immediate_return_home")
    assert told(walk, "assistant_director", "Alert") == []
    assert walk.row().facts["returned_home_on"] == "2026-05-26"


@pytest.mark.requirement("S2-12c", "S5-03", "A9", "B4")
def test_under_section_20_care_ends_by_its_own_process_at_any_stage(played: Played) -> None:
    row = played("section_20_home_in_planning").row()
    assert (row.status, row.outcome) == ("closed", "reunified_s20_ended")
    # Accepted on Tuesday 3 March at 9am and moved two days later.
    assert row.facts["care_ended_on"] == "2026-03-05"
