"""User tasks, tasks that call handlers, sub-processes, called processes and event sub-processes."""

from typing import Any

from SpiffWorkflow.bpmn.specs.defaults import CallActivity, EventSubprocess, ServiceTask, SubWorkflowTask, UserTask
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.errors import BusinessError, HandlerFailed
from engine.runtime.specs.lean import Lean, case_of, outer_scope, scope_of
from engine.runtime.specs.routing import throw_code


class PersonTask(Lean, UserTask):  # type: ignore[misc]
    """A user task: waits, with a number of its own, until a person completes it."""

    def _on_ready_hook(self, my_task: Task) -> None:
        self.number(my_task)
        super()._on_ready_hook(my_task)


class HandlerTask(Lean, ServiceTask):  # type: ignore[misc]
    """A service, business-rule or send task."""

    def _run_hook(self, my_task: Task) -> bool | None:
        assert self.node is not None
        return call_handler(my_task, self)


def call_handler(my_task: Task, spec: Lean) -> bool | None:
    """True where the handler did its work; null where it raised a BPMN error that a boundary event has caught, which
    ends this task.
    """
    assert spec.node is not None
    try:
        case_of(my_task).environment.call(scope_of(my_task), spec.node)
    except BusinessError as error:
        if throw_code(my_task, "error", error.code) is None:
            raise HandlerFailed(
                spec.node.id, spec.node.handler, f"{error} (error code {error.code}, which nothing catches)"
            ) from error
        return None
    return True


class Nested(Lean):
    """An activity that runs a level of its own."""

    own_scope = False

    def start_workflow(self, my_task: Task) -> None:
        """Begin the level, in a new scope where the kind of activity has one."""
        case = case_of(my_task)
        assert self.node is not None
        if self.own_scope:
            around = scope_of(my_task)
            my_task.internal_data["scope"] = f"{around}/{self.node.id}.{case.next_number()}"
            case.environment.enter(my_task.internal_data["scope"], around, self.node)
        self.note(my_task, "entered")
        level = case.create_subprocess(my_task, self.spec)
        level.completed_event.connect(self._on_subworkflow_completed, my_task)
        level.task_tree.run()

    def _on_subworkflow_completed(self, subworkflow: Any, my_task: Task) -> None:
        my_task._set_state(TaskState.READY)

    def _update_hook(self, my_task: Task) -> bool:
        level = my_task.workflow.top_workflow.subprocesses.get(my_task.id)
        if level is not None:
            return bool(level.completed)
        my_task._set_state(TaskState.STARTED)
        self.start_workflow(my_task)
        return False


class SubProcess(Nested, SubWorkflowTask):  # type: ignore[misc]
    """An embedded sub-process, such as a stage: shares its surroundings' scope."""


class CalledProcess(Nested, CallActivity):  # type: ignore[misc]
    """A call activity: a scope of its own, inputs in, outputs out."""

    own_scope = True

    def _on_subworkflow_completed(self, subworkflow: Any, my_task: Task) -> None:
        assert self.node is not None
        case_of(my_task).environment.leave(str(my_task.internal_data["scope"]), outer_scope(my_task), self.node)
        super()._on_subworkflow_completed(subworkflow, my_task)


class EventSubProcess(Nested, EventSubprocess):  # type: ignore[misc]
    """Begins, in a scope of its own, each time its message arrives."""

    own_scope = True
