"""A disk that is full: a clear error, and everything stays as it was."""

from pathlib import Path

import pytest
from sqlalchemy import event

from engine.errors import NothingSaved
from engine.store.tables import ANSWERS, HISTORY
from tests.builders.bpmn import diagram, end, flow, gateway, path, process, start, user
from tests.sample.library import ANN, Library, at, bundle_of

LOOP = process(
    "main",
    start(),
    gateway("exclusive", "again"),
    user("ask", "desk", "complaint"),
    gateway("exclusive", "enough", default="again"),
    end(),
    path("begin", "again", "ask", "enough", "again") + flow("enough", "done", "=false"),
)
ANSWER = {"made_on": "2026-03-01", "words": "slow " * 100}


@pytest.fixture
def small_disk(tmp_path: Path) -> Library:
    """A database that may grow by forty pages of 4 kB."""
    found = Library(f"sqlite:///{tmp_path / 'small.db'}", bundle_of(main=diagram(LOOP)))

    def limit(connection: object, _record: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]  # type: ignore[attr-defined]
        connection.execute(f"PRAGMA max_page_count={pages + 40}")  # type: ignore[attr-defined]

    found.database.close()
    event.listen(found.database.engine, "connect", limit)
    return found


def fill(library: Library) -> int:
    """Go round until the disk is full. Gives the number of rounds that fitted."""
    for fitted in range(1_000):
        try:
            library.complete(ANN, "ask", ANSWER)
        except NothingSaved as error:
            if "disk is full" in str(error):
                return fitted
            raise
    raise AssertionError("a thousand rounds fitted")


def test_the_command_that_does_not_fit_is_refused_and_changes_nothing(small_disk: Library) -> None:
    with at("2026-03-02 09:00"):
        case = small_disk.start("main")
        rounds = fill(small_disk)
    found = small_disk.case(case)
    # one event and one version for the start and for each round that fitted; of the last, nothing
    assert rounds > 0
    assert (found.version, found.history_length, len(small_disk.rows(HISTORY))) == (rounds + 1,) * 3
    assert len(small_disk.rows(ANSWERS)) == rounds
    assert [row.element_id for row in small_disk.open()] == ["ask"]


def test_when_there_is_room_again_the_case_goes_on(small_disk: Library) -> None:
    with at("2026-03-02 09:00"):
        case = small_disk.start("main")
        fill(small_disk)
        before = small_disk.case(case)
        small_disk.database.close()  # the next connection may grow by forty pages again
        small_disk.complete(ANN, "ask", ANSWER)
    assert small_disk.case(case).version == before.version + 1
