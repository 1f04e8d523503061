"""The `homeward` command finds its subcommands and turns refusals into plain text."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import cli
from cli.main import main

REFUSING = """
import click
from engine.errors import DefinitionError, Problem

@click.command()
def refusing() -> None:
    "Refuse everything."
    raise DefinitionError([
        Problem("a.bpmn", "ask_panel", "has no form; give it one"),
        Problem("b.bpmn", "tell_panel", "has no handler; give it one"),
    ])
"""
NO_COMMAND = "TEXT = 'shared by subcommands'\n"


@pytest.fixture
def extra_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "refusing.py").write_text(REFUSING)
    (tmp_path / "no_command.py").write_text(NO_COMMAND)
    monkeypatch.setattr(cli, "__path__", [*cli.__path__, str(tmp_path)])
    yield
    for name in ("cli.refusing", "cli.no_command"):
        sys.modules.pop(name, None)


@pytest.mark.usefixtures("extra_commands")
def test_a_refusal_is_every_problem_on_its_own_line_and_exit_code_1_without_a_traceback() -> None:
    result = CliRunner().invoke(main, ["refusing"])
    assert result.exit_code == 1
    assert result.stderr == (
        "Error: a.bpmn ask_panel: has no form; give it one\nb.bpmn tell_panel: has no handler; give it one\n"
    )


@pytest.mark.usefixtures("extra_commands")
def test_help_lists_a_file_with_a_command_of_its_name_and_no_other_file() -> None:
    context = click.Context(main)
    names = main.list_commands(context)
    assert "refusing" in names
    assert "no_command" not in names
    assert "main" not in names


@pytest.mark.usefixtures("extra_commands")
def test_a_subcommand_is_imported_only_when_it_is_asked_for() -> None:
    CliRunner().invoke(main, ["no_command"])
    assert "cli.refusing" not in sys.modules


def test_an_unknown_subcommand_is_a_usage_error() -> None:
    result = CliRunner().invoke(main, ["deadlin"])
    assert result.exit_code == 2
    assert "deadlin" in result.stderr
