"""Moving the demonstration's clock: how far a move leads, and what happened on the way."""

from datetime import UTC, datetime, timedelta

from engine.calendar import WorkingCalendar
from engine.clock import LONDON
from engine.deadline import DeadlineError, compute
from engine.errors import CalendarError, CommandRefused
from engine.queries.cases import events_between
from web.desk.case_history import what_happened
from web.desk.desk import Desk
from web.desk.names import Names
from web.pages import ClockUnit, HistoryEntry

MOST = 50


def later(now: datetime, length: int, unit: ClockUnit, calendar: WorkingCalendar) -> datetime:
    """Hours elapse, whatever the clocks do; the other units lead to the same time of day in London on a later date.

    Raises CommandRefused where the calendar ends before.
    """
    if unit == "hours":
        return now.astimezone(UTC) + timedelta(hours=length)
    try:
        last_day = compute(now, length, unit, calendar).last_day
    except (CalendarError, DeadlineError) as error:
        raise CommandRefused(str(error)) from error
    assert last_day is not None
    return datetime.combine(last_day, now.astimezone(LONDON).time(), LONDON)


def happened_since(desk: Desk, begun: datetime, until: datetime) -> tuple[HistoryEntry, ...]:
    """Oldest first, in words with the case's reference."""
    found = []
    with desk.services.database.reading() as connection:
        for reference, event in events_between(connection, begun, until, MOST):
            names = Names(desk.services.releases.get(connection, event.release_id))
            found.append(HistoryEntry(event.at, f"Case {reference}", what_happened(event, names)))
    return tuple(found)
