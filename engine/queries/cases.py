"""Which cases a person may know of, and everything that one case's page shows."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, or_, select

from engine.errors import NotFound
from engine.queries.people import PersonRow
from engine.release.form import Form
from engine.release.release import Release
from engine.store.releases import Releases
from engine.store.tables import (
    ALLOCATIONS,
    ANSWERS,
    CASES,
    DEADLINES,
    HISTORY,
    INCIDENTS,
    OUTBOX,
    PEOPLE,
)


def may_see(person: PersonRow, held: frozenset[str], sees_all: frozenset[str]) -> ColumnElement[bool] | None:
    """Which cases a person may know of: null for all, for roles that see all; else their team's and their own. `held`:
    the roles that they hold or stand in for.
    """
    if sees_all & held:
        return None
    own = select(ALLOCATIONS.c.case_id).where(ALLOCATIONS.c.person_id == person.id, ALLOCATIONS.c.to_at.is_(None))
    if person.team_id is None:
        return CASES.c.id.in_(own)
    return or_(CASES.c.team_id == person.team_id, CASES.c.id.in_(own))


def find_case(connection: Connection, reference: str, seen: ColumnElement[bool] | None = None) -> Row[Any]:
    """The case's row. Raises NotFound, also for a case that the person may not know of."""
    query = select(CASES).where(CASES.c.reference == reference)
    row = connection.execute(query if seen is None else query.where(seen)).one_or_none()
    if row is None:
        raise NotFound("There is no such case, or it is not one of yours.")
    return row


def others_of_child(
    connection: Connection, row: Row[Any], seen: ColumnElement[bool] | None = None, limit: int = 20
) -> list[Any]:
    """Other cases that share the case's subject, newest first: `reference`, `process_id`, `status`, `outcome`,
    `started_at`, `linked_case_id`.
    """
    if not row.subject:
        return []
    columns = (CASES.c[name] for name in ("reference", "process_id", "status", "outcome", "started_at"))
    query = select(*columns, CASES.c.linked_case_id).where(CASES.c.subject == row.subject, CASES.c.id != row.id)
    query = query.order_by(CASES.c.id.desc()).limit(limit)
    return list(connection.execute(query if seen is None else query.where(seen)))


def deadlines_numbered(connection: Connection, case_id: int, numbers: Collection[int]) -> list[Row[Any]]:
    """Those of a case's deadlines, due soonest first. The case's state knows the numbers of the running ones."""
    query = select(DEADLINES).where(DEADLINES.c.case_id == case_id, DEADLINES.c.number.in_(numbers))
    return sorted(connection.execute(query).all(), key=lambda row: row.due_at)


def ended_deadlines(connection: Connection, case_id: int, limit: int, offset: int) -> list[Row[Any]]:
    """Deadlines that were met or cancelled, and those that were replaced after they had been missed; those that started
    last first: along the key, so none but these is read.
    """
    missed = and_(DEADLINES.c.state == "replaced", DEADLINES.c.ended_at > DEADLINES.c.due_at)
    ended = or_(DEADLINES.c.state.in_(("met", "cancelled")), missed)
    query = select(DEADLINES).where(DEADLINES.c.case_id == case_id, ended)
    return list(connection.execute(query.order_by(DEADLINES.c.number.desc()).limit(limit).offset(offset)).all())


def newest_deadline(connection: Connection, case_id: int, key: str) -> Row[Any] | None:
    """The deadline of a key that was started last, unless another has replaced it."""
    query = select(DEADLINES).where(DEADLINES.c.case_id == case_id, DEADLINES.c.key == key)
    query = query.where(DEADLINES.c.state != "replaced").order_by(DEADLINES.c.number.desc())
    return connection.execute(query.limit(1)).one_or_none()


def allocations_of(connection: Connection, case_id: int) -> list[Any]:
    """Who holds which role now, with names."""
    query = select(ALLOCATIONS.c.role, ALLOCATIONS.c.from_at, PEOPLE.c.name, PEOPLE.c.id).join(
        PEOPLE, PEOPLE.c.id == ALLOCATIONS.c.person_id
    )
    rows = connection.execute(query.where(ALLOCATIONS.c.case_id == case_id, ALLOCATIONS.c.to_at.is_(None)))
    return list(rows)


def incidents_of(connection: Connection, case_id: int) -> list[Row[Any]]:
    """Open incidents, newest first."""
    query = select(INCIDENTS).where(INCIDENTS.c.case_id == case_id, INCIDENTS.c.resolved_at.is_(None))
    return list(connection.execute(query.order_by(INCIDENTS.c.id.desc())).all())


def messages_of(connection: Connection, case_id: int) -> list[Row[Any]]:
    """The outbox messages of a case, oldest first."""
    return list(connection.execute(select(OUTBOX).where(OUTBOX.c.case_id == case_id).order_by(OUTBOX.c.id)).all())


@dataclass(frozen=True, slots=True)
class Event:
    """One history event with the answers that came with it, by name."""

    seq: int
    at: datetime
    kind: str
    actor_id: str
    actor_role: str
    element_id: str
    release_id: int
    payload: dict[str, Any]
    answers: dict[str, Any]


def history_of(connection: Connection, case_id: int, limit: int, offset: int) -> list[Event]:
    """Newest first. Events and answers are numbered without gaps, so a page is two ranges of keys and reads no more."""
    newest = select(CASES.c.history_length).where(CASES.c.id == case_id).scalar_subquery() - offset
    query = select(HISTORY).where(HISTORY.c.case_id == case_id, HISTORY.c.seq <= newest)
    rows = connection.execute(query.order_by(HISTORY.c.seq.desc()).limit(limit)).all()
    numbers = [number for row in rows for number in _numbers_of_answers(row.payload)]
    answers: dict[int, dict[str, Any]] = {}
    if numbers:
        found = select(ANSWERS.c.seq, ANSWERS.c.name, ANSWERS.c.value).where(ANSWERS.c.case_id == case_id)
        for row in connection.execute(found.where(ANSWERS.c.number.between(min(numbers), max(numbers)))):
            answers.setdefault(row.seq, {})[row.name] = row.value
    return [_event(row, answers.get(row.seq, {})) for row in rows]


def _numbers_of_answers(payload: str | None) -> list[int]:
    """Of an event's payload; none where it was lawfully erased."""
    return [answer[0] for answer in json.loads(payload or "{}").get("answers", ())]


def _event(row: Any, answers: dict[str, Any]) -> Event:
    payload = json.loads(row.payload or "{}")
    return Event(
        row.seq, row.at, row.kind, row.actor_id, row.actor_role, row.element_id, row.release_id, payload, answers
    )


def answers_given_at(connection: Connection, case_id: int, scope: str, name: str, at: datetime) -> Any:
    """What was recorded under a name in one scope at one instant, as when a task was completed; else null."""
    when = and_(HISTORY.c.case_id == ANSWERS.c.case_id, HISTORY.c.seq == ANSWERS.c.seq, HISTORY.c.at == at)
    query = select(ANSWERS.c.value).join(HISTORY, when)
    query = query.where(ANSWERS.c.case_id == case_id, ANSWERS.c.scope == scope, ANSWERS.c.name == name)
    return connection.execute(query.order_by(ANSWERS.c.number.desc()).limit(1)).scalar()


def events_between(connection: Connection, after: datetime, until: datetime, limit: int) -> list[tuple[str, Event]]:
    """(case reference, event) of everything recorded after one instant, up to another; oldest first."""
    query = select(HISTORY, CASES.c.reference).join(CASES, CASES.c.id == HISTORY.c.case_id)
    query = query.where(HISTORY.c.at > after, HISTORY.c.at <= until).order_by(
        HISTORY.c.at, HISTORY.c.case_id, HISTORY.c.seq
    )
    return [(row.reference, _event(row, {})) for row in connection.execute(query.limit(limit))]


def release_of(connection: Connection, releases: Releases, row: Any) -> Release:
    """The release that a case is pinned to."""
    return releases.get(connection, row.release_id)


def form_of(release: Release, element_id: str) -> Form | None:
    """The form of an element, where it has one."""
    node = release.definitions.nodes.get(element_id)
    return release.forms.get(node.form) if node is not None and node.form else None


def new_deadlines(connection: Connection, case_id: int) -> list[Any]:
    """Every deadline ever started, in the order in which they were."""
    return list(
        connection.execute(select(DEADLINES).where(DEADLINES.c.case_id == case_id).order_by(DEADLINES.c.number))
    )
