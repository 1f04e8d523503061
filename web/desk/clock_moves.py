"""What happened while the demonstration's clock was moved."""

from datetime import datetime

from engine.queries.cases import events_between
from web.desk.case_history import what_happened
from web.desk.desk import Desk
from web.desk.names import Names
from web.pages import HistoryEntry

MOST = 50


def happened_since(desk: Desk, begun: datetime, until: datetime) -> tuple[HistoryEntry, ...]:
    """Oldest first, in words with the case's reference."""
    found = []
    with desk.services.database.reading() as connection:
        for reference, event in events_between(connection, begun, until, MOST):
            names = Names(desk.services.releases.get(connection, event.release_id))
            found.append(HistoryEntry(event.at, f"Case {reference}", what_happened(event, names)))
    return tuple(found)
