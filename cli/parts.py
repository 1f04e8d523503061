"""What the subcommands share: the environment's settings, the services they make, where the project's files are."""

import os
from pathlib import Path

import handlers
from engine.commands.services import Services
from engine.errors import HomewardError
from engine.store.database import Database
from engine.store.migrate import is_current
from engine.store.releases import Releases
from forms.reader import read_form


class OldDatabase(HomewardError):
    """The database was not brought up to date."""


ROOT = Path(__file__).resolve().parents[1]
"""The folder that holds processes/ and forms/."""

DATABASE = "HOMEWARD_DATABASE_URL"


def database_url() -> str:
    """From the environment, else the embedded file var/homeward.db, whose folder is made."""
    given = os.environ.get(DATABASE)
    if given:
        return given
    folder = Path("var")
    folder.mkdir(exist_ok=True)
    return f"sqlite:///{folder / 'homeward.db'}"


def make_services(url: str | None = None) -> Services:
    """With every handler loaded. Raises OldDatabase where the tables are not those of this Homeward."""
    handlers.load_all()
    database = Database(url or database_url())
    if not is_current(database):
        raise OldDatabase("The database has no tables yet, or older ones. Run `homeward db upgrade` first.")
    return Services(database, Releases(read_form))
