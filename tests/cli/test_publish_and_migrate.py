"""`homeward publish` puts changed files in force for new cases; `homeward migrate` moves a running case to them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.main import main
from engine.registry import HANDLERS
from engine.store.tables import HISTORY, RELEASES
from tests.sample.library import FOLDER, Library, at


@pytest.fixture
def library(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """The sample's library, found by the command line through the environment, on Monday 2 March 2026."""
    monkeypatch.setenv("HOMEWARD_DATABASE_URL", database_url)
    with at("2026-03-02 09:00"):
        found = Library(database_url)
        yield found
        found.database.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample's own files, for a lead to change."""
    for name in ("processes", "forms"):
        shutil.copytree(FOLDER / name, tmp_path / "lead" / name)
    return tmp_path / "lead"


def homeward(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def change(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


def dearer(folder: Path) -> None:
    change(folder, "processes/settings.yaml", "most_late_pounds: 5", "most_late_pounds: 6")


def test_new_cases_start_on_what_was_published_and_running_ones_stay(library: Library, folder: Path) -> None:
    before = library.start()
    dearer(folder)
    result = homeward("publish", folder, "--reason", "Fees rise in March", "--by", "meg")
    assert result.output.startswith("Release 2 is published.")
    assert library.case(before).release_id == 1
    assert library.case(library.start()).release_id == 2
    [_, published] = library.rows(RELEASES)
    assert (published.published_by, published.reason) == ("meg", "Fees rise in March")


def test_handlers_that_no_release_called_before_need_a_restart(library: Library, folder: Path) -> None:
    dearer(folder)
    assert "Restart" not in homeward("publish", folder, "--reason", "Fees rise in March").output
    change(folder, "processes/lost_book.bpmn", 'type="sample.echo"', 'type="sample.recite"')
    HANDLERS["sample.recite"] = HANDLERS["sample.echo"]
    try:
        result = homeward("publish", folder, "--reason", "Words are recited")
    finally:
        del HANDLERS["sample.recite"]
    assert result.output.splitlines()[1:] == [
        "It calls handlers that the release before did not: sample.recite. Restart a server that is older than these."
    ]


def test_files_that_are_in_force_already_are_not_published_again(library: Library, folder: Path) -> None:
    result = homeward("publish", folder, "--reason", "To be sure")
    assert result.exit_code == 0
    assert "release 1 already" in result.output
    assert len(library.rows(RELEASES)) == 1


def test_an_older_release_is_not_said_to_be_in_force(library: Library, folder: Path) -> None:
    dearer(folder)
    homeward("publish", folder, "--reason", "Fees rise in March")
    result = homeward("publish", FOLDER, "--reason", "Fees fall again")
    assert result.exit_code == 1
    assert "new cases start on release 2" in result.stderr


def test_every_problem_is_named_and_nothing_is_published(library: Library, folder: Path) -> None:
    change(folder, "processes/lost_book.bpmn", 'formId="look_at_shelves"', 'formId="look_at_shelfs"')
    change(folder, "processes/lost_book.bpmn", 'value="standard"', 'value="strict"')
    result = homeward("publish", folder, "--reason", "A better search")
    assert result.exit_code == 1
    assert "look_at_shelfs" in result.stderr
    assert "strict" in result.stderr
    assert len(library.rows(RELEASES)) == 1


@pytest.mark.parametrize("words", [("publish",), ("migrate", "LB-00001", "1")])
def test_a_blank_reason_is_refused_by_both(library: Library, words: tuple[str, ...]) -> None:
    result = homeward(*words, "--reason", " ")
    assert result.exit_code == 1
    assert "Give a reason" in result.stderr


def test_a_case_moves_to_the_new_release_and_its_history_says_why(library: Library, folder: Path) -> None:
    case = library.report_loss()
    dearer(folder)
    homeward("publish", folder, "--reason", "Fees rise in March")
    result = homeward("migrate", case, "2", "--reason", "The member asked for it", "--by", "meg")
    assert (result.exit_code, library.case(case).release_id) == (0, 2)
    last = library.rows(HISTORY)[-1]
    assert (last.kind, last.actor_id, last.release_id) == ("migrated", "meg", 2)
    assert '"reason":"The member asked for it"' in last.payload


def test_a_case_stays_where_its_open_task_does_not_exist_in_the_new_release(library: Library, folder: Path) -> None:
    case = library.report_loss()
    change(folder, "processes/lost_book.bpmn", "look_at_shelves", "search_shelves")
    (folder / "forms/look_at_shelves.json").rename(folder / "forms/search_shelves.json")
    change(folder, "forms/search_shelves.json", "look_at_shelves", "search_shelves")
    published = homeward("publish", folder, "--reason", "Another name")
    assert published.exit_code == 0, published.output
    result = homeward("migrate", case, "2", "--reason", "To be the same for all")
    assert result.exit_code == 1
    assert "Look at shelves (look_at_shelves)" in result.stderr
    assert library.case(case).release_id == 1


def test_a_case_or_release_that_is_not_there_is_refused_in_a_sentence(library: Library) -> None:
    case = library.start()
    assert "There is no case LB-99" in homeward("migrate", "LB-99", "1", "--reason", "Why not").stderr
    assert "there is no release 7" in homeward("migrate", case, "7", "--reason", "Why not").stderr
