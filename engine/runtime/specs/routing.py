"""Where an error or escalation goes: to the nearest boundary event around the activity that threw it, outwards.

SpiffWorkflow offers it to every boundary event of the level, also to those of other activities.
"""

from SpiffWorkflow.bpmn.specs.mixins.events.intermediate_event import BoundaryEvent as SpiffBoundaryEvent
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.runtime.specs.lean import case_of


def throw_code(task: Task, kind: str, code: str) -> bool | None:
    """Offer an error or escalation `code` outwards from `task`. Null where nothing caught it, else whether what caught
    it interrupts.
    """
    at: Task | None = task
    while at is not None:
        event = _catching(at, kind, code)
        if event is not None:
            event.internal_data["event_fired"] = True
            event.task_spec._update(event)
            return bool(event.task_spec.cancel_activity)
        at = _around(at)
    return None


def _catching(task: Task, kind: str, code: str) -> Task | None:
    """Of the events around one activity that for this very code, else that for every code, wherever they are drawn."""
    heard = {
        event.task_spec.node.event.name: event
        for event in _boundary_events(task)
        if event.task_spec.node.event.kind == kind
    }
    return heard.get(code) or heard.get("")


def _boundary_events(task: Task) -> list[Task]:
    parent = task.parent
    if parent is None:
        return []
    return [
        t for t in parent.children if isinstance(t.task_spec, SpiffBoundaryEvent) and t.has_state(TaskState.WAITING)
    ]


def _around(task: Task) -> Task | None:
    """The activity that `task` runs in: its multi-instance parent, or the activity that holds its level."""
    if task.triggered and task.parent is not None and task.parent.has_state(TaskState.STARTED):
        parent: Task = task.parent
        return parent
    top = case_of(task)
    return None if task.workflow is top else top.get_task_from_id(task.workflow.parent_task_id)
