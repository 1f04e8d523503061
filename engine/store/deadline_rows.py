"""The rows of a case's deadlines: started, moved, met, cancelled or replaced, each with how it was worked out."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from engine.runtime.about import about, with_about
from engine.runtime.deadlines import DeadlineState
from engine.store.loading import LoadedCase
from engine.store.tables import DEADLINES

START = insert(DEADLINES)
CHANGE = update(DEADLINES).where(
    DEADLINES.c.case_id == bindparam("of_case"), DEADLINES.c.number == bindparam("of_number")
)
BEFORE = select(DEADLINES.c.detail).where(
    DEADLINES.c.case_id == bindparam("of_case"), DEADLINES.c.number == bindparam("of_number")
)
KEPT = frozenset(
    {"explanation", "calendar_version", "provisional", "length", "unit", "skipped", "other_readings", "earlier_due"}
)
"""What a page shows of the result of the handler that worked a deadline out."""


def save_deadlines(loaded: LoadedCase) -> None:
    """Write what this command did to them."""
    for number, change in loaded.run.deadlines.changed.items():
        values = _values(loaded, change.deadline)
        if "started" in change.what:
            loaded.later(START, [_new_row(loaded, change.deadline, change.detail) | values])
        elif change.what != {"stepped"}:
            if "moved" in change.what:
                values["detail"] = _moved(loaded, number, change.detail)
            if change.detail.get("late_reason"):
                values["late_reason"] = change.detail["late_reason"]
            loaded.later(CHANGE, [{"of_case": loaded.id, "of_number": number} | values])


def _values(loaded: LoadedCase, deadline: DeadlineState) -> dict[str, Any]:
    return {
        "due_at": datetime.fromisoformat(deadline.due),
        "state": deadline.state,
        "last_day": datetime.fromisoformat(deadline.last_day).date() if deadline.last_day else None,
        "met_at": datetime.fromisoformat(deadline.met_at) if deadline.met_at else None,
        "ended_at": None if deadline.state == "running" else loaded.run.now,
    }


def _new_row(loaded: LoadedCase, deadline: DeadlineState, detail: dict[str, Any]) -> dict[str, Any]:
    node = loaded.release.definitions.nodes[deadline.element]
    return {
        "case_id": loaded.id,
        "number": deadline.number,
        "key": deadline.key,
        "scope": deadline.scope,
        "element_id": deadline.element,
        "label": with_about(node.label, about(loaded.release.definitions, loaded.run, deadline.scope)),
        "owner_role": node.owner,
        "start_at": datetime.fromisoformat(deadline.start),
        "detail": _shown(detail),
        "late_reason": detail.get("late_reason", ""),
    }


def _moved(loaded: LoadedCase, number: int, detail: dict[str, Any]) -> dict[str, Any]:
    """What it was before stays on the page, with what came of it."""
    before = loaded.connection.execute(BEFORE, {"of_case": loaded.id, "of_number": number}).scalar() or {}
    shown = _shown(detail)
    return shown | {"explanation": [*before.get("explanation", ()), *shown.get("explanation", ())]}


def _shown(detail: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in detail.items() if key in KEPT}
