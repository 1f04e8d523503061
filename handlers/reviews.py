"""Which review of the service's support comes next: the plan's points, and one more where people ask (K6, A0-9)."""

from dataclasses import dataclass
from datetime import date, timedelta

from engine.registry import HandlerContext, handler
from handlers.given import Moment, optional_day
from handlers.plans import ReviewPoint

ORDER = {"midway": 0, "additional": 1, "final": 2}
"""Which of several reviews on one day comes first."""


@dataclass(frozen=True, slots=True)
class ReviewPoints:
    """The plan's points, the last one that came up, an additional day that somebody set, the reviews that were held.

    `wait_weeks`: how soon a review follows that no plan names, such as a final one that is still missing (inferred).
    """

    points: list[ReviewPoint] | None = None
    after: Moment | None = None
    after_kind: str | None = None
    extra_on: Moment | None = None
    midway_held_on: Moment | None = None
    final_held_on: Moment | None = None
    support_started_on: Moment | None = None
    wait_weeks: int = 2  # for releases from before the setting; the diagram gives the setting


@dataclass(frozen=True, slots=True)
class NextReviewPoint:
    """The next review's day and kind, and how many more points come after it."""

    on: date
    kind: str
    remaining: int


@handler("reviews.next_point")
def next_point(inputs: ReviewPoints, context: HandlerContext) -> NextReviewPoint:
    """The next review point after the last (S4-02). With none left: a missing final one, or an additional one.

    A plan's point that passed before support started moves to the day after the start. A midway or final review that
    was not held although a later point has come up, since both had to move, follows `wait_weeks` after that.
    """
    wait = timedelta(weeks=inputs.wait_weeks)
    after, started = optional_day(inputs.after), optional_day(inputs.support_started_on)
    passed = (after or date.min, ORDER.get(inputs.after_kind or "", max(ORDER.values())))
    earliest = started + timedelta(days=1) if started else date.min
    to_come = [point for point in _points(inputs) if _key(point) > passed]
    missing = {"midway": inputs.midway_held_on, "final": inputs.final_held_on}
    to_come += [
        ReviewPoint(max(passed[0] + wait, context.today), point.kind)
        for point in _points(inputs)
        if started and point.on < started and point not in to_come and missing.get(point.kind, started) is None
    ]
    if to_come:
        first = min(to_come, key=_key)
        return NextReviewPoint(max(first.on, earliest), first.kind, len(to_come) - 1)
    kind = "final" if inputs.final_held_on is None else "additional"
    return NextReviewPoint(max((after or context.today) + wait, context.today, earliest), kind, 0)


def _points(inputs: ReviewPoints) -> list[ReviewPoint]:
    extra = optional_day(inputs.extra_on)
    return [*(inputs.points or []), *([] if extra is None else [ReviewPoint(extra, "additional")])]


def _key(point: ReviewPoint) -> tuple[date, int]:
    return point.on, ORDER.get(point.kind, ORDER["additional"])
