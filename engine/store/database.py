"""The database: SQLite in one file (WAL, full sync) or PostgreSQL; the same code for both."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import StaticPool

from engine.errors import NothingSaved

MEMORY = "sqlite://"
WAL_TRIES = 100


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
        except OperationalError as error:
            raise NothingSaved(f"The database could not be written ({error.orig}). Nothing was saved.") from error

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            with connection.begin() if not self.is_sqlite else _commit_or_roll_back(connection):
                yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent view for queries; nothing is written. It ends in a commit, because after a rollback psycopg
        forgets every statement that it has prepared.
        """
        with self.engine.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN")
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
    except psycopg.OperationalError as error:  # raised where the pipeline ends, out of SQLAlchemy's sight
        raise OperationalError(None, None, error) from error


@contextmanager
def _commit_or_roll_back(connection: Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _open(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True, pool_size=5)
    if url == MEMORY:
        engine = create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        engine = create_engine(url, connect_args={"timeout": 30, "check_same_thread": False})
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """WAL lets readers work while one writes; FULL makes a commit survive a power cut. We begin transactions
    ourselves.
    """
    connection.isolation_level = None
    cursor = connection.cursor()
    _enter_wal(cursor)
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


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
