"""A step of one case opens another, in the same transaction: for the same subject and people, linked to the first."""

import pytest
from sqlalchemy import Connection

from engine.commands.begin_case import NewCase
from engine.commands.start_case import start_case
from engine.errors import HandlerFailed
from engine.store.tables import ALLOCATIONS, CASES, HISTORY
from tests.builders.bpmn import diagram, end, path, process, service, start, user
from tests.sample.library import ANN, BOB, Library, at, bundle_of

READ = {"read": True}


def opening(process_id: str, facts: str = "={}") -> str:
    return service("follow", "cases.open", {"process": process_id, "facts": facts}, tag="sendTask")


def lost(work: str) -> str:
    parts = (user("ask", "desk", "acknowledge"), work, end())
    return process("lost", start(), *parts, path("begin", "ask", "follow", "done"))


def looked_for(*parts: str) -> str:
    parts = parts or (user("look", "desk", "acknowledge"),)
    name = "follow_on" if "follow_on" in parts[0] else "look"
    return process("looked_for", start("begun"), *parts, end("looked"), path("begun", name, "looked"))


def completed(library: Library, *processes: str) -> str:
    """The first case, its only task completed on Monday 2 March 2026 at 9:00."""
    library.publish(bundle_of(main=diagram(*processes)))
    with at("2026-03-02 09:00"):
        new = NewCase("lost", "book-1", "Atlas", "north", holders={"desk": "bob"})
        first = start_case(library.services, ANN, new)
        library.complete(BOB, "ask", READ)
    return first


def test_it_has_the_first_ones_subject_and_people_and_says_where_it_comes_from(library: Library) -> None:
    first = library.case(completed(library, lost(opening("looked_for", '={shelf: "A", floor: null}')), looked_for()))
    second = next(row for row in library.rows(CASES) if row.id != first.id)
    assert (second.process_id, second.subject, second.label, second.team_id) == (
        "looked_for", first.subject, first.label, first.team_id,
    )  # fmt: skip
    assert (second.linked_case_id, first.status, second.status) == (first.id, "closed", "open")
    assert second.holders == first.holders
    held = {
        case: {(row.role, row.person_id) for row in library.rows(ALLOCATIONS, case_id=case)}
        for case in (first.id, second.id)
    }
    assert held[first.id] == held[second.id] != set()
    # What is null is left out.
    assert (second.facts["shelf"], "floor" in second.facts) == ("A", False)
    [event] = library.rows(HISTORY, case_id=second.id)
    assert (event.kind, event.actor_id) == ("case_started", "system")
    assert f'"asked_by":"{first.reference}"' in event.payload
    assert [row.element_id for row in library.open()] == ["look"]


def test_a_case_that_cannot_be_opened_leaves_the_first_as_it_was(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.publish(bundle_of(main=diagram(lost(opening("looked_for")), looked_for())))
    with at("2026-03-02 09:00"):
        first = library.start("lost")

        def broken(connection: Connection, new: object) -> None:
            raise HandlerFailed("follow", "cases.open", "the second case is broken")

        monkeypatch.setattr("engine.commands.begin_case.look_around", broken)
        with pytest.raises(HandlerFailed, match="is broken"):
            library.complete(ANN, "ask", READ)
    assert [row.reference for row in library.rows(CASES)] == [first]
    assert [row.element_id for row in library.open()] == ["ask"]


def test_cases_that_open_one_another_without_end_are_refused(library: Library) -> None:
    again = service("follow_on", "cases.open", {"process": "looked_for", "facts": "={}"}, tag="sendTask")
    library.publish(bundle_of(main=diagram(lost(opening("looked_for")), looked_for(again))))
    with at("2026-03-02 09:00"):
        first = library.start("lost")
        with pytest.raises(HandlerFailed, match="opens cases without end"):
            library.complete(ANN, "ask", READ)
    assert [row.reference for row in library.rows(CASES)] == [first]


def test_a_case_opened_while_another_is_started_is_there_too(library: Library) -> None:
    at_once = process("lost", start(), opening("looked_for"), end(), path("begin", "follow", "done"))
    library.publish(bundle_of(main=diagram(at_once, looked_for())))
    with at("2026-03-02 09:00"):
        library.start("lost")
    assert [row.process_id for row in library.rows(CASES)] == ["lost", "looked_for"]
