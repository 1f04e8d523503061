"""The library of the sample processes on a real database: its people, its releases, and what they do to cases."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Table, delete, func, insert, select

import handlers
from engine import clock
from engine.commands.begin_case import NewCase
from engine.commands.complete_user_task import Completed, complete_user_task
from engine.commands.report_event import report_event
from engine.commands.services import Actor, Services
from engine.commands.start_case import start_case
from engine.commands.tick import Ticked, tick
from engine.release.bundle import Bundle, read_folder
from engine.store import migrate
from engine.store.database import Database
from engine.store.models import Base
from engine.store.releases import Releases
from engine.store.tables import CASES, PEOPLE, RELEASES, ROLES, TASKS, TEAMS
from forms.reader import read_form
from tests.sample import handlers as sample_handlers

FOLDER = Path(__file__).parent
SETTINGS = "processes/settings.yaml"
PLAIN = {"title": "Atlas", "member": "adult", "lost_on": "2026-03-02", "branches": []}
"""The answers with which a lost book is reported on Monday 2 March 2026, to be asked for at no other branch."""


def at(text: str) -> AbstractContextManager[None]:
    """Hold the clock at an instant in UTC, such as `2026-03-02 09:00`."""
    return clock.simulate(datetime.fromisoformat(f"{text}+00:00"))


def actor(name: str, *roles: str, team: str = "north") -> Actor:
    return Actor(name, name.capitalize(), frozenset(roles), team)


ANN, BOB = actor("ann", "desk"), actor("bob", "desk")
MEG, HAL, PAT = actor("meg", "manager"), actor("hal", "head", team="central"), actor("pat", "desk", team="south")
EVERYBODY = (ANN, BOB, MEG, HAL, PAT)


class Library:
    """A fresh database with people and the sample's release."""

    def __init__(self, url: str, bundle: Bundle | None = None) -> None:
        handlers.load_all()
        sample_handlers.FAILING.clear()
        self.database = Database(url)
        migrate.upgrade(self.database)
        self.services = Services(self.database, Releases(read_form))
        with self.database.transaction() as connection:
            connection.execute(insert(TEAMS), [{"id": name, "name": name} for name in ("north", "south", "central")])
            people = [{"id": p.id, "name": p.name, "team_id": p.team_id, "active": True} for p in EVERYBODY]
            connection.execute(insert(PEOPLE), people)
            held = [{"person_id": p.id, "role": role} for p in EVERYBODY for role in p.roles]
            connection.execute(insert(ROLES), held)
        self.publish(bundle or read_folder(FOLDER))

    def empty(self) -> None:
        """Remove every case, and every release but the first."""
        sample_handlers.FAILING.clear()
        with self.database.transaction() as connection:
            first = select(RELEASES.c.id).order_by(RELEASES.c.id).limit(1).scalar_subquery()
            for table in reversed(Base.metadata.sorted_tables):
                if table not in {PEOPLE, ROLES, TEAMS, RELEASES}:
                    connection.execute(delete(table))
            connection.execute(delete(RELEASES).where(RELEASES.c.id > first))
            kept = connection.execute(select(func.min(RELEASES.c.id))).scalar()
        parsed = self.services.releases._parsed  # a server never sees a release vanish, so it has no verb for it
        for release_id in [found for found in parsed if found != kept]:
            del parsed[release_id]

    def publish(self, bundle: Bundle) -> int:
        with self.database.transaction() as connection:
            return self.services.releases.publish(connection, bundle, "meg", "a test").id

    # What people do

    def start(self, process: str = "lost_book", answers: Mapping[str, object] | None = None, who: Actor = ANN) -> str:
        return start_case(self.services, who, NewCase(process, "book-1", "Atlas", "north"), answers)

    def report_loss(self, **answers: object) -> str:
        """A case whose first form is filled in."""
        return self.start(answers=PLAIN | answers)

    def complete(
        self, who: Actor, element: str, answers: Mapping[str, object] | None = None, place: int = 0
    ) -> Completed:
        return complete_user_task(self.services, who, self.task(element, place), answers or {})

    def send(self, who: Actor, case: str, key: str, answers: Mapping[str, object] | None = None) -> str:
        return report_event(self.services, who, case, key, answers or {})

    def tick(self) -> Ticked:
        return tick(self.services)

    # What there is

    def rows(self, table: Table, **where: object) -> list[Any]:
        """Rows of a table in the order in which they were written."""
        query = select(table).where(*(table.c[name] == value for name, value in where.items()))
        with self.database.reading() as connection:
            return list(connection.execute(query.order_by(*table.primary_key.columns)))

    def open(self, **where: object) -> list[Any]:
        rows = self.rows(TASKS, state="open", **where)
        return sorted(rows, key=lambda row: (row.case_id, row.number))

    def task(self, element: str, place: int = 0) -> str:
        """The id of the open task of this element."""
        return str([row for row in self.open() if row.element_id == element][place].id)

    def case(self, reference: str) -> Any:
        [row] = self.rows(CASES, reference=reference)
        return row


def bundle_of(**files: bytes) -> Bundle:
    """The sample's own settings and calendar with other diagrams, and the forms that these name: `main=xml` is
    `processes/main.bpmn`.
    """
    diagrams = {f"processes/{name}.bpmn": xml for name, xml in files.items()}
    known, said = read_folder(FOLDER).files, b"".join(files.values()).decode()
    kept = {name for name in known if Path(name).suffix != ".bpmn"}
    unused = {name for name in kept if name.startswith("forms/") and f'"{Path(name).stem}"' not in said}
    return Bundle(
        {name: known[name] for name in kept - unused} | diagrams | {SETTINGS: _settings(known[SETTINGS], said)}
    )


def _settings(text: bytes, said: str) -> bytes:
    """Without the parts that are about the sample's own diagrams, where others take their place."""
    if 'id="lost_book"' not in said:
        text = text.replace(b"start_roles:\n  lost_book: [desk]\n", b"")
    return text if "settings.library" in said else text.partition(b"library:\n")[0]
