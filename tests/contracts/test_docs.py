"""The documents are true: what they link to, name and tell to type is there."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import click
import pytest
import yaml

from cli.main import main
from cli.simulation.expectations import CHECKS
from cli.simulation.scenario import NAMES, VERBS
from engine.definitions.properties import PROPERTIES
from tests.contracts.repository import ROOMS, ROOT, files, name, python

FRONT = "README.md"
LONGEST_LINE = 140
LINK = re.compile(r"\]\(([^)\s]+)\)")
SPAN = re.compile(r"`([^`\n]+)`")
BLOCK = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
HOMEWARD = re.compile(r"(?<![\w/.-])homeward ([a-z]+)(?: ([a-z]+))?([^`\n|;&]*)")
MAKE = re.compile(r"(?<![\w-])make ([a-z]+)")
OPTION = re.compile(r"(?<!\S)--[a-z-]+")
PLACE = re.compile(rf"(?:{'|'.join((*ROOMS, 'processes', 'tests', 'docs'))})/[\w./-]*")
MADE_UP = {"tests/pathways/my_first.yaml"}
"""Files that a guide tells its reader to write."""


def documents() -> list[Path]:
    return [path for path in files() if path.suffix == ".md"]


@cache
def text(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def code(document: str) -> str:
    """What stands in code: spans and blocks, one a line."""
    blocks = BLOCK.findall(text(document))
    return "\n".join([*blocks, *SPAN.findall(BLOCK.sub("", text(document)))])


def slugs(document: str) -> set[str]:
    """The anchors of a document's headings, as forges make them."""
    headings = re.findall(r"^#+ (.*)$", BLOCK.sub("", text(document)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(document: str) -> Iterator[str]:
    for target in LINK.findall(text(document)):
        if target.startswith(("http://127.0.0.1", "https://", "mailto:")):
            continue
        file, _, anchor = target.partition("#")
        path = ((ROOT / document).parent / file).resolve() if file else ROOT / document
        if not path.is_relative_to(ROOT) or not path.exists():
            yield f"{document}: {target} is not there"
        elif anchor and anchor not in slugs(name(path)):
            yield f"{document}: {target} has no such heading"


def unknown_commands(document: str) -> Iterator[str]:
    for called, further, rest in HOMEWARD.findall(code(document)):
        command = main.get_command(click.Context(main), called)
        if isinstance(command, click.Group):
            command = command.get_command(click.Context(command), further)
        if command is None:
            yield f"{document}: homeward {called} {further}"
            continue
        known = {option for parameter in command.params for option in parameter.opts}
        yield from (f"{document}: homeward {called} {option}" for option in OPTION.findall(rest) if option not in known)


DOCUMENTS = [name(path) for path in documents()]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_leads_somewhere(document: str) -> None:
    assert list(broken_links(document)) == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_homeward_command_and_option_exists(document: str) -> None:
    assert list(unknown_commands(document)) == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_target_exists(document: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    assert set(MAKE.findall(code(document))) - targets == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_is_named_is_there(document: str) -> None:
    named = {place for place in SPAN.findall(BLOCK.sub("", text(document))) if PLACE.fullmatch(place)}
    assert {place for place in named - MADE_UP if not (ROOT / place).exists()} == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_lines_fit_a_screen_unless_they_are_rows_of_a_table(document: str) -> None:
    long = [n for n, line in enumerate(text(document).splitlines(), 1) if len(line) > LONGEST_LINE and line[0] != "|"]
    assert long == []


@pytest.mark.parametrize("document", [name(path) for path in documents() if name(path).startswith("docs/")])
def test_every_guide_can_be_found_from_the_front_page(document: str) -> None:
    assert f"]({document})" in text(FRONT)


def test_the_front_page_takes_two_screens() -> None:
    assert len(text(FRONT).splitlines()) <= 130


def test_the_guides_tell_of_every_subcommand() -> None:
    told = "\n".join(code(document) for document in DOCUMENTS if document != "CHANGELOG.md")
    context = click.Context(main)
    shown = [found for called in main.list_commands(context) if (found := main.get_command(context, called))]
    assert [found.name for found in shown if not found.hidden and f"homeward {found.name}" not in told] == []


def test_the_testers_guide_names_all_that_a_scenario_may_hold() -> None:
    spans = SPAN.findall(text("docs/testers.md"))
    told = {span.split(":")[0] for span in spans}
    assert {*VERBS, *NAMES, *CHECKS} - told == set()


def test_the_leads_guide_names_every_property_and_every_part_of_the_settings() -> None:
    told = set(SPAN.findall(text("docs/practice-leads.md")))
    assert PROPERTIES - told == set()
    assert set(yaml.safe_load(text("processes/settings.yaml"))) - told == set()


def test_the_deployment_guide_names_every_environment_variable_and_no_other() -> None:
    read = {found for path in python(*ROOMS) for found in re.findall(r'"(HOMEWARD_[A-Z_]+)"', text(name(path)))}
    assert set(re.findall(r"HOMEWARD_[A-Z_]+", text("docs/deployment.md"))) == read


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ("[a guide](docs/nowhere.md)", broken_links),
        ("[a guide](docs/testers.md#no-such-heading)", broken_links),
        ("`homeward fly`", unknown_commands),
        ("`homeward db sink`", unknown_commands),
        ("`homeward check --loudly`", unknown_commands),
    ],
)
def test_what_is_not_there_is_seen(
    wrong: str, what: Callable[[str], Iterator[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = text
    monkeypatch.setattr(
        "tests.contracts.test_docs.text", lambda document: wrong if document == FRONT else real(document)
    )
    assert len(list(what(FRONT))) == 1
