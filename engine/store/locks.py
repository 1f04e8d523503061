"""What one transaction at a time may do on PostgreSQL; SQLite's writers wait for each other anyway.

Advisory locks, held until the transaction ends. Whoever takes several takes them in the order in which they stand here,
after the case's own row, so that no two ever wait for each other.
"""

from sqlalchemy import Connection, Select, func, select

PUBLISHING: Select[tuple[int]] = select(func.pg_advisory_xact_lock(7_204_521))
"""Of two who publish at once the second finds what the first has published."""
NUMBERS: Select[tuple[int]] = select(func.pg_advisory_xact_lock(7_204_520))
"""A case's number is one more than the newest."""
MESSAGES: Select[tuple[int]] = select(func.pg_advisory_xact_lock(7_204_522))
"""Messages appear in the order of their ids: somebody who has read up to one has seen all before it."""


def alone(connection: Connection, lock: Select[tuple[int]]) -> None:
    """Wait until nobody else holds the lock."""
    if connection.dialect.name == "postgresql":
        connection.execute(lock)
