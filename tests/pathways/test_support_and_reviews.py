"""Support, its reviews and its end beside the duties of the law (S4-02, S4-06, K6, K9, K10)."""

import pytest
from sqlalchemy import select, true

from engine.queries.cases import history_of
from engine.queries.work_list import find_tasks, overdue_promises
from engine.store.tables import DEADLINES
from tests.pathways.playing import Played, london
from tests.pathways.told import told
from web.desk.names import Names


@pytest.mark.requirement("S4-06")
@pytest.mark.requirement("S4-02")
@pytest.mark.requirement("F-09")
@pytest.mark.requirement("A0-1")
@pytest.mark.requirement("A22")
@pytest.mark.requirement("A24")
@pytest.mark.requirement("A11")
@pytest.mark.requirement("K6")
def test_the_service_withdraws_by_exception_after_both_reviews_and_the_recommendation(played: Played) -> None:
    walk = played("service_withdraws_by_exception")
    facts = walk.row().facts
    # Midway on Tuesday 21 April, final on Tuesday 26 May, one more on Tuesday 2 June: the last day of the 84.
    assert (facts["midway_review_on"], facts["final_review_on"]) == ("2026-04-21", "2026-05-26")
    assert facts["rss_reviews_held"] == 3
    assert (facts["withdrawal_exception"], facts["step_down"]) == ("hand_over", ["child_in_need", "targeted_help"])
    k5 = walk.deadline("K5")
    assert k5.met_at <= k5.due_at == london("2026-06-03 00:00")
    assert "statutory_visit" in walk.open()


@pytest.mark.requirement("A0-1", "A22")
def test_an_end_by_exception_is_said_in_words_and_not_as_what_somebody_is_to_do(played: Played) -> None:
    walk = played("service_withdraws_by_exception")
    facts = dict(Names(walk.release).facts(walk.row().facts))
    assert facts["Withdrawn by exception"] == "What was open was handed over"


@pytest.mark.requirement("A0-1", "S4-06")
@pytest.mark.parametrize("scenario", ["child_home_before_the_exception", "child_home_before_the_withdrawal"])
def test_no_exception_is_recorded_when_the_child_comes_home_before_the_service_ends(
    played: Played, scenario: str
) -> None:
    facts = played(scenario).row().facts
    assert facts["returned_home_on"] == "2026-05-28" <= facts["rss_withdrawn_on"]
    assert facts["withdrawal_exception"] is None


@pytest.mark.requirement("A0-1", "A22")
def test_the_question_on_what_is_open_is_asked_anew_when_the_child_comes_home(played: Played) -> None:
    walk = played("child_home_with_actions_open")
    # Once: the first question, which still said that the child is not home, was withdrawn.
    assert walk.open().count("withdrawal_exception") == 1
    assert "step_down" not in walk.open()


@pytest.mark.requirement("S4-02", "S4-05", "K6")
def test_an_overdue_review_is_seen_while_the_practitioners_evidence_is_missing(played: Played) -> None:
    walk = played("review_without_contribution")
    with walk.services.database.reading() as connection:
        rows, _ = find_tasks(connection, [overdue_promises(true(), walk.time.now())], 10, 0)
    # No task stands for the review yet, so the promise itself stands on the social worker's list.
    assert {(row.element_id, row.role) for row in rows} >= {("start_k6", "social_worker")}


@pytest.mark.requirement("S4-06")
@pytest.mark.requirement("A0-9")
@pytest.mark.requirement("K6")
def test_the_next_review_is_on_the_day_that_the_reunification_manager_chose(played: Played) -> None:
    walk = played("review_on_a_chosen_day")
    # Midway, final, and two more on chosen days; the last was due by the end of Monday 1 June.
    assert (walk.deadline("K6").state, walk.deadline("K6").due_at) == ("met", london("2026-06-02 00:00"))


@pytest.mark.requirement("S4-03")
@pytest.mark.requirement("S4-02")
@pytest.mark.requirement("F-08a")
@pytest.mark.requirement("K6")
def test_earlier_and_additional_reviews_stand_beside_the_planned_ones(played: Played) -> None:
    walk = played("extra_reviews")
    facts = walk.row().facts
    # The additional one on 13 April is neither midway nor final; the midway one followed on 23 April.
    assert (facts["rss_reviews_held"], facts["midway_review_on"]) == (2, "2026-04-23")
    assert facts.get("final_review_on") is None
    # Next is the plan's final review: 9 March and 80 days is 28 May (22 days left of March, 30, 28).
    assert walk.deadline("K6").due_at == london("2026-05-29 00:00")
    assert walk.deadline("earlier_review").state == "met"


@pytest.mark.requirement("K9")
@pytest.mark.requirement("K10")
@pytest.mark.requirement("B3")
@pytest.mark.requirement("S3-02")
@pytest.mark.requirement("F-07")
@pytest.mark.requirement("S5-07")
@pytest.mark.requirement("A19")
@pytest.mark.requirement("S4-03")
def test_visits_are_never_more_than_six_weeks_apart_and_reviews_follow_the_cycle(played: Played) -> None:
    walk = played("visits_and_reviews")
    # The missed visit of 14 April reached the assistant director after 15, 16, 17, 20 and 21 April.
    missed = "Overdue for five working days: Next statutory visit"
    assert told(walk, "assistant_director", missed)[0] == london("2026-04-22 00:00")
    # Third review: within six months of 19 June, by the end of 19 December, in winter time.
    assert walk.deadline("K10").due_at == london("2026-12-20 00:00")
    assert walk.deadline("K10").start_at == london("2026-06-19 00:00")


@pytest.mark.requirement("K9", "F-07")
def test_a_visit_without_seeing_the_child_neither_begins_the_promise_anew_nor_tells_of_it_twice(played: Played) -> None:
    walk = played("visits_and_reviews")
    with walk.services.database.reading() as connection:
        query = select(DEADLINES.c.state, DEADLINES.c.detail).where(DEADLINES.c.key == "K9")
        rows = connection.execute(query.order_by(DEADLINES.c.number)).all()
    # Seen on 3 March, 22 April and 6 May, and not on 8 April: three promises.
    assert [row.state for row in rows] == ["met", "met", "running"]
    # Seen on Tuesday 3 March; support, and with it this promise, began a week later, on Tuesday 10 March.
    assert rows[0].detail["explanation"] == [
        "Visits are at most six weeks apart. It counts from the visit at which the child was last seen.",
        "It starts on Tuesday 3 March 2026. The day of the start is not counted.",
        "42 days later is Tuesday 14 April 2026. Every day counts.",
        "So it is due by the end of Tuesday 14 April 2026.",
        "This date was set here on Tuesday 10 March 2026, 7 days after the start of the count.",
    ]
    # The next, two weeks after 6 May, has been overdue since the end of 20 May. On 19 June nobody is in again.
    nobody_in = {"child_seen": "no", "not_seen_why": "Nobody was in.", "home_or_placement": "A tidy garden."}
    walk.complete("statutory_visit", {"visited_on": "2026-06-19"} | nobody_in)
    walk.until(london("2026-06-22 09:00"))
    overdue = told(walk, "social_worker", "Overdue: Next statutory visit")
    assert overdue == [london("2026-04-15 00:00"), london("2026-05-21 00:00")]
    assert walk.deadline("K9").due_at == london("2026-05-21 00:00")


@pytest.mark.requirement("K9")
@pytest.mark.requirement("B3")
@pytest.mark.requirement("A10")
def test_an_order_made_while_the_child_is_home_brings_the_next_visit_with_it(played: Played) -> None:
    walk = played("order_made_at_home")
    # The last visit was on Friday 12 June; the plan's 28 days end on Friday 10 July.
    k9 = walk.deadline("K9")
    assert (k9.start_at, k9.due_at) == (london("2026-06-12 00:00"), london("2026-07-11 00:00"))
    # Nothing was late on the way.
    assert told(walk, "social_worker", "Overdue: Next statutory visit") == []


@pytest.mark.requirement("A0-4")
@pytest.mark.requirement("F-10")
def test_an_additional_review_that_says_no_leads_on_as_a_planned_one_does(played: Played) -> None:
    walk = played("review_recommends_staying_in_care")
    assert (walk.open(), walk.row().facts["smart_plan_version"]) == (["tell_of_reversion"], 2)


@pytest.mark.requirement("A0-1")
@pytest.mark.requirement("A11")
@pytest.mark.requirement("F-10")
def test_the_return_is_recommended_after_support_has_ended(played: Played) -> None:
    assert "outstanding_issues" in played("recommended_after_support_ended").open()


@pytest.mark.requirement("S4-04")
@pytest.mark.requirement("A0-4")
def test_no_review_asks_for_an_end_of_care_or_a_return_that_has_come(played: Played) -> None:
    walk = played("review_after_care_ended")
    assert {"exit_timescale", "recommend_reunification"}.isdisjoint(walk.open())


@pytest.mark.requirement("A0-4")
@pytest.mark.requirement("F-10")
def test_area_and_service_recommend_going_home_together_each_under_their_own_name(played: Played) -> None:
    walk = played("recommended_together")
    with walk.services.database.reading() as connection:
        events = history_of(connection, walk.row().id, 100, 0)
    done = [event for event in reversed(events) if event.kind == "task_completed"]
    steps = {"recommend_reunification", "confirm_recommendation"}
    assert [(event.at, event.actor_id, event.element_id) for event in done if event.element_id in steps] == [
        (london("2026-03-17 09:00"), "team_manager", "recommend_reunification"),
        (london("2026-03-18 09:00"), "reunification_manager", "confirm_recommendation"),  # sent back
        (london("2026-03-19 09:00"), "social_worker", "recommend_reunification"),
        (london("2026-03-20 09:00"), "reunification_manager", "confirm_recommendation"),  # agreed
    ]
