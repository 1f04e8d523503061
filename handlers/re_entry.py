"""When to ask whether a child has come back into care: 3, 6, 12 and 24 months after the return (K15)."""

from dataclasses import dataclass
from datetime import date

from engine.deadline import compute
from engine.registry import HandlerContext, handler
from handlers.given import Moment, day


@dataclass(frozen=True, slots=True)
class FollowUps:
    """`months`: when to ask, counted from the return; `asked`: the months of the last follow-up, if there was one."""

    returned_home_on: Moment
    months: list[int]
    asked: int | None = None


@dataclass(frozen=True, slots=True)
class NextFollowUp:
    """`left`: whether any is left; then its day and its months after the return."""

    left: bool
    on: date | None = None
    months: int | None = None


@handler("re_entry.next_check")
def next_check(inputs: FollowUps, context: HandlerContext) -> NextFollowUp:
    """The next follow-up after a return home (K15).

    A point that had passed before anybody could ask is left out; the last one is asked for all the same, today.
    """
    left = [months for months in sorted(inputs.months) if months > (inputs.asked or 0)]
    returned = day(inputs.returned_home_on)
    for months in left:
        on = compute(returned, months, "months", context.calendar).last_day or context.today
        if on >= context.today or months == left[-1]:
            return NextFollowUp(True, max(on, context.today), months)
    return NextFollowUp(False)
