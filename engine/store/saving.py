"""A case back into the database: its state, and the rows by which pages and the ticker find things."""

from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, update

from engine.errors import StaleCase
from engine.runtime.specs.lean import scope_of
from engine.store.database import together
from engine.store.deadline_rows import save_deadlines
from engine.store.history import ADD_MESSAGE
from engine.store.loading import LoadedCase, NewRow, TimerKey, all_timers, pack_state
from engine.store.locks import MESSAGES, NUMBERS, alone
from engine.store.stuck_rows import note_stuck
from engine.store.subject import one_spelling
from engine.store.tables import CASES
from engine.store.task_rows import save_tasks
from engine.store.timer_rows import save_timers, wait_again

SAVE_CASE = update(CASES).where(CASES.c.id == bindparam("case"), CASES.c.version == bindparam("before"))

ADD_CASE = insert(CASES)
SELDOM = ("release_id", "subject", "label", "status", "outcome", "stages", "passed", "ended_at")
NEW = tuple(item.name for item in fields(NewRow))


def save_case(loaded: LoadedCase, now: datetime) -> None:
    """Write the state and what is drawn from it.

    Raises StaleCase when somebody else saved the case since it was loaded.
    """
    run = loaded.run
    waiting = list(loaded.workflow.waiting())
    _rearm(loaded, waiting, now)
    living = loaded.workflow.living_scopes()
    run.answers.forget(living)
    run.deadlines.forget(living)
    if loaded.workflow.completed:
        for deadline in run.deadlines.running():
            run.deadlines.end(deadline, met_at=None)
    if loaded.failed:  # those that were withdrawn since are no longer anybody's to retry
        loaded.failed &= all_timers(loaded, waiting).keys()
    save_deadlines(loaded)
    timers = save_timers(loaded, waiting)
    save_tasks(loaded, waiting, now)
    note_stuck(loaded, waiting, now)
    _write(loaded, _row_values(loaded, now, timers))


def _rearm(loaded: LoadedCase, waiting: list[Any], now: datetime) -> None:
    """Timers on the diagram that read a deadline follow it when it moves (trap 7)."""
    if not loaded.run.deadlines.changed:
        return
    for task in waiting:
        node = task.task_spec.node
        on_date = "due" in task.internal_data and node.event.timer == "date"
        if on_date and "deadlines" in node.event.value.names:
            before, due = task.internal_data["due"], loaded.run.due(scope_of(task), node)
            key: TimerKey = ("event", task.internal_data["n"], 0)
            if due != before and key in loaded.failed:
                wait_again(loaded, key, before, now)
            task.internal_data["due"] = due


def _row_values(loaded: LoadedCase, now: datetime, timers: dict[TimerKey, str]) -> dict[str, Any]:
    run, row = loaded.run, loaded.row
    ended = loaded.workflow.completed
    return {
        "version": row.version + 1,
        "release_id": loaded.release.id,
        "state": pack_state(loaded),
        "facts": run.facts,
        "subject": subject_of(loaded),
        "label": label_of(loaded),
        "status": "closed" if ended else "open",
        "outcome": run.record.outcome or row.outcome,
        "stages": ",".join(f"{number}:{status}" for number, status in sorted(run.stages.items())),
        "passed": _passed(loaded),
        "next_due": datetime.fromisoformat(min(timers.values())) if timers else None,
        "history_length": loaded.seq,
        "history_head": loaded.head,
        "ended_at": (row.ended_at or now) if ended else None,
    }


def subject_of(loaded: LoadedCase) -> str:
    """The reference that all of a child's cases share, as the case knows it now."""
    fact = loaded.release.settings.get("subject_fact", "subject")
    return one_spelling(str(loaded.run.facts.get(fact) or loaded.row.subject))


def label_of(loaded: LoadedCase) -> str:
    """What lists show of the case."""
    return str(loaded.run.facts.get(loaded.release.settings.get("label_fact", "label")) or loaded.row.label)[:200]


def _passed(loaded: LoadedCase) -> str:
    """It changes only when an element is completed for the first time."""
    before = str(loaded.row.passed)
    known = frozenset(before.split())
    return " ".join([*before.split(), *(name for name in loaded.completed_now if name not in known)])


def _write(loaded: LoadedCase, values: dict[str, Any]) -> None:
    """The case's own row first, because all others refer to it."""
    row, connection = loaded.row, loaded.connection
    if any(statement is ADD_MESSAGE for statement, _ in loaded.writes):
        if loaded.asked:  # the cases that are opened next need their numbers, and locks have an order
            alone(connection, NUMBERS)
        alone(connection, MESSAGES)
    if not isinstance(row, NewRow):
        _change_row(connection, row, values)
    with together(connection):
        if isinstance(row, NewRow):
            connection.execute(ADD_CASE, {name: getattr(row, name) for name in NEW} | values)
        for (statement, _), rows in loaded.writes.items():
            connection.execute(statement, rows)
    loaded.writes = {}


def _change_row(connection: Connection, row: Row[Any], values: dict[str, Any]) -> None:
    """In one of two statements, so that the database knows both: all columns, or without those that seldom change."""
    if all(values[name] == getattr(row, name) for name in SELDOM):
        values = {name: value for name, value in values.items() if name not in SELDOM}
    result = connection.execute(SAVE_CASE, values | {"case": row.id, "before": row.version})
    if result.rowcount != 1:
        raise StaleCase(
            "Somebody else changed this case at the same moment. Look at it again; nothing of yours was lost."
        )
