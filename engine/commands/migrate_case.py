"""Move a case to another release, only when everything that it waits for exists there too."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from engine.commands.on_case import case_id_of, on_case
from engine.commands.services import Actor, Services
from engine.errors import CommandRefused
from engine.release.release import Release
from engine.runtime import codec
from engine.runtime.arming import arm_new_events
from engine.runtime.run import Setting
from engine.runtime.specs.events import Boundary
from engine.runtime.specs.gateways import Joining, ParallelGateway, reaching
from engine.runtime.specs.lean import LIVE
from engine.store.history import Happening, append_event
from engine.store.loading import LoadedCase
from engine.store.task_rows import redraw_tasks


def migrate_case(services: Services, actor: Actor, case_reference: str, release_id: int, reason: str) -> None:
    """Recorded in history with both releases and the reason. Raises CommandRefused, naming every element that is
    missing.
    """

    def act(loaded: LoadedCase, now: datetime) -> None:
        if loaded.workflow.completed:
            raise CommandRefused(
                f"{case_reference} is closed; a closed case stays with the release that it ended under."
            )
        earlier = loaded.release.id
        if release_id == earlier:
            raise CommandRefused(f"{case_reference} is on release {release_id} already.")
        target = services.releases.get(loaded.connection, release_id)
        missing = what_is_missing(loaded, target)
        if missing:
            raise CommandRefused(f"{case_reference} cannot move to release {release_id}: there {'; '.join(missing)}.")
        _move(loaded, target)
        redraw_tasks(loaded, now)
        detail = {"from": earlier, "to": release_id, "reason": reason}
        append_event(loaded, Happening("migrated", actor.id, detail=detail), now)

    on_case(services, case_id_of(services, case_reference), act)


def what_is_missing(loaded: LoadedCase, target: Release) -> list[str]:
    """In words, what the case holds that the target release has no place for; empty when the case can move."""
    found = []
    for level in loaded.workflow.levels():
        there = target.compiled.levels.get(level.spec.name)
        if there is None:
            found.append(f"is no process or sub-process {level.spec.name}")
            continue
        live = [task for task in level.tasks.values() if task.has_state(LIVE)]
        for task in live:
            found += _differences(task, there)
        for task in level.tasks.values():
            if codec.is_kept(task) and not task.has_state(LIVE):
                found += _holders(task, there)
        found += _joins(level, live, there)
    found += _reports(loaded, target)
    nodes = target.definitions.nodes
    deadlines = [deadline for deadline in loaded.run.deadlines.running() if deadline.element not in nodes]
    found += [f"is no deadline {deadline.key} ({deadline.element})" for deadline in deadlines]
    return list(dict.fromkeys(found))


def _reports(loaded: LoadedCase, target: Release) -> Iterator[str]:
    """Event sub-processes that a person could begin here and not there."""
    spec = loaded.workflow.spec
    there = target.compiled.levels.get(spec.name)
    for name in spec.start.trigger_specs:
        if there is not None and name not in there.start.trigger_specs:
            yield f"is no {loaded.release.definitions.nodes[name].label} ({name}) that could be reported"


def _differences(task: Any, there: Any) -> Iterator[str]:
    """Why one task that lives has no place on its level there."""
    spec, node = task.task_spec, task.task_spec.node
    name = f"{node.label} ({node.id})" if node else spec.name
    other = there.task_specs.get(spec.name)
    if other is None:
        yield f"is no {name}"
    elif type(other) is not type(spec):
        kind = other.node.kind if other.node else "step of another kind"
        yield f"{name} is a {kind} that does not run in the same way"
    elif node is not None and (other.node.attached_to, other.node.called) != (node.attached_to, node.called):
        yield f"{name} stands on or calls something else"
    elif node is not None and node.event is not None and other.node.event.kind != node.event.kind:
        yield f"{name} waits for a {other.node.event.kind}, not a {node.event.kind}"


def _holders(task: Any, there: Any) -> Iterator[str]:
    """Why what lives below a step that is done itself has nothing to hang on there."""
    if task.task_spec.node is not None:
        yield from _differences(task, there)
        return
    living = [child.task_spec for child in task.children if child.has_state(LIVE)]  # an activity, and events on it
    if task.task_spec.name in there.task_specs or any(isinstance(spec, Boundary) for spec in living):
        return  # or the events that are missing are named themselves
    for spec in living:
        if spec.name in there.task_specs:
            yield f"has no event on {spec.node.label} ({spec.node.id})"


def _joins(level: Any, live: list[Any], there: Any) -> Iterator[str]:
    """Joins that would wait for a way that this case never took."""
    for name, spec in level.spec.task_specs.items():
        other = there.task_specs.get(name)
        if not isinstance(spec, Joining) or not isinstance(other, Joining):
            continue
        upstream = frozenset[str]().union(*reaching(spec).values())
        arriving = [task for task in live if task.task_spec is spec or task.task_spec.name in upstream]
        waiting = [task for task in arriving if task.task_spec is spec]
        several = len(arriving) > 1 and isinstance(spec, ParallelGateway)
        if (waiting or several) and sorted(spec._inputs) != sorted(other._inputs):
            yield f"{name} joins other ways than those that are under way"


def _move(loaded: LoadedCase, target: Release) -> None:
    """The state is packed in the target's numbering and unpacked on its diagrams; reminders follow its profiles."""
    run, known = loaded.run, frozenset(loaded.release.definitions.nodes)
    profiles = {name: loaded.release.settings.get("escalation", {}).get(name) for name in run.profiles()}
    loaded.workflow.compiled = target.compiled
    run.setting = Setting(target.settings, target.calendar)
    loaded.workflow = codec.load(codec.dump(loaded.workflow), target.compiled, run)
    loaded.release = target
    arm_new_events(loaded.workflow, known)
    now = target.settings.get("escalation", {})
    run.renew_steps({name for name, profile in profiles.items() if now.get(name) != profile})
