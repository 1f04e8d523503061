"""Reads a scenario file: when it begins, who takes part, and what they do when."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from cli.simulation.plain_yaml import ScenarioError, load
from engine.local_time import DeadlineError, instant_of, local, read_moment

__all__ = ["Scenario", "ScenarioError", "Step", "read_local", "read_scenario", "read_wait"]

VERBS = ("start", "complete", "report", "turn_to", "wait", "until", "play", "expect")
BESIDE = {"start": ("answers", "by"), "complete": ("answers", "by", "place"), "report": ("answers", "by")}
OF_A_PART = ("name", "steps")
NAMES = ("name", "start", "people", "answers_from", "answers", "settings", "requirements", "steps")
WAIT = re.compile(r"(\d{1,4}) (hour|day|week|month|working[ -]day)s?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a scenario: a verb, what it is about, and the rest of the line's names with their values."""

    verb: str
    what: Any
    rest: Mapping[str, Any]
    place: str

    @property
    def said(self) -> str:
        """How a message names it: `my_first.yaml step 3 (complete decide_request)`."""
        return f"{self.place} ({self.verb}{'' if self.verb == 'expect' else f' {self.what}'})"


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario, read. `answers`: full answers by element id or form id, which steps only need to change.
    `settings`: what is laid over `processes/settings.yaml` before the pathway is published.
    """

    name: str
    starts_at: datetime
    people: Mapping[str, tuple[str, ...]]
    answers: Mapping[str, Mapping[str, Any]]
    steps: tuple[Step, ...]
    requirements: tuple[str, ...] = field(default=())
    settings: Mapping[str, Any] = field(default_factory=dict)
    file: str = ""


def read_scenario(path: Path) -> Scenario:
    """Raises ScenarioError."""
    data = load(path)
    unknown = [name for name in data if name not in NAMES]
    if unknown:
        raise ScenarioError(f"{path}: `{unknown[0]}` means nothing here; there are {', '.join(NAMES)}.")
    if "start" not in data:
        raise ScenarioError(f"{path}: has no `start`; write one such as `start: 2026-03-02T09:00`.")
    people = _mapping(path, data, "people")
    return Scenario(
        str(data.get("name", path.stem)),
        _start(path, str(data["start"])),
        {person: tuple(_list(roles)) for person, roles in people.items()},
        _answers(path, data),
        tuple(_steps(path, (path,))),
        tuple(_list(data.get("requirements", []))),
        _mapping(path, data, "settings"),
        str(path),
    )


def _start(path: Path, text: str) -> datetime:
    try:
        return read_local(text)
    except ScenarioError as error:
        raise ScenarioError(f"{path}: `start`: {error}") from error


def read_local(text: str) -> datetime:
    """An instant; without an offset it is London's time; a date alone is its beginning. Raises ScenarioError, also for
    a time that the clocks left out and a year that nobody means.
    """
    try:
        return local(instant_of(read_moment(text)))
    except DeadlineError as error:
        raise ScenarioError(str(error)) from error


def read_wait(text: str) -> tuple[int, str]:
    """`3 working days` -> (3, "working-days"). Raises ScenarioError."""
    match = WAIT.fullmatch(str(text).strip())
    if match is None:
        raise ScenarioError(f"{text!r} is not a time to wait; write it like `48 hours` or `3 working days`.")
    return int(match[1]), match[2].replace(" ", "-") + "s"


def _answers(path: Path, data: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Those of the files in order, then the scenario's own; a later one changes only the fields that it names."""
    files = [load(path.parent / name) for name in _list(data.get("answers_from", []))]
    found: dict[str, Mapping[str, Any]] = {}
    for answers in (*files, _mapping(path, data, "answers")):
        for element, given in answers.items():
            if not isinstance(given, Mapping):
                raise ScenarioError(f"{path}: the answers of {element} must hold field names with values.")
            found[element] = {**found.get(element, {}), **given}
    return found


def _steps(path: Path, playing: tuple[Path, ...]) -> list[Step]:
    lines = load(path).get("steps")
    if not isinstance(lines, list) or not lines:
        raise ScenarioError(f"{path}: `steps` must be a list of lines, each beginning with a dash.")
    found: list[Step] = []
    for number, line in enumerate(lines, start=1):
        step = _step(line, f"{path.name} step {number}")
        found += _played(path, step, playing) if step.verb == "play" else [step]
    return found


def _step(line: Any, place: str) -> Step:
    verbs = [verb for verb in VERBS if isinstance(line, Mapping) and verb in line]
    if len(verbs) != 1:
        raise ScenarioError(f"{place}: must have exactly one of {', '.join(VERBS)}; it says {str(line)[:120]}.")
    rest = {str(key): value for key, value in line.items() if key != verbs[0]}
    beside = BESIDE.get(verbs[0], ())
    unknown = [name for name in rest if name not in beside]
    if unknown:
        known = f"there are {', '.join(beside)}" if beside else "it stands alone"
        raise ScenarioError(f"{place}: `{unknown[0]}` means nothing beside {verbs[0]}; {known}.")
    return Step(verbs[0], line[verbs[0]], rest, place)


def _played(path: Path, step: Step, playing: tuple[Path, ...]) -> list[Step]:
    part = (path.parent / str(step.what)).resolve()
    if part in playing:
        raise ScenarioError(f"{step.place}: {step.what} plays itself.")
    unread = [name for name in load(part) if name not in OF_A_PART]
    if unread:
        words = f"`{unread[0]}` means nothing in a file that is played; there are {', '.join(OF_A_PART)}"
        raise ScenarioError(f"{part}: {words}. All else belongs in the scenario that plays it, {path.name}.")
    return _steps(part, (*playing, part))


def _mapping(path: Path, data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = data.get(name) or {}
    if not isinstance(found, Mapping):
        raise ScenarioError(f"{path}: `{name}` must hold names with values.")
    return found


def _list(value: Any) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]
