"""Risk areas are named in the plan, followed up, and stop the return until resolved (S3-05, A0-6)."""

from collections.abc import Callable
from typing import Any

import pytest

Call = Callable[..., Any]


def fold(call: Call, **rows: object) -> Any:
    return call("risks.fold", **({"current": None, "areas": None, "updates": None} | rows))


@pytest.mark.requirement("S2-03", "S3-05")
def test_the_plan_s_areas_begin_open(call: Call) -> None:
    found = fold(call, areas=[{"area": "neglect", "detail": "No food"}, {"area": "housing", "detail": "Damp", "x": 1}])
    assert [(risk["area"], risk["status"]) for risk in found["risks"]] == [("neglect", "open"), ("housing", "open")]
    assert found["unresolved"] == 2


@pytest.mark.requirement("A0-6")
@pytest.mark.parametrize(
    ("status", "unresolved"), [("gone", 0), ("mitigated", 0), ("unchanged", 1), ("worse", 1), ("open", 1)]
)
def test_only_gone_and_mitigated_count_as_resolved(call: Call, status: str, unresolved: int) -> None:
    current = [{"area": "neglect", "detail": "No food", "status": "open", "evidence": ""}]
    update = [{"area": "neglect", "status": status, "evidence": "Seen on visits"}]
    found = fold(call, current=current, updates=update)
    assert found["unresolved"] == unresolved
    expected = {"area": "neglect", "detail": "No food", "status": status, "evidence": "Seen on visits"}
    assert found["risks"] == [expected]


def test_the_newest_progress_of_an_area_counts_and_a_new_area_is_added(call: Call) -> None:
    updates = [
        {"area": "neglect", "status": "gone", "evidence": "First"},
        {"area": "neglect", "status": "worse", "evidence": None},
        {"area": "housing", "status": "mitigated", "evidence": "New flat"},
    ]
    found = fold(call, current=[{"area": "neglect"}], updates=updates)
    assert [(risk["area"], risk["status"], risk["evidence"]) for risk in found["risks"]] == [
        ("neglect", "worse", "First"),
        ("housing", "mitigated", "New flat"),
    ]


def test_a_new_plan_keeps_what_was_found_and_what_it_leaves_out(call: Call) -> None:
    current = [
        {"area": "neglect", "detail": "No food", "status": "gone", "evidence": "Seen"},
        {"area": "housing", "detail": "Damp", "status": "worse", "evidence": "Report"},
    ]
    found = fold(call, current=current, areas=[{"area": "neglect", "detail": "No bed"}])
    assert [(risk["area"], risk["detail"], risk["status"]) for risk in found["risks"]] == [
        ("neglect", "No food; No bed", "gone"),
        ("housing", "Damp", "worse"),
    ]


def test_nothing_given_is_no_risk(call: Call) -> None:
    assert fold(call) == {"risks": [], "unresolved": 0}
