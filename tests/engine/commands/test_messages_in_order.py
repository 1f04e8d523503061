"""Messages appear in the order of their ids: who marks all as read that are there has not marked one that comes later.
(On SQLite one writer waits for the other before it begins.)
"""

from concurrent.futures import ThreadPoolExecutor
from threading import Event, current_thread
from time import monotonic, sleep
from typing import Any

import pytest
from sqlalchemy import event, text

from engine.commands.complete_user_task import complete_user_task
from engine.commands.read_messages import read_messages
from engine.queries.messages import Reader, count_unread, find_messages
from engine.queries.people import find_person
from tests.builders.bpmn import diagram, end, path, process, service, start, user
from tests.sample.library import ANN, BOB, Library, at, bundle_of

WAIT = 30
POSTGRES = pytest.mark.parametrize("library", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True)


def two_that_tell(library: Library) -> list[str]:
    """The tasks of two cases; who completes one tells the desk's holder."""
    tell = service("tell", "messages.notify", {"to": "desk", "subject": "A book is lost"}, tag="sendTask")
    main = process(
        "main", start(), user("ask", "desk", "acknowledge"), tell, end(), path("begin", "ask", "tell", "done")
    )
    library.publish(bundle_of(main=diagram(main)))
    with at("2026-03-02 09:00"):
        library.start("main")
        library.start("main")
    return [row.id for row in library.open()]


def waits_for_a_lock(library: Library) -> bool:
    with library.database.reading() as connection:
        held_up = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        return bool(connection.execute(held_up).scalar())


@POSTGRES
def test_a_message_that_is_committed_late_is_new_to_who_has_read_all_that_was_there(library: Library) -> None:
    slow_task, fast_task = two_that_tell(library)
    written, may_commit = Event(), Event()

    def hold(_connection: Any) -> None:
        if current_thread().name.startswith("slow"):
            written.set()
            assert may_commit.wait(WAIT)

    def answer(task: str, who: Any) -> None:
        complete_user_task(library.services, who, task, {"read": True})

    def unread(mark: bool) -> int:
        with library.database.reading() as connection:
            ann = find_person(connection, "ann")
            assert ann is not None
            reader = Reader(ann, frozenset({"desk"}), {})
            newest = find_messages(connection, reader, 50, 0).newest
        if mark:
            read_messages(library.services, ANN, newest)
        with library.database.reading() as connection:
            return count_unread(connection, reader)

    slow, fast = ThreadPoolExecutor(1, "slow"), ThreadPoolExecutor(1, "fast")
    with slow, fast:
        event.listen(library.database.engine, "commit", hold)
        try:
            first = slow.submit(answer, slow_task, ANN)
            assert written.wait(WAIT)
            second = fast.submit(answer, fast_task, BOB)
            until = monotonic() + WAIT
            while not (second.done() or waits_for_a_lock(library)) and monotonic() < until:
                sleep(0.01)
            assert unread(mark=True) == 0
        finally:
            may_commit.set()
        first.result(WAIT)
        second.result(WAIT)
        event.remove(library.database.engine, "commit", hold)
    assert unread(mark=False) == 2
