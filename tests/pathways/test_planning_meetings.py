"""K3: meeting 2a within five working days of the acceptance, counted over Christmas 2026."""

import pytest

from tests.pathways.playing import Played, london

# Accepted on Wednesday 23 December 2026. Thu 24 is 1; Fri 25 Christmas Day, Sat, Sun, Mon 28 (for Boxing Day) are not;
# Tue 29 is 2, Wed 30 is 3, Thu 31 is 4; Fri 1 New Year's Day, Sat, Sun are not; Mon 4 January is 5.
END_OF_DAY_5 = london("2027-01-05 00:00")


@pytest.mark.requirement("K3")
@pytest.mark.requirement("S2-02")
@pytest.mark.requirement("F-04")
@pytest.mark.requirement("A5")
def test_meeting_2a_on_the_fifth_working_day_is_in_time(played: Played) -> None:
    walk = played("meeting_2a_on_day_5")
    assert walk.deadline("K3").due_at == END_OF_DAY_5
    assert walk.deadline("K3").met_at <= END_OF_DAY_5
    # 2b from Monday 4 January: Tue 5, Wed 6, Thu 7, Fri 8, Mon 11.
    assert walk.deadline("K4").last_day.isoformat() == "2027-01-11"


@pytest.mark.requirement("K3")
@pytest.mark.requirement("S2-02")
def test_meeting_2a_on_the_sixth_working_day_is_late(played: Played) -> None:
    k3 = played("meeting_2a_on_day_6").deadline("K3")
    assert k3.due_at == END_OF_DAY_5
    assert k3.met_at > END_OF_DAY_5
    assert k3.late_reason == "The school was closed until Monday."


@pytest.mark.requirement("A4")
@pytest.mark.requirement("K3")
def test_a_meeting_counts_from_the_day_it_was_held_not_the_day_it_was_recorded(played: Played) -> None:
    walk = played("meeting_2a_recorded_next_day")
    # Held on Monday 4 January, the fifth day, which lasts to its end; recorded on Tuesday 5.
    assert walk.deadline("K3").met_at == END_OF_DAY_5
    assert walk.deadline("K3").late_reason == ""
    assert walk.deadline("K4").last_day.isoformat() == "2027-01-11"


@pytest.mark.requirement("A0-21")
@pytest.mark.requirement("K4")
def test_meeting_2a_counts_only_when_area_and_service_took_part(played: Played) -> None:
    walk = played("meeting_2a_without_the_service")
    # The first, on Wednesday 4 March, was without the service; the second was on Thursday 5. From that: Fri 6, Mon 9,
    # Tue 10, Wed 11, Thu 12.
    assert walk.row().facts["meeting_2a_on"] == "2026-03-05"
    assert walk.deadline("K4").last_day.isoformat() == "2026-03-12"


@pytest.mark.requirement("A0-21")
@pytest.mark.requirement("F-05")
def test_meeting_2b_counts_where_the_child_chose_not_to_come_and_contributed_in_another_way(played: Played) -> None:
    walk = played("meeting_2b_child_declined")
    assert walk.row().facts["meeting_2b_on"] == "2026-03-05"
    assert walk.deadline("K4").state == "met"
