"""The web application on the real engine and a real database, with the demonstration's people, for tests to work in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from cli.demonstration.people import PEOPLE
from engine import clock
from engine.commands.services import Services
from engine.queries.cases import Event, find_case, history_of, incidents_of
from engine.queries.work_list import OpenTask, tasks_of_case
from forms.form import Form
from tests.builders.worked_out import worked_out
from tests.web.desk.made_up import journey
from tests.web.desk.posting import Posted, posted_fields
from web.app import create_app
from web.config import WebConfig
from web.desk.engine_office import EngineOffice

SECRET = "only-for-tests-" * 3
EVERYTHING = 1_000


@dataclass(slots=True)
class Town:
    """One application. `form_of` and `answers` know what an element asks and a full set of valid answers to it."""

    services: Services
    app: Flask
    clients: dict[str, FlaskClient] = field(default_factory=dict)

    def as_(self, person: str) -> FlaskClient:
        """The browser of somebody who has signed in."""
        if person not in self.clients:
            client = self.app.test_client()
            assert client.post("/sign-in", data={"person": person}).status_code == 303
            self.clients[person] = client
        return self.clients[person]

    # Looking, behind the pages' back

    def case(self, reference: str) -> Any:
        """The case's row."""
        with self.services.database.reading() as connection:
            return find_case(connection, reference)

    def open(self, reference: str) -> dict[str, OpenTask]:
        """Open tasks by element id."""
        with self.services.database.reading() as connection:
            return {task.element_id: task for task in tasks_of_case(connection, find_case(connection, reference).id)}

    def history(self, reference: str) -> list[Event]:
        """Newest first."""
        with self.services.database.reading() as connection:
            return history_of(connection, find_case(connection, reference).id, EVERYTHING, 0)

    def recorded(self, reference: str, element: str) -> Any:
        """The newest answers that were recorded for an element; null where there are none."""
        return next((event.answers[element] for event in self.history(reference) if element in event.answers), None)

    def incidents(self, reference: str) -> list[Any]:
        """Open incidents."""
        with self.services.database.reading() as connection:
            return list(incidents_of(connection, find_case(connection, reference).id))

    def form_of(self, element: str) -> Form:
        """The form of an element on the newest release."""
        with self.services.database.reading() as connection:
            release = self.services.releases.newest(connection)
        form = release.forms[release.definitions.nodes[element].form]
        assert isinstance(form, Form)
        return form

    # Answers

    def answers(self, element: str, reference: str = "", **changes: Any) -> Posted:
        """Valid answers as a browser posts them, with changes to clean answers by key."""
        with self.services.database.reading() as connection:
            release = self.services.releases.newest(connection)
        known = journey().answers
        given: Mapping[str, Any] = known.get(element) or known[release.definitions.nodes[element].form]
        facts = self.case(reference).facts if reference else {}
        return posted_fields(self.form_of(element), worked_out({**given, **changes}, facts, clock.now()))

    # Acting through the pages

    def start(self, person: str = "amara", **changes: Any) -> str:
        """Start a case through the page; gives its reference."""
        answer = self.as_(person).post("/start/reunification", data=self.answers("identify_child", **changes))
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"].rpartition("/")[2]

    def address(self, element: str, reference: str) -> str:
        """Where the open task of an element is completed."""
        return f"/tasks/{self.open(reference)[element].id}"

    def post(self, person: str, element: str, reference: str, **changes: Any) -> TestResponse:
        """Send valid answers, with changes, to the open task of an element."""
        answers = self.answers(element, reference, **changes)
        return self.as_(person).post(self.address(element, reference), data=answers)

    def complete_as_allocated(self, *elements: str, reference: str) -> None:
        """Complete open tasks one after the other, each by whoever it is allocated to, else by who holds its role."""
        for element in elements:
            self.complete(doer(self.open(reference)[element]), element, reference)

    def complete(self, person: str, element: str, reference: str, **changes: Any) -> None:
        """Complete a task through its page."""
        answer = self.post(person, element, reference, **changes)
        assert answer.status_code == 303, answer.text


def doer(task: OpenTask) -> str:
    """Whoever a task is allocated to, else the first of the demonstration's people who hold its role."""
    return task.assignee_id or next(person.id for person in PEOPLE if task.role in person.roles)


def open_town(services: Services) -> Town:
    """Without the cross-site check, which `test_security` looks at, so that tests can post plainly."""
    config = WebConfig(services.database.url, SECRET, demonstration=True, https=False, organisation="Exampleshire")
    app = create_app(config, EngineOffice(services))
    app.config["WTF_CSRF_ENABLED"] = False
    return Town(services, app)
