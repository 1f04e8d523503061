"""The specs that are not on the diagram: start, the join before the end, and the pair around an activity with boundary
events.
"""

from typing import Any

from SpiffWorkflow.bpmn.specs.control import BoundaryEventSplit, BpmnStartTask, SimpleBpmnTask, _EndJoin
from SpiffWorkflow.bpmn.specs.mixins.events.intermediate_event import BoundaryEvent as SpiffBoundaryEvent
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.runtime.specs.lean import Lean, live_tasks


class Start(Lean, BpmnStartTask):  # type: ignore[misc]
    """The root of every level. Event sub-processes hang below it when they are triggered; it is never rewired (trap
    1).
    """


class EndJoin(Lean, _EndJoin):  # type: ignore[misc]
    """Where all end events of a level meet: fires when nothing else on the level lives."""

    def _update_hook(self, my_task: Task) -> bool:
        others = [task for task in live_tasks(my_task) if task is not my_task]
        for other in [task for task in others if task.task_spec is self]:
            other._set_state(TaskState.CANCELLED)
        if any(task.task_spec is not self for task in others):
            my_task._set_state(TaskState.WAITING)
            return False
        return True

    def _run_hook(self, my_task: Task) -> bool:
        return True


class End(Lean, SimpleBpmnTask):  # type: ignore[misc]
    """SpiffWorkflow knows a level's completion by this spec's name."""


class BoundarySplit(Lean, BoundaryEventSplit):  # type: ignore[misc]
    """Starts an activity, then lets its boundary events wait."""

    holds_children = True

    def _run_hook(self, my_task: Task) -> bool:
        return True


class BoundaryJoin(Lean, SimpleBpmnTask):  # type: ignore[misc]
    """Follows an activity and each of its boundary events: whichever is first ends the others, unless it interrupts
    nothing.
    """

    def _update_hook(self, my_task: Task) -> bool:
        finished = my_task.parent
        siblings = [task for task in finished.parent.children if task is not finished]
        is_event = isinstance(finished.task_spec, SpiffBoundaryEvent)
        if is_event and not finished.task_spec.cancel_activity:
            return True
        for task in siblings:
            if not task.has_state(TaskState.FINISHED_MASK):
                if isinstance(task.task_spec, SpiffBoundaryEvent) and not task.has_state(
                    TaskState.WAITING | TaskState.FUTURE
                ):
                    continue
                task.cancel()
        return True

    def _run_hook(self, my_task: Task) -> bool:
        return True


def adopt(spec: Any) -> None:
    """Give a new process spec our own start, end join and end in the place of SpiffWorkflow's."""
    for task_spec, ours in ((spec.start, Start), (spec.end, EndJoin), (spec.task_specs["End"], End)):
        task_spec.__class__ = ours
        task_spec.node = None
