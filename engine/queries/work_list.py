"""Open tasks for one person: their own and their team's, due soonest first; a union of index ranges (trap 15)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select, union_all

from engine.queries.people import PersonRow
from engine.store.tables import CASES, PEOPLE, TASKS

FAR = "9999"
"""Sorts tasks without a due instant last on both databases."""


@dataclass(frozen=True, slots=True)
class OpenTask:
    """One row of a work list."""

    id: str
    element_id: str
    name: str
    role: str
    stage: str
    assignee_id: str | None
    due_at: datetime | None
    opened_at: datetime
    case_reference: str
    label: str
    release_id: int
    deadline_number: int | None


def mine(person: PersonRow) -> ColumnElement[bool]:
    """Allocated to this person."""
    return and_(TASKS.c.assignee_id == person.id, TASKS.c.state == "open")


def teams(person: PersonRow, stands_in_for: frozenset[str]) -> list[ColumnElement[bool]]:
    """On the list of this person's team; and, of tasks that belong to no team, those of the roles that they hold or
    stand in for.
    """
    ranges: list[ColumnElement[bool]] = []
    if person.team_id is not None:
        ranges.append(and_(TASKS.c.team_id == person.team_id, TASKS.c.state == "open"))
    roles = sorted(frozenset(person.roles) | stands_in_for)
    ranges.append(and_(TASKS.c.role.in_(roles), TASKS.c.state == "open", TASKS.c.team_id.is_(None)))
    return ranges


def find_tasks(
    connection: Connection, ranges: list[ColumnElement[bool]], find: str, limit: int, offset: int
) -> tuple[list[OpenTask], int]:
    """The rows of one page and how many there are. `find` matches part of a task's name, a reference or a label."""
    parts: list[Select[Any]] = [_part(where, find) for where in ranges]
    whole = union_all(*parts).subquery() if len(parts) > 1 else parts[0].subquery()
    total = connection.execute(select(func.count()).select_from(whole)).scalar() or 0
    query = select(whole).order_by(func.coalesce(whole.c.sort_due, FAR), whole.c.id).limit(limit).offset(offset)
    return [_task(row) for row in connection.execute(query)], int(total)


def count_overdue(connection: Connection, ranges: list[ColumnElement[bool]], now: datetime) -> int:
    """How many of them are past their due instant."""
    return sum(
        connection.execute(select(func.count()).select_from(TASKS).where(where, TASKS.c.due_at < now)).scalar() or 0
        for where in ranges
    )


def tasks_of_case(connection: Connection, case_id: int) -> list[OpenTask]:
    """A case's open tasks, due soonest first."""
    rows, _ = find_tasks(connection, [and_(TASKS.c.case_id == case_id, TASKS.c.state == "open")], "", 1_000, 0)
    return rows


def _part(where: ColumnElement[bool], find: str) -> Select[Any]:
    query = select(
        TASKS.c.id, TASKS.c.element_id, TASKS.c.name, TASKS.c.role, TASKS.c.stage, TASKS.c.assignee_id,
        TASKS.c.due_at, TASKS.c.opened_at,
        TASKS.c.deadline_number, CASES.c.reference, CASES.c.label, CASES.c.release_id, TASKS.c.due_at.label("sort_due"),
    ).join(CASES, CASES.c.id == TASKS.c.case_id)  # fmt: skip
    if find.strip():
        words = f"%{find.strip().lower().replace('%', '').replace('_', '')}%"
        columns = (TASKS.c.name, CASES.c.reference, CASES.c.label, CASES.c.subject)
        query = query.where(or_(*(func.lower(column).like(words) for column in columns)))
    return query.where(where)


def _task(row: Any) -> OpenTask:
    return OpenTask(
        row.id, row.element_id, row.name, row.role, row.stage, row.assignee_id, row.due_at, row.opened_at,
        row.reference, row.label, row.release_id, row.deadline_number,
    )  # fmt: skip


def find_task(connection: Connection, task: str) -> Any:
    """The row of one task, open or closed, with its case's reference and the name of who closed it; null where none."""
    query = select(TASKS, CASES.c.reference, PEOPLE.c.name.label("closed_name")).join(
        CASES, CASES.c.id == TASKS.c.case_id
    )
    query = query.join(PEOPLE, PEOPLE.c.id == TASKS.c.closed_by, isouter=True).where(TASKS.c.id == task)
    return connection.execute(query).one_or_none()
