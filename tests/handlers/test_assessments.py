"""No request without a completed, approved, recent assessment (S1-07)."""

from collections.abc import Callable
from typing import Any

import pytest

Call = Callable[..., Any]

BY = {"approved_by": "u2", "approved_on": "2026-11-21"}


@pytest.mark.requirement("S1-07")
@pytest.mark.parametrize(
    ("completed", "approved", "current", "reason"),
    [
        ("2026-05-23", "yes", True, "completed, approved and recent"),  # six months are over after 23 November
        ("2026-05-22", "yes", False, "was valid until Sunday 22 November 2026"),
        ("2026-11-20", "no", False, "No manager has approved"),
        ("2026-11-20", None, False, "No manager has approved"),
        (None, "yes", False, "No updated assessment"),
    ],
)
def test_an_assessment_counts_for_six_months_once_approved(
    call: Call, completed: str | None, approved: str | None, current: bool, reason: str
) -> None:
    found = call("assessments.currency", completed_on=completed, approved=approved, **BY, on="2026-11-23", months=6)
    assert found["current"] is current
    assert reason in found["reason"]


@pytest.mark.requirement("S1-07")
@pytest.mark.parametrize("left_out", ["approved_by", "approved_on"])
def test_an_approval_has_a_manager_and_a_day(call: Call, left_out: str) -> None:
    given = {"completed_on": "2026-11-20", "approved": "yes", **BY, left_out: None}
    found = call("assessments.currency", **given, on="2026-11-23", months=6)
    assert (found["current"], found["reason"]) == (False, "No manager has approved the updated assessment.")
