"""The return home is settled before it happens, its clocks start with it, and care ends only lawfully."""

import pytest

from tests.pathways.playing import Played, london
from tests.pathways.told import told


@pytest.mark.requirement("K9")
@pytest.mark.requirement("K10")
@pytest.mark.requirement("K8")
@pytest.mark.requirement("S5-07")
@pytest.mark.requirement("S2-11")
def test_the_clocks_at_home_start_with_the_move_whether_or_not_visits_are_planned(played: Played) -> None:
    walk = played("clocks_start_at_the_move")
    # Due by the end of Friday 5 June: overdue at the midnight that follows.
    assert london("2026-06-06 00:00") in told(walk, "team_manager", "Overdue")
    assert walk.row().facts["visit_interval_days"] == 14


@pytest.mark.requirement("K9", "S5-07")
def test_the_first_visit_at_home_is_explained_by_the_move(played: Played) -> None:
    # The last visit was in placement, on Tuesday 19 May; the child moved on Friday 29 May.
    walk = played("first_visit_after_the_move")
    first, second, *_ = walk.deadline("K9").detail["explanation"]
    assert first == "The first visit is within a week of the move on Friday 29 May 2026."
    assert second.startswith("It starts on Friday 29 May 2026.")


@pytest.mark.requirement("A0-6")
@pytest.mark.requirement("S3-05")
@pytest.mark.requirement("S5-05")
def test_a_risk_that_turns_worse_or_an_open_concern_stops_the_return(played: Played) -> None:
    walk = played("risk_worse_before_the_move")
    assert told(walk, "assistant_director", "a child has moved home") == [london("2026-05-28 12:00")]


@pytest.mark.requirement("S5-05")
@pytest.mark.requirement("A0-24")
def test_an_issue_once_recorded_stays_until_it_is_addressed(played: Played) -> None:
    walk = played("issue_stays_on_record")
    # What the team manager sees: the first issue with what has become of it, then the new one.
    assert [(one["issue"], one["addressed"]) for one in walk.row().facts["issues"]] == [
        ("The mother has relapsed", "yes"),
        ("The bedroom", "yes"),
    ]


@pytest.mark.requirement("S5-03")
@pytest.mark.requirement("A0-20")
@pytest.mark.requirement("B4")
def test_a_return_under_section_20_is_measured_against_its_approval(played: Played) -> None:
    walk = played("section_20_measured")
    # Approved on Wednesday 27 May at 2pm, British Summer Time; the child had moved at 10am.
    assert walk.row().facts["end_approved_at"][:16] == "2026-05-27T13:00"
    assert told(walk, "team_manager", "a child has moved home") == [london("2026-05-28 12:00")]


@pytest.mark.requirement("B4")
def test_after_the_sixteenth_birthday_the_director_approves_anew(played: Played) -> None:
    assert played("birthday_before_the_move").row().facts["end_approved_by"] == "director_of_childrens_services"


@pytest.mark.requirement("A0-20")
@pytest.mark.requirement("S5-08")
@pytest.mark.requirement("B1")
@pytest.mark.requirement("B10")
def test_care_ends_by_approval_or_by_the_court_and_closes_as_what_it_was(played: Played) -> None:
    walk = played("care_ends_only_lawfully")
    assert walk.row().outcome == "reunified_s20_ended"
    assert walk.row().facts["legal_status"] == "none"


@pytest.mark.requirement("A0-19")
@pytest.mark.requirement("B1")
def test_an_order_that_ends_while_the_child_is_home_is_reported_with_its_order(played: Played) -> None:
    assert played("order_ended_at_home_by_report").row().outcome == "reunified_co_discharged"


@pytest.mark.requirement("A0-19")
@pytest.mark.requirement("S2-12b")
def test_an_order_over_a_child_who_is_home_alerts_managers_and_asks_for_the_placement(played: Played) -> None:
    walk = played("order_after_section_20")
    assert told(walk, "assistant_director", "an order was made") == [london("2026-06-10 15:00")]
    assert (walk.row().status, walk.row().outcome) == ("closed", "reunified_co_discharged")


@pytest.mark.requirement("S2-11")
@pytest.mark.requirement("S4-04")
def test_a_review_moves_the_target_for_discharge_and_says_so(played: Played) -> None:
    """The instants stand in the scenario."""
    words = played("review_moves_the_discharge_target").deadline("discharge_target").detail["explanation"]
    assert any("A looked-after review has set a new target" in line for line in words), words
    assert not any("2026-06-15" in line for line in words), words
