"""What a list of cases says is due next: what somebody owes, and apart from it what was only recommended."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import update

from engine.clock import simulate
from engine.queries.case_list import CaseRow, Recommended, list_cases
from engine.store.tables import CASES
from tests.sample.library import Library, at

SEARCH = frozenset({"start_search", "look_at_shelves"})
"""The deadline of five working days: Monday 2 March 2026 plus 5 working days is Monday the 9th, to its end."""


def row(library: Library, now: str, recommended: frozenset[str]) -> CaseRow:
    instant = datetime.fromisoformat(now).replace(tzinfo=UTC)
    with simulate(instant), library.database.reading() as connection:
        [found], _ = list_cases(connection, None, "", 10, 0, None, Recommended(recommended, instant))
    return found


def test_a_recommended_date_is_what_comes_next_until_it_has_passed(library: Library) -> None:
    with at("2026-03-02 09:00"):
        library.report_loss()
    before, after = (row(library, day, SEARCH) for day in ("2026-03-05", "2026-03-12"))
    assert (before.due_at, before.missed_at) == (after.missed_at, None)
    assert before.due_at is not None
    assert before.due_at.date().isoformat() == "2026-03-10"  # the end of the 9th is the midnight after it
    assert after.due_at is None


def test_what_is_promised_stays_what_is_due_when_it_has_passed(library: Library) -> None:
    with at("2026-03-02 09:00"):
        library.report_loss()
    for recommended in (frozenset[str](), frozenset({"decide_loss"})):
        found = row(library, "2026-03-12", recommended)
        assert found.due_at is not None
        assert found.missed_at is None


@pytest.mark.parametrize("find", ["Élodie", "élodie", "ÉLODIE", "Lodie", "É", " łukasz "])
def test_a_name_is_found_however_its_letters_are_written(library: Library, find: str) -> None:
    with at("2026-03-02 09:00"):
        library.report_loss()
    with library.database.transaction() as connection:
        connection.execute(update(CASES).values(label="Élodie Łukasz"))
    with library.database.reading() as connection:
        assert [found.label for found in list_cases(connection, None, find, 10, 0)[0]] == ["Élodie Łukasz"]
        assert list_cases(connection, None, "Élodia", 10, 0) == ([], 0)
