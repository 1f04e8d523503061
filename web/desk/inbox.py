"""The messages of one person, and how many of them are new."""

from engine.queries.messages import Reader, count_unread, find_messages, read_up_to
from engine.queries.people import PersonRow
from web.desk.desk import PAGE, Desk, pages_of
from web.desk.names import Names
from web.inbox_pages import Inbox, Message
from web.pages import Page, Person


def messages(desk: Desk, who: Person, page: int) -> Inbox:
    """Newest first."""
    row = desk.row(who)
    names = Names(desk.newest())
    with desk.services.database.reading() as connection:
        found = find_messages(connection, _reader(desk, row), PAGE, (page - 1) * PAGE)
        read = read_up_to(connection, row.id)
    rows = tuple(
        Message(item.id, item.reference, item.subject, item.urgent, names.role(item.role), item.at, item.id > read)
        for item in found.rows
    )
    return Inbox(Page(rows, page, pages_of(found.total), found.total), found.newest)


def unread(desk: Desk, who: Person) -> int:
    """How many messages are new to this person."""
    row = desk.row(who)
    with desk.services.database.reading() as connection:
        return count_unread(connection, _reader(desk, row))


def _reader(desk: Desk, row: PersonRow) -> Reader:
    return Reader(row, desk.held(row), desk.newest().settings)
