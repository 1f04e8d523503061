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
        ({"after": "2027-02-01", "extra_on": "2027-01-11"}, ("2026-11-30", "final", 0)),  # a week from today
        ({"after": "2027-02-01", "final_held_on": "2027-02-01"}, ("2026-11-30", "additional", 0)),
    ],
)
def test_the_next_review_is_the_first_point_after_the_last(
    call: Call, facts: dict[str, object], expected: tuple[str, str, int]
) -> None:
    found = call("reviews.next_point", points=POINTS, **facts)
    assert (found["on"], found["kind"], found["remaining"]) == expected


def test_without_any_plan_the_final_review_is_still_due(call: Call) -> None:
    assert call("reviews.next_point", points=None)["kind"] == "final"
