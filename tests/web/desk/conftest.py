"""The demonstration, loaded once and copied for each test; and an empty town on either database."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

import handlers
from cli.demonstration.load import load_demonstration
from cli.demonstration.people import PEOPLE, TEAMS
from cli.parts import ROOT
from engine.clock import LONDON, simulate
from engine.commands.register_people import register_people
from engine.commands.services import Services
from engine.release.bundle import read_folder
from engine.store.database import Database
from engine.store.migrate import upgrade
from engine.store.releases import Releases
from forms.reader import read_form
from tests.web.desk.town import Town, open_town

TUESDAY = datetime(2026, 3, 3, 10, 0, tzinfo=LONDON)
"""When the demonstration is looked at: an ordinary working day."""


@pytest.fixture(scope="session")
def releases() -> Releases:
    """Parsed once for all towns; every town has the project's own diagrams as its first release."""
    handlers.load_all()
    return Releases(read_form)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory, releases: Releases) -> Path:
    """A SQLite file with the ten made-up cases as they stand on that Tuesday."""
    file = tmp_path_factory.mktemp("demonstration") / "homeward.db"
    services = Services(Database(f"sqlite:///{file}"), releases)
    with simulate(TUESDAY):
        upgrade(services.database)
        load_demonstration(services)
    services.database.close()
    return file


@pytest.fixture
def tuesday() -> Iterator[datetime]:
    with simulate(TUESDAY):
        yield TUESDAY


@pytest.fixture
def town(demonstration: Path, releases: Releases, tmp_path: Path, tuesday: datetime) -> Iterator[Town]:
    """A copy of the demonstration on SQLite, on that Tuesday."""
    file = tmp_path / "town.db"
    shutil.copy(demonstration, file)
    services = Services(Database(f"sqlite:///{file}"), releases)
    yield open_town(services)
    services.database.close()


@pytest.fixture
def new_town(database_url: str, releases: Releases, tuesday: datetime) -> Iterator[Town]:
    """The demonstration's people and pathway without a case, on SQLite and on PostgreSQL."""
    services = empty_services(database_url, releases)
    yield open_town(services)
    services.database.close()


def empty_services(url: str, releases: Releases) -> Services:
    """A fresh database with people and the pathway."""
    services = Services(Database(url), releases)
    upgrade(services.database)
    register_people(services, TEAMS, PEOPLE)
    with services.database.transaction() as connection:
        services.releases.publish(connection, read_folder(ROOT), "test", "The pathway as it is")
    return services
