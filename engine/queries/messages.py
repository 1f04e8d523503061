"""Messages for one person: to them as holder of a role on a case, or to a role of theirs that nobody holds there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select, union_all

from engine.queries.people import PersonRow
from engine.queries.whose_work import their_cases
from engine.store.tables import CASES, OUTBOX, READERS


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A reference and a subject; what is meant stands in the case."""

    id: int
    reference: str
    subject: str
    urgent: bool
    role: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: the person, the roles that they hold or stand in for, and the settings that say how far they reach."""

    person: PersonRow
    roles: frozenset[str]
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """One page of messages; how many there are, and the greatest id of all of them: `read_up_to` when all are read."""

    rows: list[MessageRow]
    total: int
    newest: int


def find_messages(connection: Connection, reader: Reader, limit: int, offset: int) -> Found:
    """Newest first, by when they were left: ids tell only in which order they were written."""
    whole = _whole(reader, 0)
    total, newest = connection.execute(select(func.count(), func.max(whole.c.id))).one()
    order = whole.c.created_at.desc(), whole.c.id.desc()
    rows = connection.execute(select(whole).order_by(*order).limit(limit).offset(offset))
    found = [MessageRow(row.id, row.reference, row.subject, row.urgent, row.to_role, row.created_at) for row in rows]
    return Found(found, int(total), int(newest or 0))


def count_unread(connection: Connection, reader: Reader) -> int:
    """How many came since this person last said that they have read theirs."""
    whole = _whole(reader, read_up_to(connection, reader.person.id))
    return int(connection.execute(select(func.count()).select_from(whole)).scalar() or 0)


def read_up_to(connection: Connection, person_id: str) -> int:
    """The newest message that this person has read; 0 where they have read none."""
    query = select(READERS.c.read_up_to).where(READERS.c.person_id == person_id)
    return int(connection.execute(query).scalar() or 0)


def _whole(reader: Reader, after: int) -> Any:
    parts = [_part(OUTBOX.c.to_person == reader.person.id, after)]
    for role in sorted(reader.roles):
        where = their_cases(reader.person, reader.settings, role)
        if where is not None:
            parts.append(_part(and_(OUTBOX.c.to_role == role, OUTBOX.c.to_person.is_(None), where), after))
    return union_all(*parts).subquery() if len(parts) > 1 else parts[0].subquery()


def _part(where: Any, after: int) -> Select[Any]:
    query = select(
        OUTBOX.c.id, CASES.c.reference, OUTBOX.c.subject, OUTBOX.c.urgent, OUTBOX.c.to_role, OUTBOX.c.created_at
    )
    return query.join(CASES, CASES.c.id == OUTBOX.c.case_id).where(OUTBOX.c.id > after, where)
