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
    """The plan's points, the last one that came up, and the reviews that were held.

    `chosen_on`: the day that somebody chose since the last review came up; it is kept, whatever came up before it.
    `extra_on`: the same for releases from before `chosen_on`, which lost a day that was not after the last point.
    `wait_weeks`: how soon a review follows that no plan names, such as a final one that is still missing (inferred).
    """

    points: list[ReviewPoint] | None = None
    after: Moment | None = None
    after_kind: str | None = None
    extra_on: Moment | None = None
    chosen_on: Moment | None = None
    midway_held_on: Moment | None = None
    final_held_on: Moment | None = None
    support_started_on: Moment | None = None
    wait_weeks: int = 2  # for releases from before the setting; the diagram gives the setting


@dataclass(frozen=True, slots=True)
class NextReviewPoint:
    """The next review's day and kind, and how many more points come after it.

    `last_on`, `last_kind`: the latest point that has come up by then. `chosen_left`: the chosen day, if still to come.
    """

    on: date
    kind: str
    remaining: int
    last_on: date | None = None
    last_kind: str | None = None
    chosen_left: date | None = None


@handler("reviews.next_point")
def next_point(inputs: ReviewPoints, context: HandlerContext) -> NextReviewPoint:
    """The next review point after the last (S4-02). With none left: a missing final one, or an additional one.

    A plan's point that passed before support started moves to the day after the start. A midway or final review that
    was not held although a later point has come up, since both had to move, follows `wait_weeks` after that. A day that
    somebody chose is a review on that day, also where a point on or after it came up early (A0-9).
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
    chosen = optional_day(inputs.chosen_on)
    if chosen is not None and chosen <= min((point.on for point in to_come), default=chosen):
        last = max(passed, (chosen, ORDER["additional"]))
        kind = inputs.after_kind if last == passed else "additional"
        return NextReviewPoint(chosen, "additional", len(to_come), last[0], kind)
    if to_come:
        first = min(to_come, key=_key)
        on, left = max(first.on, earliest), len(to_come) - 1 + (chosen is not None)
        return NextReviewPoint(on, first.kind, left, on, first.kind, chosen)
    kind = "final" if inputs.final_held_on is None else "additional"
    on = max((after or context.today) + wait, context.today, earliest)
    return NextReviewPoint(on, kind, 0, on, kind)


def _points(inputs: ReviewPoints) -> list[ReviewPoint]:
    extra = optional_day(inputs.extra_on)
    return [*(inputs.points or []), *([] if extra is None else [ReviewPoint(extra, "additional")])]


def _key(point: ReviewPoint) -> tuple[date, int]:
    return point.on, ORDER.get(point.kind, ORDER["additional"])
