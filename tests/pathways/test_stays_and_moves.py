"""Stays at home and the guard on moving home, for a child on a care order (S2-12, S2-13, S5-04, A0-5)."""

import pytest

from tests.pathways.playing import Played, london
from tests.pathways.told import told


@pytest.mark.requirement("S2-12a")
@pytest.mark.requirement("S2-13")
@pytest.mark.requirement("F-06a")
@pytest.mark.requirement("A7")
@pytest.mark.requirement("A8")
@pytest.mark.requirement("A12")
@pytest.mark.requirement("K16")
def test_each_longer_stay_in_the_middle_of_support_needs_an_agreement_of_its_own(played: Played) -> None:
    walk = played("stays_at_home")
    facts = walk.row().facts
    # Three agreements were written: the first and the second were agreed, the third was refused by the team manager.
    assert (facts["pwp_version"], facts["pwp_authorised_version"]) == (3, 2)
    # The newest agreed one covers Saturday 11 April 10:00 to Monday 13 April 10:00, British Summer Time.
    assert facts["pwp_covers_from"][:16] == "2026-04-11T09:00"
    assert facts["pwp_covers_to"][:16] == "2026-04-13T09:00"
    # An agreement for a stay is none for the return.
    assert facts.get("return_authorised_at") is None
    assert "session_record" in walk.open()
    assert "end_stay" not in walk.open()


@pytest.mark.requirement("S2-12b")
@pytest.mark.requirement("A0-5")
@pytest.mark.requirement("B1")
def test_a_stay_without_agreement_is_recorded_and_told_to_the_assistant_director_at_once(played: Played) -> None:
    walk = played("stay_without_agreement")
    # Two such stays were reported and classified, on 17 March and on 31 March, after the clocks went forward.
    without = told(walk, "assistant_director", "staying at home without agreement")
    assert without == [london("2026-03-17 09:30"), london("2026-03-31 10:00")]
    # The first was agreed on the 18th, two days after it began; the second was ended, and nothing was written for it.
    assert told(walk, "assistant_director", "began before it was agreed") == [london("2026-03-18 15:00")]
    assert walk.row().facts["pwp_version"] == 1


@pytest.mark.requirement("S5-04")
@pytest.mark.requirement("S5-01")
@pytest.mark.requirement("A0-5")
def test_a_move_an_hour_before_the_decision_is_no_return(played: Played) -> None:
    walk = played("moved_home_before_decision")
    # Moved on Wednesday 27 May at 3pm, decided at 4pm, recorded at 5pm. The second move followed its agreement.
    assert told(walk, "assistant_director", "moved home without agreement") == [london("2026-05-27 17:00")]
    facts = walk.row().facts
    assert facts["returned_home_at"][:16] == "2026-05-29T09:00"
    # The lawful return does not take away that there was another before it.
    assert facts["unauthorised_move_at"][:16] == "2026-05-27T14:00"
    # The return's agreement of Thursday 28 May at 9am stands, although one for a night followed at the same hour.
    assert facts["return_authorised_at"][:16] == "2026-05-28T08:00"
    assert (facts["pwp_version"], facts["pwp_kind"]) == (3, "extended_stay")


@pytest.mark.requirement("S2-12b", "S2-13", "A0-5", "A8")
def test_nobody_overstays_unseen_and_what_no_agreement_covers_is_decided_again(played: Played) -> None:
    walk = played("child_overstays")
    without = told(walk, "assistant_director", "staying at home without agreement")
    # Overstayed on 24 March; not agreed on 1 April and still not a week later; outlasted its agreement on 15 April.
    assert without == [london(f"2026-{day} 10:00") for day in ("03-24", "04-01", "04-08", "04-15")]
    # The first stay had two agreements, the open one had one: it was not written anew while it was under way.
    assert walk.row().facts["pwp_version"] == 3


@pytest.mark.requirement("S2-12b", "S2-12c", "S2-13", "A0-19")
def test_a_stay_under_section_20_is_asked_about_weekly_and_looked_at_anew_when_an_order_is_made(played: Played) -> None:
    walk = played("section_20_stay_goes_on")
    assert told(walk, "assistant_director", "staying at home without agreement") == [london("2026-04-14 10:00")]
    # One agreement was written under the order and was never decided, as the order did not last.
    assert (walk.row().facts["pwp_version"], walk.row().facts["authorities"]) == (1, [])


@pytest.mark.requirement("S2-12b", "S2-13", "A0-5")
def test_a_stay_of_which_managers_were_told_is_not_called_off_by_the_social_worker(played: Played) -> None:
    walk = played("unagreed_stay_is_not_erased")
    # Of three such stays one did not take place. The other two ended on 17 March at 7pm, told at 8pm, and on the 20th.
    over = told(walk, "team_manager", "stay at home without agreement is over")
    assert over == [london("2026-03-17 20:00"), london("2026-03-20 18:00")]
    assert walk.row().facts["stays_alerted"] == [1, 3]


@pytest.mark.requirement("S2-13", "F-10", "A0-4")
def test_going_home_is_not_recommended_a_second_time_when_the_child_goes_early(played: Played) -> None:
    walk = played("recommended_return_goes_early")
    # The stay, at 9am, and then the move: both began an hour before the agreement, and both were told.
    assert told(walk, "assistant_director", "staying at home without agreement") == [london("2026-05-26 09:00")]
    assert told(walk, "assistant_director", "moved home without agreement") == [london("2026-05-26 09:00")]
    assert walk.row().facts["stays_without_agreement"] == 1


@pytest.mark.requirement("S2-12b", "S2-13", "A0-5")
def test_a_child_is_asked_after_whatever_state_the_agreement_is_in(played: Played) -> None:
    walk = played("overstays_before_agreement")
    # Two questions were answered with no, on 16 and 23 March; what no agreement covered was alerted again each time.
    without = told(walk, "assistant_director", "staying at home without agreement")
    days = ("03-13 17:00", "03-16 18:00", "03-23 18:00", "04-14 10:00", "04-14 10:00")
    assert without == [london(f"2026-{day}") for day in days]
    # That it is over was told of the first and of the third, which the assistant director sent back.
    over = told(walk, "assistant_director", "stay at home without agreement is over")
    assert over == [london("2026-03-30 19:00"), london("2026-04-14 10:00")]


@pytest.mark.requirement("S2-12b", "S2-13", "A0-5")
def test_that_a_child_who_is_sent_back_never_went_is_confirmed_by_the_assistant_director(played: Played) -> None:
    walk = played("child_never_went")
    # The first stay did not take place; only the second, of which that was refused, counts as one without agreement.
    assert walk.row().facts["stays_alerted"] == [2]
    assert told(walk, "assistant_director", "stay at home without agreement is over") == [london("2026-03-23 20:00")]


@pytest.mark.requirement("S2-12a", "F-06a")
def test_the_agreement_to_a_stay_has_a_date_and_a_new_one_when_it_is_returned(played: Played) -> None:
    walk = played("stay_agreement_written_late")
    # The social worker was told on Friday 10 April, as Thursday was over, and of nothing after the stay was called off.
    overdue = [at for at in told(walk, "social_worker", "Overdue") if at >= london("2026-04-01 00:00")]
    assert london("2026-04-10 00:00") in overdue
    assert london("2026-04-21 00:00") not in overdue
