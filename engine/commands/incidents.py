"""Keeps what failed, in a transaction of its own, so that a person can see it and try again."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from engine.commands.due import TimerFailed
from engine.commands.services import SYSTEM, Actor, Services
from engine.errors import HandlerFailed, NotFound
from engine.runtime.deadlines import canonical_instant
from engine.store.history import Happening, append_event
from engine.store.loading import load_case, waiting_timers
from engine.store.saving import save_case
from engine.store.tables import INCIDENTS, TASKS
from engine.store.timer_rows import mark_timer

LONGEST_ID = 200
TRIED = "tried"
"""In the command: when it was done first. By this its lateness and its dates are judged when it is done again."""


def record_incident(
    services: Services, case_id: int, actor: Actor, error: HandlerFailed, command: dict[str, Any], now: datetime
) -> None:
    """Note that a command failed at an automatic step; `command` is what to do again, and `now` when it was done. A
    second failure of the same is the same incident, and keeps the instant of the first. Where the same person wanted
    something else at the same place before, only what they want now is left to do again.
    """
    with services.database.transaction() as connection:
        _insert(connection, case_id, actor.id, error, command, now)


def set_timer_aside(services: Services, case_id: int, failure: TimerFailed) -> None:
    """A due timer's step failed: the timer no longer waits for the clock but for a person, and the case goes on without
    it. Nothing is done where it no longer waits for that instant: somebody fired, withdrew or moved it meanwhile.
    """
    kind, number, step = failure.key
    with services.database.transaction() as connection:
        loaded = load_case(connection, services.releases, case_id)
        now, waits = loaded.run.now, waiting_timers(loaded, list(loaded.workflow.waiting()))
        known = number <= loaded.workflow.numbers  # one that the failed command itself had set is in no state yet
        if known and waits.get(failure.key) != failure.due:
            return
        loaded.failed.add(failure.key)
        mark_timer(loaded, failure.key, "failed", None, failure.element, datetime.fromisoformat(failure.due))
        detail = {"kind": kind, "number": number, "step": step, "message": str(failure.cause)}
        append_event(loaded, Happening("timer_failed", SYSTEM.id, "system", failure.element, detail=detail), now)
        save_case(loaded, now)
        command = {"do": "fire_timer", "kind": kind, "number": number, "step": step, "due": failure.due}
        _insert(connection, case_id, SYSTEM.id, failure.cause, command, now)


def _insert(
    connection: Connection, case_id: int, actor: str, error: HandlerFailed, command: dict[str, Any], now: datetime
) -> None:
    same = select(INCIDENTS.c.id, INCIDENTS.c.command).where(
        INCIDENTS.c.case_id == case_id, INCIDENTS.c.resolved_at.is_(None)
    )
    for found, known in connection.execute(same):
        if {name: value for name, value in known.items() if name != TRIED} == command:
            connection.execute(
                update(INCIDENTS).where(INCIDENTS.c.id == found).values(message=str(error), happened_at=now)
            )
            return
    settle(connection, case_id, actor, command, now)
    row = {
        "case_id": case_id,
        "element_id": error.element or _about(connection, command),
        "handler": error.handler,
        "message": str(error),
        "command": command | {TRIED: canonical_instant(now)},
        "actor_id": actor,
        "happened_at": now,
        "resolved_at": None,
        "resolved_by": None,
    }
    connection.execute(insert(INCIDENTS), [row])


def settle(connection: Connection, case_id: int, actor: str, command: dict[str, Any], now: datetime) -> None:
    """Close what failed when the same person did the same before, because by now they have done it anew."""
    open_ones = select(INCIDENTS.c.id, INCIDENTS.c.command).where(
        INCIDENTS.c.case_id == case_id, INCIDENTS.c.actor_id == actor, INCIDENTS.c.resolved_at.is_(None)
    )
    for found, known in connection.execute(open_ones).all():
        if _is_same(known, command):
            resolve(connection, found, actor, now)


def _is_same(known: dict[str, Any], command: dict[str, Any]) -> bool:
    """The same task, or the same event that waits under a number: whatever the answers. What may be reported again and
    again is the same only with the same answers; with others it may be about something else, which must not be lost.
    """
    if "task" in command:
        return bool(known.get("task") == command["task"])
    key = command.get("key")
    if key is None or known.get("key") != key:
        return False
    return str(key).rpartition("-")[2].isdecimal() or bool(known["answers"] == command["answers"])


def failed_again(services: Services, incident_id: int, error: HandlerFailed, now: datetime) -> None:
    """What was tried again has failed again. Where it was settled meanwhile it stays so."""
    this = update(INCIDENTS).where(INCIDENTS.c.id == incident_id, INCIDENTS.c.resolved_at.is_(None))
    with services.database.transaction() as connection:
        connection.execute(this.values(message=str(error), happened_at=now))


def _about(connection: Connection, command: dict[str, Any]) -> str:
    """The element of the task or event that a command was about, "" where it was about neither."""
    if "task" in command:
        return connection.execute(select(TASKS.c.element_id).where(TASKS.c.id == command["task"])).scalar() or ""
    key = str(command.get("key", ""))
    start, _, number = key.rpartition("-")
    return (start if number.isdigit() else key)[:LONGEST_ID]


def resolve(connection: Connection, incident_id: int, by: str, now: datetime) -> None:
    """Mark an incident as dealt with."""
    connection.execute(update(INCIDENTS).where(INCIDENTS.c.id == incident_id).values(resolved_at=now, resolved_by=by))


def open_incident(connection: Connection, incident_id: int) -> Any:
    """The row. Raises NotFound where it is dealt with already or never was."""
    row = connection.execute(
        select(INCIDENTS).where(INCIDENTS.c.id == incident_id, INCIDENTS.c.resolved_at.is_(None))
    ).one_or_none()
    if row is None:
        raise NotFound("There is no open incident with this number; somebody may have dealt with it.")
    return row
