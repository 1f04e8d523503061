"""Write a row whether it is there or not, in one statement: two people at the same moment do not clash over it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def put_first(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Insert a row, unless there is one with its primary key."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(insert(table).values(**row).on_conflict_do_nothing())


def put(connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
    """Insert a row, or change the one with its primary key."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    key = [column.name for column in table.primary_key]
    values = {name: value for name, value in row.items() if name not in key}
    statement = insert(table).values(**row)
    connection.execute(statement.on_conflict_do_update(index_elements=key, set_=values))
