"""What somebody has read: it stays read, and what is left later is new to them."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import insert

from engine.clock import now
from engine.commands.read_messages import read_messages
from engine.queries.messages import Reader, count_unread, find_messages
from engine.queries.people import find_person
from engine.store.tables import OUTBOX, READERS
from tests.sample.library import ANN, Library


def left(library: Library, *subjects: str) -> None:
    """Messages to Ann as a step of the diagram leaves them."""
    case = library.case(library.report_loss()).id
    same = {"case_id": case, "seq": 1, "to_role": "desk", "to_person": "ann", "kind": "notice", "urgent": False}
    with library.database.transaction() as connection:
        for subject in subjects:
            row = same | {"subject": subject, "created_at": now(), "sent_at": None}
            connection.execute(insert(OUTBOX), [row])


def unread(library: Library) -> int:
    with library.database.reading() as connection:
        return count_unread(connection, reader(connection))


def newest(library: Library) -> int:
    with library.database.reading() as connection:
        return find_messages(connection, reader(connection), 50, 0).newest


def reader(connection: object) -> Reader:
    person = find_person(connection, "ann")  # type: ignore[arg-type]
    assert person is not None
    return Reader(person, frozenset(), {})


@pytest.mark.parametrize("far", [2**31, 999_999_999_999_999])
def test_nobody_has_read_what_is_not_there_yet(library: Library, far: int) -> None:
    left(library, "One", "Two")
    read_messages(library.services, ANN, far)
    assert unread(library) == 0
    left(library, "Three")
    assert unread(library) == 1


def test_what_was_read_stays_read(library: Library) -> None:
    left(library, "One", "Two")
    last = newest(library)
    read_messages(library.services, ANN, last)
    read_messages(library.services, ANN, last - 1)  # an older page, sent afterwards
    assert unread(library) == 0


def test_a_double_click_is_harmless(library: Library) -> None:
    left(library, "One", "Two")
    last, together = newest(library), Barrier(2)

    def read(_: int) -> None:
        together.wait(10)
        read_messages(library.services, ANN, last)

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(read, range(2)))
    assert [(row.person_id, row.read_up_to) for row in library.rows(READERS)] == [("ann", last)]
