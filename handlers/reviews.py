"""Which review of the service's support comes next: the plan's points, and one more where people ask (K6, A0-9)."""

from dataclasses import dataclass
from datetime import date, timedelta

from engine.registry import HandlerContext, handler
from handlers.given import Moment, optional_day
from handlers.plans import ReviewPoint

WAIT = timedelta(weeks=1)
"""How soon a review follows that no plan names: a final one that is still missing (inferred)."""


@dataclass(frozen=True, slots=True)
class ReviewPoints:
    """The plan's points, the last one that came up, an additional day that somebody set, and the final review held."""

    points: list[ReviewPoint] | None = None
    after: Moment | None = None
    extra_on: Moment | None = None
    final_held_on: Moment | None = None


@dataclass(frozen=True, slots=True)
class NextReviewPoint:
    """The next review's day and kind, and how many more points come after it."""

    on: date
    kind: str
    remaining: int


@handler("reviews.next_point")
def next_point(inputs: ReviewPoints, context: HandlerContext) -> NextReviewPoint:
    """The next review point after the last (S4-02). With none left: a missing final one, or an additional one."""
    after, extra = optional_day(inputs.after), optional_day(inputs.extra_on)
    points = list(inputs.points or [])
    if extra is not None:
        points.append(ReviewPoint(extra, "additional"))
    to_come = sorted((point for point in points if after is None or point.on > after), key=lambda point: point.on)
    if to_come:
        return NextReviewPoint(to_come[0].on, to_come[0].kind, len(to_come) - 1)
    kind = "final" if inputs.final_held_on is None else "additional"
    return NextReviewPoint(context.today + WAIT, kind, 0)
