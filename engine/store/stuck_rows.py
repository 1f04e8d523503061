"""A case that nothing can take further becomes an incident, once, so that a person sees it."""

from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from engine.definitions.elements import Node
from engine.runtime.stuck import stuck_at
from engine.store.loading import LoadedCase
from engine.store.tables import INCIDENTS

LOOK = {"do": "look"}
"""The incident's command: look whether the case can go on by now."""
ADD = insert(INCIDENTS).inline()


def stuck_words(node: Node) -> str:
    """What people read."""
    waits = f"The case waits at “{node.label}” for what can no longer come"
    return f"{waits}: nobody has a task, and no event or timer can free it. Tell whoever draws the diagrams."


def note_stuck(loaded: LoadedCase, waiting: list[Any], now: datetime) -> None:
    """Call it when the case is saved. `waiting` is all that it waits for."""
    node = stuck_at(loaded.workflow, waiting)
    if node is None:
        return
    open_ones = select(INCIDENTS.c.command).where(INCIDENTS.c.case_id == loaded.id, INCIDENTS.c.resolved_at.is_(None))
    if any(command["do"] == LOOK["do"] for command in loaded.connection.execute(open_ones).scalars()):
        return
    row = {
        "case_id": loaded.id,
        "element_id": node.id,
        "handler": "diagram",
        "message": stuck_words(node),
        "command": LOOK,
        "actor_id": "system",
        "happened_at": now,
        "resolved_at": None,
        "resolved_by": None,
    }
    loaded.later(ADD, [row])
