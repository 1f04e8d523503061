"""One case as SpiffWorkflow runs it: its levels, its waits, and the loop that takes it to the next wait."""

from collections.abc import Iterator
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import Any

from SpiffWorkflow.bpmn.specs.mixins.events.intermediate_event import BoundaryEvent as SpiffBoundaryEvent
from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.definitions.elements import Node
from engine.errors import HandlerFailed
from engine.runtime.build import Compiled
from engine.runtime.case_file import chain
from engine.runtime.environment import Environment
from engine.runtime.specs.control import EndJoin
from engine.runtime.specs.gateways import Joining
from engine.runtime.specs.lean import LIVE, scope_of

MOST_STEPS = 10_000
"""Automatic steps in one command; more means a loop on the diagram that waits for nothing."""


def update_joins(level: Any) -> None:
    """After a task completed: let joins that wait look again. Nothing else on a level depends on its neighbours."""
    for task in list(level.tasks.values()):
        if task._state == TaskState.WAITING and isinstance(task.task_spec, (Joining, EndJoin)):
            task.task_spec._update(task)


class Level(BpmnSubWorkflow):  # type: ignore[misc]  # SpiffWorkflow is untyped
    """A stage, a called process or an event sub-process that runs."""

    @cached_property
    def scope(self) -> str:
        """That of the activity that runs it, which has got its scope before the level is made."""
        return scope_of(self.top_workflow.get_task_from_id(self.parent_task_id))

    def update_waiting_tasks(self) -> None:
        update_joins(self)

    def cancel(self, success: bool = False) -> None:
        """Everything in it, however far its past reaches: SpiffWorkflow's own search stops at a depth of 1,000."""
        self.success, self.completed = success, True
        for task in list(self.tasks.values()):
            if not task.has_state(TaskState.FINISHED_MASK):
                task.cancel()


class CaseWorkflow(BpmnWorkflow):  # type: ignore[misc]
    """The top level. `environment` is set by each command before anything runs."""

    environment: Environment
    scope = ""

    def __init__(self, compiled: Compiled, process: str, environment: Environment, deserializing: bool = False) -> None:
        self.compiled = compiled
        self.environment = environment
        environment.workflow = self
        self.numbers = 0
        self._ready: list[tuple[bool, int, Task]] = []
        self.prepared: dict[str, Any] | None = None
        """Its state where it is the prepared one that all cases of a release begin in: they share it, so nothing runs
        on it before it was saved and loaded.
        """
        super().__init__(compiled.levels[process], compiled.levels, script_engine=object(), deserializing=deserializing)

    def update_waiting_tasks(self) -> None:
        update_joins(self)

    def next_number(self) -> int:
        """Counts user tasks, waiting events and scopes of this case, all in one series."""
        self.numbers += 1
        return self.numbers

    def create_subprocess(self, my_task: Task, spec_name: str) -> Level:
        level = Level(self.subprocess_specs[spec_name], parent_task_id=my_task.id, top_workflow=self)
        self.subprocesses[my_task.id] = level
        return level

    def levels(self) -> list[Any]:
        """The top level and every level that runs."""
        return [self, *(level for level in self.subprocesses.values() if not level.completed)]

    def waiting(self) -> Iterator[Task]:
        """User tasks and events that wait for a person, a message or an instant, in the order of their numbers."""
        found = [
            task
            for level in self.levels()
            for task in level.tasks.values()
            if task._state & (TaskState.READY | TaskState.WAITING) and "n" in task.internal_data
        ]
        yield from sorted(found, key=lambda task: int(task.internal_data["n"]))

    def numbered(self, number: int) -> Task | None:
        """The waiting task or event with this number."""
        return next((task for task in self.waiting() if task.internal_data["n"] == number), None)

    def living_scopes(self) -> set[str]:
        """The case's own scope, those of everything that runs, and those around them."""
        living = {""}
        for level in self.levels():
            for task in level.tasks.values():
                if task.has_state(LIVE):
                    living.update(chain(scope_of(task)))
        return living

    def run_on(self) -> None:
        """Run everything that waits for nobody. Raises HandlerFailed when a loop on the diagram never waits."""
        self._ready = [_turn(task) for level in self.levels() for task in level.tasks.values() if _is_ready(task)]
        heapify(self._ready)
        for _ in range(MOST_STEPS):
            task = self._next_ready()
            if task is None:
                self.bpmn_events.clear()
                return
            task.run()
        raise HandlerFailed(
            "",
            "diagram",
            f"The case took {MOST_STEPS:,} automatic steps without waiting; a loop on the diagram never waits.",
        )

    def queue(self, task: Task) -> None:
        """Told by each task that becomes ready: looking at them all at each step would cost their number squared."""
        heappush(self._ready, _turn(task))

    def _next_ready(self) -> Task | None:
        """Boundary events first, so that what is interrupted does nothing more; then the oldest. One that was withdrawn
        since it was queued is passed over.
        """
        while self._ready:
            task: Task = heappop(self._ready)[-1]
            level = task.workflow
            if _is_ready(task) and task.id in level.tasks and (level is self or not level.completed):
                return task
        return None

    def complete(self, task: Task) -> None:
        """A person has completed this user task."""
        self._refuse_shared()
        task.run()
        self.run_on()

    def happen(self, task: Task) -> None:
        """The message or instant that this event waits for has come."""
        self._refuse_shared()
        task.internal_data["event_fired"] = True
        task.task_spec._update(task)
        self.run_on()

    def begin(self, node: Node) -> str:
        """The message that starts this event sub-process has come. Gives the new run's scope, before anything in it has
        run.
        """
        self._refuse_shared()
        spec = self.spec.task_specs[node.id]
        child = self.task_tree._add_child(spec, TaskState.FUTURE)
        child.triggered = True
        spec._update(child)
        return scope_of(child)

    def _refuse_shared(self) -> None:
        if self.prepared is not None:
            raise RuntimeError("All cases of this release begin in this state: save and load the case, then run it on.")


def _is_ready(task: Task) -> bool:
    return task._state == TaskState.READY and not task.task_spec.manual


def _turn(task: Task) -> tuple[bool, int, Task]:
    """No two have the same id, so tasks are never compared with each other; a task may be queued twice."""
    return not isinstance(task.task_spec, SpiffBoundaryEvent), int(task.id), task
