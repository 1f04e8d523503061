"""At home under a care order: meetings every three months, and what the court decides (S5-08, S5-09, A20)."""

import pytest

from tests.pathways.playing import Played, london
from tests.pathways.told import told


@pytest.mark.requirement("S5-09")
@pytest.mark.requirement("K8")
@pytest.mark.requirement("A20")
@pytest.mark.requirement("A0-25")
def test_a_missed_planning_meeting_is_told_to_the_social_worker_only(played: Played) -> None:
    walk = played("planning_meeting_missed")
    # Home on 29 May: due on 29 August, missed, and held on 7 September; then 7 December, then 7 March, held on the 5th.
    missed = told(walk, "social_worker", "Recommended date passed: Care planning meeting")
    assert missed == [london("2026-08-30 00:00")]
    assert told(walk, "team_manager", "Care planning meeting") == []
    # 5 March and three months: the end of 5 June 2027.
    assert walk.deadline("K8").due_at == london("2027-06-06 00:00")


@pytest.mark.requirement("S2-11")
def test_living_at_home_under_an_order_is_told_every_three_months_and_is_grave_after_a_year(played: Played) -> None:
    walk = played("planning_meeting_missed")
    # Home on Friday 29 May 2026. 13 weeks: 28 August; 26: 27 November; 39: 26 February 2027; each to its end.
    marks = [london("2026-08-29 00:00"), london("2026-11-28 00:00"), london("2027-02-27 00:00")]
    assert told(walk, "team_manager", "months at home under a care order") == marks
    assert told(walk, "service_manager", "months at home under a care order") == marks[2:]
    assert told(walk, "assistant_director", "A year at home") == []
    # Twelve months: 29 May 2027, to its end.
    walk.until(london("2027-05-31 09:00"))
    assert told(walk, "assistant_director", "A year at home") == [london("2027-05-30 00:00")]


@pytest.mark.requirement("S5-08")
@pytest.mark.requirement("F-10")
@pytest.mark.requirement("B1")
@pytest.mark.requirement("A21")
def test_after_a_refusal_it_goes_on_and_a_supervision_order_ends_the_care_order(played: Played) -> None:
    walk = played("discharge_refused")
    row = walk.row()
    assert (row.status, row.outcome) == ("closed", "reunified_co_discharged")
    # Refused on 3 June, replaced by a supervision order on 4 June.
    assert (row.facts["court_order"], row.facts["care_ended_on"]) == ("supervision_order", "2026-06-04")


@pytest.mark.requirement("S2-11")
def test_after_a_refusal_a_new_target_is_agreed_before_it_counts(played: Played) -> None:
    target = played("discharge_refused").deadline("discharge_target")
    # Proposed for 30 November, agreed for 2 November: to the end of that Monday.
    assert target.due_at == london("2026-11-03 00:00")
    words = " ".join(target.detail["explanation"])
    assert "Five months of evidence are enough." in words


@pytest.mark.requirement("S5-07")
@pytest.mark.requirement("A19")
def test_the_first_plan_of_visits_at_home_is_no_looser_than_every_week_without_a_manager(played: Played) -> None:
    walk = played("visits_at_home_not_loosened")
    # Home on Friday 29 May 2026: every week, so the next visit is due at the end of Friday 5 June.
    assert walk.deadline("K9").due_at == london("2026-06-06 00:00")
