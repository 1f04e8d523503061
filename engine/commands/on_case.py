"""The frame of every command on one case: lock, load, fire what is due, act, save, commit once."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from sqlalchemy import select

from engine import clock
from engine.commands.begin_case import save_and_open
from engine.commands.due import TimerFailed, fire_due
from engine.commands.incidents import set_timer_aside
from engine.commands.services import Services
from engine.errors import NotFound
from engine.store.loading import LoadedCase, load_case
from engine.store.tables import CASES

T = TypeVar("T")

MOST_SET_ASIDE = 20
"""Timers of one case that may fail before a person's own command gives up too."""


def on_case(services: Services, case_id: int, act: Callable[[LoadedCase, datetime], T]) -> T:
    """Do something to a case in one transaction. Timers already due fire first, in their order (K1 before what came
    later).

    A due timer whose step fails is set aside with an incident, in its own transaction, and the command is done again
    without it.
    Raises whatever `act` raises, with nothing written.
    """
    begun = clock.now()
    for _ in range(MOST_SET_ASIDE):
        try:
            with services.database.transaction() as connection:
                loaded = load_case(connection, services.releases, case_id)
                loaded.begun, now = begun, loaded.run.now
                fire_due(loaded, now)
                result = act(loaded, now)
                save_and_open(services, loaded, now)
                return result
        except TimerFailed as failure:
            set_timer_aside(services, case_id, failure)
    raise NotFound(f"case {case_id} has too many timers that fail; see its incidents")


def case_id_of(services: Services, reference: str) -> int:
    """The row id of a case by its reference. Raises NotFound."""
    with services.database.reading() as connection:
        found = connection.execute(select(CASES.c.id).where(CASES.c.reference == reference)).scalar()
    if found is None:
        raise NotFound(f"There is no case {reference}.")
    return int(found)
