"""Reporting that something has happened: begins or wakes what waits for it, and loses nothing where nothing does."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from engine.commands.services import Actor
from engine.errors import InvalidAnswers, NotAllowed, NotFound, TaskNotOpen
from engine.store.tables import ANSWERS, DRAFTS, HISTORY
from tests.sample.library import ANN, BOB, MEG, PAT, Library, at

COMPLAINT = {"made_on": "2026-03-01", "words": "slow"}


@pytest.fixture(autouse=True)
def _some_morning() -> Iterator[None]:
    with at("2026-03-04 09:00"):
        yield


def test_it_is_one_event_in_the_history_with_its_answers(library: Library) -> None:
    case = library.report_loss()
    library.send(ANN, case, "complaint_made", COMPLAINT)
    event = library.rows(HISTORY)[-1]
    assert (event.kind, event.actor_id, event.element_id) == ("event_reported", "ann", "complaint_made")
    [answer] = library.rows(ANSWERS, name="complaint_made")
    assert (answer.value, answer.scope, answer.seq) == (COMPLAINT, event.scope, event.seq)
    assert event.scope.startswith("/complaint.")


def test_a_mistake_in_its_answers_changes_nothing(library: Library) -> None:
    case = library.report_loss()
    before = library.case(case)
    with pytest.raises(InvalidAnswers, match="words"):
        library.send(ANN, case, "complaint_made", {"made_on": "2026-03-01"})
    assert library.case(case) == before


def test_what_the_case_no_longer_waits_for_is_kept_as_a_draft(library: Library) -> None:
    case = library.report_loss()
    library.send(BOB, case, "book_found", {"where": "home"})
    with pytest.raises(TaskNotOpen, match="kept as a draft"):
        library.send(ANN, case, "book_found", {"where": "shelf"})
    [draft] = library.rows(DRAFTS)
    assert (draft.person_id, draft.place, draft.answers) == ("ann", "book_found", {"where": "shelf"})


def test_nothing_happens_to_a_closed_case(library: Library) -> None:
    case = library.report_loss()
    library.send(BOB, case, "book_found", {"where": "home"})
    before = library.case(case)
    with pytest.raises(TaskNotOpen):
        library.send(ANN, case, "complaint_made", COMPLAINT)
    assert library.case(case) == before


@pytest.mark.parametrize("key", ["x" * 300, "y" * 1_000_000])
def test_a_key_that_no_event_has_is_not_found(library: Library, key: str) -> None:
    case = library.report_loss()
    with pytest.raises(NotFound):
        library.send(ANN, case, key, COMPLAINT)


@pytest.mark.parametrize(
    ("who", "key", "why"),
    [
        (ANN, "junk", NotFound),
        (ANN, "look_at_shelves", NotFound),  # a task, which nobody reports
        (PAT, "book_found", NotAllowed),  # another team's
    ],
    ids=["no such event", "no event", "not theirs"],
)
def test_no_draft_is_kept_of_what_a_person_could_never_report(
    library: Library, who: Actor, key: str, why: type[Exception]
) -> None:
    case = library.report_loss()
    library.send(BOB, case, "book_found", {"where": "home"})
    with pytest.raises(why):
        library.send(who, case, key, {"where": "x" * 1000})
    assert library.rows(DRAFTS) == []


def test_a_case_that_never_was_is_not_found(library: Library) -> None:
    with pytest.raises(NotFound, match="There is no case LB-99999"):
        library.send(ANN, "LB-99999", "complaint_made", COMPLAINT)


def test_of_two_who_report_the_same_interruption_one_is_first(library: Library) -> None:
    case, together = library.report_loss(), Barrier(2)

    def report(place: int) -> str:
        together.wait()
        with at("2026-03-04 10:00"):
            try:
                return library.send((ANN, BOB)[place], case, "book_found", {"where": "shelf"})
            except TaskNotOpen:
                return "second"

    with ThreadPoolExecutor(2) as threads:
        results = sorted(threads.map(report, range(2)))
    assert results == ["The book was found", "second"]
    assert len(library.rows(ANSWERS, name="book_found")) == 1


def test_the_label_that_people_chose_is_given_back(library: Library) -> None:
    case = library.report_loss()
    assert library.send(MEG, case, "ask_for_time", {"days": 3, "reason": "rain"}) == "Give the search more time"
