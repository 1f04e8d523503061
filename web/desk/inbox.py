"""The messages of one person, and how many of them are new."""

from typing import Any

from engine.queries.messages import Reader, count_unread, find_messages, read_up_to
from engine.queries.people import PersonRow
from web.desk.desk import PAGE, Desk, pages_of
from web.desk.names import Names
from web.inbox_pages import Inbox, Message
from web.pages import Page, Person


def messages(desk: Desk, who: Person, page: int) -> Inbox:
    """Newest first."""
    with desk.services.database.reading() as connection:
        row, names = desk.row(connection, who), Names(desk.newest(connection))
        found = find_messages(connection, _reader(desk, connection, row), PAGE, (page - 1) * PAGE)
        read = read_up_to(connection, row.id)
    rows = tuple(
        Message(item.id, item.reference, item.subject, item.urgent, names.role(item.role), item.at, item.id > read)
        for item in found.rows
    )
    return Inbox(Page(rows, page, pages_of(found.total), found.total), found.newest)


def unread(desk: Desk, who: Person) -> int:
    """How many messages are new to this person."""
    with desk.services.database.reading() as connection:
        return count_unread(connection, _reader(desk, connection, desk.row(connection, who)))


def _reader(desk: Desk, connection: Any, row: PersonRow) -> Reader:
    return Reader(row, desk.held(connection, row), desk.newest(connection).settings)
