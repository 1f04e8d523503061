"""Section 20: accommodation ends by an approved decision, or by a parent who takes the child home (S5-03, B1)."""

import pytest

from tests.pathways.playing import Played, london
from tests.pathways.told import told


@pytest.mark.requirement("S5-03")
@pytest.mark.requirement("S5-08")
@pytest.mark.requirement("A0-20")
@pytest.mark.requirement("A9")
@pytest.mark.requirement("B4")
def test_the_nominated_officer_approves_the_end_of_accommodation(played: Played) -> None:
    walk = played("section_20_return")
    row = walk.row()
    assert (row.status, row.outcome) == ("closed", "reunified_s20_ended")
    # Home on Monday 1 June at 4pm, British Summer Time, and accommodation ended that day. No placement with parents.
    assert row.facts["returned_home_at"][:16] == "2026-06-01T15:00"
    assert row.facts["care_ended_on"] == "2026-06-01"
    assert row.facts.get("pwp_version") is None
    # 12 weeks from 10 March end on 2 June: the service withdrew a day before.
    assert walk.deadline("K5").due_at == london("2026-06-03 00:00")
    assert walk.deadline("K5").state == "met"


@pytest.mark.requirement("A0-20")
@pytest.mark.requirement("B4")
def test_at_16_on_the_day_that_care_ends_the_director_approves(played: Played) -> None:
    walk = played("section_20_aged_16")
    assert walk.row().outcome == "reunified_s20_ended"
    # Born on 29 May 2010: 18 on 29 May 2028, that day to its end.
    assert walk.row().facts["eighteenth_birthday"] == "2028-05-29"
    assert walk.deadline("eighteenth_birthday").due_at == london("2028-05-30 00:00")


@pytest.mark.requirement("B1")
@pytest.mark.requirement("B12")
@pytest.mark.requirement("A0-8")
@pytest.mark.parametrize(
    ("scenario", "at"),
    [("section_20_removed_in_planning", "2026-03-05 18:00"), ("section_20_removed_in_support", "2026-03-23 11:00")],
)
def test_a_parent_who_takes_the_child_home_ends_the_pathway_and_alerts_who_must_know(
    played: Played, scenario: str, at: str
) -> None:
    walk = played(scenario)
    assert (walk.row().status, walk.row().outcome) == ("closed", "unplanned_removal")
    for role in ("social_worker", "team_manager", "reunification_manager", "independent_reviewing_officer"):
        assert told(walk, role, "removed from accommodation") == [london(at)]
    assert told(walk, "assistant_director", "") == []


@pytest.mark.requirement("B1")
@pytest.mark.requirement("B12")
@pytest.mark.requirement("A0-11")
def test_a_removal_ends_nothing_when_the_child_comes_back_and_no_case_while_an_enquiry_is_open(played: Played) -> None:
    walk = played("removal_averted")
    # Back before the first answer; the second time care ended on 18 March, and the case three weeks later.
    assert walk.row().facts["care_ended_on"] == "2026-03-18"
    assert walk.row().facts["concerns_open"] == 0
    assert walk.deadline("settle_section_47").state == "met"


@pytest.mark.requirement("A0-19")
@pytest.mark.requirement("A10")
@pytest.mark.requirement("A9")
@pytest.mark.requirement("S2-12b")
def test_the_way_home_follows_the_legal_status(played: Played) -> None:
    walk = played("legal_status_changes")
    facts = walk.row().facts
    assert (facts["legal_status"], facts["legal_route"], facts["order_made_on"]) == ("s20", "s20", None)
    # The agreement of 28 May, 10am in summer, was made under the care order. It is kept on record as ended, and moves
    # nobody: the end of care is planned.
    [agreed] = facts["authorities"]
    assert (agreed["agreed_at"][:16], agreed["status"]) == ("2026-05-28T09:00", "withdrawn")
    assert facts["return_authorised_at"] is None
    assert "plan_end_of_care" in walk.open()
    assert facts.get("returned_home_at") is None
