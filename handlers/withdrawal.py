"""Whether the service may withdraw in the ordinary way, or only by a manager's recorded exception (S4-06, A0-1)."""

from dataclasses import dataclass

from engine.registry import HandlerContext, handler
from handlers.given import Moment


@dataclass(frozen=True, slots=True)
class WithdrawalFacts:
    """`actions_complete`, `plan_complete`: yes or no; the instant of the return, the days of the two reviews."""

    actions_complete: str | None = None
    plan_complete: str | None = None
    returned_home_at: Moment | None = None
    midway_on: Moment | None = None
    final_on: Moment | None = None


@dataclass(frozen=True, slots=True)
class WithdrawalGate:
    """`route`: `ordinary` or `exception`; `missing` in plain words; without both reviews no exception is possible."""

    route: str
    reviews_missing: bool
    missing: list[str]


@handler("withdrawal.gate")
def gate(inputs: WithdrawalFacts, context: HandlerContext) -> WithdrawalGate:
    """All actions and the plan completed, the child home, midway and final review held (S4-06, A0-1, A0-8, S4-02)."""
    checks = {
        "The midway review has not been held.": inputs.midway_on is not None,
        "The final review has not been held.": inputs.final_on is not None,
        "Actions of the service are still open.": inputs.actions_complete == "yes",
        "The reunification plan is not completed.": inputs.plan_complete == "yes",
        "The child has not returned home yet.": inputs.returned_home_at is not None,
    }
    missing = [words for words, done in checks.items() if not done]
    reviews_missing = inputs.midway_on is None or inputs.final_on is None
    return WithdrawalGate("exception" if missing else "ordinary", reviews_missing, missing)
