"""What all our specs share. A task's children are made when it completes, never predicted, so the tree holds only what
lives.
"""

from typing import TYPE_CHECKING, Any

from SpiffWorkflow.bpmn.specs.bpmn_task_spec import BpmnTaskSpec
from SpiffWorkflow.specs.base import TaskSpec
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.definitions.elements import Node

if TYPE_CHECKING:
    from engine.runtime.workflow import CaseWorkflow

LIVE = TaskState.FUTURE | TaskState.WAITING | TaskState.READY | TaskState.STARTED


def case_of(task: Task) -> "CaseWorkflow":
    """The whole case that a task belongs to."""
    top: CaseWorkflow = task.workflow.top_workflow
    return top


def scope_of(task: Task) -> str:
    """The scope that a task stands in: "" is the case's own. Its own where it has one, else its level's."""
    own = task.internal_data.get("scope")
    return str(own) if own is not None else str(task.workflow.scope)


def outer_scope(task: Task) -> str:
    """The scope around a task that has one of its own; for a repeated task that is its item's."""
    return str(task.internal_data["scope"]).rpartition("/")[0]


class Lean(BpmnTaskSpec):  # type: ignore[misc]  # SpiffWorkflow is untyped
    """Mixed in before SpiffWorkflow's own class."""

    node: Node | None = None

    holds_children = False
    """Whether live children must stay below this task once it has completed: they look for their siblings through it.
    """

    def __init__(self, wf_spec: Any, name: str, node: Node | None = None, **kwargs: Any) -> None:
        self.node = node
        super().__init__(wf_spec, name, **kwargs)
        self.bpmn_id = node.id if node else None

    def _predict(self, my_task: Task, *_: object, **__: object) -> None:
        """Nothing: see the module's docstring."""

    def _spread(self, my_task: Task) -> None:
        """Make the children that follow; a gateway that chose has made its own already."""
        my_task._sync_children(self.outputs, TaskState.FUTURE)

    def _on_complete(self, my_task: Task) -> None:
        self._spread(my_task)
        super()._on_complete(my_task)

    def _on_complete_hook(self, my_task: Task) -> None:
        self.note(my_task, "completed")
        super()._on_complete_hook(my_task)

    def _on_cancel(self, my_task: Task) -> None:
        self.note(my_task, "cancelled")
        super()._on_cancel(my_task)

    def note(self, my_task: Task, what: str) -> None:
        """Tell the environment what moved, where the element is on the diagram."""
        if self.node is not None:
            case_of(my_task).environment.moved(what, self.node, scope_of(my_task))

    def number(self, my_task: Task) -> None:
        """Give a task that people or timers will refer to its number, once; it is counted per case and kept in the
        state.
        """
        if "n" not in my_task.internal_data:
            my_task.internal_data["n"] = case_of(my_task).next_number()
            self.note(my_task, "entered")


def live_tasks(task: Task) -> list[Task]:
    """All tasks of this task's own level that have not finished, itself included, oldest first."""
    return [other for other in task.workflow.tasks.values() if other._state & LIVE]


__all__ = ["LIVE", "Lean", "TaskSpec", "case_of", "live_tasks", "outer_scope", "scope_of"]
