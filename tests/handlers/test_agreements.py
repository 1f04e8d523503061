"""Everybody who must agree does, or it shows who does not (F-01, A0-3)."""

from collections.abc import Callable
from typing import Any

import pytest

Call = Callable[..., Any]
ROLES = ["social_worker", "team", "iro", "key_partner"]


def row(role: str, answer: str = "agreed", person: str = "") -> dict[str, str]:
    return {"person": person or role, "role": role, "answer": answer, "on": "2026-11-20"}


@pytest.mark.requirement("F-01", "A0-3")
def test_all_agree_when_each_required_role_has_agreed(call: Call) -> None:
    found = call("agreements.summary", rows=[row(role) for role in ROLES], required_roles=ROLES)
    assert found == {"all_agree": True, "not_agreed": [], "people": [], "missing": []}


@pytest.mark.requirement("A0-3", "A13")
def test_somebody_who_does_not_agree_is_named(call: Call) -> None:
    rows = [*(row(role) for role in ROLES), row("other", "not_agreed", "A foster carer")]
    found = call("agreements.summary", rows=rows, required_roles=ROLES)
    assert found == {"all_agree": False, "not_agreed": ["other"], "people": ["A foster carer"], "missing": []}


def test_a_required_role_that_nobody_holds_is_missing(call: Call) -> None:
    found = call("agreements.summary", rows=[row("social_worker"), row("iro", "not_agreed")], required_roles=ROLES)
    assert not found["all_agree"]
    assert (found["not_agreed"], found["missing"]) == (["iro"], ["team", "iro", "key_partner"])


def test_a_role_with_alternatives_is_met_by_either(call: Call) -> None:
    found = call("agreements.summary", rows=[row("pr_holder")], required_roles=["parent", "carer/pr_holder"])
    assert found["all_agree"]


def test_no_rows_agree_to_nothing(call: Call) -> None:
    assert call("agreements.summary", rows=None, required_roles=ROLES)["missing"] == ROLES
