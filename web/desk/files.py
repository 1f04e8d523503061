"""Files that were uploaded with a case's answers."""

from engine.errors import NotFound
from engine.queries.files import find_file
from web.desk.desk import Desk
from web.inbox_pages import StoredFile
from web.pages import Person


def stored_file(desk: Desk, who: Person, reference: str, sha256: str) -> StoredFile:
    """Only of a case that the person may know of, and only where an answer of that case names it. Raises NotFound."""
    with desk.services.database.reading() as connection:
        row = desk.case_row(connection, who, reference)
        found = find_file(connection, row.id, sha256)
    if found is None:
        raise NotFound("There is no such file.")
    return StoredFile(*found)
