"""The outcome of the process that ends accommodation under section 20 (S5-08, A0-20)."""

from dataclasses import dataclass
from typing import Literal

from engine.registry import HandlerContext, handler


@dataclass(frozen=True, slots=True)
class EndDecision:
    """What managers and the approver by law decided."""

    decision: Literal["agreed", "refused"]


@handler("end_of_care.result")
def result(inputs: EndDecision, context: HandlerContext) -> EndDecision:
    """Hand the decision back to the case."""
    return inputs
