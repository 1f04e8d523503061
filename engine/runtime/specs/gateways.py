"""Gateways. Decisions follow the order of the flows in the file (trap 3); joins count arrivals and need nobody's past
(trap 9).
"""

from collections import Counter, deque
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from SpiffWorkflow.bpmn.specs.mixins.exclusive_gateway import ExclusiveGateway as SpiffExclusive
from SpiffWorkflow.bpmn.specs.mixins.inclusive_gateway import InclusiveGateway as SpiffInclusive
from SpiffWorkflow.bpmn.specs.mixins.parallel_gateway import ParallelGateway as SpiffParallel
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from engine.definitions.elements import Flow
from engine.errors import HandlerFailed
from engine.runtime.specs.lean import Lean, case_of, live_tasks, scope_of


class Deciding(Lean):
    """A gateway whose outgoing flows may have conditions."""

    flows: tuple[tuple[Flow, str], ...] = ()
    """Outgoing flows in the file's order, each with the name of the spec that it leads to."""

    def connect(self, taskspec: Any) -> None:
        """As plain tasks do; conditions are ours."""
        self._outputs.append(taskspec.name)
        taskspec._connect_notify(self)

    def test(self) -> None:
        """Checked when the release is read."""

    def _spread(self, my_task: Task) -> None:
        """`_run_hook` has chosen."""

    def choose(self, my_task: Task, every: bool) -> None:
        """Follow the first flow whose condition is true, or every such flow; else the default."""
        case, scope = case_of(my_task), scope_of(my_task)
        assert self.node is not None
        chosen: list[tuple[Flow, str]] = []
        for flow, target in self.flows:
            if flow.id == self.node.default_flow:
                continue
            if flow.condition is None or case.environment.evaluate(scope, flow.condition) is True:
                chosen.append((flow, target))
                if not every:
                    break
        chosen = chosen or [(flow, target) for flow, target in self.flows if flow.id == self.node.default_flow]
        if not chosen:
            raise HandlerFailed(self.node.id, "gateway", "no condition is true and there is no default flow; draw one.")
        specs = [my_task.workflow.spec.task_specs[target] for _, target in chosen]
        my_task._sync_children(specs, TaskState.FUTURE)


class Joining(Lean):
    """A gateway at which several flows may meet."""

    def _update_hook(self, my_task: Task) -> bool:
        if not my_task.has_state(TaskState.WAITING):
            my_task.internal_data["from"] = my_task.parent.task_spec.name
            my_task._set_state(TaskState.WAITING)
        arrived = self.consumed(
            [t for t in live_tasks(my_task) if t.task_spec is self and t.has_state(TaskState.WAITING)], my_task
        )
        if not arrived:
            return False
        winner = my_task if my_task in arrived else arrived[-1]
        for task in arrived:
            if task is not winner:
                task._set_state(TaskState.CANCELLED)
        if winner is not my_task:
            winner._ready()
        return winner is my_task

    def consumed(self, waiting: list[Task], my_task: Task) -> list[Task]:
        """The arrivals that are used up now; none while the gateway must wait."""
        raise NotImplementedError

    def one_for_each_flow(self, waiting: list[Task]) -> list[Task]:
        """The oldest arrival on each incoming flow that has one."""
        open_places: Counter[str] = Counter(self._inputs)
        taken = []
        for task in waiting:
            if open_places[task.internal_data["from"]] > 0:
                open_places[task.internal_data["from"]] -= 1
                taken.append(task)
        return taken


class ParallelGateway(Joining, SpiffParallel):  # type: ignore[misc]
    """Waits for one arrival on each incoming flow; further arrivals keep waiting for the next round."""

    def consumed(self, waiting: list[Task], my_task: Task) -> list[Task]:
        taken = self.one_for_each_flow(waiting)
        return taken if len(taken) == len(self._inputs) else []

    def _run_hook(self, my_task: Task) -> bool:
        return True


class ExclusiveGateway(Deciding, SpiffExclusive):  # type: ignore[misc]
    """One way on: the first whose condition is true, else the default."""

    def _run_hook(self, my_task: Task) -> bool:
        self.choose(my_task, every=False)
        return True


class InclusiveGateway(Joining, Deciding, SpiffInclusive):  # type: ignore[misc]
    """Waits while something else on its level could still arrive; then every way on whose condition is true, else the
    default.

    As BPMN 2.0 has it (13.4.3): what can arrive on a way that is still empty is waited for, unless it can as well
    arrive on one that is not. Otherwise two joins in one loop would wait for each other for ever.
    """

    upstream: Mapping[str, frozenset[str]] = MappingProxyType({})
    """For each way in the names of the specs from which it can be reached without passing the gateway; set when the
    release is built.
    """

    def consumed(self, waiting: list[Task], my_task: Task) -> list[Task]:
        arrived = {task.internal_data["from"] for task in waiting}
        filled = frozenset[str]().union(*(self.upstream[name] for name in arrived if name in self.upstream))
        empty = frozenset[str]().union(*(names for name, names in self.upstream.items() if name not in arrived))
        others = {task.task_spec.name for task in live_tasks(my_task) if task.task_spec is not self}
        return [] if others & (empty - filled) else self.one_for_each_flow(waiting)

    def _run_hook(self, my_task: Task) -> bool:
        self.choose(my_task, every=True)
        return True


def reaching(gateway: Any) -> dict[str, frozenset[str]]:
    """For each way into the gateway the names of the specs from which it can be reached without passing through it."""
    return {spec.name: _reaching(spec, gateway) for spec in gateway.inputs}


def _reaching(way: Any, gateway: Any) -> frozenset[str]:
    found: set[str] = set()
    queue = deque([way])
    while queue:
        spec = queue.popleft()
        if spec.name not in found and spec is not gateway:
            found.add(spec.name)
            queue.extend(spec.inputs)
    return frozenset(found)
