"""Support starts when both meetings were held and the plan is agreed (A0-2)."""

from collections.abc import Callable
from typing import Any

import pytest

Call = Callable[..., Any]
ROLES = ["child", "parent/pr_holder", "social_worker", "practitioner"]
AGREED = [{"role": role, "answer": "agreed"} for role in ("child", "parent", "social_worker", "practitioner")]


def gate(call: Call, **facts: object) -> Any:
    held = {"meeting_2a_on": "2026-11-02", "meeting_2b_on": "2026-11-09", "agreements": AGREED, "required_roles": ROLES}
    return call("support.gate", **(held | facts))


@pytest.mark.requirement("A0-2", "S2-01", "S2-10")
def test_support_may_start_when_nothing_is_missing(call: Call) -> None:
    assert gate(call) == {"ready": True, "missing": []}


@pytest.mark.requirement("A0-2")
@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"meeting_2a_on": None}, "The professional planning meeting (2a) has not been held."),
        ({"meeting_2b_on": None}, "The meeting with child and family (2b) has not been held."),
        ({"agreements": AGREED[:1] + AGREED[2:]}, "Nobody has agreed as parent or holder of parental responsibility."),
        (
            {"agreements": [*AGREED, {"role": "other", "answer": "not_agreed", "person": "Grandmother"}]},
            "Grandmother does not agree to the plan.",
        ),
    ],
)
def test_what_stands_in_the_way_is_told_in_plain_words(call: Call, facts: dict[str, object], message: str) -> None:
    assert gate(call, **facts) == {"ready": False, "missing": [message]}
