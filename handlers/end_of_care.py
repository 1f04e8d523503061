"""The outcome of the process that ends accommodation under section 20 (S5-08, A0-20)."""

from dataclasses import dataclass
from datetime import date, datetime
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


@dataclass(frozen=True, slots=True)
class Approval:
    """Who had to approve by law: `nominated_officer` or `director_of_childrens_services`."""

    approver: str


@dataclass(frozen=True, slots=True)
class RecordedApproval:
    """`approved_at`: the instant (UTC); `approved_on`: its day in England and Wales; `approver`: whose it is."""

    decision: Literal["agreed"]
    approved_at: datetime
    approved_on: date
    approver: str


@handler("end_of_care.record_approval")
def record_approval(inputs: Approval, context: HandlerContext) -> RecordedApproval:
    """Keep when the end of care was approved, and by whom, as the return is measured against it (reg 39, S5-03)."""
    return RecordedApproval("agreed", context.now, context.today, inputs.approver)
