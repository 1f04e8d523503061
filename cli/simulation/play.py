"""Plays a scenario step by step, and tells what each step brought about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from cli.simulation.cast import AREA, register_cast
from cli.simulation.changed_settings import with_settings
from cli.simulation.expectations import unmet
from cli.simulation.news import Line, News
from cli.simulation.scenario import Scenario, ScenarioError, Step, read_local, read_wait
from cli.simulation.sound import require_sound
from cli.simulation.walk import HeldTime, Time, Walk
from engine.commands.services import Services
from engine.errors import HomewardError
from engine.feel import compile_expression, to_json
from engine.release.bundle import Bundle
from engine.store.database import MEMORY, Database
from engine.store.migrate import upgrade
from engine.store.releases import Releases
from forms.reader import read_form

# Where several scenarios are played, as in tests, a form is read once.
_read_form = lru_cache(maxsize=512)(read_form)


@dataclass(slots=True)
class Player:
    """Plays one scenario on a walk."""

    scenario: Scenario
    walk: Walk
    news: News = field(default_factory=News)

    def lines(self) -> Iterator[Line]:
        """Play it to the end. Raises ScenarioError naming the step that could not be done or was not as expected."""
        for step in self.scenario.steps:
            self._take(step)
            yield from self.news.of(self.walk)
        if self.walk.reference:
            row = self.walk.row()
            yield Line(self.walk.time.now(), row.status, name=row.reference, outcome=row.outcome)

    def finish(self) -> Walk:
        """The same, without telling what happened."""
        for step in self.scenario.steps:
            self._take(step)
        return self.walk

    def _take(self, step: Step) -> None:
        try:
            self._do(step)
        except HomewardError as error:
            raise ScenarioError(f"{step.said}: {error}") from error

    def _do(self, step: Step) -> None:
        by = str(step.rest.get("by", ""))
        match step.verb:
            case "start":
                answers = (
                    self._answers(step, self._first(str(step.what))) if step.rest.get("answers") != "none" else None
                )
                self.walk.start(str(step.what), answers, by)
            case "complete":
                place = str(step.rest.get("place", 1))
                if not place.isdecimal() or int(place) < 1:
                    raise ScenarioError(f"`place: {place}` must be a number from 1 on; 1 is the oldest.")
                self.walk.complete(str(step.what), self._answers(step, str(step.what)), by, int(place))
            case "report":
                self.walk.report(str(step.what), self._answers(step, str(step.what)), by)
            case "turn_to":
                self.walk.turn_to(str(step.what))
            case "wait":
                self.walk.pass_time(*read_wait(step.what))
            case "until":
                self.walk.until(read_local(str(step.what)))
            case "expect":
                problems = unmet(self.walk, self._expected(step))
                if problems:
                    raise ScenarioError(f"{'; '.join(problems)}.")

    def _expected(self, step: Step) -> Any:
        """As written; what is to be refused is tried with the full answers and the changes that the step names."""
        tried = step.what.get("refused") if isinstance(step.what, Mapping) else None
        if not isinstance(tried, Mapping):
            return step.what
        element = str(tried.get("complete") or tried.get("report"))
        answers = self._answers(Step("expect", element, tried, step.place), element)
        return {**step.what, "refused": {**tried, "answers": answers}}

    def _first(self, process: str) -> str:
        release = self.walk.release
        node = release.first_task(process) if process in release.starts else None
        return node.id if node is not None else ""

    def _answers(self, step: Step, element: str) -> dict[str, Any]:
        """The full answers for the element or its form, the step's own over them; `=` texts are FEEL of the day."""
        node = self.walk.release.definitions.nodes.get(element)
        form = node.form if node is not None else element
        known = self.scenario.answers.get(element) or self.scenario.answers.get(form) or {}
        own = step.rest.get("answers") or {}
        if not isinstance(own, Mapping):
            raise ScenarioError("`answers` must hold field names with values.")
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


def prepare(
    scenario: Scenario,
    bundle: Bundle,
    database: Database | None = None,
    time: Time | None = None,
    releases: Releases | None = None,
) -> Player:
    """A player on a fresh store, in memory unless a database is given. The caller has loaded the handlers. Raises
    ScenarioError for a scenario that names what there is not.
    """
    services = Services(database or Database(MEMORY), releases or Releases(_read_form))
    held = time or HeldTime(scenario.starts_at)
    held.move_to(scenario.starts_at)
    with held.frozen():
        upgrade(services.database)
        try:
            settled = with_settings(bundle, scenario.settings)
            with services.database.transaction() as connection:
                release = services.releases.publish(connection, settled, "simulation", scenario.name)
            register_cast(services, release, scenario.people)
        except ScenarioError as error:
            raise ScenarioError(f"{scenario.file}: {error}") from error
        require_sound(scenario, release)
    return Player(scenario, Walk(services, held, AREA))
