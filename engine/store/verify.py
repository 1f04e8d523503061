"""Whether a case's history is as it was written: the chain of hashes, the payloads and the answers agree (trap 16)."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from engine.store.chain import FIRST, digest_of, hash_of
from engine.store.columns import canonical, write_instant
from engine.store.tables import ANSWERS, CASES, HISTORY, RELEASES


def what_was_changed(connection: Connection, case_id: int) -> list[str]:
    """One line for each event that is not as it was written, by its number; empty where the history is whole.

    A payload that was lawfully erased (null) breaks nothing.
    """
    case = connection.execute(select(CASES).where(CASES.c.id == case_id)).one()
    events = connection.execute(select(HISTORY).where(HISTORY.c.case_id == case_id).order_by(HISTORY.c.seq)).all()
    releases = {row.id: row.digest for row in connection.execute(select(RELEASES.c.id, RELEASES.c.digest))}
    found, previous = [], FIRST
    for place, event in enumerate(events, start=1):
        digest = releases.get(event.release_id, "")
        found += [f"event {event.seq} {what}" for what in _wrong(event, place, previous, case.reference, digest)]
        previous = event.hash
    if (len(events), previous) != (case.history_length, case.history_head):
        found.append(f"the case knows of {case.history_length} events and another head, but {len(events)} are there")
    return found + _answers(connection, case_id, events)


def _wrong(event: Any, place: int, previous: str, reference: str, release: str) -> Iterator[str]:
    if event.seq != place:
        yield f"stands in place {place}"
    columns = {
        "case": reference,
        "seq": event.seq,
        "at": write_instant(event.at),
        "kind": event.kind,
        "actor": event.actor_id,
        "role": event.actor_role,
        "element": event.element_id,
        "scope": event.scope,
        "release": release,
    }
    if event.previous != previous or event.hash != hash_of(previous, columns, event.digest):
        yield "does not follow the one before it"
    if event.payload is not None and not _as_written(event):
        yield "has another payload than was written"


def _as_written(event: Any) -> bool:
    """Whether it has a payload that is the one it was sealed with; of another nothing can be believed."""
    return event.payload is not None and digest_of(event.salt, event.payload) == event.digest


def _answers(connection: Connection, case_id: int, events: Any) -> list[str]:
    rows = connection.execute(select(ANSWERS).where(ANSWERS.c.case_id == case_id)).all()
    stored = {row.number: [row.number, row.scope, row.name, _digest(row.value)] for row in rows}
    written = [answer for event in events if _as_written(event) for answer in json.loads(event.payload)["answers"]]
    return [f"answer {answer[0]} is not as it was entered" for answer in written if stored.get(answer[0]) != answer]


def _digest(value: Any) -> str:
    return hashlib.sha256(canonical(value).encode()).hexdigest()
