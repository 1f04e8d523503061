"""homeward check: every problem of diagrams, forms, handlers, settings and calendar at once."""

import json
from pathlib import Path

import click

import handlers
from cli.parts import ROOT
from engine import clock
from engine.definitions.dialect import check_dialect
from engine.definitions.model import read_definitions
from engine.errors import DefinitionError, Problem
from engine.release.bundle import Bundle, read_folder
from engine.release.release import read_release
from forms.reader import read_form


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line: file, element, field, message.")
def check(paths: tuple[Path, ...], as_json: bool) -> None:
    """Check the project, or single PATHS: folders with processes/ and forms/, diagrams (.bpmn) or forms (.json)."""
    handlers.load_all()
    problems = [problem for path in paths or (ROOT,) for problem in problems_of(path)]
    for problem in problems:
        click.echo(json.dumps(_shown(problem)) if as_json else str(problem))
    if not as_json:
        click.echo(f"{len(problems)} problems." if problems else "No problems found.", err=bool(problems))
    if problems:
        raise SystemExit(1)


def problems_of(path: Path) -> list[Problem]:
    """What is wrong with a folder or a file; empty where nothing is."""
    try:
        if path.is_dir():
            release = read_release(read_folder(path), read_form)
            for warning in release.calendar.warnings(clock.today()):
                click.echo(warning, err=True)
            return []
        return _problems_of_file(path)
    except DefinitionError as error:
        return error.problems
    except OSError as error:
        return [Problem(str(path), "", f"cannot be read: {error.strerror}.")]


def _problems_of_file(path: Path) -> list[Problem]:
    if path.suffix == ".json":
        read_form(path.read_bytes(), str(path))
        return []
    bundle = read_folder(ROOT)
    alone = read_definitions({str(path): path.read_bytes()})
    problems = check_dialect(alone)
    if problems:
        return problems
    return _with_project(path, bundle)


def _with_project(path: Path, bundle: Bundle) -> list[Problem]:
    """A diagram by itself may call processes and use forms of the project, so it is checked in its place among them."""
    files = {name: data for name, data in bundle.files.items() if Path(name).name != path.name}
    name = f"processes/{path.name}"
    try:
        read_release(Bundle(files | {name: path.read_bytes()}), read_form)
    except DefinitionError as error:
        return [problem for problem in error.problems if problem.file == name]
    return []


def _shown(problem: Problem) -> dict[str, str]:
    return {"file": problem.file, "element": problem.element, "field": problem.field, "message": problem.message}
