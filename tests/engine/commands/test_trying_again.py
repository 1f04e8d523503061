"""What is tried again after a step failed is what its author wants by now, once, and only while it is theirs to do."""

from collections.abc import Iterator

import pytest
from sqlalchemy import delete, insert, update

from engine.commands.on_case import on_case
from engine.commands.retry_incident import retry_incident
from engine.errors import CommandRefused, HandlerFailed, NotFound
from engine.store.tables import ANSWERS, HISTORY, INCIDENTS, PEOPLE, ROLES
from tests.builders.bpmn import diagram, end, event_sub, path, process, service, start, user
from tests.sample.handlers import FAILING
from tests.sample.library import ANN, BOB, MEG, Library, at, bundle_of

XML = process(
    "main",
    start(),
    user("check", "desk", "acknowledge", {"case.read": "=check.read"}),
    service("work", "sample.may_fail", {"step": "work"}),
    user("after", "desk", "acknowledge"),
    end(),
    path("begin", "check", "work", "after", "done"),
    event_sub(
        "aside",
        start("noted", message="note", form="acknowledge", candidateGroups="desk"),
        service("tell", "sample.may_fail", {"step": "tell"}),
        end("told"),
        path("noted", "tell", "told"),
    ),
)


@pytest.fixture
def case(library: Library) -> str:
    library.publish(bundle_of(main=diagram(XML)))
    with at("2026-03-02 09:00"):
        return library.start("main")


@pytest.fixture
def ann_comes_back(library: Library) -> Iterator[None]:
    yield
    with library.database.transaction() as connection:
        connection.execute(update(PEOPLE).where(PEOPLE.c.id == "ann").values(active=True))
        connection.execute(delete(ROLES).where(ROLES.c.person_id == "ann"))
        connection.execute(insert(ROLES).values(person_id="ann", role="desk"))


def fails(library: Library, element: str, case: str, read: bool = True) -> None:
    """Ann completes the task or reports the event, and the step behind it fails."""
    FAILING.update(("work", "tell"))
    with at("2026-03-02 10:00"), pytest.raises(HandlerFailed):
        does(library, element, case, read)
    FAILING.clear()


def does(library: Library, element: str, case: str, read: bool = True) -> None:
    if element == "check":
        library.complete(ANN, "check", {"read": read})
    else:
        library.send(ANN, case, "noted", {"read": read})


def open_incidents(library: Library) -> list[int]:
    return [row.id for row in library.rows(INCIDENTS) if row.resolved_at is None]


def retry(library: Library, incident: int, time: str = "2026-03-02 12:00") -> bool:
    with at(time):
        return retry_incident(library.services, MEG, incident)


@pytest.mark.parametrize("element", ["check", "noted"])
def test_what_the_person_has_done_again_is_not_done_a_second_time(library: Library, case: str, element: str) -> None:
    fails(library, element, case)
    [incident] = open_incidents(library)
    with at("2026-03-02 10:30"):
        does(library, element, case)
    [row] = library.rows(INCIDENTS)
    assert (row.resolved_by, f"{row.resolved_at:%H:%M}") == ("ann", "10:30")
    with pytest.raises(NotFound, match="no open incident"):
        retry(library, incident)
    assert [row.element_id for row in library.rows(HISTORY)] == ["main", element]


def test_a_closed_case_stays_closed_since_the_day_on_which_it_closed(library: Library, case: str) -> None:
    fails(library, "noted", case)
    with at("2026-03-03 10:00"):
        library.complete(ANN, "check", {"read": True})
        library.complete(ANN, "after", {"read": True})
    [incident] = open_incidents(library)
    assert not retry(library, incident, "2026-04-03 10:00")
    found = library.case(case)
    assert (found.status, f"{found.ended_at:%d %B}") == ("closed", "03 March")


def test_other_words_about_what_may_happen_again_and_again_are_another_report(library: Library, case: str) -> None:
    """The first is not lost because a second one went through."""
    fails(library, "noted", case)
    with at("2026-03-02 10:30"):
        library.send(ANN, case, "noted", {"read": False})
    [incident] = open_incidents(library)
    assert retry(library, incident)
    assert [row.value["read"] for row in library.rows(ANSWERS, name="noted")] == [False, True]


def test_what_another_person_has_reported_leaves_it_open(library: Library, case: str) -> None:
    fails(library, "noted", case)
    with at("2026-03-02 10:30"):
        library.send(BOB, case, "noted", {"read": True})
    assert len(open_incidents(library)) == 1


def test_an_answer_that_its_author_has_replaced_is_not_tried_again(library: Library, case: str) -> None:
    fails(library, "check", case, read=True)
    [first] = open_incidents(library)
    fails(library, "check", case, read=False)
    [second] = open_incidents(library)
    with pytest.raises(NotFound, match="no open incident"):
        retry(library, first)
    assert retry(library, second)
    assert library.case(case).facts["read"] is False


def test_two_reports_that_failed_are_both_kept(library: Library, case: str) -> None:
    fails(library, "noted", case, read=True)
    fails(library, "noted", case, read=False)
    assert len(open_incidents(library)) == 2


def test_an_old_attempt_that_fails_once_more_does_not_replace_the_newer_answer(
    library: Library, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Meg tries Ann's first answer again, and it fails; before that is noted, Ann's second answer has failed too."""
    fails(library, "check", case, read=True)
    [first] = open_incidents(library)

    def ann_meanwhile(*given: object) -> object:
        try:
            return on_case(*given)  # type: ignore[arg-type]
        finally:
            fails(library, "check", case, read=False)

    monkeypatch.setattr("engine.commands.retry_incident.on_case", ann_meanwhile)
    FAILING.add("work")
    with pytest.raises(HandlerFailed):
        retry(library, first)
    [left] = [row for row in library.rows(INCIDENTS) if row.resolved_at is None]
    assert left.command["answers"] == {"read": False}


@pytest.mark.usefixtures("ann_comes_back")
@pytest.mark.parametrize("gone", ["left", "no role"])
@pytest.mark.parametrize("element", ["check", "noted"])
def test_nothing_is_done_in_the_name_of_somebody_who_may_no_longer_do_it(
    library: Library, case: str, element: str, gone: str
) -> None:
    fails(library, element, case)
    [incident] = open_incidents(library)
    with library.database.transaction() as connection:
        if gone == "left":
            connection.execute(update(PEOPLE).where(PEOPLE.c.id == "ann").values(active=False))
        else:
            connection.execute(update(ROLES).where(ROLES.c.person_id == "ann").values(role="manager"))
    before = library.case(case)
    with pytest.raises(CommandRefused, match="Ann no longer does this work, so it is not done in their name"):
        retry(library, incident, "2026-06-02 10:00")
    assert library.case(case) == before
    assert open_incidents(library) == [incident]


@pytest.mark.usefixtures("ann_comes_back")
def test_once_somebody_else_has_done_it_the_incident_of_a_person_who_left_is_closed(
    library: Library, case: str
) -> None:
    fails(library, "check", case)
    [incident] = open_incidents(library)
    with library.database.transaction() as connection:
        connection.execute(update(PEOPLE).where(PEOPLE.c.id == "ann").values(active=False))
    with at("2026-03-02 11:00"):
        library.complete(BOB, "check", {"read": False})
    assert not retry(library, incident)
    assert open_incidents(library) == []
