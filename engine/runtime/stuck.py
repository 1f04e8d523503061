"""Whether a case can still go on: it is open, and somebody or something can take it further."""

from typing import Any

from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.definitions.elements import Node
from engine.runtime.specs.activities import Nested
from engine.runtime.specs.events import Boundary, Throwing
from engine.runtime.specs.gateways import Joining
from engine.runtime.workflow import CaseWorkflow

COMES = {"message", "timer"}
"""What can happen to a case from outside it."""


def stuck_at(case: CaseWorkflow, waiting: list[Any]) -> Node | None:
    """The element where an open case hangs for ever, or null. `waiting` is all that it waits for.

    It errs on the side of hope: what might lead to something that frees the case is taken to do so.
    """
    if case.completed or any(task.task_spec.manual for task in waiting):
        return None
    kinds = {task.task_spec.node.event.kind for task in waiting}
    if "signal" in kinds and (kinds & COMES or case.spec.start.trigger_specs):
        return None  # what somebody reports may lead to the signal
    if any(_frees(task) for task in waiting):
        return None
    joins = [task for level in case.levels() for task in level.tasks.values() if _holds(task)]
    hanging = next((task.task_spec.node for task in [*joins, *waiting]), None)
    return hanging if isinstance(hanging, Node) else None


def _frees(task: Task) -> bool:
    """Whether an event that waits can take the case further when it happens."""
    spec = task.task_spec
    if spec.node.event.kind not in COMES:
        return False
    return not isinstance(spec, Boundary) or spec.cancel_activity or _leads_to_freedom(task)


def _leads_to_freedom(task: Task) -> bool:
    """Whether the path of an event that interrupts nothing comes to a join that waits, or to what ends something."""
    joins = {other.task_spec.name for other in task.workflow.tasks.values() if _holds(other)}
    seen: set[str] = set()
    queue = [task.task_spec]
    while queue:
        spec = queue.pop()
        if spec.name not in seen:
            seen.add(spec.name)
            ends = isinstance(spec, Throwing) and spec.node is not None and spec.node.event is not None
            if spec.name in joins or isinstance(spec, Nested) or (ends and spec.node.event.kind != "none"):
                return True
            queue += spec.outputs
    return False


def _holds(task: Task) -> bool:
    return isinstance(task.task_spec, Joining) and bool(task.has_state(TaskState.WAITING))
