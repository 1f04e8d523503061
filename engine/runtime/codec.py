"""A case's running state <-> a few hundred bytes of JSON that hold only what lives: no diagram, no past, no answers.

One entry a live task: [spec, state, data] or [spec, state, data, parent], numbered within its level. What a task hangs
below is kept only
for an activity with boundary events, a gateway that waits for the first of several, and the items of a list;
everything else hangs below
the start, which none of our joins minds. The bytes are the same for the same events: ids are places in the list.
"""

from typing import Any, TypeAlias

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.runtime.build import Compiled
from engine.runtime.environment import Environment
from engine.runtime.specs.events import Catching
from engine.runtime.specs.lean import LIVE
from engine.runtime.workflow import CaseWorkflow, Level

State: TypeAlias = dict[str, Any]


def dump(case: CaseWorkflow) -> State:
    """JSON-able. Keys: `p` process, `n` numbers given, `c` completed, `l` levels."""
    return {"p": case.spec.name, "n": case.numbers, "c": int(case.completed), "l": _dump_level(case, case)}


def _dump_level(case: CaseWorkflow, level: Any) -> list[Any]:
    names = case.compiled.spec_numbers[level.spec.name]
    kept = _parents_first([task for task in sorted(level.tasks.values(), key=lambda t: int(t.id)) if is_kept(task)])
    places = {task.id: place for place, task in enumerate(kept, start=1)}
    return [_dump_task(case, task, names, places) for task in kept]


def _parents_first(kept: list[Task]) -> list[Task]:
    """Oldest first, but for a split that was put above an activity later."""
    known, ordered = {task.id for task in kept}, dict[int, Task]()
    for task in kept:
        if task._parent in known and task._parent not in ordered:
            ordered[task._parent] = task.parent
        ordered.setdefault(task.id, task)
    return list(ordered.values())


def is_kept(task: Task) -> bool:
    """Whether it stands in the state: it lives, or what lives hangs below it."""
    if task._state & LIVE:
        return True
    spec = task.task_spec
    return getattr(spec, "holds_children", False) and any(child._state & LIVE for child in task.children)


def _dump_task(case: CaseWorkflow, task: Task, names: dict[str, int], places: dict[int, int]) -> list[Any]:
    entry: list[Any] = [names[task.task_spec.name], task._state, task.internal_data or 0]
    level = case.subprocesses.get(task.id)
    below = places.get(task._parent, 0)
    if below or level is not None:
        entry.append(below)
    if level is not None:
        entry.append([level.spec.name, _dump_level(case, level)])
    return entry


def load(state: State, compiled: Compiled, environment: Environment) -> CaseWorkflow:
    """The case as it was dumped, ready to run on."""
    case = CaseWorkflow(compiled, state["p"], environment, deserializing=True)
    case.numbers, case.completed = state["n"], bool(state["c"])
    _load_level(case, case, state["l"])
    return case


def _load_level(case: CaseWorkflow, level: Any, entries: list[Any]) -> None:
    root = Task(level, level.spec.start, state=TaskState.COMPLETED)
    level.task_tree = root
    names, specs = case.compiled.spec_names[level.spec.name], level.spec.task_specs
    made: list[Task] = [root]
    for entry in entries:
        parent = made[entry[3]] if len(entry) > 3 else root
        task = Task(level, specs[names[entry[0]]], parent, state=entry[1])
        task.internal_data = entry[2] or {}
        task.triggered = parent is not root or len(entry) > 4
        made.append(task)
        if isinstance(task.task_spec, Catching) and entry[1] == TaskState.WAITING:
            case.event_manager.add_task(task)
        if len(entry) > 4:
            _load_nested(case, task, *entry[4])


def _load_nested(case: CaseWorkflow, task: Task, name: str, entries: list[Any]) -> None:
    level = Level(case.subprocess_specs[name], parent_task_id=task.id, top_workflow=case, deserializing=True)
    case.subprocesses[task.id] = level
    level.completed_event.connect(task.task_spec._on_subworkflow_completed, task)
    _load_level(case, level, entries)
