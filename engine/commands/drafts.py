"""Drafts: a person's unfinished or refused answers to one task or event."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from engine import clock
from engine.commands.services import Actor, Services
from engine.store.tables import DRAFTS

LARGEST = 1_000_000
"""Characters of one draft; a form's own limits lie far below."""


def save_draft(services: Services, case_id: int, place: str, actor: Actor, answers: Mapping[str, object]) -> None:
    """Keep the answers of one person for one task id or event key; the newest replaces the one before."""
    with services.database.transaction() as connection:
        values = {"answers": dict(answers), "saved_at": clock.now()}
        if connection.execute(update(DRAFTS).where(*_key(case_id, place, actor.id)).values(**values)).rowcount == 0:
            connection.execute(insert(DRAFTS).values(case_id=case_id, place=place, person_id=actor.id, **values))


def load_draft(connection: Connection, case_id: int, place: str, person_id: str) -> Any:
    """The row with `answers` and `saved_at`, or null."""
    return connection.execute(select(DRAFTS).where(*_key(case_id, place, person_id))).one_or_none()


def discard_draft(connection: Connection, case_id: int, place: str, person_id: str) -> None:
    """Nothing to keep any more."""
    connection.execute(delete(DRAFTS).where(*_key(case_id, place, person_id)))


def _key(case_id: int, place: str, person_id: str) -> tuple[Any, ...]:
    return DRAFTS.c.case_id == case_id, DRAFTS.c.place == place, DRAFTS.c.person_id == person_id
