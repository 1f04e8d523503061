"""Cases that follow from others: what is to be looked after beyond the end of one case is a case of its own."""

from dataclasses import dataclass, field
from typing import Any

from engine.registry import HandlerContext, handler


@dataclass(frozen=True, slots=True)
class Open:
    """`process`: whose case is to be opened, one that a person could start. `facts`: what the new case knows from the
    beginning, by name, for its `case.`; what is null is left out.
    """

    process: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Opened:
    """What the engine opens when the step that asked for it is saved: one case, linked to the one that asked."""

    process: str
    facts: dict[str, Any]


@handler("cases.open")
def open_case(inputs: Open, context: HandlerContext) -> Opened:
    """Open a case for the same child and the same people, linked to this one (K15)."""
    return Opened(inputs.process, {name: value for name, value in inputs.facts.items() if value is not None})
