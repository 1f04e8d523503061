"""Starts, moves and stops the deadlines that stand on the diagram (K1-K16). The engine keeps what these work out."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from engine.deadline import Deadline, DeadlineError, OtherReading, compute, compute_on, day_of, last_day_of
from engine.deadline import move as move_deadline
from engine.deadline_words import by_words, count_words, moment_words
from engine.registry import HandlerContext, handler
from handlers.given import Moment, Unit, instant, moment


@dataclass(frozen=True, slots=True)
class Reading:
    """Another reading of a rule's length, such as 2 working days for 48 hours."""

    length: int | Decimal
    unit: Unit


@dataclass(frozen=True, slots=True)
class StartDeadline:
    """`start`: the day or instant of the event. Then either `length` and `unit`, or the date `on`.

    `roll_weekend_forward` (A1): what runs out on a day that is not a working day lasts to the end of the next one.
    `other_readings` (A1): worked out beside it and kept for reports; nobody is held to them. `why`: the rule in words,
    where the length follows from the case, such as the first visit after a move. `any_day`: the date comes by itself,
    like a birthday, and is no day of work.
    """

    start: Moment
    length: int | Decimal | None = None
    unit: Unit = ""
    on: Moment | None = None
    roll_weekend_forward: bool = False
    other_readings: tuple[Reading, ...] | None = None
    why: str | None = None
    any_day: bool = False


@dataclass(frozen=True, slots=True)
class MoveDeadline:
    """`start`, `due`: those of the running deadline. Then the new `length` and `unit`, or the new date `on`, and why.

    The new length counts from the start, like the old one; with `further` it counts on from the present end.
    """

    start: Moment
    due: Moment
    reason: str
    length: int | Decimal | None = None
    unit: Unit = ""
    on: Moment | None = None
    further: bool = False


@dataclass(frozen=True, slots=True)
class StopDeadline:
    """`met`: whether the promise was kept; if not, the deadline is called off. `met_on`: when it was, default now."""

    met: bool
    met_on: Moment | None = None


@dataclass(frozen=True, slots=True)
class StoppedDeadline:
    """The end of a deadline. `met_on`: the instant (UTC) at which it was met, a day's start; None if called off."""

    met: bool
    met_on: datetime | None


@handler("deadlines.start")
def start(inputs: StartDeadline, context: HandlerContext) -> Deadline:
    """Work out when something is due, counted from the event and not from its recording.

    Raises DeadlineError for a start, length, unit or date that makes no sense, CalendarError beyond the calendar.
    """
    began = moment(inputs.start)
    if (inputs.length is None) == (inputs.on is None):
        raise DeadlineError("A deadline needs either a length with its unit, or a date.")
    if inputs.on is not None:
        found = compute_on(began, moment(inputs.on), context.calendar, any_day=inputs.any_day)
    else:
        rolls = inputs.roll_weekend_forward
        found = compute(began, inputs.length or 0, inputs.unit, context.calendar, roll_weekend_forward=rolls)
        found = _with_other_readings(found, began, inputs.other_readings, context)
    if inputs.why:
        found = replace(found, explanation=(inputs.why, *found.explanation))
    return _with_late_recording(found, began, context)


@handler("deadlines.move")
def move(inputs: MoveDeadline, context: HandlerContext) -> Deadline:
    """Work out a running deadline's new end after a lawful change, longer or shorter; the reason is kept (A6, S2-07).

    Raises DeadlineError without a reason, or without one new end.
    """
    due = instant(inputs.due)
    running = Deadline(
        start=instant(inputs.start),
        length=None,
        unit="on",
        due=due,
        last_day=last_day_of(due),
        explanation=(),
        calendar_version=context.calendar.version,
        provisional=False,
    )
    on = None if inputs.on is None else moment(inputs.on)
    return move_deadline(
        running,
        context.calendar,
        reason=inputs.reason,
        length=inputs.length,
        unit=inputs.unit,
        on=on,
        further=inputs.further,
    )


@handler("deadlines.stop")
def stop(inputs: StopDeadline, context: HandlerContext) -> StoppedDeadline:
    """End a running deadline: met on the day that is given, or now; or called off."""
    if not inputs.met:
        return StoppedDeadline(met=False, met_on=None)
    return StoppedDeadline(met=True, met_on=context.now if inputs.met_on is None else instant(inputs.met_on))


def _with_other_readings(
    found: Deadline, began: date | datetime, readings: tuple[Reading, ...] | None, context: HandlerContext
) -> Deadline:
    others = tuple(
        OtherReading(other.length, other.unit, compute(began, other.length, other.unit, context.calendar).due)
        for other in readings or ()
        if (other.length, other.unit) != (found.length, found.unit)
    )
    lines = (
        f"Counted as {count_words(other.length, other.unit.removesuffix('s').replace('-', ' '))} it would be due"
        f" {by_words(other.due)}; reports show both."
        for other in others
    )
    return replace(found, explanation=(*found.explanation, *lines), other_readings=others)


def _with_late_recording(found: Deadline, began: date | datetime, context: HandlerContext) -> Deadline:
    """Late recording shows as such, and takes no time off the people who have to act: the count stays the event's. The
    event itself may have been entered before: an agreement or a shorter interval can begin a count later.
    """
    late = (context.today - day_of(began)) // timedelta(days=1)
    if late <= 0:
        return found
    days = count_words(late, "day")
    line = f"This date was set here on {moment_words(context.today)}, {days} after the start of the count."
    if context.now >= found.due:
        line += f" By then it was already past its end, {by_words(found.due)}."
    return replace(found, explanation=(*found.explanation, line))
