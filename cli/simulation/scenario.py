"""Reads a scenario file: when it begins, who takes part, and what they do when."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from engine.clock import LONDON
from engine.errors import HomewardError

VERBS = ("start", "complete", "report", "wait", "until", "play", "expect")
WAIT = re.compile(r"(\d{1,4}) (hour|day|week|month|working[ -]day)s?", re.ASCII)


class ScenarioError(HomewardError):
    """A scenario cannot be read. The message names the file, the step and what to write instead."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a scenario: a verb, what it is about, and the rest of the line's names with their values."""

    verb: str
    what: Any
    rest: Mapping[str, Any]
    place: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario, read. `answers`: full answers by element id or form id, which steps only need to change."""

    name: str
    starts_at: datetime
    people: Mapping[str, tuple[str, ...]]
    answers: Mapping[str, Mapping[str, Any]]
    steps: tuple[Step, ...]
    requirements: tuple[str, ...] = field(default=())


def read_scenario(path: Path) -> Scenario:
    """Raises ScenarioError."""
    data = _load(path)
    try:
        starts = read_local(str(data["start"]))
    except KeyError as error:
        raise ScenarioError(f"{path}: has no `start`; write one such as `start: 2026-03-02T09:00`.") from error
    answers: dict[str, Mapping[str, Any]] = {}
    for name in _list(data.get("answers_from", [])):
        answers |= _load(path.parent / name)
    return Scenario(
        str(data.get("name", path.stem)),
        starts,
        {str(person): tuple(_list(roles)) for person, roles in (data.get("people") or {}).items()},
        answers | (data.get("answers") or {}),
        tuple(_steps(data.get("steps") or [], path)),
        tuple(_list(data.get("requirements", []))),
    )


def read_local(text: str) -> datetime:
    """An instant; without an offset it is London's time; a date alone is its beginning. Raises ScenarioError."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError as error:
        raise ScenarioError(f"{text!r} is not a time; write it like 2026-03-02T09:00.") from error
    return read if read.tzinfo else read.replace(tzinfo=LONDON)


def read_wait(text: str) -> tuple[int, str]:
    """`3 working days` -> (3, "working-days"). Raises ScenarioError."""
    match = WAIT.fullmatch(str(text).strip())
    if match is None:
        raise ScenarioError(f"{text!r} is not a time to wait; write it like `48 hours` or `3 working days`.")
    return int(match[1]), match[2].replace(" ", "-") + "s"


def _steps(lines: Any, path: Path) -> list[Step]:
    if not isinstance(lines, list):
        raise ScenarioError(f"{path}: `steps` must be a list of lines, each beginning with a dash.")
    found: list[Step] = []
    for number, line in enumerate(lines, start=1):
        place = f"{path.name} step {number}"
        verbs = [verb for verb in VERBS if isinstance(line, Mapping) and verb in line]
        if len(verbs) != 1:
            raise ScenarioError(f"{place}: must have exactly one of {', '.join(VERBS)}; it says {str(line)[:120]}.")
        if verbs[0] == "play":
            played = path.parent / str(line["play"])
            found += _steps(_load(played).get("steps"), played)
            continue
        rest = {str(key): value for key, value in line.items() if key != verbs[0]}
        found.append(Step(verbs[0], line[verbs[0]], rest, place))
    return found


def _load(path: Path) -> dict[str, Any]:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ScenarioError(f"{path}: cannot be read: {error.strerror}.") from error
    except yaml.YAMLError as error:
        raise ScenarioError(f"{path}: {error}") from error
    if not isinstance(data, dict):
        raise ScenarioError(f"{path}: must hold names with values, such as `start:` and `steps:`.")
    plain: dict[str, Any] = _plain(data)
    return plain


def _plain(value: Any) -> Any:
    """YAML reads dates as dates; answers hold them as text."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _list(value: Any) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]
