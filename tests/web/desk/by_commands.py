"""Walks a case by the office's commands, without pages: for what of a journey would take a browser too long."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cli.simulation.scenario import Scenario, Step, read_wait
from cli.simulation.walk import later
from engine import clock
from tests.builders.worked_out import worked_out
from tests.web.desk.town import Town, doer
from web.desk.engine_office import EngineOffice
from web.pages import Person


@dataclass(slots=True)
class ByCommands:
    """One case at one office; it can be carried on in a browser, and a browser's case by it."""

    town: Town
    office: EngineOffice
    scenario: Scenario
    reference: str = ""

    def do(self, step: Step) -> None:
        """A step of the scenario; what it expects is for the scenario's own test."""
        with clock.shifted(self.office.clock_offset()):
            if step.verb == "start":
                done = self.office.start_case(self.person("amara"), str(step.what), self.answers("identify_child", {}))
                self.reference = done.reference
            elif step.verb == "complete":
                task = self.town.open(self.reference)[str(step.what)]
                answers = self.answers(str(step.what), step.rest.get("answers") or {})
                self.office.complete_task(self.person(doer(task)), task.id, answers)
            elif step.verb == "wait":
                self.office.move_clock_to(self.person("amara"), self.after(str(step.what)))

    def after(self, time: str) -> datetime:
        length, unit = read_wait(time)
        with self.town.services.database.reading() as connection:
            return later(clock.now(), length, unit, self.town.services.releases.newest(connection))

    def answers(self, element: str, changes: Any) -> Any:
        known = self.scenario.answers
        with self.town.services.database.reading() as connection:
            form = self.town.services.releases.newest(connection).definitions.nodes[element].form
        facts = self.town.case(self.reference).facts if self.reference else {}
        return worked_out({**(known.get(element) or known[form]), **changes}, facts, clock.now())

    def person(self, person: str) -> Person:
        found = self.office.person(person)
        assert found is not None, person
        return found
