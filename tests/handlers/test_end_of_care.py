"""The end of accommodation hands its decision back (S5-08)."""

from collections.abc import Callable
from typing import Any

import pytest

from engine.registry import HandlerInputError

Call = Callable[..., Any]


@pytest.mark.requirement("S5-08", "A0-20")
def test_the_decision_is_agreed_or_refused_and_nothing_else(call: Call) -> None:
    assert call("end_of_care.result", decision="agreed") == {"decision": "agreed"}
    with pytest.raises(HandlerInputError, match="decision"):
        call("end_of_care.result", decision="perhaps")
