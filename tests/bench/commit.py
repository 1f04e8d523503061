"""The measure: one durable commit of the bytes that a command wrote, on the same database through the same library.

A transaction that changes one row of the size of the case's state and appends one row with all other bytes, then
commits: the least that any engine must do that keeps its state and its record. The same `Database`, so the same WAL and
full sync on SQLite, the same server on PostgreSQL. `driver_seconds` is the same without SQLAlchemy, to compare.
`Written` counts what a command binds in its INSERTs and UPDATEs.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any

from sqlalchemy import Column, Integer, MetaData, Table, Text, bindparam, event, insert, select, update

from engine.store.database import Database

TABLES = MetaData()
STATES = Table("bench_states", TABLES, Column("id", Integer, primary_key=True), Column("state", Text))
RECORD = Table("bench_record", TABLES, Column("id", Integer, primary_key=True), Column("payload", Text))
CHANGE = update(STATES).where(STATES.c.id == bindparam("row")).values(state=bindparam("text"))
APPEND = insert(RECORD).inline()


class BareCommit:
    """Commits of so many bytes and nothing else."""

    def __init__(self, database: Database) -> None:
        self.database = database
        TABLES.create_all(database.engine)
        with database.transaction() as connection:
            if connection.execute(select(STATES.c.id)).scalar() is None:
                connection.execute(insert(STATES), [{"id": 1, "state": ""}])

    def seconds(self, changed: int, appended: int) -> float:
        """One commit that changes a row to `changed` bytes and appends one of `appended` bytes."""
        state, payload = "x" * changed, "y" * appended
        begun = perf_counter()
        with self.database.transaction() as connection:
            connection.execute(CHANGE, {"row": 1, "text": state})
            connection.execute(APPEND, {"payload": payload})
        return perf_counter() - begun

    def driver_seconds(self, changed: int, appended: int) -> float:
        """The same through the bare driver, on a connection that is open already."""
        state, payload = "x" * changed, "y" * appended
        mark = "?" if self.database.is_sqlite else "%s"
        pooled = self.database.engine.raw_connection()
        cursor = pooled.cursor()
        begun = perf_counter()
        if self.database.is_sqlite:
            cursor.execute("BEGIN IMMEDIATE")
        cursor.execute(f"UPDATE bench_states SET state = {mark} WHERE id = 1", (state,))
        cursor.execute(f"INSERT INTO bench_record (payload) VALUES ({mark})", (payload,))
        pooled.commit()
        seconds = perf_counter() - begun
        pooled.close()
        return seconds


class Written:
    """Bytes bound by INSERTs and UPDATEs, and statements of any kind, since the last `take`."""

    def __init__(self) -> None:
        self.statements, self.bytes = 0, 0

    def take(self) -> tuple[int, int]:
        """(statements, bytes) since the last time."""
        found = self.statements, self.bytes
        self.statements = self.bytes = 0
        return found

    def note(self, statement: str, parameters: Any) -> None:
        self.statements += 1
        if statement.lstrip().startswith(("INSERT", "UPDATE")):
            self.bytes += _size(parameters)


def _size(value: Any) -> int:
    if isinstance(value, dict):
        return sum(_size(item) for item in value.values())
    if isinstance(value, (list, tuple)):
        return sum(_size(item) for item in value)
    return len(value.encode()) if isinstance(value, str) else 8


@contextmanager
def written(database: Database) -> Iterator[Written]:
    """Count inside the block; not for measuring time."""
    counter = Written()

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        counter.note(statement, parameters)

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield counter
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
