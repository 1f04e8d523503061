"""Follow-up at 3, 6, 12 and 24 months after the return home (K15)."""

from collections.abc import Callable
from typing import Any

import pytest

Call = Callable[..., Any]


@pytest.mark.requirement("K15")
@pytest.mark.parametrize(
    ("asked", "on", "months"),
    [(None, "2027-02-28", 3), (3, "2027-05-30", 6), (6, "2027-11-30", 12), (12, "2028-11-30", 24)],
)
def test_follow_ups_count_from_the_return(call: Call, asked: int | None, on: str, months: int) -> None:
    found = call("re_entry.next_check", returned_home_on="2026-11-30", months=[3, 6, 12, 24], asked=asked)
    assert found == {"left": True, "on": on, "months": months}


@pytest.mark.requirement("K15")
def test_after_the_last_follow_up_none_is_left(call: Call) -> None:
    found = call("re_entry.next_check", returned_home_on="2026-11-30", months=[3, 6, 12, 24], asked=24)
    assert found == {"left": False, "on": None, "months": None}


@pytest.mark.requirement("K15")
@pytest.mark.parametrize(
    ("returned", "on", "months"),
    [
        # Today is Monday 23 November 2026. Three and six months had passed: the next is twelve months.
        ("2026-02-27", "2027-02-27", 12),
        ("2026-08-23", "2026-11-23", 3),
        # All had passed: the child is asked after once, today.
        ("2024-11-01", "2026-11-23", 24),
    ],
)
def test_a_point_that_had_passed_at_registration_is_left_out(call: Call, returned: str, on: str, months: int) -> None:
    found = call("re_entry.next_check", returned_home_on=returned, months=[3, 6, 12, 24])
    assert found == {"left": True, "on": on, "months": months}
