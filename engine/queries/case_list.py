"""The list of cases, with what is due next in each."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, false, func, not_, null, select

from engine.queries.searching import found_in
from engine.store.tables import CASES, DEADLINES, TASKS


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case on a list. `due_at` is what is owed next, `missed_at` the first recommended date that has passed."""

    id: int
    reference: str
    process_id: str
    label: str
    stages: str
    facts: dict[str, Any]
    status: str
    outcome: str
    release_id: int
    open_tasks: int
    due_at: datetime | None
    missed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Recommended:
    """Elements whose date is only recommended, and the instant from which on it has passed. `awaited`: those whose day
    comes by itself, which nobody owes.
    """

    elements: frozenset[str]
    now: datetime
    awaited: frozenset[str] = frozenset()


ON_LISTS = ("id", "reference", "process_id", "label", "stages", "facts", "status", "outcome", "release_id")


def list_cases(
    connection: Connection,
    seen: ColumnElement[bool] | None,
    find: str,
    limit: int,
    offset: int,
    soon: datetime | None = None,
    recommended: Recommended | None = None,
) -> tuple[list[CaseRow], int]:
    """Open cases first; by the task or the promise that is due soonest. `seen`: what a person may know of; `soon`:
    promises due later than this say nothing yet.
    """
    where = found_in(find) if seen is None else and_(seen, found_in(find))
    total = select(func.count()).select_from(CASES)
    # Asked for each case, by an index on case and state: grouped, every task that any case ever had would be read.
    is_open = and_(TASKS.c.case_id == CASES.c.id, TASKS.c.state == "open")
    n = select(func.count()).select_from(TASKS).where(is_open).scalar_subquery()
    runs = and_(DEADLINES.c.case_id == CASES.c.id, DEADLINES.c.state == "running")
    near = runs if soon is None else and_(runs, DEADLINES.c.due_at < soon)
    due, missed = _soonest(is_open, near, recommended)
    shown = [CASES.c[name] for name in ON_LISTS]
    query = select(*shown, n.label("n"), due.label("due"), missed.label("missed"))
    query, total = query.where(where), total.where(where)
    query = query.order_by(CASES.c.status.desc(), func.coalesce(due, "9999"), CASES.c.id)
    rows = [
        CaseRow(
            row.id, row.reference, row.process_id, row.label, row.stages, row.facts, row.status, row.outcome,
            row.release_id, row.n or 0, row.due, row.missed,
        )
        for row in connection.execute(query.limit(limit).offset(offset))
    ]  # fmt: skip
    return rows, int(connection.execute(total).scalar() or 0)


def _soonest(
    is_open: ColumnElement[bool], near: ColumnElement[bool], recommended: Recommended | None
) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """When a task or promise is due first, and the first recommended date that has passed. That is nothing that
    somebody owes, so it does not stand before what is due.
    """
    if recommended is not None and recommended.awaited:
        near = and_(near, DEADLINES.c.element_id.not_in(sorted(recommended.awaited)))
    if recommended is None or not recommended.elements:
        return _first(is_open, near), null()
    elements = sorted(recommended.elements)
    of_task, of_promise = (
        and_(table.c.element_id.in_(elements), table.c.due_at < recommended.now) for table in (TASKS, DEADLINES)
    )
    owed = _first(and_(is_open, not_(_sure(of_task))), and_(near, not_(_sure(of_promise))))
    return owed, _first(and_(is_open, of_task), and_(near, of_promise))


def _sure(found: ColumnElement[bool]) -> ColumnElement[bool]:
    """False and not null where a task has no due instant."""
    return func.coalesce(found, false())


def _first(tasks: ColumnElement[bool], promises: ColumnElement[bool]) -> ColumnElement[Any]:
    of_task = select(func.min(TASKS.c.due_at)).where(tasks).scalar_subquery()
    promised = select(func.min(DEADLINES.c.due_at)).where(promises).scalar_subquery()
    return case((of_task.is_(None), promised), (promised < of_task, promised), else_=of_task)
