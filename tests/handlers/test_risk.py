"""What follows from the classification of risk (S1-11, B11)."""

from collections.abc import Callable
from typing import Any

import pytest

Call = Callable[..., Any]


@pytest.mark.requirement("S1-11", "B11")
@pytest.mark.parametrize(
    ("level", "supports", "capacity", "route", "needs_rationale"),
    [
        ("low", "yes", "evidenced", "supported", False),
        ("medium", "yes", "emerging", "supported", False),
        ("medium", "yes", "not_evidenced", "supported", True),
        ("high", "yes", "evidenced", "supported", True),
        ("severe", "yes", "evidenced", "supported", True),
        ("low", "no", "evidenced", "not_supported", False),  # people judge, no score decides
        ("severe", "no", "not_evidenced", "not_supported", False),
        (None, None, None, "not_supported", False),
    ],
)
def test_the_assessment_decides_and_a_grave_level_needs_reasons(
    call: Call, level: str | None, supports: str | None, capacity: str | None, route: str, needs_rationale: bool
) -> None:
    found = call("risk.route", level=level, supports=supports, capacity=capacity)
    assert (found["route"], found["needs_rationale"]) == (route, needs_rationale)
