"""Who may do what: by role, by team, by allocation, and never both sides of a decision."""

from collections.abc import Iterator

import pytest

from engine.commands.allocate import allocate
from engine.errors import CommandRefused, NotAllowed, NotFound
from engine.store.tables import ALLOCATIONS, DRAFTS
from tests.builders.bpmn import diagram, end, path, process, start, user
from tests.sample.library import ANN, BOB, HAL, MEG, PAT, Library, actor, at, bundle_of

LOOKED = {"seen": "no", "looked_on": "2026-03-04"}


@pytest.fixture(autouse=True)
def _some_morning() -> Iterator[None]:
    with at("2026-03-04 09:00"):
        yield


def test_a_person_without_the_role_is_refused_and_hears_whose_it_is(library: Library) -> None:
    case = library.report_loss()
    before = library.case(case)
    with pytest.raises(NotAllowed, match="“Look at shelves” is for the library desk"):
        library.complete(HAL, "look_at_shelves", LOOKED)
    assert library.case(case) == before
    assert library.rows(DRAFTS) == []


def test_a_person_of_another_team_is_refused(library: Library) -> None:
    library.report_loss(branches=["east"])
    with pytest.raises(NotAllowed, match="“Ask branch” belongs to another team"):
        library.complete(PAT, "ask_branch", {"answer": "no"})


def test_a_person_of_another_team_who_is_allocated_may(library: Library) -> None:
    case = library.report_loss(branches=["east"])
    allocate(library.services, MEG, case, "desk", "pat")
    assert library.complete(PAT, "ask_branch", {"answer": "no"}).task_name == "Ask branch"


def test_what_is_for_the_allocated_person_only_refuses_others_of_the_role(library: Library) -> None:
    library.report_loss(searcher="bob")
    with pytest.raises(NotAllowed, match="the person allocated to this case as the library desk"):
        library.complete(ANN, "look_at_shelves", LOOKED)
    library.complete(BOB, "look_at_shelves", LOOKED)
    assert [row.element_id for row in library.open()] == ["decide_loss"]


def test_choosing_a_person_in_a_form_allocates_them(library: Library) -> None:
    library.report_loss(searcher="bob", branches=["east"])
    assert {row.assignee_id for row in library.open()} == {"bob"}
    running = [row.person_id for row in library.rows(ALLOCATIONS, role="desk") if row.to_at is None]
    assert running == ["bob"]


def test_nobody_decides_on_their_own_work(library: Library) -> None:
    both = actor("ann", "desk", "manager")
    library.report_loss()
    library.complete(ANN, "look_at_shelves", LOOKED)
    with pytest.raises(NotAllowed, match="You completed “Report loss”, so somebody else must do “Decide loss”"):
        library.complete(both, "decide_loss", {"decision": "write_off"})
    assert library.complete(MEG, "decide_loss", {"decision": "write_off"}).case_closed


def test_each_element_named_counts_for_its_own_newest_answer(library: Library) -> None:
    library.report_loss(searcher="bob")
    library.complete(BOB, "look_at_shelves", LOOKED)
    with pytest.raises(NotAllowed, match="You completed “Look at shelves”"):
        library.complete(actor("bob", "manager"), "decide_loss", {"decision": "write_off"})


def test_an_event_asks_for_its_role_too(library: Library) -> None:
    case = library.report_loss()
    with pytest.raises(NotAllowed, match="“The book was found” is for the library desk"):
        library.send(MEG, case, "book_found", {"where": "shelf"})
    assert library.case(case).status == "open"


def test_an_allocation_gives_nobody_a_task_that_follows_their_own_work(library: Library) -> None:
    """Ann wrote what is approved next: allocated, she does not get it on her list; Bob, who comes after her, does."""
    write, approve = (
        user("write", "desk", "acknowledge"),
        user("approve", "desk", "acknowledge", notSameActorAs="write"),
    )
    main = process("main", start(), write, approve, end(), path("begin", "write", "approve", "done"))
    library.publish(bundle_of(main=diagram(main)))
    case = library.start("main")
    library.complete(ANN, "write", {"read": True})
    assignees = []
    for person in ("ann", "bob"):
        allocate(library.services, MEG, case, "desk", person)
        assignees += [(row.element_id, row.role, row.assignee_id) for row in library.open()]
    assert assignees == [("approve", "desk", None), ("approve", "desk", "bob")]


def test_nobody_is_allocated_to_a_closed_case(library: Library) -> None:
    case = library.report_loss()
    library.send(BOB, case, "book_found", {"where": "home"})
    before = library.case(case)
    with pytest.raises(CommandRefused, match="LB-00001 is closed"):
        allocate(library.services, MEG, case, "desk", "bob")
    assert library.case(case) == before


def test_only_who_holds_a_role_is_allocated_in_it(library: Library) -> None:
    case = library.report_loss()
    with pytest.raises(NotFound, match="meg does not hold the role desk"):
        allocate(library.services, MEG, case, "desk", "meg")
