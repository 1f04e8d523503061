"""A case back into the database: its state, its history, and the rows by which pages and the ticker find things."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, update

from engine.errors import StaleCase
from engine.runtime.deadlines import DeadlineState
from engine.runtime.specs.lean import scope_of
from engine.store.columns import canonical
from engine.store.loading import LoadedCase, TimerKey, deadline_of, open_tasks, pack_state, waiting_timers
from engine.store.tables import CASES, DEADLINES, TASKS, TIMERS

CLOSE_TASK = update(TASKS).where(TASKS.c.id == bindparam("task"))
SAVE_CASE = update(CASES).where(CASES.c.id == bindparam("case"), CASES.c.version == bindparam("before"))


def save_case(loaded: LoadedCase, now: datetime) -> None:
    """Write the state and what is drawn from it.

    Raises StaleCase when somebody else saved the case since it was loaded.
    """
    run = loaded.run
    _rearm(loaded)
    living = loaded.workflow.living_scopes()
    run.answers.forget(living)
    run.deadlines.forget(living)
    if loaded.workflow.completed:
        for deadline in run.deadlines.running():
            run.deadlines.end(deadline, met_at=None)
    _save_deadlines(loaded)
    timers = _save_timers(loaded, now)
    _save_row(loaded, now, timers)
    _save_tasks(loaded, now)


def _rearm(loaded: LoadedCase) -> None:
    """Timers on the diagram that read a deadline follow it when it moves (trap 7)."""
    if not loaded.run.deadlines.changed:
        return
    for task in loaded.workflow.waiting():
        node = task.task_spec.node
        if "due" in task.internal_data and "deadlines" in node.event.value.names:
            task.internal_data["due"] = loaded.run.due(scope_of(task), node)


def _save_row(loaded: LoadedCase, now: datetime, timers: dict[TimerKey, str]) -> None:
    run, row, settings = loaded.run, loaded.row, loaded.release.settings
    ended = loaded.workflow.completed
    values = {
        "version": row.version + 1,
        "release_id": loaded.release.id,
        "state": pack_state(loaded),
        "facts": run.facts,
        "subject": str(run.facts.get(settings.get("subject_fact", "subject")) or row.subject),
        "label": str(run.facts.get(settings.get("label_fact", "label")) or row.label),
        "status": "closed" if ended else "open",
        "outcome": run.record.outcome or row.outcome,
        "stages": ",".join(f"{number}:{status}" for number, status in sorted(run.stages.items())),
        "next_due": datetime.fromisoformat(min(timers.values())) if timers else None,
        "history_length": loaded.seq,
        "history_head": loaded.head,
        "ended_at": now if ended else None,
    }
    result = loaded.connection.execute(SAVE_CASE.values(**values), {"case": row.id, "before": row.version})
    if result.rowcount != 1:
        raise StaleCase(
            "Somebody else changed this case at the same moment. Look at it again; nothing of yours was lost."
        )


def _save_tasks(loaded: LoadedCase, now: datetime) -> None:
    after = open_tasks(loaded)
    closed = [number for number in loaded.open_before if number not in after]
    for number in closed:
        state = "completed" if number == loaded.completed else "withdrawn"
        values = {"state": state, "closed_at": now, "closed_by": loaded.actor_id}
        loaded.connection.execute(CLOSE_TASK.values(**values), {"task": task_id(loaded.id, number)})
    rows = [
        _task_row(loaded, task, now)
        for task in loaded.workflow.waiting()
        if task.task_spec.manual and task.internal_data["n"] not in loaded.open_before
    ]
    if rows:
        loaded.connection.execute(insert(TASKS), rows)
    for task in loaded.workflow.waiting():
        number = task.internal_data["n"]
        if number in loaded.open_before and task.task_spec.manual and _due_changed(loaded, number, after[number]):
            deadline = deadline_of(loaded, task)
            values = {"deadline_number": deadline.number if deadline else None, "due_at": _instant(deadline)}
            loaded.connection.execute(CLOSE_TASK.values(**values), {"task": task_id(loaded.id, number)})


def _due_changed(loaded: LoadedCase, number: int, deadline: int | None) -> bool:
    return loaded.open_before[number] != deadline or deadline in loaded.run.deadlines.changed


def _task_row(loaded: LoadedCase, task: Any, now: datetime) -> dict[str, Any]:
    node, number = task.task_spec.node, task.internal_data["n"]
    deadline = deadline_of(loaded, task)
    role = node.groups[0] if node.groups else ""
    return {
        "id": task_id(loaded.id, number),
        "case_id": loaded.id,
        "number": number,
        "element_id": node.id,
        "scope": scope_of(task),
        "name": node.label,
        "form_id": node.form,
        "stage": loaded.release.definitions.stage_of(node),
        "roles": ",".join(node.groups),
        "role": role,
        "assignee_id": loaded.holders.get(role),
        "team_id": team_of(loaded, role),
        "deadline_number": deadline.number if deadline else None,
        "due_at": _instant(deadline),
        "state": "open",
        "opened_at": now,
        "closed_at": None,
        "closed_by": None,
    }


def team_of(loaded: LoadedCase, role: str) -> str | None:
    """The team whose work list a role's task stands on: its own from the settings, else the case's; null: any."""
    details = loaded.release.settings.get("roles", {}).get(role) or {}
    team = details.get("team", "area") if isinstance(details, dict) else "area"
    if team == "any":
        return None
    return loaded.row.team_id if team == "area" else str(team)


def task_id(case_id: int, number: int) -> str:
    """The id of a user task's row, which is also its address."""
    return f"{case_id}-{number}"


def _instant(deadline: DeadlineState | None) -> datetime | None:
    return datetime.fromisoformat(deadline.due) if deadline else None


def _save_timers(loaded: LoadedCase, now: datetime) -> dict[TimerKey, str]:
    """Insert, move and cancel timer rows; gives those that wait now. A row that fired was marked by the command that
    fired it.
    """
    after = waiting_timers(loaded)
    before = loaded.timers_before
    elements = _timer_elements(loaded)
    for key in before.keys() - after.keys():
        _update_timer(loaded.connection, loaded.id, key, only="waiting", state="cancelled")
    for key in before.keys() & after.keys():
        if before[key] != after[key]:
            _update_timer(loaded.connection, loaded.id, key, only="waiting", due_at=datetime.fromisoformat(after[key]))
    new = [key for key in after if key not in before]
    for key in new:
        values = {
            "due_at": datetime.fromisoformat(after[key]),
            "state": "waiting",
            "fired_at": None,
            "element_id": elements[key[:2]],
        }
        row = {"case_id": loaded.id, "kind": key[0], "number": key[1], "step": key[2]}
        loaded.connection.execute(insert(TIMERS), [row | values])
    return after


def _update_timer(connection: Connection, case_id: int, key: TimerKey, only: str | None, **values: Any) -> int:
    kind, number, step = key
    query = update(TIMERS).where(
        TIMERS.c.case_id == case_id, TIMERS.c.kind == kind, TIMERS.c.number == number, TIMERS.c.step == step
    )
    if only:
        query = query.where(TIMERS.c.state == only)
    return connection.execute(query.values(**values)).rowcount


def mark_timer(loaded: LoadedCase, key: TimerKey, state: str, at: datetime | None, element: str, due: datetime) -> None:
    """Note in the ledger that a timer fired, or failed to; one that was set and fired within the same command gets its
    row here.
    """
    values = {"state": state, "fired_at": at}
    if _update_timer(loaded.connection, loaded.id, key, only=None, **values) == 0:
        row = {
            "case_id": loaded.id,
            "kind": key[0],
            "number": key[1],
            "step": key[2],
            "element_id": element,
            "due_at": due,
        }
        loaded.connection.execute(insert(TIMERS), [row | values])
    loaded.timers_before.pop(key, None)


def _timer_elements(loaded: LoadedCase) -> dict[tuple[str, int], str]:
    found = {("event", task.internal_data["n"]): task.task_spec.node.id for task in loaded.workflow.waiting()}
    return found | {("deadline", deadline.number): deadline.element for deadline in loaded.run.deadlines.running()}


def _save_deadlines(loaded: LoadedCase) -> None:
    for number, (what, deadline, detail) in loaded.run.deadlines.changed.items():
        values: dict[str, Any] = {"due_at": _instant(deadline), "state": deadline.state}
        values["last_day"] = datetime.fromisoformat(deadline.last_day).date() if deadline.last_day else None
        values["met_at"] = datetime.fromisoformat(deadline.met_at) if deadline.met_at else None
        if detail.get("late_reason"):
            values["late_reason"] = detail["late_reason"]
        if what == "started":
            loaded.connection.execute(insert(DEADLINES), [_new_deadline(loaded, deadline, detail) | values])
        elif what != "stepped":
            if "explanation" in detail:
                values["detail"] = _shown(detail)
            where = update(DEADLINES).where(DEADLINES.c.case_id == loaded.id, DEADLINES.c.number == number)
            loaded.connection.execute(where.values(**values))


def _new_deadline(loaded: LoadedCase, deadline: DeadlineState, detail: dict[str, Any]) -> dict[str, Any]:
    node = loaded.release.definitions.nodes[deadline.element]
    return {
        "case_id": loaded.id,
        "number": deadline.number,
        "key": deadline.key,
        "scope": deadline.scope,
        "element_id": deadline.element,
        "label": node.label,
        "owner_role": node.properties.get("owner", ""),
        "start_at": datetime.fromisoformat(deadline.start),
        "detail": _shown(detail),
        "moves": [],
        "late_reason": "",
    }


def _shown(detail: dict[str, Any]) -> dict[str, Any]:
    kept = {
        key: value
        for key, value in detail.items()
        if key in {"explanation", "calendar_version", "provisional", "length", "unit", "skipped", "earlier_due"}
    }
    canonical(kept)
    return kept
