"""Files that were uploaded with a case's answers."""

from collections.abc import Iterator
from typing import Any

from engine.errors import NotFound
from engine.queries.files import find_file
from web.desk.desk import Desk
from web.inbox_pages import StoredFile
from web.pages import Person

MARKS = {"name", "size", "sha256"}


def stored_file(desk: Desk, who: Person, reference: str, sha256: str) -> StoredFile:
    """Only of a case that the person may know of, and only where an answer of that case names it. Raises NotFound."""
    with desk.services.database.reading() as connection:
        row = desk.case_row(connection, who, reference)
        found = find_file(connection, row.id, sha256)
    if found is None:
        raise NotFound("There is no such file.")
    return StoredFile(found.name, found.content)


def files_in(answer: Any) -> Iterator[tuple[str, str]]:
    """(sha256, name) of every file in an answer, however deep."""
    if isinstance(answer, dict):
        if set(answer) == MARKS:
            yield str(answer["sha256"]), str(answer["name"])
            return
        for inner in answer.values():
            yield from files_in(inner)
    elif isinstance(answer, list):
        for inner in answer:
            yield from files_in(inner)
