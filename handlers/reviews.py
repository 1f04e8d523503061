"""Which review of the service's support comes next: the plan's points, and one more where people ask (K6, A0-9)."""

from dataclasses import dataclass
from datetime import date, timedelta

from engine.registry import HandlerContext, handler
from handlers.given import Moment, optional_day
from handlers.plans import ReviewPoint

WAIT = timedelta(weeks=2)
"""How soon a review follows that no plan names, such as a final one that is still missing (inferred)."""


@dataclass(frozen=True, slots=True)
class ReviewPoints:
    """The plan's points, the last one that came up, an additional day that somebody set, the final review held."""

    points: list[ReviewPoint] | None = None
    after: Moment | None = None
    extra_on: Moment | None = None
    final_held_on: Moment | None = None
    support_started_on: Moment | None = None


@dataclass(frozen=True, slots=True)
class NextReviewPoint:
    """The next review's day and kind, and how many more points come after it."""

    on: date
    kind: str
    remaining: int


@handler("reviews.next_point")
def next_point(inputs: ReviewPoints, context: HandlerContext) -> NextReviewPoint:
    """The next review point after the last (S4-02). With none left: a missing final one, or an additional one.

    A plan's point that passed before support started moves to the day after the start.
    """
    after, extra = optional_day(inputs.after), optional_day(inputs.extra_on)
    points = list(inputs.points or [])
    if extra is not None:
        points.append(ReviewPoint(extra, "additional"))
    to_come = sorted((point for point in points if after is None or point.on > after), key=lambda point: point.on)
    started = optional_day(inputs.support_started_on)
    earliest = started + timedelta(days=1) if started else date.min
    if to_come:
        return NextReviewPoint(max(to_come[0].on, earliest), to_come[0].kind, len(to_come) - 1)
    kind = "final" if inputs.final_held_on is None else "additional"
    return NextReviewPoint(max((after or context.today) + WAIT, context.today, earliest), kind, 0)
