"""What later steps need of a SMART plan (S2-09)."""

from collections.abc import Callable
from typing import Any

import pytest

from engine.errors import BusinessError

Call = Callable[..., Any]


@pytest.mark.requirement("S2-09", "A0-9")
def test_goals_and_triggers_become_choices_and_points_come_in_order(call: Call) -> None:
    found = call(
        "plans.outline",
        goals=[{"goal": "Sleep at home "}, {"goal": "Go to school", "measure": "Every day"}, {"goal": "Sleep at home"}],
        review_points=[{"on": "2027-02-01", "kind": "final"}, {"on": "2026-12-14", "kind": "midway"}],
        triggers=[{"trigger": "A missed week"}],
    )
    assert found["goal_choices"] == [
        {"label": "Sleep at home", "value": "Sleep at home"},
        {"label": "Go to school", "value": "Go to school"},
    ]
    assert found["review_points"] == [{"on": "2026-12-14", "kind": "midway"}, {"on": "2027-02-01", "kind": "final"}]
    assert found["trigger_choices"] == [{"label": "A missed week", "value": "A missed week"}]


@pytest.mark.requirement("A0-9")
@pytest.mark.parametrize("kinds", [[], ["midway"], ["final", "additional"]])
def test_a_plan_without_a_midway_and_a_final_review_is_refused(call: Call, kinds: list[str]) -> None:
    points = [{"on": "2026-12-14", "kind": kind} for kind in kinds]
    with pytest.raises(BusinessError, match="needs a midway and a final review point"):
        call("plans.outline", goals=[], review_points=points, triggers=[])
