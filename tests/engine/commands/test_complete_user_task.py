"""Completing a task: one transaction, one history event; the second of two submits loses nothing."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from engine.commands.complete_user_task import complete_user_task, read_task_id
from engine.commands.services import Actor
from engine.errors import CommandRefused, InvalidAnswers, NotFound, TaskNotOpen
from engine.store.tables import ANSWERS, DRAFTS, HISTORY, TASKS
from tests.sample.library import ANN, BOB, PLAIN, Library, at

LOOKED = {"seen": "no", "looked_on": "2026-03-04"}


@pytest.fixture(autouse=True)
def _some_morning() -> object:
    with at("2026-03-04 09:00"):
        yield


def test_one_command_writes_one_event_and_one_version(library: Library) -> None:
    case = library.report_loss()
    before, events = library.case(case), len(library.rows(HISTORY))
    library.complete(ANN, "look_at_shelves", LOOKED)
    after = library.case(case)
    assert (after.version - before.version, len(library.rows(HISTORY)) - events) == (1, 1)
    assert (after.history_length, after.history_head) == (events + 1, library.rows(HISTORY)[-1].hash)


def test_answers_are_kept_as_rows_with_who_gave_them(library: Library) -> None:
    library.report_loss()
    library.complete(ANN, "look_at_shelves", LOOKED)
    [row] = library.rows(ANSWERS, name="look_at_shelves")
    assert (row.value, row.person_id, row.scope) == (LOOKED, "ann", "")


def test_answers_that_the_form_refuses_change_nothing(library: Library) -> None:
    case = library.report_loss()
    before = library.case(case)
    with pytest.raises(InvalidAnswers, match="seen"):
        library.complete(ANN, "look_at_shelves", {"seen": "perhaps", "looked_on": "2026-03-04"})
    assert library.case(case) == before
    assert [row.element_id for row in library.open()] == ["look_at_shelves"]


def test_a_second_submit_hears_who_was_first_and_keeps_its_answers_as_a_draft(library: Library) -> None:
    library.report_loss(branches=["east"])
    task = library.task("ask_branch")
    complete_user_task(library.services, ANN, task, {"answer": "no"})
    with pytest.raises(TaskNotOpen, match=r"Ann completed “Ask branch” at 9am on 4 March 2026.*draft"):
        complete_user_task(library.services, BOB, task, {"answer": "yes"})
    [draft] = library.rows(DRAFTS)
    assert (draft.person_id, draft.place, draft.answers) == ("bob", task, {"answer": "yes"})
    [answer] = library.rows(ANSWERS, name="ask_branch")
    assert answer.value == {"answer": "no"}


def test_a_double_click_is_harmless(library: Library) -> None:
    case = library.report_loss()
    task = library.task("look_at_shelves")
    complete_user_task(library.services, ANN, task, LOOKED)
    before = library.case(case)
    with pytest.raises(TaskNotOpen, match="Ann completed"):
        complete_user_task(library.services, ANN, task, LOOKED)
    assert library.case(case) == before


def test_a_task_that_was_withdrawn_says_so(library: Library) -> None:
    case = library.report_loss(branches=["east"])
    task = library.task("ask_branch")
    library.send(BOB, case, "book_found", {"where": "shelf"})
    with pytest.raises(TaskNotOpen, match="was no longer needed from 9am"):
        complete_user_task(library.services, ANN, task, {"answer": "no"})
    assert len(library.rows(DRAFTS)) == 1


@pytest.mark.parametrize("race", range(5))
def test_of_two_people_at_the_same_moment_exactly_one_wins(library: Library, race: int) -> None:
    library.report_loss(branches=["east"])
    task, together = library.task("ask_branch"), Barrier(2)

    def submit(who: Actor) -> str:
        together.wait()
        with at("2026-03-04 10:00"):
            try:
                complete_user_task(library.services, who, task, {"answer": "yes" if who is ANN else "no"})
            except TaskNotOpen as refusal:
                return str(refusal)
        return "won"

    with ThreadPoolExecutor(2) as threads:
        results = list(threads.map(submit, [ANN, BOB]))
    assert results.count("won") == 1
    winner, loser = (ANN, BOB) if results[0] == "won" else (BOB, ANN)
    assert f"{winner.name} completed" in "".join(results)
    assert [row.person_id for row in library.rows(ANSWERS, name="ask_branch")] == [winner.id]
    assert [row.person_id for row in library.rows(DRAFTS)] == [loser.id]
    assert [row.closed_by for row in library.rows(TASKS, id=task)] == [winner.id]


def test_two_people_at_different_tasks_of_one_case_both_win(library: Library) -> None:
    case = library.report_loss(branches=["east", "west", "north"])
    tasks, together = [row.id for row in library.open(element_id="ask_branch")], Barrier(3)

    def submit(task: str) -> None:
        together.wait()
        with at("2026-03-04 10:00"):
            complete_user_task(library.services, BOB, task, {"answer": "no"})

    with ThreadPoolExecutor(3) as threads:
        list(threads.map(submit, tasks))
    assert [row.element_id for row in library.open()] == ["look_at_shelves"]
    assert library.case(case).history_length == 2 + 3  # started and reported, then three branches


def test_completing_a_task_discards_its_draft(library: Library) -> None:
    from engine.commands.drafts import save_draft

    library.report_loss()
    task = library.task("look_at_shelves")
    save_draft(library.services, read_task_id(task)[0], task, ANN, {"seen": "yes"})
    complete_user_task(library.services, ANN, task, LOOKED)
    assert library.rows(DRAFTS) == []


@pytest.mark.parametrize(
    "task", ["", "1", "1-", "-1", "x-1", "1-2-3", "9" * 40, "999-1", "1-999", "１-２", "1-1; drop table"]
)
def test_a_task_that_never_was_is_not_found(library: Library, task: str) -> None:
    library.report_loss()
    with pytest.raises(NotFound):
        complete_user_task(library.services, ANN, task, {})


def test_a_mistake_in_the_first_answers_starts_no_case(library: Library) -> None:
    with pytest.raises(InvalidAnswers, match="title"):
        library.start(answers=PLAIN | {"title": ""})
    assert (library.open(), library.rows(HISTORY)) == ([], [])


def test_only_the_roles_in_the_settings_start_a_case(library: Library) -> None:
    from tests.sample.library import MEG

    with pytest.raises(CommandRefused, match="role that starts"):
        library.start(who=MEG)
    with pytest.raises(NotFound, match="'nowhere' can be started; there are lost_book"):
        library.start("nowhere")


def test_cases_started_at_the_same_moment_get_numbers_of_their_own(library: Library) -> None:
    together = Barrier(4)

    def begin(_: int) -> str:
        together.wait()
        with at("2026-03-04 10:00"):
            return library.report_loss()

    with ThreadPoolExecutor(4) as threads:
        references = list(threads.map(begin, range(4)))
    assert sorted(references) == ["LB-00001", "LB-00002", "LB-00003", "LB-00004"]
