"""What the reunification manager may decide beside accepting: decline, guide, ask for more information."""

import pytest

from tests.pathways.playing import Played, london


@pytest.mark.requirement("S1-10")
@pytest.mark.requirement("F-03b")
@pytest.mark.requirement("A0-13")
def test_a_request_declined_for_capacity_has_its_reasons_sent_recorded_and_closed(played: Played) -> None:
    walk = played("decline_for_capacity")
    row = walk.row()
    assert (row.status, row.outcome) == ("closed", "declined")
    assert row.facts["decline_reason"] == "capacity"
    told = {sent.to_role for sent in walk.messages() if sent.created_at == london("2026-03-03 09:00")}
    assert {"social_worker", "team_manager"} <= told
    # Decided on Tuesday 3 March: ICS by the end of Wednesday 4 March.
    assert walk.deadline("K14").last_day.isoformat() == "2026-03-04"


@pytest.mark.requirement("A16")
@pytest.mark.requirement("S1-10")
@pytest.mark.requirement("K3")
def test_after_guidance_the_area_asks_again_and_the_clocks_start_from_the_new_request(played: Played) -> None:
    walk = played("guidance_then_accepted")
    facts = walk.row().facts
    assert (facts["request_number"], facts["resubmission_of"]) == (2, 1)
    # Asked again on Tuesday 24 March 14:00: + 48 h = Thursday 26 March 14:00.
    assert walk.deadline("K1").due_at == london("2026-03-26 14:00")
    # Accepted on Wednesday 25 March: Thu 26, Fri 27, Mon 30, Tue 31, Wed 1 April.
    assert walk.deadline("K3").last_day.isoformat() == "2026-04-01"


@pytest.mark.requirement("S1-09")
@pytest.mark.requirement("K2")
@pytest.mark.requirement("A2")
@pytest.mark.requirement("A0-12")
def test_asking_for_information_meets_the_first_48_hours_and_starts_five_working_days(played: Played) -> None:
    walk = played("more_information")
    # Asked on Wednesday 1 April 15:00, in time for Thursday 2 April 10:00.
    assert walk.deadline("K1").met_at == london("2026-04-01 15:00")
    # Thu 2, (Good Friday 3, Easter Monday 6), Tue 7, Wed 8, Thu 9, Fri 10 April; held on Thursday 9.
    assert walk.deadline("K2").last_day.isoformat() == "2026-04-10"
    assert walk.deadline("K2").met_at == london("2026-04-10 00:00")
    # The other reading, a decision within 48 hours, was missed: it came on Friday 10 April.
    assert walk.deadline("K1_decision").met_at > walk.deadline("K1_decision").due_at


@pytest.mark.requirement("K2")
def test_a_discussion_after_the_fifth_working_day_is_late(played: Played) -> None:
    k2 = played("information_discussed_late").deadline("K2")
    assert k2.due_at == london("2026-04-11 00:00")
    assert k2.met_at > k2.due_at
    assert k2.late_reason == "The school was closed."
