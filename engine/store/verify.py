"""Whether a case's history is as it was written: the chain of hashes, the payloads and the answers agree (trap 16)."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from engine.store.chain import FIRST, digest_of, hash_of
from engine.store.columns import canonical, write_instant
from engine.store.history import person_of
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
    rows = connection.execute(select(ANSWERS).where(ANSWERS.c.case_id == case_id).order_by(ANSWERS.c.number)).all()
    answers = _answers(rows, events)
    if found:  # of events that are not as they were written nothing more can be said
        return found + answers
    return answers + _authors(rows, events) + _added(rows, events) + _known(case, events)


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


def _answers(rows: Sequence[Any], events: Sequence[Any]) -> list[str]:
    stored = {row.number: [row.number, row.scope, row.name, _digest(row.value)] for row in rows}
    written = [answer for event in events for answer in _sealed(event)]
    return [f"answer {answer[0]} is not as it was entered" for answer in written if stored.get(answer[0]) != answer]


def _authors(rows: Sequence[Any], events: Sequence[Any]) -> list[str]:
    """Whose an answer is decides who may not decide on it, so it has to be who the event says."""
    stored = {row.number: (row.seq, row.person_id) for row in rows}
    found = []
    for event in events:
        for number, *_ in _sealed(event):
            if stored.get(number, (event.seq, person_of(event.actor_id))) != (event.seq, person_of(event.actor_id)):
                found.append(f"answer {number} is not whose it was entered as")
    return found


def _added(rows: Sequence[Any], events: Sequence[Any]) -> list[str]:
    sealed = {number for event in events for number, *_ in _sealed(event)}
    erased = {event.seq for event in events if event.payload is None}
    added = [row.number for row in rows if row.number not in sealed and row.seq not in erased]
    return [f"answer {number} was entered by no event" for number in added]


def _sealed(event: Any) -> list[list[Any]]:
    """The answers that an event was sealed with: number, scope, name and digest of each."""
    return list(json.loads(event.payload)["answers"]) if _as_written(event) else []


def _known(case: Any, events: Sequence[Any]) -> list[str]:
    """What lists and pages show of the case is what its events wrote last, where none of them was erased."""
    if not all(_as_written(event) for event in events):
        return []
    facts: dict[str, Any] = {}
    outcome = ""
    for event in events:
        payload = json.loads(event.payload)
        facts |= payload["facts"]
        outcome = payload["outcome"] or outcome
    other = [name for name, value in facts.items() if case.facts.get(name) != value]
    found = [f"the case has another {name} than its events wrote" for name in sorted(other)]
    return found + (["the case has another outcome than its events wrote"] if case.outcome != outcome else [])


def _digest(value: Any) -> str:
    return hashlib.sha256(canonical(value).encode()).hexdigest()
