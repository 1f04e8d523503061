"""Whether the assessment behind a request is completed, approved and recent (S1-07)."""

from dataclasses import dataclass
from datetime import date

from engine.deadline import compute
from engine.deadline_words import day_words
from engine.registry import HandlerContext, handler
from handlers.given import Moment, day, optional_day


@dataclass(frozen=True, slots=True)
class AssessmentFacts:
    """`approved`: yes or no, and by whom and when; `months`: how long an assessment stays valid."""

    on: Moment
    months: int
    completed_on: Moment | None = None
    approved: str | None = None
    approved_by: str | None = None
    approved_on: Moment | None = None


@dataclass(frozen=True, slots=True)
class AssessmentCurrency:
    """`expires_on`: the last day on which it is recent enough; `reason` in plain words."""

    current: bool
    reason: str
    expires_on: date | None = None


@handler("assessments.currency")
def currency(inputs: AssessmentFacts, context: HandlerContext) -> AssessmentCurrency:
    """No request without a completed, approved assessment that is recent enough (S1-07; the limit is a setting).

    Approved means by a named manager on a day: the author's own word is not an approval.
    """
    completed = optional_day(inputs.completed_on)
    if completed is None:
        return AssessmentCurrency(False, "No updated assessment or review of needs is recorded.")
    expires = compute(completed, inputs.months, "months", context.calendar).last_day
    if inputs.approved != "yes" or not inputs.approved_by or inputs.approved_on is None:
        return AssessmentCurrency(False, "No manager has approved the updated assessment.", expires)
    if expires is not None and day(inputs.on) > expires:
        return AssessmentCurrency(False, f"The assessment was valid until {day_words(expires)}. Update it.", expires)
    return AssessmentCurrency(True, "The assessment is completed, approved and recent.", expires)
