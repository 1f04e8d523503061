"""Move a case to another release, only when everything that it waits for exists there too."""

from datetime import datetime

from sqlalchemy import update

from engine.commands.on_case import case_id_of, on_case
from engine.commands.services import Actor, Services
from engine.errors import CommandRefused
from engine.release.release import Release
from engine.runtime.specs.lean import LIVE
from engine.store.history import Happening, append_event
from engine.store.loading import LoadedCase
from engine.store.saving import task_id
from engine.store.tables import TASKS


def migrate_case(services: Services, actor: Actor, case_reference: str, release_id: int, reason: str) -> None:
    """Recorded in history with both releases and the reason. Raises CommandRefused, naming every element that is
    missing.
    """

    def act(loaded: LoadedCase, now: datetime) -> None:
        target = services.releases.get(loaded.connection, release_id)
        missing = what_is_missing(loaded, target)
        if missing:
            raise CommandRefused(f"{case_reference} cannot move to release {release_id}: there {'; '.join(missing)}.")
        earlier = loaded.release.id
        _move(loaded, target)
        detail = {"from": earlier, "to": release_id, "reason": reason}
        append_event(loaded, Happening("migrated", actor.id, detail=detail), now)

    on_case(services, case_id_of(services, case_reference), act)


def what_is_missing(loaded: LoadedCase, target: Release) -> list[str]:
    """In words, what the case holds that the target release has no place for; empty when the case can move."""
    levels, nodes = target.compiled.levels, target.definitions.nodes
    found = []
    for level in loaded.workflow.levels():
        there = levels.get(level.spec.name)
        if there is None:
            found.append(f"is no process or sub-process {level.spec.name}")
            continue
        for task in level.tasks.values():
            spec, node = task.task_spec, getattr(task.task_spec, "node", None)
            if not task.has_state(LIVE):
                continue
            if spec.name not in there.task_specs:
                found.append(f"is no {node.label if node else spec.name} ({spec.name})")
            elif node is not None and nodes[node.id].kind != node.kind:
                found.append(f"{node.label} ({node.id}) is a {nodes[node.id].kind}, not a {node.kind}")
    deadlines = [deadline for deadline in loaded.run.deadlines.running() if deadline.element not in nodes]
    found += [f"is no deadline {deadline.key} ({deadline.element})" for deadline in deadlines]
    return found


def _move(loaded: LoadedCase, target: Release) -> None:
    """The state is packed in the target's numbering; open tasks are redrawn in its words."""
    loaded.release = target
    loaded.workflow.compiled = target.compiled
    for task in loaded.workflow.waiting():
        node = target.definitions.nodes[task.task_spec.node.id]
        if task.task_spec.manual:
            values = {"name": node.label, "form_id": node.form, "roles": ",".join(node.groups), "role": node.groups[0]}
            row = update(TASKS).where(TASKS.c.id == task_id(loaded.id, task.internal_data["n"]))
            loaded.connection.execute(row.values(**values))
