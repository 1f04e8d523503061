"""A person's draft: the newest replaces the one before, whatever else happens at that moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from engine.commands.complete_user_task import complete_user_task
from engine.commands.drafts import save_draft
from engine.errors import CommandRefused, NotAllowed
from engine.store.tables import DRAFTS
from tests.sample.library import ANN, PAT, Library, at


def test_two_that_are_saved_at_once_leave_one(library: Library) -> None:
    with at("2026-03-04 09:00"):
        case = library.case(library.report_loss()).id
    for place in ("first", "second", "third"):
        together = Barrier(2)

        def save(number: int, place: str = place, together: Barrier = together) -> None:
            together.wait(10)
            save_draft(library.services, case, place, ANN, {"number": number})

        with ThreadPoolExecutor(2) as threads:
            list(threads.map(save, range(2)))
        [draft] = library.rows(DRAFTS, place=place)
        assert draft.answers["number"] in (0, 1)


def test_one_that_is_too_long_to_be_any_form_s_is_refused(sqlite_library: Library) -> None:
    with at("2026-03-04 09:00"):
        case = sqlite_library.case(sqlite_library.report_loss()).id
    with pytest.raises(CommandRefused, match="too long"):
        save_draft(sqlite_library.services, case, "book_found", ANN, {"where": "x" * 10_000_000})
    assert sqlite_library.rows(DRAFTS) == []


def test_none_is_kept_of_a_task_that_was_never_for_this_person(sqlite_library: Library) -> None:
    with at("2026-03-04 09:00"):
        sqlite_library.report_loss()
        task = sqlite_library.task("look_at_shelves")
        sqlite_library.complete(ANN, "look_at_shelves", {"seen": "no", "looked_on": "2026-03-04"})
        with pytest.raises(NotAllowed):
            complete_user_task(sqlite_library.services, PAT, task, {"seen": "yes"})
    assert sqlite_library.rows(DRAFTS) == []
