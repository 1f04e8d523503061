"""Two servers on one PostgreSQL open cases at the same moment: both commit, each with a number of its own. (On SQLite
one writer waits for the other before it begins.)
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from engine.commands import begin_case
from engine.commands.begin_case import NewCase
from engine.commands.complete_user_task import complete_user_task
from engine.commands.services import Services
from engine.commands.start_case import start_case
from engine.store.database import Database
from engine.store.releases import Releases
from engine.store.tables import CASES, HISTORY
from engine.store.verify import what_was_changed
from forms.reader import read_form
from tests.builders.bpmn import diagram, end, path, process, service, start, user
from tests.sample.library import ANN, BOB, Library, at, bundle_of

READ = {"read": True}
WAIT = 30
POSTGRES = pytest.mark.parametrize("library", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True)

pytestmark = POSTGRES


@pytest.fixture
def other_server(library: Library) -> Iterator[Services]:
    """A second server, with connections and parsed releases of its own."""
    database = Database(library.database.url)
    yield Services(database, Releases(read_form))
    database.close()


@pytest.fixture
def numbered_together(monkeypatch: pytest.MonkeyPatch) -> Barrier:
    """Neither transaction asks for a number before both have come to that point, with all that they hold by then."""
    together, look_around = Barrier(2, timeout=WAIT), begin_case.look_around

    def both(*given: Any) -> Any:
        together.wait()
        return look_around(*given)

    monkeypatch.setattr(begin_case, "look_around", both)
    monkeypatch.setattr("engine.commands.start_case.look_around", both)
    return together


def two_books(library: Library) -> list[str]:
    """Two cases that each open another when their only task is completed; the task of each."""
    follow = service("follow", "cases.open", {"process": "looked_for", "facts": "={}"}, tag="sendTask")
    ways = path("begin", "ask", "follow", "done")
    lost = process("lost", start(), user("ask", "desk", "acknowledge"), follow, end(), ways)
    look = user("look", "desk", "acknowledge")
    looked_for = process("looked_for", start("begun"), look, end("looked"), path("begun", "look", "looked"))
    library.publish(bundle_of(main=diagram(lost, looked_for)))
    with at("2026-03-02 09:00"):
        for book in ("book-1", "book-2"):
            start_case(library.services, ANN, NewCase("lost", book, "Atlas", "north"))
    return [row.id for row in library.open(element_id="ask")]


def at_once(*commands: Callable[[], object]) -> list[object]:
    def run(command: Callable[[], object]) -> object:
        with at("2026-03-02 10:00"):
            return command()

    with ThreadPoolExecutor(len(commands)) as threads:
        return list(threads.map(run, commands))


@pytest.mark.parametrize("race", range(3))
@pytest.mark.requirement("K15")
def test_two_cases_that_open_another_at_once_both_commit_with_numbers_of_their_own(
    library: Library, other_server: Services, race: int, request: pytest.FixtureRequest
) -> None:
    first, second = two_books(library)
    request.getfixturevalue("numbered_together")
    at_once(
        lambda: complete_user_task(library.services, ANN, first, READ),
        lambda: complete_user_task(other_server, BOB, second, READ),
    )
    rows = library.rows(CASES)
    assert [(row.id, row.process_id, row.status) for row in rows] == [
        (1, "lost", "closed"), (2, "lost", "closed"), (3, "looked_for", "open"), (4, "looked_for", "open"),
    ]  # fmt: skip
    assert [row.reference for row in rows] == ["LB-00001", "LB-00002", "LB-00003", "LB-00004"]
    # Each follows from the case of its own book, whichever came first.
    assert {(row.linked_case_id, row.subject) for row in rows[2:]} == {(1, rows[0].subject), (2, rows[1].subject)}
    assert [row.case_id for row in library.open()] == [3, 4]
    assert len(library.rows(HISTORY, kind="case_started")) == 4
    with library.database.reading() as connection:
        assert [what_was_changed(connection, row.id) for row in rows] == [[]] * 4


@pytest.mark.requirement("K15")
def test_a_case_that_somebody_starts_meanwhile_for_the_same_subject_hinders_neither(
    library: Library, other_server: Services, request: pytest.FixtureRequest
) -> None:
    first, _ = two_books(library)
    request.getfixturevalue("numbered_together")
    _, started = at_once(
        lambda: complete_user_task(library.services, ANN, first, READ),
        lambda: start_case(other_server, BOB, NewCase("looked_for", "book-1", "Atlas", "north", linked_case_id=1)),
    )
    opened = library.rows(CASES)[2:]
    assert sorted(row.id for row in opened) == [3, 4]
    assert {row.linked_case_id for row in opened} == {1}
    assert started in {row.reference for row in opened}
