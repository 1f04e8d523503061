"""Multi-instance activities: one run for each item of a list, each in a scope of its own."""

from typing import Any

from SpiffWorkflow.bpmn.specs.mixins.multiinstance_task import MultiInstanceTask
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.definitions.elements import MultiInstance
from engine.errors import HandlerFailed
from engine.runtime.specs.lean import Lean, case_of, scope_of

MOST = 1_000
"""Items in one list; more is a mistake in the data."""


class EachItem(Lean, MultiInstanceTask):  # type: ignore[misc]
    """Holds the runs: its children, in the list's order; sequential ones one after the other."""

    multi: MultiInstance

    def _update_hook(self, my_task: Task) -> bool:
        items = self._items(my_task)
        my_task.internal_data.update(items=items, begun=0, done=0, results=[None] * len(items))
        self.note(my_task, "entered")
        if not items:
            self._finish(my_task)
            return True
        my_task._set_state(TaskState.STARTED)
        for _ in items[:1] if self.multi.sequential else items:
            self._begin(my_task)
        return False

    def _items(self, my_task: Task) -> list[Any]:
        assert self.node is not None
        items = case_of(my_task).environment.evaluate(scope_of(my_task), self.multi.collection)
        if not isinstance(items, list) or len(items) > MOST:
            raise HandlerFailed(
                self.node.id, "multi-instance", f"needs a list of at most {MOST} items, got {str(items)[:80]}"
            )
        return items

    def _begin(self, my_task: Task) -> None:
        case = case_of(my_task)
        assert self.node is not None
        index = my_task.internal_data["begun"]
        my_task.internal_data["begun"] = index + 1
        child = my_task._add_child(my_task.workflow.spec.task_specs[self.task_spec], TaskState.WAITING)
        child.triggered = True
        child.internal_data["place"] = index
        child.internal_data["scope"] = f"{scope_of(my_task)}/{self.node.id}.{case.next_number()}"
        case.environment.item(child.internal_data["scope"], my_task.internal_data["items"][index], index + 1)
        child.task_spec._update(child)

    def merge_child(self, workflow: Any, child: Task) -> None:
        """One run has finished: keep its result in the place of its item, begin the next, or go on after the last."""
        my_task, data = child.parent, child.parent.internal_data
        if self.multi.output_element is not None:
            result = case_of(child).environment.evaluate(scope_of(child), self.multi.output_element)
            data["results"][child.internal_data["place"]] = result
        data["done"] += 1
        if data["done"] == len(data["items"]):
            self._finish(my_task)
            my_task._set_state(TaskState.READY)
        elif self.multi.sequential:
            self._begin(my_task)

    def _finish(self, my_task: Task) -> None:
        if self.multi.output_collection:
            case_of(my_task).environment.write(
                scope_of(my_task), self.multi.output_collection, my_task.internal_data["results"]
            )

    def _run_hook(self, my_task: Task) -> bool:
        return True
