"""Visits (reg 28) and looked-after reviews (reg 33), counted by hand."""

from collections.abc import Callable
from typing import Any

import pytest

from engine.errors import BusinessError

Call = Callable[..., Any]
HOME = {"placement": "with_parents", "placed_on": "2026-06-01"}


def visit(call: Call, **facts: object) -> Any:
    return call("statutory.visit_interval", **facts)


@pytest.mark.requirement("K9", "B3")
@pytest.mark.parametrize(
    ("facts", "on"),
    [
        # no visit at this placement yet: within a week of it
        ({"placement": "foster", "placed_on": "2026-11-02"}, "2026-11-09"),
        ({"placement": "foster", "placed_on": "2026-11-02", "last_visit_on": "2026-10-30"}, "2026-11-09"),
        # 10 Nov + 42 days: 20 of November, 22 of December
        ({"placement": "foster", "placed_on": "2026-11-02", "last_visit_on": "2026-11-10"}, "2026-12-22"),
        # after a year, but not meant to last: still six weeks
        ({"placement": "foster", "placed_on": "2024-01-01", "last_visit_on": "2026-11-10"}, "2026-12-22"),
        # after a year and meant to last to 18: three months, with the month's end kept
        (
            {
                "placement": "foster",
                "placed_on": "2024-01-01",
                "last_visit_on": "2026-11-30",
                "meant_to_last_to_18": True,
            },
            "2027-02-28",
        ),
        # in the first year also a placement meant to last has six weeks
        (
            {
                "placement": "foster",
                "placed_on": "2026-06-01",
                "last_visit_on": "2026-11-10",
                "meant_to_last_to_18": True,
            },
            "2026-12-22",
        ),
        # interim care order at home: weekly to the first review, then four weeks
        ({**HOME, "legal_status": "interim_care_order", "last_visit_on": "2026-11-10"}, "2026-11-17"),
        (
            {
                **HOME,
                "legal_status": "interim_care_order",
                "last_visit_on": "2026-11-10",
                "first_review_on": "2026-05-20",
            },
            "2026-11-17",  # that review was before the placement
        ),
        (
            {
                **HOME,
                "legal_status": "interim_care_order",
                "last_visit_on": "2026-11-10",
                "first_review_on": "2026-06-26",
            },
            "2026-12-08",
        ),
        # a care order made while at home: within a week of the order, then six weeks
        (
            {**HOME, "legal_status": "care_order", "order_made_on": "2026-11-12", "last_visit_on": "2026-11-10"},
            "2026-11-19",
        ),
        (
            {**HOME, "legal_status": "care_order", "order_made_on": "2026-11-09", "last_visit_on": "2026-11-10"},
            "2026-12-22",
        ),
        # immediate placement (reg 19): weekly to the first review, then six weeks
        (
            {"placement": "with_parents_immediate", "placed_on": "2026-11-02", "last_visit_on": "2026-11-05"},
            "2026-11-12",
        ),
        (
            {
                "placement": "with_parents_immediate",
                "placed_on": "2026-11-02",
                "last_visit_on": "2026-11-10",
                "first_review_on": "2026-11-09",
            },
            "2026-12-22",
        ),
    ],
)
def test_the_law_s_longest_time_to_the_next_visit(call: Call, facts: dict[str, object], on: str) -> None:
    found = visit(call, **facts)
    assert found["on"] == on
    assert found["statutory_on"] == on


@pytest.mark.requirement("S5-07", "A19")
def test_the_plan_may_ask_for_more_visits_but_never_for_fewer_than_the_law(call: Call) -> None:
    facts = {"placement": "foster", "placed_on": "2026-06-01", "last_visit_on": "2026-11-10"}
    weekly = visit(call, **facts, plan_interval_days=7)
    seldom = visit(call, **facts, plan_interval_days=90)
    assert (weekly["on"], weekly["days"], weekly["capped"]) == ("2026-11-17", 7, False)
    assert (seldom["on"], seldom["days"], seldom["capped"]) == ("2026-12-22", 42, True)
    assert weekly["cap_days"] == seldom["cap_days"] == 42


def test_after_a_move_home_the_plan_s_interval_counts_from_the_move(call: Call) -> None:
    # last visit Mon 9 Nov, home on Fri 20 Nov, visits every 3 days: by Mon 23 Nov, 14 days after the last visit
    found = visit(
        call, placement="with_parents", placed_on="2026-11-20", last_visit_on="2026-11-09", plan_interval_days=3
    )
    assert (found["on"], found["days"]) == ("2026-11-23", 14)
    assert found["why"] == "The plan has a visit every 3 days. It counts from the move."


@pytest.mark.requirement("K10", "B3")
@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"reviews_held": 0, "looked_after_since": "2026-11-02"}, ("2026-11-02", 20, "working-days")),
        ({"looked_after_since": "2026-11-02"}, ("2026-11-02", 20, "working-days")),
        ({"reviews_held": 1, "last_review_on": "2026-11-20"}, ("2026-11-20", 3, "months")),
        ({"reviews_held": 2, "last_review_on": "2026-11-20"}, ("2026-11-20", 6, "months")),
        ({"reviews_held": 9, "last_review_on": "2026-11-20"}, ("2026-11-20", 6, "months")),
    ],
)
def test_reviews_come_after_20_working_days_three_months_and_six_months(
    call: Call, facts: dict[str, object], expected: tuple[str, int, str]
) -> None:
    found = call("statutory.review_interval", **facts)
    assert (found["counts_from"], found["length"], found["unit"]) == expected


@pytest.mark.parametrize("held", [0, 1, 4])
def test_a_review_without_its_starting_day_is_refused_by_name(call: Call, held: int) -> None:
    with pytest.raises(BusinessError, match="without knowing"):
        call("statutory.review_interval", reviews_held=held)


@pytest.mark.requirement("K9", "B3")
@pytest.mark.parametrize(
    ("last", "counts_from", "length", "why"),
    [
        # last seen in the foster home on 15 May, moved on Monday 1 June: within a week of the move
        (
            "2026-05-15",
            "2026-06-01",
            7,
            "The first visit is within a week of the move on Monday 1 June 2026.",
        ),
        (
            "2026-06-05",
            "2026-06-05",
            42,
            "Visits are at most six weeks apart. It counts from the visit at which the child was last seen.",
        ),
    ],
)
def test_it_says_what_the_next_visit_is_counted_from(
    call: Call, last: str, counts_from: str, length: int, why: str
) -> None:
    found = visit(call, **HOME, last_visit_on=last)
    assert (found["counts_from"], found["length"], found["why"]) == (counts_from, length, why)


@pytest.mark.requirement("S5-07")
def test_a_plan_with_more_visits_than_the_law_asks_for_is_named_as_the_reason(call: Call) -> None:
    found = visit(call, **HOME, last_visit_on="2026-06-05", plan_interval_days=14)
    assert (found["on"], found["counts_from"]) == ("2026-06-19", "2026-06-05")
    why = "The plan has a visit every 14 days. It counts from the visit at which the child was last seen."
    assert found["why"] == why


@pytest.mark.requirement("K9", "B3")
def test_a_visit_after_a_care_order_counts_from_the_order_unless_the_plan_has_one_before(call: Call) -> None:
    # seen on Friday 5 June, order on Monday 8 June: within a week of it, by Monday 15 June
    order = {**HOME, "legal_status": "care_order", "order_made_on": "2026-06-08", "last_visit_on": "2026-06-05"}
    found = visit(call, **order)
    assert (found["on"], found["counts_from"], found["length"]) == ("2026-06-15", "2026-06-08", 7)
    assert found["why"].endswith("made while the child lives at home.")
    # the plan's 5 days from Friday 5 June are Wednesday 10 June
    sooner = visit(call, **order, plan_interval_days=5)
    assert (sooner["on"], sooner["counts_from"], sooner["length"]) == ("2026-06-10", "2026-06-05", 5)
