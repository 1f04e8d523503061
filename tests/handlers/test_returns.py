"""Whether a move home was settled when it happened (S5-05, S3-05, S5-03)."""

from collections.abc import Callable
from typing import Any

import pytest

Call = Callable[..., Any]
AGREED = {"moved_at": "2026-11-20T10:00:00+00:00", "authorised": True, "reason": "Agreed before the move."}


@pytest.mark.requirement("S5-05", "A0-6")
def test_a_move_that_was_agreed_with_nothing_open_is_settled(call: Call) -> None:
    assert call("returns.check", **AGREED, legal_route="pwp", risks_unresolved=0, concerns_open=None) == {
        "authorised": True,
        "reason": "Agreed before the move.",
    }


@pytest.mark.requirement("A0-6", "S3-05", "S5-05")
def test_everything_that_stood_against_it_is_named(call: Call) -> None:
    found = call("returns.check", **AGREED, legal_route="pwp", risks_unresolved=2, concerns_open=1)
    assert not found["authorised"]
    assert (
        found["reason"]
        == "Not resolved when the child moved: 2 risk areas. Still open when the child moved: 1 concern."
    )


@pytest.mark.requirement("S5-03", "A0-20", "B4")
@pytest.mark.parametrize(
    ("approved_at", "settled"),
    [
        ("2026-11-20T10:00:00+00:00", True),  # the same minute
        ("2026-11-20T10:01:00+00:00", False),
        (None, False),
    ],
)
def test_under_section_20_the_approval_comes_first(call: Call, approved_at: str | None, settled: bool) -> None:
    found = call("returns.check", **AGREED, legal_route="s20", approved_at=approved_at)
    assert found["authorised"] is settled
    assert settled or "approved" in found["reason"]
