"""Messages: who is told, and that nothing but the subject leaves the house."""

from collections.abc import Callable
from typing import Any

import pytest

from engine.registry import HandlerInputError

Call = Callable[..., Any]


@pytest.mark.requirement("B8")
def test_a_message_holds_roles_and_a_subject_and_no_facts(call: Call) -> None:
    told = call("messages.notify", to="social_worker, team_manager", subject="A concern has been raised", urgent=True)
    assert told == {"to": ["social_worker", "team_manager"], "subject": "A concern has been raised", "urgent": True}


@pytest.mark.requirement("B8")
def test_facts_cannot_be_added_to_a_message(call: Call) -> None:
    with pytest.raises(HandlerInputError, match="child"):
        call("messages.notify", to="social_worker", subject="A concern", child="Q X")
