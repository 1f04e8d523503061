"""Fire the timers that are due, each case in its own transaction; one bad case does not stop the others."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from engine import clock
from engine.commands.failures import MISTAKES
from engine.commands.incidents import record_incident
from engine.commands.on_case import on_case
from engine.commands.services import SYSTEM, Services
from engine.errors import HandlerFailed, HomewardError, NothingSaved, StaleCase
from engine.store.tables import CASES


@dataclass(frozen=True, slots=True)
class Ticked:
    """How many cases had something due, and what went wrong: (case reference, message)."""

    cases: int
    failures: tuple[tuple[str, str], ...]


def tick(services: Services, most: int = 1_000) -> Ticked:
    """Safe to run on several machines and as often as one likes: a case whose timers were fired by another has nothing
    due any more.
    """
    now = clock.now()
    with services.database.reading() as connection:
        query = (
            select(CASES.c.id, CASES.c.reference).where(CASES.c.next_due <= now).order_by(CASES.c.next_due).limit(most)
        )
        due = connection.execute(query).all()
    failures = []
    for case_id, reference in due:
        try:
            on_case(services, case_id, lambda _loaded, _now: None)
        except (StaleCase, NothingSaved) as error:  # the next look comes soon
            failures.append((str(reference), str(error)))
        except (
            HomewardError,
            *MISTAKES,
        ) as error:  # whatever is wrong with one case, the deadlines of all others must be kept
            failures.append((str(reference), _kept(services, case_id, error, now)))
    return Ticked(len(due), tuple(failures))


def _kept(services: Services, case_id: int, error: Exception, now: datetime) -> str:
    """Kept with the case too, where people look: its deadlines stand still until the cause is mended. The message."""
    message = str(error) if isinstance(error, HomewardError) else f"{type(error).__name__}: {error}"
    failed = error if isinstance(error, HandlerFailed) else HandlerFailed("", "clock", message)
    try:
        record_incident(services, case_id, SYSTEM, failed, {"do": "tick"}, now)
    except (HomewardError, *MISTAKES) as unsaved:  # the next look comes soon
        return f"{message} ({unsaved})"
    return message
