"""Fires the timers of one loaded case that are due: events on the diagram, and the reminders and escalations of
deadlines.
"""

from datetime import datetime
from typing import Any

from engine.commands.services import SYSTEM
from engine.errors import HandlerFailed, HomewardError
from engine.runtime.deadlines import canonical_instant
from engine.runtime.run import Notice
from engine.store.history import Happening, append_event
from engine.store.loading import LoadedCase, TimerKey, waiting_timers
from engine.store.timer_rows import mark_timer

MOST = 1_000
"""Timers fired in one command; more means that a loop on the diagram sets a timer that is due at once."""


class TimerFailed(HomewardError):
    """A step that a timer began has failed."""

    def __init__(self, key: TimerKey, element: str, due: str, cause: HandlerFailed) -> None:
        self.key, self.element, self.due, self.cause = key, element, due, cause
        super().__init__(str(cause))


def fire_due(loaded: LoadedCase, now: datetime) -> int:
    """Fire everything due, soonest first, each its own history event that keeps the due and the fired instant. Gives
    their number.
    """
    if loaded.row.next_due is None or loaded.row.next_due > now:
        return 0
    for fired in range(MOST):
        waiting = waiting_timers(loaded, list(loaded.workflow.waiting()))
        due = sorted((at, key) for key, at in waiting.items() if at <= canonical_instant(now))
        if not due or loaded.workflow.completed:
            return fired
        fire(loaded, due[0][1], due[0][0], now)
    raise HandlerFailed(
        "", "timer", f"{MOST:,} timers were due at once; a loop on the diagram sets timers that are due already."
    )


def fire(loaded: LoadedCase, key: TimerKey, due: str, now: datetime) -> None:
    """Fire one timer. Raises TimerFailed."""
    late = (now - datetime.fromisoformat(due)).total_seconds()
    detail: dict[str, Any] = {"due": due, "fired": canonical_instant(now), "late_seconds": round(late)}
    happening = (_fire_event if key[0] == "event" else _fire_step)(loaded, key, detail)
    mark_timer(loaded, key, "fired", now, happening.element_id, datetime.fromisoformat(due))
    append_event(loaded, happening, now)


def _fire_event(loaded: LoadedCase, key: TimerKey, detail: dict[str, Any]) -> Happening:
    task = loaded.workflow.numbered(key[1])
    assert task is not None
    element = task.task_spec.node.id
    try:
        loaded.workflow.happen(task)
    except HandlerFailed as error:
        raise TimerFailed(key, element, detail["due"], error) from error
    return Happening("timer_fired", SYSTEM.id, "system", element, detail=detail)


def _fire_step(loaded: LoadedCase, key: TimerKey, detail: dict[str, Any]) -> Happening:
    deadline = next(found for found in loaded.run.deadlines.running() if found.number == key[1])
    _, place = loaded.run.deadlines.stepped(deadline)
    node = loaded.release.definitions.nodes[deadline.element]
    profile = loaded.release.settings.get("escalation", {}).get(deadline.profile, [])
    entry = profile[place] if place < len(profile) else {}
    notice = _notice(entry, _roles(loaded, entry, node.owner), node.label)
    loaded.run.record.notices.append(notice)
    detail |= {"key": deadline.key, "step": entry.get("at"), "to": list(notice.to)}
    return Happening("deadline_step", SYSTEM.id, "system", deadline.element, deadline.scope, detail)


def _roles(loaded: LoadedCase, entry: dict[str, Any], owner: str) -> tuple[str, ...]:
    """`owner` and `line_manager` in a profile stand for the deadline's owner and whoever manages that role."""
    manager = str((loaded.release.settings.get("roles", {}).get(owner) or {}).get("line_manager", ""))
    stands_for = {"owner": owner, "line_manager": manager}
    roles = [stands_for.get(role, role) for role in entry.get("to", ["owner"])]
    return tuple(dict.fromkeys(role for role in roles if role))


def _notice(entry: dict[str, Any], kept: tuple[str, ...], label: str) -> Notice:
    words = entry.get("subject") or {"due": "Overdue"}.get(str(entry.get("at")), "Reminder")
    return Notice(kept, f"{words}: {label}", bool(entry.get("urgent", False)), kind=str(entry.get("kind", "deadline")))
