"""After a case has moved to another release: its running activities get the boundary events that they had not."""

from typing import Any

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.runtime.specs.events import Boundary
from engine.runtime.specs.lean import LIVE
from engine.runtime.workflow import CaseWorkflow


def arm_new_events(case: CaseWorkflow, known: frozenset[str]) -> None:
    """`known`: ids of the elements of the release that the case comes from; events among them have had their chance."""
    for level in case.levels():
        for task in list(level.tasks.values()):
            split = level.spec.task_specs.get(f"{task.task_spec.name}.split")
            if split is None or not task.has_state(LIVE):
                continue
            holder = _below(task, split)
            for spec in split.outputs:
                if isinstance(spec, Boundary) and spec.node is not None and spec.node.id not in known:
                    spec._update(holder._add_child(spec, TaskState.FUTURE))


def _below(task: Task, split: Any) -> Task:
    """The task's split, made and put above it where it had none."""
    around = task.parent
    if around.task_spec is split:
        return around
    holder = around._add_child(split, TaskState.COMPLETED)
    around._children.remove(task.id)
    task.parent = holder
    holder._children.append(task.id)
    return holder
