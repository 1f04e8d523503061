"""Cases that follow from others: what the new case knows from the beginning."""

from collections.abc import Callable
from typing import Any

import pytest

Call = Callable[..., Any]


@pytest.mark.requirement("K15")
def test_a_case_that_follows_knows_what_it_is_given_and_nothing_that_is_empty(call: Call) -> None:
    given = {"child_ref": "CH-1001", "returned_home_on": None}
    assert call("cases.open", process="re_entry", facts=given) == {
        "process": "re_entry",
        "facts": {"child_ref": "CH-1001"},
    }
    assert call("cases.open", process="re_entry") == {"process": "re_entry", "facts": {}}
