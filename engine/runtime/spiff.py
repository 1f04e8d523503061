"""What we change in SpiffWorkflow 3.2.0 itself, all of it here; the version is pinned and each change has a test.

- Task ids are random UUIDs: the same events would give different bytes each time. Ours are counted.
- `last_state_change` reads the wall clock. Nothing of ours uses it; it is zero.
- Cancelling a task drops its children without cancelling them, so the runs of a multi-instance activity would live on.
- Every state change builds a dictionary for a log line that nobody reads, a third of the engine's time.
- Nobody is told which task became ready, so every step would look at every task of the case. Ours tells the case.
"""

from itertools import count
from types import SimpleNamespace

import SpiffWorkflow.task as spiff_task
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState
from SpiffWorkflow.workflow import Workflow


def _no_extras(_self: object, _dct: dict[str, object] | None = None) -> dict[str, object]:
    return {}


def _set_state(self: Task, value: int) -> None:
    self._state = value
    if value == TaskState.READY and not self.task_spec.manual:
        self.workflow.top_workflow.queue(self)


def _cancel(self: Task) -> None:
    """What runs below a task first, then the task itself."""
    for child in self.children:
        child.cancel()
    if not self.has_state(TaskState.FINISHED_MASK):
        self._set_state(TaskState.CANCELLED)
        self.task_spec._on_cancel(self)


def install() -> None:
    """Idempotent. Called once, when `engine.runtime.specs` is imported."""
    spiff_task.uuid4 = count(1).__next__
    spiff_task.time = SimpleNamespace(time=lambda: 0.0)
    Task.collect_log_extras = _no_extras
    Task._set_state = _set_state
    Task.cancel = _cancel
    Workflow.collect_log_extras = _no_extras
