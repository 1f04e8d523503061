"""The next instant at which anything falls due."""

from datetime import datetime

from sqlalchemy import Connection, func, select

from engine.store.tables import CASES


def next_due(connection: Connection, after: datetime | None = None) -> datetime | None:
    """Over all cases, of what is due later than `after` where it is given; null where nothing waits for the clock."""
    query = select(func.min(CASES.c.next_due))
    found = connection.execute(query if after is None else query.where(CASES.c.next_due > after)).scalar()
    return found if found is None or isinstance(found, datetime) else datetime.fromisoformat(found)
