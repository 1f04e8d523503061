"""The command line says in a sentence what is wrong with its database, and leaves no file behind where it refuses."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.main import main

COMMANDS = [
    ("tick",),
    ("db", "upgrade"),
    ("publish", "--reason", "Why not"),
    ("migrate", "HW-00001", "1", "--reason", "Why not"),
    ("demo",),
]


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("HOMEWARD_DATABASE_URL", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def homeward(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
@pytest.mark.parametrize("url", ["nonsense", "mysql://x", "sqlite:////no/such/folder/homeward.db"])
def test_a_database_that_cannot_be_used_is_one_sentence(
    words: tuple[str, ...], url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOMEWARD_DATABASE_URL", url)
    result = homeward(*words)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert result.stderr.startswith("Error: ")


@pytest.mark.parametrize("words", [words for words in COMMANDS if words[0] != "db"], ids=lambda words: words[0])
def test_in_the_wrong_folder_nothing_is_made(words: tuple[str, ...], in_an_empty_folder: Path) -> None:
    result = homeward(*words)
    assert result.exit_code == 1
    assert f"There is no database var/homeward.db in {in_an_empty_folder}" in result.stderr
    assert list(in_an_empty_folder.iterdir()) == []


def test_the_upgrade_makes_the_file_and_its_folder(in_an_empty_folder: Path) -> None:
    assert homeward("db", "upgrade").exit_code == 0
    assert (in_an_empty_folder / "var/homeward.db").exists()


@pytest.mark.parametrize("words", [("db", "upgrade"), ("demo",), ("tick",)], ids=lambda words: words[0])
def test_a_file_that_cannot_be_made_is_named_with_what_to_do(
    words: tuple[str, ...], in_an_empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = in_an_empty_folder / "missing"
    monkeypatch.setenv("HOMEWARD_DATABASE_URL", f"sqlite:///{missing}/x.db")
    assert homeward(*words).stderr == (
        f"Error: The database is to be the file {missing}/x.db, but there is no folder {missing}. Make the folder, or"
        " set HOMEWARD_DATABASE_URL to another address.\n"
    )
    monkeypatch.setenv("HOMEWARD_DATABASE_URL", f"sqlite:///{in_an_empty_folder}")
    assert f"the file {in_an_empty_folder}, but that is a folder. Name a file in it" in homeward(*words).stderr
