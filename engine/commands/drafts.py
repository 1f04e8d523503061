"""Drafts: a person's unfinished or refused answers to one task or event."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, select

from engine import clock
from engine.commands.services import Actor, Services
from engine.errors import CommandRefused
from engine.store.columns import Encoded, canonical
from engine.store.tables import DRAFTS
from engine.store.upsert import put

LARGEST = 10_000_000
"""Characters of one draft, as much as a page accepts; what a form accepts lies far below."""


def save_draft(services: Services, case_id: int, place: str, actor: Actor, answers: Mapping[str, object]) -> None:
    """Keep the answers of one person for one task id or event key; the newest replaces the one before. Raises
    CommandRefused where they are too long.
    """
    text = Encoded(canonical(dict(answers)))
    if len(text) > LARGEST:
        raise CommandRefused("These answers are too long to be kept as a draft. Shorten them.")
    key = {"case_id": case_id, "place": place, "person_id": actor.id}
    with services.database.transaction() as connection:
        put(connection, DRAFTS, key | {"answers": text, "saved_at": clock.now()})


def load_draft(connection: Connection, case_id: int, place: str, person_id: str) -> Any:
    """The row with `answers` and `saved_at`, or null."""
    return connection.execute(select(DRAFTS).where(*_key(case_id, place, person_id))).one_or_none()


def discard_draft(connection: Connection, case_id: int, place: str, person_id: str) -> None:
    """Nothing to keep any more."""
    connection.execute(delete(DRAFTS).where(*_key(case_id, place, person_id)))


def _key(case_id: int, place: str, person_id: str) -> tuple[Any, ...]:
    return DRAFTS.c.case_id == case_id, DRAFTS.c.place == place, DRAFTS.c.person_id == person_id
