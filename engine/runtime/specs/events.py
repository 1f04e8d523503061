"""Events: start, catch, boundary, throw, end, receive tasks, and the gateway that waits for the first of several."""

from typing import Any

from SpiffWorkflow.bpmn.specs.control import SimpleBpmnTask
from SpiffWorkflow.bpmn.specs.defaults import (
    BoundaryEvent,
    EndEvent,
    IntermediateCatchEvent,
    IntermediateThrowEvent,
    ReceiveTask,
    StartEvent,
)
from SpiffWorkflow.bpmn.specs.event_definitions.base import EventDefinition as SpiffDefinition
from SpiffWorkflow.bpmn.util import BpmnEvent
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.errors import HandlerFailed
from engine.runtime.specs.activities import call_handler
from engine.runtime.specs.lean import LIVE, Lean, case_of, live_tasks, scope_of
from engine.runtime.specs.routing import throw_code


class Waiting(SpiffDefinition):  # type: ignore[misc]
    """What a catching event waits for. It has happened when a command, a signal or a thrown code has said so, never by
    itself.
    """

    def __init__(self, kind: str, name: str = "") -> None:
        super().__init__(name)
        self.kind = kind

    def catches(self, my_task: Task, event: Any) -> bool:
        definition = event.event_definition
        return isinstance(definition, Waiting) and (definition.kind, definition.name) == (self.kind, self.name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Waiting) and (other.kind, other.name) == (self.kind, self.name)

    __hash__ = None  # type: ignore[assignment]  # as SpiffWorkflow's own


class Catching(Lean):
    """Waits, with a number of its own. A timer's instant is worked out when it starts, and kept in the state."""

    def _update_hook(self, my_task: Task) -> bool | None:
        if self.node is not None and self.node.event is not None and self.node.event.kind == "none":
            return True
        fired = super()._update_hook(my_task)
        if not fired:
            self.number(my_task)
            if (
                self.node is not None
                and self.node.event is not None
                and self.node.event.kind == "timer"
                and "due" not in my_task.internal_data
            ):
                my_task.internal_data["due"] = case_of(my_task).environment.due(scope_of(my_task), self.node)
        return True if fired else None

    def _run_hook(self, my_task: Task) -> bool:
        return True


class CatchEvent(Catching, IntermediateCatchEvent):  # type: ignore[misc]
    """An intermediate catch event."""


class ReceivingTask(Catching, ReceiveTask):  # type: ignore[misc]
    """A receive task: the same as a message catch event."""


class Boundary(Catching, BoundaryEvent):  # type: ignore[misc]
    """A boundary event; `cancel_activity` says whether it interrupts. One that does not waits again as soon as it has
    happened, for as long as its activity lives (trap 2); only a timer's instant comes once.
    """

    def _run_hook(self, my_task: Task) -> bool:
        assert self.node is not None
        assert self.node.event is not None
        siblings = [task for task in my_task.parent.children if not isinstance(task.task_spec, BoundaryEvent)]
        if not self.cancel_activity and self.node.event.kind != "timer" and any(t.has_state(LIVE) for t in siblings):
            self._update(my_task.parent._add_child(self, TaskState.FUTURE))
        return True


class Starting(Catching, StartEvent):  # type: ignore[misc]
    """A start event. That of an event sub-process is reached only when its message has come, so none of them waits."""

    def _update_hook(self, my_task: Task) -> bool | None:
        return True


class FirstOf(Lean, SimpleBpmnTask):  # type: ignore[misc]
    """An event-based gateway: its events wait side by side as children of one number each, and the first ends the
    others (trap 4).

    The gateway completes at once and its events wait as siblings, so each timer keeps its own instant.
    """

    holds_children = True

    def _run_hook(self, my_task: Task) -> bool:
        return True


class OneOfSeveral(CatchEvent):
    """An event behind an event-based gateway: when it happens, its siblings are withdrawn."""

    def _run_hook(self, my_task: Task) -> bool:
        for sibling in my_task.parent.children:
            if sibling is not my_task and not sibling.has_state(TaskState.FINISHED_MASK):
                sibling.cancel()
        return True


class Throwing(Lean):
    """Does what its definition says: calls the handler that sends a message, throws a signal, error or escalation."""

    def _run_hook(self, my_task: Task) -> bool | None:
        assert self.node is not None
        assert self.node.event is not None
        match self.node.event.kind:
            case "message":
                return call_handler(my_task, self)
            case "signal":
                case_of(my_task).catch(BpmnEvent(Waiting("signal", self.node.event.name)))
            case "error":
                if throw_code(my_task, "error", self.node.event.name) is None:
                    raise HandlerFailed(
                        self.node.id, "error", f"error code {self.node.event.name!r} is caught by nothing around it"
                    )
                return None
            case "escalation":
                return None if throw_code(my_task, "escalation", self.node.event.name) else True
        return True


class ThrowEvent(Throwing, IntermediateThrowEvent):  # type: ignore[misc]
    """An intermediate throw event."""


class Ending(Throwing, EndEvent):  # type: ignore[misc]
    """An end event; a terminate end event ends everything on its level."""

    def _on_complete_hook(self, my_task: Task) -> None:
        super()._on_complete_hook(my_task)
        if self.event_definition.kind == "terminate":
            for task in live_tasks(my_task):
                task.cancel()
            my_task.workflow._mark_complete(my_task)
