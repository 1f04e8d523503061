"""Open tasks for one person: their own and their team's, due soonest first; a union of index ranges (trap 15). What is
overdue without an open task stands among them.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, literal, select, union_all

from engine.queries.people import PersonRow
from engine.queries.searching import found_in
from engine.store.tables import ALLOCATIONS, CASES, DEADLINES, DRAFTS, PEOPLE, TASKS

FAR = "9999"
"""Sorts tasks without a due instant last on both databases."""


@dataclass(frozen=True, slots=True)
class OpenTask:
    """One row of a work list: an open task; or, with an empty `id`, a promise that is overdue and that no task stands
    for. `element_id` is then that of the step that started it, and `opened_at` when it began.
    """

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


def teams(person: PersonRow, held: frozenset[str]) -> list[ColumnElement[bool]]:
    """On the list of this person's team; and, of tasks that belong to no team, those of the roles `held`, as their own
    or as a deputy's.
    """
    ranges: list[ColumnElement[bool]] = []
    if person.team_id is not None:
        ranges.append(and_(TASKS.c.team_id == person.team_id, TASKS.c.state == "open"))
    ranges.append(and_(TASKS.c.role.in_(sorted(held)), TASKS.c.state == "open", TASKS.c.team_id.is_(None)))
    return ranges


def open_tasks(where: ColumnElement[bool], find: str = "", seen: ColumnElement[bool] | None = None) -> Select[Any]:
    """Rows of open tasks. `find` matches part of a task's name, a reference or a label; `seen`: the cases that whoever
    asks may know of, null for all.
    """
    query = select(
        TASKS.c.id, TASKS.c.element_id, TASKS.c.name, TASKS.c.role, TASKS.c.stage, TASKS.c.assignee_id,
        TASKS.c.due_at, TASKS.c.opened_at,
        TASKS.c.deadline_number, CASES.c.reference, CASES.c.label, CASES.c.release_id, TASKS.c.due_at.label("sort_due"),
    ).join(CASES, CASES.c.id == TASKS.c.case_id)  # fmt: skip
    return query.where(where, found_in(find, TASKS.c.name), *([] if seen is None else [seen]))


def overdue_promises(
    where: ColumnElement[bool], now: datetime, find: str = "", seen: ColumnElement[bool] | None = None
) -> Select[Any]:
    """The same of deadlines that have passed and that no open task stands for."""
    columns = DEADLINES.c
    query = select(
        literal("").label("id"), columns.element_id, columns.label.label("name"), columns.owner_role.label("role"),
        literal("").label("stage"), ALLOCATIONS.c.person_id.label("assignee_id"), columns.due_at,
        columns.start_at.label("opened_at"), columns.number.label("deadline_number"), CASES.c.reference, CASES.c.label,
        CASES.c.release_id, columns.due_at.label("sort_due"),
    ).join(CASES, CASES.c.id == columns.case_id)  # fmt: skip
    owner = and_(
        ALLOCATIONS.c.case_id == columns.case_id,
        ALLOCATIONS.c.role == columns.owner_role,
        ALLOCATIONS.c.to_at.is_(None),
    )
    late = columns.state == "running", columns.due_at < now, ~has_open_task(), *([] if seen is None else [seen])
    return query.join(ALLOCATIONS, owner, isouter=True).where(*late, where, found_in(find, columns.label))


def has_open_task() -> ColumnElement[bool]:
    """Whether an open task stands for a deadline, so that its row tells how it stands: for this one, or for another of
    the same owner that runs from the same instant to the same instant: to whoever owes both they are one promise.
    """
    own = DEADLINES.alias("of_task")
    of_task = and_(own.c.case_id == TASKS.c.case_id, own.c.number == TASKS.c.deadline_number)
    same = [own.c[name] == DEADLINES.c[name] for name in ("case_id", "owner_role", "start_at", "due_at")]
    open_one = select(TASKS.c.id).join(own, of_task).where(TASKS.c.state == "open", *same)
    return open_one.correlate(DEADLINES).exists()


def find_tasks(connection: Connection, parts: list[Select[Any]], limit: int, offset: int) -> tuple[list[OpenTask], int]:
    """The rows of one page and how many there are."""
    whole = union_all(*parts).subquery() if len(parts) > 1 else parts[0].subquery()
    total = connection.execute(select(func.count()).select_from(whole)).scalar() or 0
    query = select(whole).order_by(func.coalesce(whole.c.sort_due, FAR), whole.c.id).limit(limit).offset(offset)
    return [_task(row) for row in connection.execute(query)], int(total)


def count_overdue(connection: Connection, parts: list[Select[Any]], now: datetime, apart: frozenset[str]) -> int:
    """How many of them are past their due instant; not those of the elements `apart`, which nobody has promised."""
    whole = union_all(*parts).subquery() if len(parts) > 1 else parts[0].subquery()
    late = whole.c.sort_due < now, whole.c.element_id.not_in(sorted(apart))
    query = select(func.count()).select_from(whole).where(*late)
    return int(connection.execute(query).scalar() or 0)


def count_all(connection: Connection, parts: list[Select[Any]]) -> int:
    """How many there are."""
    whole = union_all(*parts).subquery() if len(parts) > 1 else parts[0].subquery()
    return int(connection.execute(select(func.count()).select_from(whole)).scalar() or 0)


def tasks_of_case(connection: Connection, case_id: int) -> list[OpenTask]:
    """A case's open tasks, due soonest first."""
    rows, _ = find_tasks(connection, [open_tasks(and_(TASKS.c.case_id == case_id, TASKS.c.state == "open"))], 1_000, 0)
    return rows


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


def drafts_of(connection: Connection, person: str, tasks: list[OpenTask]) -> set[str]:
    """Ids of those tasks of which this person keeps a draft."""
    ids = [task.id for task in tasks if task.id]
    query = select(DRAFTS.c.place).where(DRAFTS.c.person_id == person, DRAFTS.c.place.in_(ids))
    cases = sorted({int(task.partition("-")[0]) for task in ids})
    return set(connection.execute(query.where(DRAFTS.c.case_id.in_(cases))).scalars()) if ids else set()
