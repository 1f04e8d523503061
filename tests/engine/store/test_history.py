"""The history is a chain: whole as written, and any row that was changed, taken out or added shows."""

from typing import Any

import pytest
from sqlalchemy import Connection, delete, insert, select, update

from engine.store.columns import canonical
from engine.store.tables import ANSWERS, CASES, HISTORY
from engine.store.verify import what_was_changed
from tests.sample.library import ANN, MEG, Library, at


@pytest.fixture
def case_id(library: Library) -> int:
    with at("2026-03-02 09:00"):
        case = library.report_loss()
        library.complete(ANN, "look_at_shelves", {"seen": "no", "looked_on": "2026-03-02"})
        library.complete(MEG, "decide_loss", {"decision": "write_off"})
    return int(library.case(case).id)


def changes(library: Library, case_id: int) -> list[str]:
    with library.database.reading() as connection:
        return what_was_changed(connection, case_id)


def alter(library: Library, *statements: Any) -> None:
    with library.database.transaction() as connection:
        for statement in statements:
            connection.execute(statement)


def event(seq: int) -> Any:
    return update(HISTORY).where(HISTORY.c.seq == seq)


def test_a_history_is_whole_as_it_was_written(library: Library, case_id: int) -> None:
    assert changes(library, case_id) == []
    assert [row.seq for row in library.rows(HISTORY)] == [1, 2, 3, 4]
    heads = [row.hash for row in library.rows(HISTORY)]
    assert [row.previous for row in library.rows(HISTORY)] == ["0" * 64, *heads[:-1]]


@pytest.mark.parametrize(
    "values",
    [{"actor_id": "bob"}, {"kind": "nothing"}, {"element_id": "x"}, {"actor_role": "head"}, {"scope": "/x.1"}],
)
def test_a_changed_column_breaks_the_chain_there(library: Library, case_id: int, values: dict[str, str]) -> None:
    alter(library, event(2).values(**values))
    assert changes(library, case_id) == ["event 2 does not follow the one before it"]


def test_a_changed_instant_breaks_the_chain(library: Library, case_id: int) -> None:
    with at("2026-03-01 09:00"):
        from engine import clock

        alter(library, event(3).values(at=clock.now()))
    assert changes(library, case_id) == ["event 3 does not follow the one before it"]


def test_a_changed_payload_shows(library: Library, case_id: int) -> None:
    alter(library, event(2).values(payload=canonical({"detail": {}, "answers": []})))
    assert changes(library, case_id) == ["event 2 has another payload than was written"]


def test_a_lawfully_erased_payload_breaks_nothing(library: Library, case_id: int) -> None:
    alter(library, event(2).values(payload=None))
    assert changes(library, case_id) == []


def test_a_changed_answer_shows(library: Library, case_id: int) -> None:
    alter(library, update(ANSWERS).where(ANSWERS.c.name == "decide_loss").values(value={"decision": "replace"}))
    [found] = changes(library, case_id)
    assert found.startswith("answer ")


def test_an_answer_given_to_somebody_else_shows(library: Library, case_id: int) -> None:
    """Whether somebody decides on their own proposal is told by whose answers there are."""
    alter(library, update(ANSWERS).where(ANSWERS.c.name == "decide_loss").values(person_id="bob"))
    [found] = changes(library, case_id)
    assert found.endswith("is not whose it was entered as")


@pytest.mark.parametrize("seq", [1, 3, 9])
def test_an_added_answer_shows(library: Library, case_id: int, seq: int) -> None:
    values = {"number": 999, "seq": seq, "scope": "", "name": "decide_loss", "value": {"decision": "replace"}}
    alter(library, insert(ANSWERS).values(case_id=case_id, person_id="meg", **values))
    assert changes(library, case_id) == ["answer 999 was entered by no event"]


def test_answers_of_a_lawfully_erased_event_are_nobodys_to_judge(library: Library, case_id: int) -> None:
    alter(library, event(3).values(payload=None), update(ANSWERS).where(ANSWERS.c.seq == 3).values(value=None))
    assert changes(library, case_id) == []


def test_a_fact_or_an_outcome_that_no_event_wrote_shows(library: Library, case_id: int) -> None:
    facts = library.rows(CASES)[0].facts
    alter(library, update(CASES).values(facts=facts | {"shelves": "yes"}, outcome="found"))
    assert changes(library, case_id) == [
        "the case has another shelves than its events wrote",
        "the case has another outcome than its events wrote",
    ]


def test_an_event_taken_out_of_the_middle_shows(library: Library, case_id: int) -> None:
    alter(library, delete(ANSWERS).where(ANSWERS.c.seq == 3), delete(HISTORY).where(HISTORY.c.seq == 3))
    assert "event 4 does not follow the one before it" in changes(library, case_id)


def test_a_tail_cut_off_shows_by_the_cases_own_head(library: Library, case_id: int) -> None:
    alter(library, delete(ANSWERS).where(ANSWERS.c.seq == 4), delete(HISTORY).where(HISTORY.c.seq == 4))
    assert changes(library, case_id) == ["the case knows of 4 events and another head, but 3 are there"]


def test_an_event_added_at_the_end_shows(library: Library, case_id: int) -> None:
    def copy_last(connection: Connection) -> None:
        last = connection.execute(select(HISTORY).where(HISTORY.c.seq == 4)).one()
        connection.execute(insert(HISTORY).values({**last._mapping, "seq": 5}))

    with library.database.transaction() as connection:
        copy_last(connection)
    assert len(changes(library, case_id)) == 2


def test_the_same_answers_twice_have_different_digests(library: Library, case_id: int) -> None:
    digests = [row.digest for row in library.rows(HISTORY)]
    assert len(set(digests)) == len(digests)
    assert library.rows(CASES)[0].history_head == library.rows(HISTORY)[-1].hash
