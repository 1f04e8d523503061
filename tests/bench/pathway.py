"""Our side: a database with the release, the people and a case, and one action at a time through the real commands."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

import handlers
from cli.simulation.cast import AREA, register_cast
from engine import clock
from engine.commands.begin_case import NewCase
from engine.commands.complete_user_task import complete_user_task
from engine.commands.report_event import report_event
from engine.commands.services import Actor, Services
from engine.commands.start_case import start_case
from engine.queries.cases import find_case
from engine.queries.people import PersonRow, all_people
from engine.queries.work_list import OpenTask, tasks_of_case
from engine.release.bundle import read_folder
from engine.release.release import Release
from engine.store.database import Database
from engine.store.migrate import upgrade
from engine.store.releases import Releases
from forms.reader import read_form
from tests.bench.script import (
    BEGINS,
    BETWEEN,
    BETWEEN_REVIEWS,
    PROCESS,
    REVIEW,
    REVIEW_ASKED,
    ROUTE,
    read_answers,
)
from tests.builders.worked_out import worked_out

T = TypeVar("T")


def prepare(url: str) -> Services:
    """An empty database made ready: tables, release, one person for each role. Gives services as those of a server that
    starts on it: it finds the release in the database.
    """
    handlers.load_all()
    services = Services(Database(url), Releases(read_form))
    with clock.simulate(BEGINS):
        upgrade(services.database)
        with services.database.transaction() as connection:
            release = services.releases.publish(connection, read_folder(Path.cwd()), "bench", "The benchmark")
        register_cast(services, release)
    return Services(services.database, Releases(read_form))


@dataclass(slots=True)
class Pathway:
    """One case. Each action gives the seconds that its command took, from the call to the commit."""

    services: Services
    now: datetime = BEGINS
    reference: str = ""
    answers: dict[str, dict[str, Any]] = field(default_factory=read_answers)
    people: dict[str, PersonRow] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with self.services.database.reading() as connection:
            self.people = {row.id: row for row in all_people(connection)}

    def start(self) -> float:
        """Start a case without answers."""
        starter = self._actor("social_worker")
        new = NewCase(PROCESS, subject="LC-1042", label="AB", team_id=AREA)
        seconds, self.reference = self._timed(lambda: start_case(self.services, starter, new))
        return seconds

    def complete(self, element: str) -> float:
        """Complete the oldest open task of an element."""
        return self.answer(self.open_task(element), self.answers_for(element))

    def answer(self, task: OpenTask, answers: dict[str, Any]) -> float:
        """Complete a task as the person whose list it is on."""
        actor = self._actor(task.assignee_id or task.role)
        return self._timed(lambda: complete_user_task(self.services, actor, task.id, answers))[0]

    def review(self) -> float:
        """One review of RSS support: asked for, contributed to, held, and the exit considered; four commands."""
        self.now += BETWEEN_REVIEWS
        answers = self.answers_for(REVIEW_ASKED)
        actor = self._actor("social_worker")
        asked = self._timed(lambda: report_event(self.services, actor, self.reference, REVIEW_ASKED, answers))[0]
        return asked + sum(self.complete(element) for element in REVIEW)

    def to_support(self) -> "Pathway":
        """From the start to the day on which support has begun."""
        self.start()
        for element in ROUTE:
            self.complete(element)
        return self

    def state_bytes(self) -> int:
        """Engine state as stored: what runs, deadlines, and references to answers, but no answers."""
        return len(self.row().state.encode())

    def row(self) -> Any:
        with self.services.database.reading() as connection:
            return find_case(connection, self.reference)

    @property
    def release(self) -> Release:
        with self.services.database.reading() as connection:
            return self.services.releases.newest(connection)

    def answers_for(self, element: str) -> dict[str, Any]:
        """Those of the scenarios for the element or its form, worked out for this moment."""
        known = self.answers.get(element) or self.answers[self.release.definitions.nodes[element].form]
        answers: dict[str, Any] = worked_out(known, self.row().facts, self.now)
        return answers

    def open_task(self, element: str) -> OpenTask:
        """The oldest of an element; of a review's tasks the newest, which is the review that was asked for."""
        with self.services.database.reading() as connection:
            tasks = tasks_of_case(connection, find_case(connection, self.reference).id)
        found = [task for task in tasks if task.element_id == element]
        pick = max if element in REVIEW else min
        if not found:
            raise LookupError(f"{element} is not open; open: {sorted(task.element_id for task in tasks)}")
        return pick(found, key=lambda task: int(task.id.split("-")[1]))

    def _actor(self, person: str) -> Actor:
        row = self.people[person]
        return Actor(row.id, row.name, frozenset(row.roles), row.team_id)

    def _timed(self, act: Callable[[], T]) -> tuple[float, T]:
        self.now += BETWEEN
        with clock.simulate(self.now):
            begun = perf_counter()
            result = act()
            return perf_counter() - begun, result


@contextmanager
def pathways(url: str) -> Iterator[Callable[[], Pathway]]:
    """Gives fresh cases on one database."""
    services = prepare(url)
    try:
        yield lambda: Pathway(services)
    finally:
        services.database.close()
