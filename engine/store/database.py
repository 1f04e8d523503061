"""The database: SQLite in one file (WAL, full sync) or PostgreSQL; the same code for both."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DBAPIError,
    InterfaceError,
    NoSuchModuleError,
    OperationalError,
)
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.pool import StaticPool

from engine.errors import DatabaseAway, HomewardError, NothingSaved

MEMORY = "sqlite://"
WAL_TRIES = 100


class UnknownAddress(HomewardError):
    """The address names no database that Homeward can use."""


class Database:
    """Opens connections; one per command, committed on exit, rolled back on any exception."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _open(url)

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A writing transaction: returning commits, raising rolls back. On SQLite it takes the write lock at once (trap
        14). Raises NothingSaved where the database cannot be written.
        """
        try:
            with self._transaction() as connection:
                yield connection
        except (DatabaseError, InterfaceError, NoConnectionFree) as error:
            if not _is_away(error):
                raise
            raise NothingSaved(f"The database could not be written ({_why(error)}). Nothing was saved.") from error

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            with connection.begin() if not self.is_sqlite else _commit_or_roll_back(connection):
                yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent view for queries: all of them see the database as it was at the first; nothing is written.
        Raises DatabaseAway where it cannot be read.
        """
        try:
            with self._view() as connection:
                yield connection
        except (DatabaseError, InterfaceError, NoConnectionFree) as error:
            if not _is_away(error):
                raise
            raise DatabaseAway(f"The database could not be read ({_why(error)}).") from error

    @contextmanager
    def _view(self) -> Iterator[Connection]:
        """It ends in a commit, because after a rollback psycopg forgets every statement that it has prepared."""
        with self.engine.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN")
            else:
                connection.execution_options(isolation_level="REPEATABLE READ")
            with _commit_or_roll_back(connection):
                yield connection

    def close(self) -> None:
        self.engine.dispose()


@contextmanager
def together(connection: Connection) -> Iterator[None]:
    """Statements inside go to PostgreSQL in one trip instead of one each. None of them may be asked for its result."""
    if connection.dialect.name != "postgresql":
        yield
        return
    driver: Any = connection.connection.driver_connection
    try:
        with driver.pipeline():
            yield
    except psycopg.Error as error:  # raised where the pipeline ends, out of SQLAlchemy's sight
        raise DBAPIError.instance(None, None, error, psycopg.Error, dialect=connection.dialect) from error


@contextmanager
def _commit_or_roll_back(connection: Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _is_away(error: Exception) -> bool:
    """Not our own mistake, such as a row that another has written already. DatabaseError itself is what SQLite says of
    a file that is no database; all else that is derived from it is about a statement.
    """
    return isinstance(error, (OperationalError, InterfaceError, NoConnectionFree)) or type(error) is DatabaseError


def _why(error: Exception) -> str:
    """The driver's own words on one line."""
    return " ".join(str(getattr(error, "orig", None) or error).split())


def _open(url: str) -> Engine:
    try:
        return _engine(url)
    except (ArgumentError, NoSuchModuleError, ImportError) as error:  # the address may hold a password: it is not shown
        raise UnknownAddress(
            "HOMEWARD_DATABASE_URL is not the address of a database that Homeward can use. Write one like"
            " sqlite:///var/homeward.db or postgresql+psycopg://user:password@host/name."
        ) from error


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, pool_size=5)
    if url == MEMORY:
        engine = create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        engine = create_engine(url, connect_args={"timeout": 30, "check_same_thread": False})
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def require_place(database: Database) -> None:
    """Raises UnknownAddress where the file cannot be: SQLite would only say that it is unable to open it, not why."""
    file = database.engine.url.database or ""
    path = Path(file)
    if (
        not database.is_sqlite
        or not file
        or file.startswith((":memory:", "file:"))
        or (path.parent.is_dir() and not path.is_dir())
    ):
        return
    wrong = "that is a folder" if path.is_dir() else f"there is no folder {path.parent}"
    to_do = "Name a file in it" if path.is_dir() else "Make the folder"
    raise UnknownAddress(
        f"The database is to be the file {path}, but {wrong}. {to_do}, or set HOMEWARD_DATABASE_URL to another address."
    )


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """WAL lets readers work while one writes; FULL makes a commit survive a power cut. We begin transactions
    ourselves. SQLite's own `lower` knows no letters but A to Z.
    """
    connection.isolation_level = None
    connection.create_function("lower", 1, _small, deterministic=True)
    cursor = connection.cursor()
    _enter_wal(cursor)
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _small(text: Any) -> Any:
    return text.lower() if isinstance(text, str) else text


def _enter_wal(cursor: sqlite3.Cursor) -> None:
    """Two processes that open a brand-new file at once: SQLite refuses one of them here without waiting, whatever the
    timeout.
    """
    for left in reversed(range(WAL_TRIES)):
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if not left:
                raise
            sleep(0.05)
