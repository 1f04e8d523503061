"""Deadlines as the diagram starts, moves and stops them; every date counted by hand."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from engine.deadline import DeadlineError
from engine.errors import CalendarError
from engine.registry import HandlerInputError

Call = Callable[..., Any]


@pytest.mark.requirement("K3")
def test_a_start_gives_the_due_instant_the_last_day_and_the_reasons(call: Call) -> None:
    # Mon 23 Nov 2026: Tue 24, Wed 25, Thu 26, Fri 27, Mon 30 (5)
    found = call("deadlines.start", start="2026-11-23T10:00+00:00", length=5, unit="working-days")
    assert found["last_day"] == "2026-11-30"
    assert datetime.fromisoformat(found["due"]) == datetime(2026, 12, 1, tzinfo=UTC)
    assert found["explanation"][-2] == "So it is due by the end of Monday 30 November 2026."
    assert found["skipped"][0] == {"date": "2026-11-28", "reason": "Saturday"}


@pytest.mark.requirement("K1")
def test_48_hours_from_friday_end_on_sunday_or_by_setting_on_tuesday(call: Call) -> None:
    friday = "2026-11-27T16:00+00:00"
    elapsed = call("deadlines.start", start=friday, length=48, unit="hours")
    working = call("deadlines.start", start=friday, length=48, unit="working-hours")
    assert datetime.fromisoformat(elapsed["due"]) == datetime(2026, 11, 29, 16, tzinfo=UTC)
    assert datetime.fromisoformat(working["due"]) == datetime(2026, 12, 1, 16, tzinfo=UTC)
    rolled = call("deadlines.start", start=friday, length=48, unit="hours", roll_weekend_forward=True)
    assert rolled["last_day"] == "2026-11-30"  # Sunday's expiry lasts to the end of Monday


@pytest.mark.requirement("A1")
def test_another_reading_of_the_48_hours_is_worked_out_beside_it_and_binds_nobody(call: Call) -> None:
    # Friday 27 November 2026, 16:00: 48 hours end on Sunday 29 at 16:00; two working days are Mon 30 and Tue 1 December
    readings = [{"length": 2, "unit": "working-days"}, {"length": 48, "unit": "hours"}]
    found = call("deadlines.start", start="2026-11-27T16:00+00:00", length=48, unit="hours", other_readings=readings)
    assert datetime.fromisoformat(found["due"]) == datetime(2026, 11, 29, 16, tzinfo=UTC)
    assert [(other["length"], other["unit"]) for other in found["other_readings"]] == [(2, "working-days")]
    assert datetime.fromisoformat(found["other_readings"][0]["due"]) == datetime(2026, 12, 2, tzinfo=UTC)
    words = "Counted as 2 working days it would be due by the end of Tuesday 1 December 2026; reports show both."
    assert found["explanation"][-1] == words


@pytest.mark.requirement("K4")
def test_a_meeting_held_on_friday_and_recorded_on_monday_counts_from_friday(call: Call) -> None:
    # Fri 20 Nov: Mon 23, Tue 24, Wed 25, Thu 26, Fri 27 (5); today is Mon 23 November, three days later
    found = call("deadlines.start", start="2026-11-20", length=5, unit="working-days")
    assert found["last_day"] == "2026-11-27"
    assert found["explanation"][-1] == (
        "This date was set here on Monday 23 November 2026, 3 days after the start of the count."
    )


def test_one_recorded_after_its_end_says_so(call: Call) -> None:
    found = call("deadlines.start", start="2026-11-09", length=5, unit="working-days")  # due by Mon 16 November
    assert found["explanation"][-1].endswith("it was already past its end, by the end of Monday 16 November 2026.")


@pytest.mark.requirement("K7")
def test_a_date_that_was_set_is_the_deadline(call: Call) -> None:
    found = call("deadlines.start", start="2026-11-23T10:00+00:00", on="2027-02-15")
    assert (found["last_day"], found["unit"], found["length"]) == ("2027-02-15", "on", None)


@pytest.mark.requirement("K13")
def test_the_same_working_day_is_a_length_of_nought(call: Call) -> None:
    found = call("deadlines.start", start="2026-11-21T20:00+00:00", length=0, unit="working-days")  # a Saturday
    assert found["last_day"] == "2026-11-23"


def test_a_start_may_be_an_instant_as_expressions_give_it(call: Call) -> None:
    found = call("deadlines.start", start=datetime(2026, 11, 23, 10, tzinfo=UTC), length="2", unit="weeks")
    assert found["last_day"] == "2026-12-07"


@pytest.mark.parametrize("inputs", [{}, {"length": 5, "unit": "days", "on": "2026-12-01"}, {"unit": "days"}])
def test_a_start_needs_a_length_or_a_date_and_not_both(call: Call, inputs: dict[str, object]) -> None:
    with pytest.raises(DeadlineError, match="either a length with its unit, or a date"):
        call("deadlines.start", start="2026-11-23", **inputs)


def test_senseless_inputs_are_refused_with_the_reason(call: Call) -> None:
    with pytest.raises(DeadlineError, match="cannot be right"):
        call("deadlines.start", start="0202-11-23", length=5, unit="days")
    with pytest.raises(CalendarError, match="outside the working-day calendar"):
        call("deadlines.start", start="2045-12-29", length=5, unit="working-days")
    with pytest.raises(HandlerInputError, match="start"):
        call("deadlines.start", length=5, unit="days")


@pytest.mark.requirement("S2-07")
def test_an_extension_to_a_date_moves_the_end_and_keeps_the_reason(call: Call) -> None:
    moved = call(
        "deadlines.move",
        start="2026-08-31T23:00:00+00:00",
        due="2026-11-25T00:00:00+00:00",
        on="2026-12-09",
        reason="A new school place begins on 7 December",
    )
    assert moved["last_day"] == "2026-12-09"
    assert moved["start"].startswith("2026-08-31T23:00:00")
    assert moved["explanation"][0] == (
        "It was due by the end of Tuesday 24 November 2026. It was moved: A new school place begins on 7 December"
    )


def test_a_new_length_counts_from_the_start_and_further_time_from_the_end(call: Call) -> None:
    running = {"start": "2026-11-02", "due": "2026-11-17T00:00:00+00:00", "reason": "Agreed"}  # to Mon 16 November
    again = call("deadlines.move", **running, length=3, unit="weeks")
    further = call("deadlines.move", **running, length=1, unit="weeks", further=True)
    assert (again["last_day"], further["last_day"]) == ("2026-11-23", "2026-11-23")  # 2 + 21; 16 + 7


def test_a_move_needs_a_reason(call: Call) -> None:
    with pytest.raises(DeadlineError, match="Give the reason"):
        call("deadlines.move", start="2026-11-02", due="2026-11-17T00:00:00+00:00", reason=" ", on="2026-12-01")


def test_a_stop_is_met_now_on_a_given_day_or_called_off(call: Call) -> None:
    assert call("deadlines.stop", met=True)["met_on"].startswith("2026-11-23T10:00:00")
    assert call("deadlines.stop", met=True, met_on="2026-11-20")["met_on"].startswith("2026-11-20T00:00:00")
    assert call("deadlines.stop", met=False) == {"met": False, "met_on": None}


def test_the_rule_behind_a_length_comes_first_in_the_explanation(call: Call) -> None:
    why = "The first visit is within a week of the move on Monday 23 November 2026."
    found = call("deadlines.start", start="2026-11-23", length=7, unit="days", why=why)
    assert found["explanation"][0] == why
    assert found["explanation"][1].startswith("It starts on Monday 23 November 2026.")
