"""The rows of a case's user tasks: opened, closed, and moved with their deadline, as the state says."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, update

from engine.definitions.elements import Node
from engine.runtime.about import about, with_about
from engine.runtime.deadlines import DeadlineState
from engine.runtime.specs.lean import scope_of
from engine.store.authors import barred_from
from engine.store.loading import LoadedCase, deadline_of, open_tasks
from engine.store.tables import TASKS
from engine.store.teams import team_for

OPEN = insert(TASKS)
CHANGE = update(TASKS).where(TASKS.c.id == bindparam("task"))


def save_tasks(loaded: LoadedCase, waiting: list[Any], now: datetime) -> None:
    """Write what differs from the rows as they were last saved. `waiting` is all that the case waits for."""
    after = open_tasks(loaded, waiting)
    closed = [_closing(loaded, number, now) for number in loaded.open_before if number not in after]
    loaded.later(CHANGE, closed)
    tasks = [task for task in waiting if task.task_spec.manual]
    opened = [_task_row(loaded, task, now) for task in tasks if task.internal_data["n"] not in loaded.open_before]
    loaded.later(OPEN, opened)
    moved = [_moving(loaded, task) for task in tasks if _due_changed(loaded, task.internal_data["n"], after)]
    loaded.later(CHANGE, moved)


def redraw_tasks(loaded: LoadedCase, now: datetime) -> None:
    """Write all open tasks anew, in the words of the release that the case has just moved to."""
    kept = {"id", "state", "opened_at", "closed_at", "closed_by"}
    for task in loaded.workflow.waiting():
        if task.task_spec.manual:
            row = _task_row(loaded, task, now)
            values = {name: value for name, value in row.items() if name not in kept}
            loaded.connection.execute(CHANGE, {"task": row["id"]} | values)


def hand_over_tasks(loaded: LoadedCase, role: str) -> None:
    """Another person holds the role now: its open tasks go to whoever each of them is for."""
    rows = []
    for task in loaded.workflow.waiting():
        node, number = task.task_spec.node, task.internal_data["n"]
        if task.task_spec.manual and number in loaded.open_before and role in node.groups:
            whose, assignee = _assigned(loaded, node, scope_of(task))
            row = {"task": task_id(loaded.id, number), "role": whose, "assignee_id": assignee}
            rows.append(row | {"team_id": team_of(loaded, whose)})
    if rows:
        loaded.connection.execute(CHANGE, rows)


def _closing(loaded: LoadedCase, number: int, now: datetime) -> dict[str, Any]:
    state = "completed" if number == loaded.completed else "withdrawn"
    return {"task": task_id(loaded.id, number), "state": state, "closed_at": now, "closed_by": loaded.actor_id}


def _moving(loaded: LoadedCase, task: Any) -> dict[str, Any]:
    deadline = deadline_of(loaded, task)
    values = {"deadline_number": deadline.number if deadline else None, "due_at": _instant(deadline)}
    return {"task": task_id(loaded.id, task.internal_data["n"])} | values


def _due_changed(loaded: LoadedCase, number: int, after: dict[int, int | None]) -> bool:
    if number not in loaded.open_before:
        return False
    return loaded.open_before[number] != after[number] or after[number] in loaded.run.deadlines.changed


def _task_row(loaded: LoadedCase, task: Any, now: datetime) -> dict[str, Any]:
    node, number = task.task_spec.node, task.internal_data["n"]
    deadline = deadline_of(loaded, task)
    role, assignee = _assigned(loaded, node, scope_of(task))
    return {
        "id": task_id(loaded.id, number),
        "case_id": loaded.id,
        "number": number,
        "element_id": node.id,
        "scope": scope_of(task),
        "name": name_of(loaded, task),
        "form_id": node.form,
        "stage": loaded.release.definitions.stage_of(node),
        "roles": ",".join(node.groups),
        "role": role,
        "assignee_id": assignee,
        "team_id": team_of(loaded, role),
        "deadline_number": deadline.number if deadline else None,
        "due_at": _instant(deadline),
        "state": "open",
        "opened_at": now,
        "closed_at": None,
        "closed_by": None,
    }


def name_of(loaded: LoadedCase, task: Any) -> str:
    """What people read for an open task: its name, and which of several it is."""
    return with_about(task.task_spec.node.label, about(loaded.release.definitions, loaded.run, scope_of(task)))


def _assigned(loaded: LoadedCase, node: Node, scope: str) -> tuple[str, str | None]:
    """Whose work list it goes to: the first candidate group's holder; where that person may not do it because they did
    what it follows, the next group's who may; where there is none, the first group's team.
    """
    first = node.groups[0] if node.groups else ""
    holder = loaded.holders.get(first)
    if holder is None:
        return first, None
    barred = barred_from(loaded, node, scope)
    for role in node.groups:
        found = loaded.holders.get(role)
        if found is not None and found not in barred:
            return role, found
    return first, None


def team_of(loaded: LoadedCase, role: str) -> str | None:
    """The team whose work list a role's task stands on; null: any."""
    return team_for(loaded.connection, loaded.release.settings, role, loaded.row.team_id)


def task_id(case_id: int, number: int) -> str:
    """The id of a user task's row, which is also its address."""
    return f"{case_id}-{number}"


def _instant(deadline: DeadlineState | None) -> datetime | None:
    return datetime.fromisoformat(deadline.due) if deadline else None
