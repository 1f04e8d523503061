"""Which review of the service's support comes next (K6, A0-9)."""

from collections.abc import Callable
from typing import Any

import pytest

Call = Callable[..., Any]
POINTS = [{"on": "2026-12-14", "kind": "midway"}, {"on": "2027-02-01", "kind": "final"}]


@pytest.mark.requirement("K6", "S4-02", "A17")
@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, ("2026-12-14", "midway", 1)),
        ({"after": "2026-12-14"}, ("2027-02-01", "final", 0)),
        ({"after": "2026-12-14", "extra_on": "2027-01-11"}, ("2027-01-11", "additional", 1)),
        (
            {"after": "2027-02-01", "extra_on": "2027-03-01", "final_held_on": "2027-02-01"},
            ("2027-03-01", "additional", 0),
        ),
        # none is left, or only an additional one that lies before the last: two weeks after the last
        ({"after": "2027-02-01", "extra_on": "2027-01-11"}, ("2027-02-15", "final", 0)),
        ({"after": "2027-02-01", "final_held_on": "2027-02-01"}, ("2027-02-15", "additional", 0)),
        # support started on the day of the midway point: the day after
        ({"support_started_on": "2026-12-14"}, ("2026-12-15", "midway", 1)),
        ({"support_started_on": "2026-11-02"}, ("2026-12-14", "midway", 1)),
        # support started after both points: the midway review on the day after, the final one two weeks later
        ({"support_started_on": "2027-03-01"}, ("2027-03-02", "midway", 1)),
        (
            {
                "support_started_on": "2027-03-01",
                "after": "2027-03-02",
                "after_kind": "midway",
                "midway_held_on": "2027-03-02",
            },
            ("2027-03-16", "final", 0),
        ),
    ],
)
def test_the_next_review_is_the_first_point_after_the_last(
    call: Call, facts: dict[str, object], expected: tuple[str, str, int]
) -> None:
    found = call("reviews.next_point", points=POINTS, **facts)
    assert (found["on"], found["kind"], found["remaining"]) == expected


def test_without_any_plan_the_final_review_is_still_due(call: Call) -> None:
    found = call("reviews.next_point", points=None)
    assert (found["on"], found["kind"]) == ("2026-12-07", "final")  # two weeks from today


@pytest.mark.requirement("A17")
def test_how_soon_a_review_follows_that_no_plan_names_is_set(call: Call) -> None:
    assert call("reviews.next_point", points=None, wait_weeks=3)["on"] == "2026-12-14"  # Monday 23 November and 21 days


def test_a_missing_final_review_is_never_in_the_past(call: Call) -> None:
    assert call("reviews.next_point", points=None, after="2026-10-01")["on"] == "2026-11-23"  # today


@pytest.mark.requirement("K6")
@pytest.mark.requirement("A0-9")
def test_of_two_reviews_on_one_day_neither_is_left_out(call: Call) -> None:
    one_day = [{"on": "2026-12-14", "kind": "final"}, {"on": "2026-12-14", "kind": "midway"}]
    found = call("reviews.next_point", points=one_day)
    assert (found["on"], found["kind"], found["remaining"]) == ("2026-12-14", "midway", 1)
    found = call("reviews.next_point", points=one_day, after="2026-12-14", after_kind="midway")
    assert (found["on"], found["kind"], found["remaining"]) == ("2026-12-14", "final", 0)
