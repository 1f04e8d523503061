"""Plays a scenario step by step, and tells what each step brought about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cli.simulation.cast import AREA, register_cast
from cli.simulation.changed_settings import with_settings
from cli.simulation.expectations import unmet
from cli.simulation.scenario import Scenario, ScenarioError, Step, read_local, read_wait
from cli.simulation.walk import HeldTime, Time, Walk
from engine.commands.services import Services
from engine.errors import HomewardError
from engine.feel import compile_expression, to_json
from engine.queries.cases import Event, history_of, new_deadlines
from engine.release.bundle import Bundle
from engine.store.database import MEMORY, Database
from engine.store.migrate import upgrade
from engine.store.releases import Releases
from forms.reader import read_form

MOST = 10_000


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened. `at` and `due`: aware instants; `kind`: what; `element`: where on the diagram."""

    at: datetime
    kind: str
    element: str = ""
    name: str = ""
    due: datetime | None = None
    outcome: str = ""
    who: str = ""


@dataclass(slots=True)
class Player:
    """Plays one scenario on a walk."""

    scenario: Scenario
    walk: Walk
    seen: int = 0
    deadlines: set[tuple[int, datetime]] = field(default_factory=set)

    def lines(self) -> Iterator[Line]:
        """Play it to the end. Raises ScenarioError naming the step that could not be done or was not as expected."""
        for step in self.scenario.steps:
            try:
                self._do(step)
            except ScenarioError:
                raise
            except HomewardError as error:
                raise ScenarioError(f"{step.place} ({step.verb} {step.what}): {error}") from error
            yield from self._news()
        if self.walk.reference:
            row = self.walk.row()
            yield Line(self.walk.time.now(), row.status, name=row.reference, outcome=row.outcome)

    def _do(self, step: Step) -> None:
        by = str(step.rest.get("by", ""))
        match step.verb:
            case "start":
                answers = (
                    self._answers(step, self._first(str(step.what))) if step.rest.get("answers") != "none" else None
                )
                self.walk.start(str(step.what), answers, by)
            case "complete":
                self.walk.complete(str(step.what), self._answers(step, str(step.what)), by)
            case "report":
                self.walk.report(str(step.what), self._answers(step, str(step.what)), by)
            case "wait":
                self.walk.pass_time(*read_wait(step.what))
            case "until":
                self.walk.until(read_local(str(step.what)))
            case "expect":
                problems = unmet(self.walk, step.what)
                if problems:
                    raise ScenarioError(f"{step.place}: {'; '.join(problems)}.")

    def _first(self, process: str) -> str:
        node = self.walk.release.first_task(process)
        return node.id if node is not None else ""

    def _answers(self, step: Step, element: str) -> dict[str, Any]:
        """The full answers for the element or its form, the step's own over them; `=` texts are FEEL of the day."""
        node = self.walk.release.definitions.nodes.get(element)
        form = node.form if node is not None else element
        known = self.scenario.answers.get(element) or self.scenario.answers.get(form) or {}
        own = step.rest.get("answers") or {}
        if not isinstance(own, Mapping):
            raise ScenarioError(f"{step.place}: `answers` must hold field names with values.")
        merged = {key: value for key, value in (dict(known) | dict(own)).items() if value is not None}
        return {key: self._worked_out(value) for key, value in merged.items()}

    def _worked_out(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            return {key: self._worked_out(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self._worked_out(item) for item in value]
        if isinstance(value, str) and value.startswith("="):
            facts = self.walk.row().facts if self.walk.reference else {}
            return to_json(compile_expression(value[1:]).evaluate({"case": facts}, self.walk.time.now()))
        return value

    def _news(self) -> Iterator[Line]:
        row = self.walk.row()
        with self.walk.services.database.reading() as connection:
            events = history_of(connection, row.id, MOST, 0)
            fresh = [event for event in reversed(events) if event.seq > self.seen]
            deadlines = new_deadlines(connection, row.id)
        nodes = self.walk.release.definitions.nodes
        for event in fresh:
            self.seen = event.seq
            yield self._line(event)
        for item in deadlines:
            if (item.number, item.due_at) not in self.deadlines:
                self.deadlines.add((item.number, item.due_at))
                label = nodes[item.element_id].label if item.element_id in nodes else item.label
                yield Line(self.walk.time.now(), "deadline", item.element_id, f"{item.key} {label}", item.due_at)

    def _line(self, event: Event) -> Line:
        node = self.walk.release.definitions.nodes.get(event.element_id)
        due = event.payload.get("detail", {}).get("due")
        return Line(
            event.at,
            event.kind,
            event.element_id,
            node.label if node is not None else "",
            datetime.fromisoformat(due) if due else None,
            event.payload.get("outcome", ""),
            event.actor_id,
        )


def prepare(scenario: Scenario, bundle: Bundle, database: Database | None = None, time: Time | None = None) -> Player:
    """A player on a fresh store, in memory unless a database is given. The caller has loaded the handlers."""
    services = Services(database or Database(MEMORY), Releases(read_form))
    held = time or HeldTime(scenario.starts_at)
    held.move_to(scenario.starts_at)
    with held.frozen():
        upgrade(services.database)
        with services.database.transaction() as connection:
            settled = with_settings(bundle, scenario.settings)
            release = services.releases.publish(connection, settled, "simulation", scenario.name)
        register_cast(services, release, scenario.people)
    return Player(scenario, Walk(services, held, AREA))
