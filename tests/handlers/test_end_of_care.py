"""The end of accommodation hands its decision back (S5-08)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from engine.registry import HandlerInputError

Call = Callable[..., Any]


@pytest.mark.requirement("S5-08", "A0-20")
def test_the_decision_is_agreed_or_refused_and_nothing_else(call: Call) -> None:
    assert call("end_of_care.result", decision="agreed") == {"decision": "agreed"}
    with pytest.raises(HandlerInputError, match="decision"):
        call("end_of_care.result", decision="perhaps")


@pytest.mark.requirement("S5-03", "A0-20", "B4")
def test_the_approval_keeps_its_instant_its_day_and_whose_it_is(call: Call) -> None:
    # Half past midnight on 2 June, British Summer Time, is still 1 June in UTC.
    now = datetime.fromisoformat("2026-06-01T23:30:00+00:00")
    found = call("end_of_care.record_approval", now=now, approver="nominated_officer")
    assert found["decision"] == "agreed"
    assert found["approved_at"][:16] == "2026-06-01T23:30"
    assert (found["approved_on"], found["approver"]) == ("2026-06-02", "nominated_officer")
