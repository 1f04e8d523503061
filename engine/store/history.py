"""Appends one history event with the answers that came with it, and the messages that leave because of it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert

from engine.runtime.about import about
from engine.runtime.run import Notice, Record
from engine.store.chain import seal
from engine.store.columns import Encoded, canonical, write_instant
from engine.store.loading import LoadedCase
from engine.store.tables import ANSWERS, HISTORY, OUTBOX

ADD_EVENT, ADD_ANSWER, ADD_MESSAGE = insert(HISTORY), insert(ANSWERS), insert(OUTBOX).inline()
ANSWER = ("number", "scope", "name", "value")


@dataclass(frozen=True, slots=True)
class Happening:
    """What a command did, for the record: who, in which role, what kind of thing, at which element of which scope."""

    kind: str
    actor_id: str
    actor_role: str = ""
    element_id: str = ""
    scope: str = ""
    detail: dict[str, Any] | None = None


def append_event(loaded: LoadedCase, happening: Happening, now: datetime) -> None:
    """Note the event, its answers and its messages for the save, and start a fresh record for the next event."""
    run = loaded.run
    loaded.seq += 1
    answers = [(n, scope, name, Encoded(canonical(value))) for n, scope, name, value in run.answers.added]
    which = about(loaded.release.definitions, run, happening.scope)
    payload = canonical(_payload(happening, which, run.record, answers))
    open_columns = _open_columns(loaded, happening, now)
    link = seal(loaded.head, open_columns, payload)
    row = {
        "case_id": loaded.id,
        "seq": loaded.seq,
        "at": now,
        "kind": happening.kind,
        "actor_id": happening.actor_id,
        "actor_role": happening.actor_role,
        "element_id": happening.element_id,
        "scope": happening.scope,
        "release_id": loaded.release.id,
        "payload": payload,
        "salt": link.salt,
        "digest": link.digest,
        "previous": loaded.head,
        "hash": link.hash,
    }
    common = {"case_id": loaded.id, "seq": loaded.seq, "person_id": person_of(happening.actor_id)}
    loaded.later(ADD_EVENT, [row])
    loaded.later(ADD_ANSWER, [common | dict(zip(ANSWER, answer, strict=True)) for answer in answers])
    _queue(loaded, run.record.notices, now)
    loaded.head = link.hash
    loaded.completed_now |= dict.fromkeys(element for what, element, _ in run.record.moves if what == "completed")
    run.answers.added = []
    loaded.asked += run.record.asked
    outcome = run.record.outcome
    run.record = Record(outcome=outcome)


def person_of(actor_id: str) -> str | None:
    """Whose answers they are; null for those of the system's own steps."""
    return None if actor_id == "system" else actor_id


def _open_columns(loaded: LoadedCase, happening: Happening, now: datetime) -> dict[str, object]:
    return {
        "case": loaded.row.reference,
        "seq": loaded.seq,
        "at": write_instant(now),
        "kind": happening.kind,
        "actor": happening.actor_id,
        "role": happening.actor_role,
        "element": happening.element_id,
        "scope": happening.scope,
        "release": loaded.release.digest,
    }


def _payload(
    happening: Happening, which: str, record: Record, answers: list[tuple[int, str, str, Encoded]]
) -> dict[str, Any]:
    return {
        "detail": (happening.detail or {}) | ({"about": which} if which else {}),
        "answers": [[n, scope, name, hashlib.sha256(text.encode()).hexdigest()] for n, scope, name, text in answers],
        "results": record.results,
        "moves": record.moves,
        "facts": record.facts,
        "notices": [[list(notice.to), notice.subject, notice.urgent] for notice in record.notices],
        "outcome": record.outcome,
    }


def _queue(loaded: LoadedCase, notices: list[Notice], now: datetime) -> None:
    rows = [
        {
            "case_id": loaded.id,
            "seq": loaded.seq,
            "to_role": role,
            "to_person": loaded.holders.get(role),
            "kind": notice.kind,
            "subject": notice.subject[:400],
            "urgent": notice.urgent,
            "created_at": now,
            "sent_at": None,
        }
        for notice in notices
        for role in notice.to
    ]
    loaded.later(ADD_MESSAGE, rows)
