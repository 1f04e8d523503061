"""Walks made-up cases to different stages, each from its own day in the past, so that lists look lived in."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from cli.demonstration.cases import CASES, DemoCase
from cli.demonstration.people import PEOPLE, TEAMS
from cli.parts import ROOT
from cli.simulation.play import Player
from cli.simulation.scenario import Scenario, read_scenario
from cli.simulation.walk import HeldTime, Walk
from engine import clock
from engine.calendar import WorkingCalendar
from engine.commands.register_people import register_people
from engine.commands.services import Services
from engine.errors import NotFound
from engine.queries.case_list import list_cases
from engine.queries.people import all_people
from engine.release.bundle import read_folder
from engine.release.release import Release

PARTS = ROOT / "tests" / "pathways"
"""The demonstration walks the same parts of the way as the scenarios, with the same made-up answers."""

NINE = time(9, 0)


def load_demonstration(services: Services, report: Any = None) -> int:
    """How many cases were made: those that an earlier, perhaps interrupted, load did not. Publishes the project's
    diagrams as a release.

    `report(done, all)` is called after each case. Raises NotFound where the made-up answers are not there.
    """
    register_people(services, TEAMS, PEOPLE)
    with services.database.transaction() as connection:
        release = services.releases.publish(connection, read_folder(ROOT), "demonstration", "The pathway as it comes")
    missing = [case for case in CASES if not _is_there(services, case)]
    if missing and not PARTS.is_dir():
        raise NotFound(f"The made-up cases are read from {PARTS.relative_to(ROOT)}, which is not there.")
    for number, case in enumerate(missing, start=1):
        _walk(services, release, case)
        if report is not None:
            report(number, len(missing))
    return len(missing)


def strangers(services: Services) -> list[str]:
    """Names of people in the database whom the demonstration did not make up."""
    made_up = {(person.id, person.name) for person in PEOPLE}
    with services.database.reading() as connection:
        return [person.name for person in all_people(connection) if (person.id, person.name) not in made_up]


def _is_there(services: Services, case: DemoCase) -> bool:
    with services.database.reading() as connection:
        return list_cases(connection, None, case.reference, 1, 0)[1] > 0


def _walk(services: Services, release: Release, case: DemoCase) -> None:
    now = clock.now()
    begun = _morning(now, case.working_days_ago, release.calendar)
    held = HeldTime(begun)
    scenario = _scenario(case, begun)
    player = Player(scenario, Walk(services, held, case.team))
    for _ in player.lines():
        if held.now() > now:
            raise NotFound(f"The demonstration’s case {case.reference} runs past today; begin it earlier.")
    player.walk.until(now)


def _scenario(case: DemoCase, begun: datetime) -> Scenario:
    read = read_scenario(PARTS / "demonstration" / f"{case.journey}.yaml")
    answers = {name: dict(values) for name, values in read.answers.items()}
    for element, changes in case.answers().items():
        answers.setdefault(element, {}).update(changes)
    return replace(read, starts_at=begun, answers=answers)


def _morning(now: datetime, working_days: int, calendar: WorkingCalendar) -> datetime:
    """Nine in the morning, that many working days ago."""
    day = now.astimezone(clock.LONDON).date() + timedelta(days=1)
    for _ in range(working_days + 1):
        day = calendar.working_day_before(day)
    return datetime.combine(day, NINE, clock.LONDON)
