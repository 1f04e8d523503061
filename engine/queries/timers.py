"""The next instant at which anything falls due."""

from datetime import datetime

from sqlalchemy import Connection, func, select

from engine.store.tables import CASES


def next_due(connection: Connection) -> datetime | None:
    """Over all cases; null where nothing waits for the clock."""
    found = connection.execute(select(func.min(CASES.c.next_due))).scalar()
    return found if found is None or isinstance(found, datetime) else datetime.fromisoformat(found)
