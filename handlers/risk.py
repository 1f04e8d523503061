"""What follows from the classification of risk. It is people's judgement; no score decides (B11)."""

from dataclasses import dataclass

from engine.registry import HandlerContext, handler

GRAVE = ("severe", "high")


@dataclass(frozen=True, slots=True)
class Classification:
    """`level`: low, medium, high or severe; `supports`: does the assessment support it, yes or no; `capacity`."""

    level: str | None
    supports: str | None
    capacity: str | None = None


@dataclass(frozen=True, slots=True)
class RiskRoute:
    """`route`: `supported` or `not_supported`; `needs_rationale`: the manager says why it is supported all the same."""

    route: str
    needs_rationale: bool
    explanation: str


@handler("risk.route")
def route(inputs: Classification, context: HandlerContext) -> RiskRoute:
    """Whether the assessment leads on or to a review of the risk (S1-11); a grave level needs reasons (B11)."""
    if inputs.supports != "yes":
        return RiskRoute("not_supported", False, "The assessment does not support going home at the present time.")
    if inputs.level in GRAVE:
        return RiskRoute("supported", True, f"The risk is {inputs.level}, so the manager who agrees gives the reasons.")
    if inputs.capacity == "not_evidenced":
        return RiskRoute("supported", True, "No capacity to change is evidenced, so the manager gives the reasons.")
    return RiskRoute("supported", False, "The assessment supports going home.")
