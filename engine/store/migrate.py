"""Brings a database to the tables of this Homeward, with Alembic; safe to run at every start and on several machines at
once.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from engine.store.database import Database

SCRIPTS = Path(__file__).parent / "migrations"
LOCK = 7_204_519
"""PostgreSQL's advisory lock for migrations: the second machine waits for the first. SQLite's write lock does the same.
"""


def upgrade(database: Database) -> bool:
    """Run what is missing, in one transaction. True where anything was."""
    with database.transaction() as connection:
        if not database.is_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        before = MigrationContext.configure(connection).get_current_revision()
        if before == head():
            return False
        command.upgrade(configuration(connection), "head")
        return True


def is_current(database: Database) -> bool:
    """Whether the database has the tables of this Homeward."""
    with database.reading() as connection:
        return MigrationContext.configure(connection).get_current_revision() == head()


def head() -> str:
    """The newest migration's revision."""
    found = ScriptDirectory.from_config(configuration()).get_current_head()
    assert found is not None
    return found


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's settings; its scripts run on the connection."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["connection"] = connection
    return config
