"""What later steps need of a SMART plan (S2-09)."""

from collections.abc import Callable
from typing import Any

import pytest

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


def test_an_empty_plan_gives_empty_lists(call: Call) -> None:
    assert call("plans.outline") == {"goal_choices": [], "review_points": [], "trigger_choices": []}
