"""K1: the reunification manager answers within 48 hours, as each reading of the documents counts them (A1)."""

import pytest

from tests.pathways.playing import Played, london


@pytest.mark.requirement("S1-08")
@pytest.mark.requirement("K1")
@pytest.mark.requirement("K14")
@pytest.mark.requirement("A3")
def test_an_acceptance_in_time_meets_the_48_hours_and_starts_the_next_clocks(played: Played) -> None:
    walk = played("accept_in_time")
    # Tuesday 3 March 10:00 + 48 h = Thursday 5 March 10:00; accepted on Wednesday 4 March 15:00.
    assert walk.deadline("K1").due_at == london("2026-03-05 10:00")
    assert walk.deadline("K1").met_at == london("2026-03-04 15:00")
    # From Wednesday 4: Thu 5, Fri 6, Mon 9, Tue 10, Wed 11 March.
    assert walk.deadline("K3").last_day.isoformat() == "2026-03-11"


@pytest.mark.requirement("K1")
def test_an_acceptance_after_47_hours_is_in_time(played: Played) -> None:
    k1 = played("accept_at_47_hours").deadline("K1")
    # Friday 6 March 16:00 + 48 h = Sunday 8 March 16:00 GMT; + 47 h = Sunday 15:00.
    assert (k1.due_at, k1.met_at) == (london("2026-03-08 16:00"), london("2026-03-08 15:00"))


@pytest.mark.requirement("K1")
@pytest.mark.requirement("S1-08")
def test_an_acceptance_after_49_hours_is_late_and_asks_why(played: Played) -> None:
    walk = played("accept_at_49_hours")
    k1 = walk.deadline("K1")
    # Friday 6 March 16:00 + 49 h = Sunday 8 March 17:00, an hour after it was due.
    assert (k1.due_at, k1.met_at) == (london("2026-03-08 16:00"), london("2026-03-08 17:00"))
    assert "leave" in k1.late_reason
    assert walk.row().facts["request_decision"] == "accept"


@pytest.mark.requirement("K1")
def test_an_unanswered_request_reaches_the_assistant_director_after_five_working_days(played: Played) -> None:
    walk = played("request_unanswered")
    told = {(sent.to_role, sent.created_at) for sent in walk.messages() if "Overdue for five" in sent.subject}
    # Due on Sunday 8 March; Mon 9, Tue 10, Wed 11, Thu 12, Fri 13: at the end of Friday.
    assert told == {("assistant_director", london("2026-03-14 00:00"))}


@pytest.mark.requirement("A1")
@pytest.mark.requirement("K1")
@pytest.mark.parametrize(
    ("reading", "due"),
    [
        # Friday 1 May 16:00 + 48 elapsed hours.
        ("bank_holiday_elapsed", "2026-05-03 16:00"),
        # 8 hours of Friday, none until the bank holiday Monday 4 May is over, 24 of Tuesday, 16 of Wednesday.
        ("bank_holiday_working_hours", "2026-05-06 16:00"),
        # Tuesday 5, Wednesday 6: the end of Wednesday.
        ("bank_holiday_working_days", "2026-05-07 00:00"),
        # Sunday 3 May and Monday 4 May are not working days: the end of Tuesday 5 May.
        ("bank_holiday_rolled_forward", "2026-05-06 00:00"),
    ],
)
def test_each_reading_of_48_hours_counts_a_bank_holiday_weekend_in_its_way(
    played: Played, reading: str, due: str
) -> None:
    assert played(reading).deadline("K1").due_at == london(due)


@pytest.mark.requirement("K1")
@pytest.mark.parametrize(
    ("weekend", "due"),
    [
        # Friday 27 March 16:00 GMT (16:00 UTC) + 48 h = Sunday 29 March 16:00 UTC, 17:00 by the clock in summer time.
        ("clocks_go_forward", "2026-03-29 17:00"),
        # Friday 23 October 16:00 BST (15:00 UTC) + 48 h = Sunday 25 October 15:00 UTC, 15:00 in winter time.
        ("clocks_go_back", "2026-10-25 15:00"),
    ],
)
def test_48_hours_are_elapsed_hours_when_the_clocks_change(played: Played, weekend: str, due: str) -> None:
    assert played(weekend).deadline("K1").due_at == london(due)


@pytest.mark.requirement("S1-04")
def test_how_long_it_took_from_the_first_idea_to_the_request_stands_among_the_facts(played: Played) -> None:
    walk = played("identified_weeks_before")
    # Identified on Friday 13 February, requested on Tuesday 3 March: 15 days left of February, and 3.
    # Guidance led to a second request a week later, which does not count anew.
    assert walk.row().facts["request_lag_days"] == 18
