"""Follow-up at 3, 6, 12 and 24 months after the return home (K15)."""

from collections.abc import Callable
from typing import Any

import pytest

Call = Callable[..., Any]


@pytest.mark.requirement("K15")
@pytest.mark.parametrize(
    ("done", "on", "months"),
    [(None, "2027-02-28", 3), (0, "2027-02-28", 3), (1, "2027-05-30", 6), (2, "2027-11-30", 12), (3, "2028-11-30", 24)],
)
def test_follow_ups_count_from_the_return(call: Call, done: int | None, on: str, months: int) -> None:
    found = call("re_entry.next_check", returned_home_on="2026-11-30", months=[3, 6, 12, 24], done=done)
    assert found == {"left": True, "on": on, "months": months}


@pytest.mark.requirement("K15")
def test_after_the_last_follow_up_none_is_left(call: Call) -> None:
    found = call("re_entry.next_check", returned_home_on="2026-11-30", months=[3, 6, 12, 24], done=4)
    assert found == {"left": False, "on": None, "months": None}
