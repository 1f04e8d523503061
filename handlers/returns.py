"""Whether a child's move home was settled when it happened: agreed, approved, no risk and no concern left (S3-05)."""

from dataclasses import dataclass

from engine.deadline_words import count_words, moment_words
from engine.registry import HandlerContext, handler
from handlers.given import Moment, instant


@dataclass(frozen=True, slots=True)
class MoveHome:
    """`authorised`, `reason`: of the placement agreement. `approved_at`: of the end of care, under section 20."""

    moved_at: Moment
    authorised: bool
    reason: str
    legal_route: str | None = None
    approved_at: Moment | None = None
    risks_unresolved: int | None = None
    concerns_open: int | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """`authorised`: nothing stood against the move; `reason` names everything that did, in plain words."""

    authorised: bool
    reason: str


@handler("returns.check")
def check(inputs: MoveHome, context: HandlerContext) -> Settled:
    """What stood against the move: no agreement before it (S5-04), no approval before it (reg 39), a risk area that is
    unchanged or worse (S3-05, A0-6), or a concern that nobody has answered (S5-05).
    """
    against = [] if inputs.authorised else [inputs.reason]
    if inputs.legal_route == "s20":
        against += _against_section_20(inputs)
    if inputs.risks_unresolved:
        count = count_words(inputs.risks_unresolved, "risk area")
        against.append(f"Not resolved when the child moved: {count}.")
    if inputs.concerns_open:
        against.append(f"Still open when the child moved: {count_words(inputs.concerns_open, 'concern')}.")
    return Settled(not against, " ".join(against) if against else inputs.reason)


def _against_section_20(inputs: MoveHome) -> list[str]:
    if inputs.approved_at is None:
        return ["The end of care was not approved."]
    if instant(inputs.moved_at) < instant(inputs.approved_at):
        return [f"The end of care was approved only after the move, {moment_words(instant(inputs.approved_at))}."]
    return []
