"""The demonstration's clock: how far it runs ahead, and moving it forward with everything that falls due on the way."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from engine import clock
from engine.commands.services import Services
from engine.commands.tick import tick
from engine.errors import CommandRefused
from engine.queries.timers import next_due
from engine.store.tables import SETTINGS
from engine.store.upsert import put

KEY = "clock_ahead_seconds"


def clock_offset(services: Services) -> timedelta:
    """Zero where it was never moved."""
    with services.database.reading() as connection:
        return timedelta(seconds=_kept(connection))


def move_clock_to(services: Services, instant: datetime) -> None:
    """Let the time until `instant` pass: what falls due on the way is done at its own instant, in order.

    Call it with the present offset in force (`clock.shifted`): what another request has moved it by since is not moved
    once more. Raises CommandRefused for an instant that has passed.
    """
    begun = clock.now()
    if instant <= begun:
        raise CommandRefused("The clock can only be moved forward.")
    due = _next_due(services, None)
    while due is not None and due <= instant:
        with clock.simulate(max(begun, due)):
            tick(services)
        due = _next_due(services, due)  # what is still due at this instant failed, and stops nothing else
    _save(services, clock.ahead() + (instant - begun))


def _next_due(services: Services, after: datetime | None) -> datetime | None:
    with services.database.reading() as connection:
        return next_due(connection, after)


def _save(services: Services, offset: timedelta) -> None:
    """Never back."""
    with services.database.transaction() as connection:
        put(connection, SETTINGS, {"key": KEY, "value": max(_kept(connection), offset.total_seconds())})


def _kept(connection: Connection) -> float:
    return float(connection.execute(select(SETTINGS.c.value).where(SETTINGS.c.key == KEY)).scalar() or 0)
