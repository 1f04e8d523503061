"""The rows of a case's timers: what the ticker looks for, and the ledger of what was due and what was done."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from engine.store.loading import LoadedCase, TimerKey, waiting_timers
from engine.store.tables import INCIDENTS, TIMERS

SET = insert(TIMERS).inline()
MARK = update(TIMERS).where(
    TIMERS.c.case_id == bindparam("of_case"),
    TIMERS.c.kind == bindparam("of_kind"),
    TIMERS.c.number == bindparam("of_number"),
    TIMERS.c.step == bindparam("of_step"),
)
CHANGE_WAITING = MARK.where(TIMERS.c.state == "waiting")


def save_timers(loaded: LoadedCase, waiting: list[Any]) -> dict[TimerKey, str]:
    """Insert, move and cancel timer rows; gives those that wait now. A row that fired was marked by the command that
    fired it. `waiting` is all that the case waits for.
    """
    before, after = loaded.timers_before, waiting_timers(loaded, waiting)
    cancelled = [_row_of(loaded, key) | {"state": "cancelled"} for key in before if key not in after]
    moved = [
        _row_of(loaded, key) | {"due_at": datetime.fromisoformat(after[key])}
        for key in before
        if key in after and before[key] != after[key]
    ]
    loaded.later(CHANGE_WAITING, cancelled)
    loaded.later(CHANGE_WAITING, moved)
    new = [key for key in after if key not in before]
    if new:
        elements = _elements(loaded, waiting)
        rows = [_new_row(loaded, key, elements[key[:2]], datetime.fromisoformat(after[key])) for key in new]
        loaded.later(SET, rows)
    return after


def mark_timer(loaded: LoadedCase, key: TimerKey, state: str, at: datetime | None, element: str, due: datetime) -> None:
    """Note in the ledger that a timer fired, or failed to; one that was set and fired within the same command gets its
    row here.
    """
    values = {"state": state, "fired_at": at}
    if loaded.connection.execute(MARK, _row_of(loaded, key) | values).rowcount == 0:
        loaded.connection.execute(SET, [_new_row(loaded, key, element, due) | values])
    loaded.timers_before.pop(key, None)


def wait_again(loaded: LoadedCase, key: TimerKey, due: str, now: datetime) -> None:
    """A timer that failed is moved: it waits for the clock anew, and nobody has to try it again. `due`: until now."""
    loaded.failed.discard(key)
    loaded.connection.execute(MARK, _row_of(loaded, key) | {"state": "waiting", "fired_at": None})
    loaded.timers_before[key] = due
    open_ones = select(INCIDENTS.c.id, INCIDENTS.c.command).where(
        INCIDENTS.c.case_id == loaded.id, INCIDENTS.c.resolved_at.is_(None)
    )
    for incident, command in loaded.connection.execute(open_ones).all():
        if (command["do"], *(command.get(name) for name in ("kind", "number", "step"))) == ("fire_timer", *key):
            done = update(INCIDENTS).where(INCIDENTS.c.id == incident)
            loaded.connection.execute(done.values(resolved_at=now, resolved_by=loaded.actor_id))


def _row_of(loaded: LoadedCase, key: TimerKey) -> dict[str, Any]:
    kind, number, step = key
    return {"of_case": loaded.id, "of_kind": kind, "of_number": number, "of_step": step}


def _new_row(loaded: LoadedCase, key: TimerKey, element: str, due: datetime) -> dict[str, Any]:
    kind, number, step = key
    row = {"case_id": loaded.id, "kind": kind, "number": number, "step": step, "element_id": element, "due_at": due}
    return row | {"state": "waiting", "fired_at": None}


def _elements(loaded: LoadedCase, waiting: list[Any]) -> dict[tuple[str, int], str]:
    found = {("event", task.internal_data["n"]): task.task_spec.node.id for task in waiting}
    return found | {("deadline", deadline.number): deadline.element for deadline in loaded.run.deadlines.running()}
