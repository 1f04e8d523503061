"""Other ends: the child turns 18, dies or moves to another council, or the area withdraws (A0-8, B4, S2-11)."""

import pytest
from sqlalchemy import select

from engine.commands.report_event import possible_events
from engine.store.loading import load_case
from engine.store.tables import TIMERS
from tests.pathways.playing import Played, london
from tests.pathways.told import told


@pytest.mark.requirement("A0-8")
@pytest.mark.requirement("B6")
@pytest.mark.parametrize(
    ("scenario", "outcome"),
    [
        ("child_died", "died"),
        ("moved_to_another_council", "transferred"),
        ("area_withdraws", "withdrawn"),
        pytest.param("court_ends_care_early", "withdrawn", marks=pytest.mark.requirement("A0-19")),
        pytest.param("area_withdraws_at_home", "at_home_under_co", marks=pytest.mark.requirement("S2-11")),
    ],
)
def test_the_case_ends_as_what_happened(played: Played, scenario: str, outcome: str) -> None:
    walk = played(scenario)
    assert (walk.row().status, walk.row().outcome, walk.open()) == ("closed", outcome, [])


@pytest.mark.requirement("B4")
@pytest.mark.requirement("A0-8")
def test_turning_18_is_announced_and_asks_for_no_review(played: Played) -> None:
    walk = played("turned_18")
    assert (walk.row().status, walk.row().outcome) == ("closed", "aged_18")
    # 18 on Saturday 18 April 2026. Twelve weeks before was 24 January, so that is told as the case begins; four weeks
    # before, from the beginning of Saturday 21 March; then on the birthday, from its beginning.
    at = [london("2026-03-02 09:00"), london("2026-03-21 00:00"), london("2026-04-18 00:00")]
    assert told(walk, "team_manager", "The child turns 18") == at
    assert walk.row().facts.get("final_review_on") is None


@pytest.mark.requirement("B4")
def test_a_birthday_that_is_days_away_is_announced_at_once(played: Played) -> None:
    walk = played("turns_18_within_days")
    assert told(walk, "team_manager", "18") == [london("2026-03-02 09:00"), london("2026-03-08 00:00")]


@pytest.mark.requirement("B4")
def test_a_birthday_is_a_day_of_no_work_and_says_what_to_do_then(played: Played) -> None:
    words = " ".join(played("turned_18").deadline("eighteenth_birthday").detail["explanation"])
    assert "working day" not in words
    assert "The pathway ends on that day. The social worker is then asked to confirm it." in words


@pytest.mark.requirement("B4", "A0-8")
def test_the_social_worker_is_asked_once_on_the_birthday_and_the_case_ends(played: Played) -> None:
    walk = played("turned_18")
    with walk.services.database.reading() as connection:
        timers = connection.execute(select(TIMERS).where(TIMERS.c.element_id == "turns_18")).all()
    # From the beginning of Saturday 18 April 2026, which is in summer time.
    assert [(timer.due_at, timer.state) for timer in timers] == [(london("2026-04-18 00:00"), "fired")]
    birthday = walk.deadline("eighteenth_birthday")
    assert (birthday.state, birthday.due_at) == ("met", london("2026-04-19 00:00"))


@pytest.mark.requirement("B4", "A0-8")
def test_a_birthday_that_is_reported_and_asked_about_ends_the_pathway_once(played: Played) -> None:
    walk = played("turned_18_and_reported")
    assert (walk.row().status, walk.row().outcome, walk.open()) == ("closed", "aged_18", [])
    assert len(told(walk, "team_manager", "It is confirmed that a child has left")) == 1


@pytest.mark.requirement("B4")
@pytest.mark.parametrize(
    ("scenario", "asked"),
    [("birthday_put_right", True), ("birth_date_wrong", False), ("closed_before_the_birthday", False)],
)
def test_nobody_is_asked_on_a_birthday_that_is_none_or_ends_nothing(played: Played, scenario: str, asked: bool) -> None:
    assert ("confirm_turned_18" in played(scenario).open()) is asked


@pytest.mark.requirement("A0-8", "B4")
def test_what_can_no_longer_happen_is_not_offered_for_a_child_who_has_left(played: Played) -> None:
    walk = played("nothing_is_offered_after_leaving")
    # Of all that a case can take, only a concern is left to report.
    with walk.services.database.reading() as connection:
        loaded = load_case(connection, walk.services.releases, walk.row().id, walk.time.now())
        assert [event.node.id for event in possible_events(loaded)] == ["concern_raised"]


@pytest.mark.requirement("A0-8")
@pytest.mark.requirement("A0-14")
@pytest.mark.parametrize(
    ("scenario", "outcome"),
    [
        pytest.param("asked_before_an_s20_return", "reunified_s20_ended", marks=pytest.mark.requirement("S5-03")),
        pytest.param("asked_before_a_return_under_order", "at_home_under_co", marks=pytest.mark.requirement("S2-11")),
        pytest.param("asked_before_a_court_order", "withdrawn", marks=pytest.mark.requirement("A0-19")),
    ],
)
def test_what_was_asked_before_care_ended_is_decided_for_the_child_as_it_is_then(
    played: Played, scenario: str, outcome: str
) -> None:
    walk = played(scenario)
    assert (walk.row().outcome, walk.row().facts.get("care_plan_reverted_on")) == (outcome, None)


@pytest.mark.requirement("A0-8")
@pytest.mark.requirement("A0-14")
@pytest.mark.parametrize(
    "scenario", ["nothing_goes_on_after_a_death", "nobody_is_told_after_a_death", "left_while_a_stay_ends"]
)
def test_nobody_is_asked_for_anything_on_a_child_who_has_left_but_to_close(played: Played, scenario: str) -> None:
    assert played(scenario).open() == ["close_left_pathway"]


@pytest.mark.requirement("A0-8")
def test_nothing_stops_on_one_persons_report_that_a_child_has_left(played: Played) -> None:
    walk = played("left_by_mistake")
    # K3, five working days from the acceptance, as though nothing had been reported.
    assert (walk.row().status, walk.deadline("K3").state) == ("open", "running")
