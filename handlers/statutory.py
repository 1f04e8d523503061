"""How long the law lets pass between visits (reg 28) and between looked-after reviews (reg 33)."""

from dataclasses import dataclass
from datetime import date, timedelta

from engine.deadline import compute
from engine.deadline_words import count_words, day_words
from engine.errors import BusinessError
from engine.registry import HandlerContext, handler
from handlers.given import Moment, day, optional_day

WEEK = timedelta(weeks=1)
FIRST_YEAR = timedelta(days=365)
IMMEDIATE = "with_parents_immediate"
"""A placement with parents before its assessment (reg 19)."""
SEEN = "the visit at which the child was last seen"


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """`placement`: `with_parents`, `with_parents_immediate` or another kind; `plan_interval_days`: the plan's."""

    placed_on: Moment
    legal_status: str | None = None
    placement: str | None = None
    order_made_on: Moment | None = None
    first_review_on: Moment | None = None
    meant_to_last_to_18: bool | None = False
    plan_interval_days: int | None = None
    last_visit_on: Moment | None = None


@dataclass(frozen=True, slots=True)
class NextVisit:
    """`on`: the last day for the next visit, `days` after the last one. `statutory_on`, `cap_days`: the law's limit.

    `counts_from`: the visit at which the child was last seen, for the first one after a move the move, or a care order
    made since; `on` is `length` days later. `why`: the rule in words, and what it counts from.
    """

    on: date
    days: int
    statutory_on: date
    cap_days: int
    capped: bool
    explanation: str
    counts_from: date
    length: int
    why: str


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """How many looked-after reviews were held, the last of them, and since when the child has been looked after."""

    reviews_held: int | None = None
    last_review_on: Moment | None = None
    looked_after_since: Moment | None = None


@dataclass(frozen=True, slots=True)
class NextReview:
    """What the deadline for the next review counts from, and how far."""

    counts_from: date
    length: int
    unit: str
    explanation: str


@handler("statutory.visit_interval")
def visit_interval(inputs: VisitFacts, context: HandlerContext) -> NextVisit:
    """When the next visit is due: by the plan, but never later than the law allows while looked after (K9, S5-07, B3).

    Reg 28 as made: part 5 was amended in 2015, so read the current text before relying on it.
    """
    placed = day(inputs.placed_on)
    last = optional_day(inputs.last_visit_on) or placed
    # A child who moved starts anew: the first visit counts from the placement, not from a visit at the last one.
    base = max(last, placed)
    limit, reason = _limit(inputs, placed, last, context)
    planned = base + timedelta(days=max(inputs.plan_interval_days, 1)) if inputs.plan_interval_days else limit
    on = max(min(planned, limit), last + timedelta(days=1))
    order = _ordered(inputs, placed, last) if on == limit else None
    return NextVisit(
        on=on,
        days=(on - last).days,
        statutory_on=limit,
        cap_days=(limit - last).days,
        capped=planned > limit,
        explanation=f"{reason} The next is due by {day_words(on)}.",
        counts_from=order or base,
        length=(on - (order or base)).days,
        why=_why(inputs, placed, reason if on == limit else "", order),
    )


@handler("statutory.review_interval")
def review_interval(inputs: ReviewFacts, context: HandlerContext) -> NextReview:
    """When the next looked-after review is due (K10, reg 33): 20 working days, then 3 months, then every 6 months."""
    held = inputs.reviews_held or 0
    if held == 0:
        since = _needed(inputs.looked_after_since, "since when the child has been looked after")
        return NextReview(since, 20, "working-days", "The first review is within 20 working days of coming into care.")
    last = _needed(inputs.last_review_on, "when the last looked-after review was held")
    if held == 1:
        return NextReview(last, 3, "months", "The second review is within three months of the first.")
    return NextReview(last, 6, "months", "Later reviews are at most six months apart.")


def _limit(inputs: VisitFacts, placed: date, last: date, context: HandlerContext) -> tuple[date, str]:
    """The last day that the law allows, and why (B3)."""
    with_parents = (inputs.placement or "").startswith("with_parents")
    review = optional_day(inputs.first_review_on)
    reviewed = review is not None and review >= placed
    order = _ordered(inputs, placed, last)
    if not _visited(inputs, placed):
        return placed + WEEK, f"The first visit is within a week of the move on {day_words(placed)}."
    if inputs.placement == IMMEDIATE:
        return _until_reviewed(last, reviewed, 6, "an immediate placement with parents")
    if with_parents and inputs.legal_status == "interim_care_order":
        return _until_reviewed(last, reviewed, 4, "an interim care order at home")
    if order is not None:
        return order + WEEK, "A visit is within a week of a care order made while the child lives at home."
    if inputs.meant_to_last_to_18 and last - placed >= FIRST_YEAR:
        far = compute(last, 3, "months", context.calendar).last_day
        return far or last, "A placement meant to last to 18: after its first year visits are at most 3 months apart."
    return last + 6 * WEEK, "Visits are at most six weeks apart."


def _visited(inputs: VisitFacts, placed: date) -> bool:
    """Whether the child was seen in this placement."""
    last = optional_day(inputs.last_visit_on)
    return last is not None and last >= placed


def _ordered(inputs: VisitFacts, placed: date, last: date) -> date | None:
    """The day of a care order that was made while the child lives at home and after the last visit there."""
    order = optional_day(inputs.order_made_on)
    if inputs.legal_status == "interim_care_order" or inputs.placement == IMMEDIATE or not _visited(inputs, placed):
        return None
    at_home = (inputs.placement or "").startswith("with_parents")
    return order if at_home and order is not None and order > placed and last < order else None


def _why(inputs: VisitFacts, placed: date, limit: str, order: date | None) -> str:
    """The rule in words, and what it counts from where the rule does not say so itself."""
    visited = _visited(inputs, placed)
    if limit and (order is not None or not visited):
        return limit
    rule = limit or f"The plan has a visit every {count_words(inputs.plan_interval_days or 0, 'day')}."
    return f"{rule} It counts from {SEEN if visited else 'the move'}."


def _until_reviewed(last: date, reviewed: bool, weeks: int, kind: str) -> tuple[date, str]:
    if reviewed:
        return last + weeks * WEEK, f"After the first review of {kind} visits are at most {weeks} weeks apart."
    return last + WEEK, f"Until the first review of {kind} visits are weekly."


def _needed(given: Moment | None, what: str) -> date:
    if given is None:
        raise BusinessError("review_facts_missing", f"The next review cannot be worked out without knowing {what}.")
    return day(given)
