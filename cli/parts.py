"""What the subcommands share: the environment's settings, the services they make, where the project's files are."""

import os
from pathlib import Path

import handlers
from engine.commands.services import Services
from engine.errors import HomewardError
from engine.store.database import Database, require_place
from engine.store.migrate import is_current
from engine.store.releases import Releases
from forms.reader import read_form


class OldDatabase(HomewardError):
    """The database was not brought up to date."""


ROOT = Path(__file__).resolve().parents[1]
"""The folder that holds processes/ and forms/."""

DATABASE = "HOMEWARD_DATABASE_URL"


EMBEDDED = Path("var") / "homeward.db"
"""The file that is used where the environment names no database; relative, so it is this folder's."""


def database_url() -> str:
    """From the environment, else the embedded file."""
    return os.environ.get(DATABASE) or f"sqlite:///{EMBEDDED}"


def open_database() -> Database:
    """The one that the environment names. Raises UnknownAddress where there can be none."""
    database = Database(database_url())
    require_place(database)
    return database


def make_services() -> Services:
    """With every handler loaded. Makes no file. Raises OldDatabase where there is no database, or one whose tables are
    not those of this Homeward.
    """
    handlers.load_all()
    if not os.environ.get(DATABASE) and not EMBEDDED.exists():
        raise OldDatabase(
            f"There is no database {EMBEDDED} in {Path.cwd()}. Go to the folder that holds it, or set {DATABASE}, or"
            " run `homeward db upgrade` to make one here."
        )
    database = open_database()
    if not is_current(database):
        raise OldDatabase("The database has no tables yet, or older ones. Run `homeward db upgrade` first.")
    return Services(database, Releases(read_form))
