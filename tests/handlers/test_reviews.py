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


@pytest.mark.requirement("A0-9", "S4-06")
@pytest.mark.parametrize(
    ("after", "after_kind", "chosen"),
    [
        ("2027-02-01", "final", "2027-02-01"),  # the final review was held early: its own day is free for one more
        ("2027-02-01", "final", "2027-01-25"),  # and so is an earlier one
        ("2027-02-08", "additional", "2027-02-08"),
        ("2027-02-01", "final", "2027-02-23"),
    ],
)
def test_the_day_that_somebody_chose_is_kept(call: Call, after: str, after_kind: str, chosen: str) -> None:
    facts = {"points": POINTS, "after": after, "after_kind": after_kind, "final_held_on": "2027-01-20"}
    found = call("reviews.next_point", chosen_on=chosen, **facts)
    assert (found["on"], found["kind"], found["remaining"]) == (chosen, "additional", 0)
    # What has come up before does not come up again: two weeks after the later of the two, as nothing is left.
    held = {"after": found["last_on"], "after_kind": found["last_kind"], "chosen_on": found["chosen_left"]}
    following = call("reviews.next_point", **facts | held)
    later = {"2027-02-08": "2027-02-22", "2027-02-23": "2027-03-09"}.get(chosen, "2027-02-15")
    assert (following["on"], following["kind"]) == (later, "additional")


def test_a_chosen_day_waits_for_a_point_of_the_plan_that_comes_before_it(call: Call) -> None:
    found = call("reviews.next_point", points=POINTS, chosen_on="2027-01-11")
    assert (found["on"], found["kind"], found["remaining"]) == ("2026-12-14", "midway", 2)
    assert (found["last_on"], found["last_kind"], found["chosen_left"]) == ("2026-12-14", "midway", "2027-01-11")
    held = {"after": found["last_on"], "after_kind": found["last_kind"], "chosen_on": found["chosen_left"]}
    found = call("reviews.next_point", points=POINTS, **held)
    assert (found["on"], found["kind"], found["remaining"]) == ("2027-01-11", "additional", 1)
    assert found["chosen_left"] is None
