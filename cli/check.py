"""homeward check: every problem of diagrams, forms, handlers, settings and calendar at once."""

import json
import os
from dataclasses import replace
from pathlib import Path

import click

import handlers
from cli.parts import DATABASE, EMBEDDED, ROOT, make_services
from engine import clock
from engine.calendar import WorkingCalendar
from engine.errors import DefinitionError, HomewardError, Problem
from engine.release.bundle import Bundle, read_folder
from engine.release.check_folder import check_calendar, check_folder
from engine.release.release import read_release
from forms.reader import read_form

PARTS = ("processes", "forms", "handlers")
"""Folders of a project. Whoever names one of them means the project: a diagram without its forms cannot be judged."""


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line: file, element, field, message.")
def check(paths: tuple[Path, ...], as_json: bool) -> None:
    """Check the project, or single PATHS: a folder with processes/ and forms/, or a diagram, form, settings or calendar
    file, each in its place among the others.
    """
    handlers.load_all()
    problems = list(dict.fromkeys(problem for path in paths or (ROOT,) for problem in problems_of(path)))
    for problem in problems:
        click.echo(json.dumps(_shown(problem)) if as_json else str(problem))
    if not as_json:
        how_many = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}."
        click.echo(how_many if problems else "No problems found.", err=bool(problems))
    if not paths:
        _warn_of_other_code()
    if problems:
        raise SystemExit(1)


def problems_of(path: Path) -> list[Problem]:
    """What is wrong with a folder or a file; empty where nothing is."""
    try:
        where = path.resolve()
        if not where.exists():
            return [Problem(str(path), "", "is not there.")]
        if where.is_dir() or where.parent.name == "handlers":
            return _problems_of_folder(path, _project(where))
        return _problems_of_file(path, where)
    except DefinitionError as error:
        return error.problems
    except OSError as error:
        return [Problem(str(path), "", f"cannot be read: {error.strerror}.")]


def _project(where: Path) -> Path:
    """The folder that holds `processes/` and `forms/`: this one, or the one around it."""
    folder = where if where.is_dir() else where.parent
    part = folder.name in PARTS and not (folder / "processes").is_dir()  # a project's own folder may be called forms
    return folder.parent if part else folder


def _problems_of_folder(path: Path, project: Path) -> list[Problem]:
    if not (project / "processes").is_dir():
        return [Problem(str(path), "", "is no project: it holds no folder processes/.")]
    problems = check_folder(project)
    try:
        release = read_release(read_folder(project), read_form)
    except DefinitionError as error:
        return problems + error.problems
    return problems + _calendar(release.calendar)


def _calendar(calendar: WorkingCalendar) -> list[Problem]:
    today = clock.today()
    problems = check_calendar(calendar, today)
    for warning in calendar.warnings(today)[len(problems) :]:
        click.echo(warning, err=True)
    return problems


def _problems_of_file(path: Path, where: Path) -> list[Problem]:
    """A file by itself refers to others of its project, so it is checked in its place among them; one that stands in no
    project in its place among ours. What is wrong with the others is not told.
    """
    name = _name(where)
    if not name:
        return [Problem(str(path), "", "is no diagram (.bpmn), form (.json), settings.yaml or calendar.json.")]
    at_home = where.parent.name in PARTS and _project(where) != where.parent
    data, bundle = where.read_bytes(), read_folder(_project(where) if at_home else ROOT)
    if name.startswith("forms/") and not at_home:
        read_form(data, str(path))  # no element of ours refers to it, and that is no mistake
        return []
    try:
        release = read_release(Bundle(bundle.files | {name: data}), read_form)
    except DefinitionError as error:
        return [replace(problem, file=str(path)) for problem in error.problems if problem.file == name]
    return _calendar(release.calendar) if name.endswith("calendar.json") else []


def _name(where: Path) -> str:
    """What the file would be called in a project; "" for one that has no place there."""
    if where.name in {"calendar.json", "settings.yaml"} or where.suffix == ".bpmn":
        return f"processes/{where.name}"
    return f"forms/{where.name}" if where.suffix == ".json" else ""


def _warn_of_other_code() -> None:
    """Where there is a database already: releases in use that were published with other handlers than ours."""
    if not os.environ.get(DATABASE) and not EMBEDDED.exists():
        return
    try:
        services = make_services()
        with services.database.reading() as connection:
            for warning in services.releases.warnings(connection):
                click.echo(warning, err=True)
    except HomewardError as error:
        click.echo(f"Whether the handlers are those that releases were published with is not known: {error}", err=True)


def _shown(problem: Problem) -> dict[str, str]:
    return {"file": problem.file, "element": problem.element, "field": problem.field, "message": problem.message}
