"""When to ask whether a child has come back into care: 3, 6, 12 and 24 months after the return (K15)."""

from dataclasses import dataclass
from datetime import date

from engine.deadline import compute
from engine.registry import HandlerContext, handler
from handlers.given import Moment, day


@dataclass(frozen=True, slots=True)
class FollowUps:
    """`months`: when to ask, counted from the return; `done`: how many follow-ups were made."""

    returned_home_on: Moment
    months: list[int]
    done: int | None = None


@dataclass(frozen=True, slots=True)
class NextFollowUp:
    """`left`: whether any is left; then its day and its months after the return."""

    left: bool
    on: date | None = None
    months: int | None = None


@handler("re_entry.next_check")
def next_check(inputs: FollowUps, context: HandlerContext) -> NextFollowUp:
    """The next follow-up after a return home (K15)."""
    remaining = sorted(inputs.months)[inputs.done or 0 :]
    if not remaining:
        return NextFollowUp(False)
    on = compute(day(inputs.returned_home_on), remaining[0], "months", context.calendar).last_day
    return NextFollowUp(True, on, remaining[0])
