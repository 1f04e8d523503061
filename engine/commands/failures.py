"""What a person's command leaves behind when it fails inside: an incident on the case, which can be tried again, and
their answers as a draft.
"""

import logging
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from engine import clock
from engine.commands.drafts import save_draft
from engine.commands.incidents import record_incident
from engine.commands.services import Actor, Services
from engine.errors import (
    CommandRefused,
    HandlerFailed,
    HomewardError,
    InvalidAnswers,
    NothingSaved,
    StaleCase,
    TaskNotOpen,
    Unforeseen,
)

LOG = logging.getLogger("homeward.commands")

FORESEEN = (CommandRefused, HandlerFailed, InvalidAnswers, NothingSaved)
"""What a command says of itself; anything else that it raises is a mistake of ours."""

MISTAKES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    SQLAlchemyError,
    TypeError,
    ValueError,
)
"""What a mistake of our own raises, where no single one may stop what must go on."""


@contextmanager
def foreseen() -> Iterator[None]:
    """Whatever nobody foresaw leaves it as `Unforeseen`, under a reference that the server's log has with all of it."""
    try:
        yield
    except FORESEEN:
        raise
    except Exception as error:
        reference = f"{secrets.token_hex(2)}-{secrets.token_hex(2)}".upper()
        LOG.error("unforeseen error, reference %s", reference, exc_info=error)
        raise Unforeseen(reference, error) from error


@contextmanager
def left_behind(
    services: Services, case_id: int, actor: Actor, place: str, answers: Mapping[str, object], command: dict[str, Any]
) -> Iterator[None]:
    """Around a person's command. `place`: the task's id or the event's key, under which their draft is kept; `command`:
    what to do again. What came too late is kept as a draft only.
    """
    begun = clock.now()
    again = command | {"answers": dict(answers), "roles": sorted(actor.roles), "team": actor.team_id}
    try:
        with foreseen():
            yield
    except (TaskNotOpen, StaleCase):
        save_draft(services, case_id, place, actor, answers)
        raise
    except Unforeseen as error:
        try:
            record_incident(services, case_id, actor, error, again, begun)
            save_draft(services, case_id, place, actor, answers)
        except (HomewardError, *MISTAKES) as second:  # the first is what the person and the log are told about
            LOG.error("reference %s could not be kept with its case", error.reference, exc_info=second)
        raise
    except HandlerFailed as error:
        record_incident(services, case_id, actor, error, again, begun)
        save_draft(services, case_id, place, actor, answers)
        raise
