"""A case without a database: run in memory, or packed into JSON and unpacked again after every step."""

import json
from collections.abc import Callable, Mapping, Sequence
from copy import copy, deepcopy
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from engine.calendar import WorkingCalendar
from engine.definitions.dialect import check_dialect
from engine.definitions.elements import Value
from engine.definitions.model import Definitions, read_definitions
from engine.local_time import read_moment
from engine.runtime import codec
from engine.runtime.beginning import find_beginning
from engine.runtime.build import Compiled, compile_definitions
from engine.runtime.case_file import Answers
from engine.runtime.deadlines import Deadlines, canonical_instant
from engine.runtime.run import Run, Setting
from engine.runtime.specs.lean import scope_of
from engine.runtime.workflow import CaseWorkflow

CALENDAR = WorkingCalendar.from_json(Path("processes/calendar.json").read_bytes(), "calendar.json")
MONDAY = datetime.fromisoformat("2026-03-02T09:00+00:00")
"""When every case of these tests begins: an ordinary Monday morning."""


Play = Callable[..., "Case"]
"""`play(*parts of the process main, others=(further processes,))` starts a case."""


class Rows(dict[int, Any]):
    """Answers by number, as the database would hold them."""

    def fetch(self, numbers: Sequence[int]) -> dict[int, Any]:
        return {number: json.loads(self[number]) for number in numbers}


def compiled(*diagrams: bytes) -> tuple[Definitions, Compiled]:
    """Diagrams that the dialect accepts, ready to run."""
    definitions = read_definitions({f"processes/{number}.bpmn": xml for number, xml in enumerate(diagrams, 1)})
    assert check_dialect(definitions) == []
    return definitions, compile_definitions(definitions)


class Case:
    """One case of a process. With `reloads`, everything that outlives a command goes through JSON after each one."""

    def __init__(
        self, release: tuple[Definitions, Compiled], process: str = "main", reloads: bool = True, **settings: Any
    ) -> None:
        self.definitions, self.compiled = release
        self.reloads, self.settings = reloads, Setting(settings, CALENDAR)
        self.rows, self.now, self.moves, self.outcome = Rows(), MONDAY, list[tuple[str, str]](), ""
        self.notices: list[str] = []
        self.run = self._run({}, Answers({}, 0, self.rows), Deadlines({}), {})
        if reloads:  # by the door that people's cases come in by
            self.workflow = find_beginning(self.compiled, process).begin(self.compiled, self.run)
        else:
            self.workflow = CaseWorkflow(self.compiled, process, self.run)
            self.workflow.run_on()
        self._save()

    def _run(self, facts: dict[str, Any], answers: Answers, deadlines: Deadlines, stages: dict[str, str]) -> Run:
        return Run(self.settings, "T-1", facts, answers, deadlines, stages, self.now)

    def _save(self) -> None:
        run = self.run
        living = self.workflow.living_scopes()
        run.answers.forget(living)
        run.deadlines.forget(living)
        self.rows |= {number: json.dumps(value) for number, _, _, value in run.answers.added}
        self.moves += [(what, element) for what, element, _ in run.record.moves]
        self.notices += [notice.subject for notice in run.record.notices]
        self.outcome = run.record.outcome or self.outcome
        references, given, facts, stages = run.answers.references, run.answers.given, run.facts, run.stages
        if self.reloads:
            references, facts, stages = json.loads(json.dumps([references, facts, stages]))
        self.run = self._run(facts, Answers(references, given, self.rows), Deadlines(run.deadlines.kept), stages)
        if self.reloads:
            self.workflow = codec.load(json.loads(self.state), self.compiled, self.run)
        self.workflow.environment = self.run
        self.run.workflow = self.workflow

    def fork(self) -> "Case":
        """A copy that goes its own way, out of what is kept of this case."""
        other = copy(self)
        other.rows, other.moves, other.notices = Rows(self.rows), list(self.moves), list(self.notices)
        answers = Answers(deepcopy(self.run.answers.references), self.run.answers.given, other.rows)
        deadlines, facts, stages = deepcopy([self.run.deadlines.kept, self.run.facts, self.run.stages])
        other.run = self._run(facts, answers, Deadlines(deadlines), stages)
        other.workflow = codec.load(json.loads(self.state), self.compiled, other.run)
        return other

    @property
    def state(self) -> str:
        """What is kept of the running case."""
        return json.dumps(codec.dump(self.workflow))

    # What it waits for

    @property
    def open(self) -> list[str]:
        """Open user tasks, oldest first."""
        return [task.task_spec.node.id for task in self.workflow.waiting() if task.task_spec.manual]

    @property
    def waits(self) -> list[str]:
        """Events that it waits for, oldest first."""
        return [task.task_spec.node.id for task in self.workflow.waiting() if not task.task_spec.manual]

    @property
    def timers(self) -> dict[str, str]:
        """Waiting timer events with their instants to the minute."""
        waiting = [task for task in self.workflow.waiting() if "due" in task.internal_data]
        return {task.task_spec.node.id: task.internal_data["due"][:16] for task in waiting}

    @property
    def closed(self) -> bool:
        return bool(self.workflow.completed)

    @property
    def facts(self) -> dict[str, Any]:
        return self.run.facts

    def value(self, expression: str, scope: str = "") -> Any:
        """What FEEL gives from a scope of the case now."""
        return self.run.evaluate(scope, Value.read(f"={expression}"))

    def happened(self, what: str) -> list[str]:
        """The elements that were entered, completed or cancelled, in order."""
        return [element for kind, element in self.moves if kind == what]

    # What happens to it

    def complete(self, element: str, answers: Mapping[str, Any] | None = None, place: int = 0) -> "Case":
        """A person completes the open task of this element; the `place`th where several are open."""
        task = self._waiting(element, place)
        node, scope = task.task_spec.node, scope_of(task)
        self._keep(node, scope, answers)
        self.workflow.complete(task)
        self._save()
        return self

    def send(self, element: str, answers: Mapping[str, Any] | None = None, place: int = 0) -> "Case":
        """The message of a waiting event, or of an event sub-process's start, arrives."""
        node = self.definitions.nodes[element]
        if node.kind == "startEvent":
            scope = self.workflow.begin(self.definitions.nodes[node.container])
            self._keep(node, scope, answers)
            self.workflow.run_on()
        else:
            task = self._waiting(element, place)
            self._keep(node, scope_of(task), answers)
            self.workflow.happen(task)
        self._save()
        return self

    def wait(self, **time: float) -> "Case":
        """Time passes; timers fire in their order."""
        until = self.now + timedelta(**time)
        while due := sorted(
            (task.internal_data["due"], task.internal_data["n"])
            for task in self.workflow.waiting()
            if "due" in task.internal_data and task.internal_data["due"] <= canonical_instant(until)
        ):
            self.now = self.run.now = max(self.now, _instant(due[0][0]))
            task = self.workflow.numbered(due[0][1])
            assert task is not None
            self.workflow.happen(task)
            self._save()
        self.now = self.run.now = until
        return self

    def _waiting(self, element: str, place: int) -> Any:
        found = [task for task in self.workflow.waiting() if task.task_spec.node.id == element]
        assert len(found) > place, f"{element} is not waiting; open: {self.open}, events: {self.waits}"
        return found[place]

    def _keep(self, node: Any, scope: str, answers: Mapping[str, Any] | None) -> None:
        self.run.answers.put(scope, node.id, dict(answers or {}))
        for mapping in node.outputs:
            self.run.write(scope, mapping.target, self.run.evaluate(scope, mapping.source))


def _instant(text: str) -> datetime:
    moment = read_moment(text)
    assert isinstance(moment, datetime)
    return moment
