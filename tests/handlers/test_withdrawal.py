"""The service withdraws when all is completed, or by a recorded exception (S4-06, A0-1)."""

from collections.abc import Callable
from typing import Any

import pytest

Call = Callable[..., Any]
DONE = {
    "actions_complete": "yes",
    "plan_complete": "yes",
    "returned_home_at": "2027-01-15T15:00:00+00:00",
    "midway_on": "2026-12-14",
    "final_on": "2027-02-01",
}


@pytest.mark.requirement("S4-06", "A0-1")
def test_withdrawal_is_ordinary_when_all_is_completed(call: Call) -> None:
    assert call("withdrawal.gate", **DONE) == {"route": "ordinary", "reviews_missing": False, "missing": []}


@pytest.mark.requirement("A0-1", "A0-8", "S4-02")
@pytest.mark.parametrize(
    ("fact", "value", "reviews_missing", "message"),
    [
        ("actions_complete", "no", False, "Actions of the service are still open."),
        ("plan_complete", "no", False, "The reunification plan is not completed."),
        ("returned_home_at", None, False, "The child has not returned home yet."),
        ("midway_on", None, True, "The midway review has not been held."),
        ("final_on", None, True, "The final review has not been held."),
    ],
)
def test_anything_missing_makes_it_an_exception(
    call: Call, fact: str, value: object, reviews_missing: bool, message: str
) -> None:
    found = call("withdrawal.gate", **(DONE | {fact: value}))
    assert found == {"route": "exception", "reviews_missing": reviews_missing, "missing": [message]}
