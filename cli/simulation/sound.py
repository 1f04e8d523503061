"""Whether a scenario tests what it says: every name in it is there, and every line of it is read. Looked at before
anything is played, as a slip in a `not_open` or a `refused` would otherwise pass.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from cli.parts import ROOT
from cli.simulation.expectations import CHECKS, NAMED, messages_expected
from cli.simulation.known import Known, known_names
from cli.simulation.scenario import Scenario, ScenarioError, Step
from engine.release.release import Release

REQUIREMENTS = "docs/requirements.md"
ROW = re.compile(r"^\| ([A-Z]\d*-?\d+[a-z]?) \|", re.MULTILINE)
KIND = {"start": "process", "turn_to": "process", "complete": "task", "report": "event"}
"""What the verbs are about. The others are about times, files and expectations."""
OF_A_REFUSAL = ("complete", "report", "by", "answers", "says")


def require_sound(scenario: Scenario, release: Release) -> None:
    """Raises ScenarioError with the file, the step and what there is instead."""
    known = known_names(release, scenario.people)
    try:
        for name in scenario.requirements:
            _require_row(name)
        for element, answers in scenario.answers.items():
            known.require("answers", element)
            known.require_asked(element, answers)
    except ScenarioError as error:
        raise ScenarioError(f"{scenario.file}: {error}") from error
    for step in scenario.steps:
        try:
            _step(step, known)
        except ScenarioError as error:
            raise ScenarioError(f"{step.said}: {error}") from error


def _require_row(name: str) -> None:
    if name not in _rows():
        raise ScenarioError(f"requirements: {REQUIREMENTS} has no row {name}; its rows are {', '.join(_rows())}")


@cache
def _rows() -> tuple[str, ...]:
    try:
        return tuple(ROW.findall((ROOT / REQUIREMENTS).read_text(encoding="utf-8")))
    except OSError as error:
        raise ScenarioError(f"requirements: {REQUIREMENTS}, which lists them, cannot be read") from error


def _step(step: Step, known: Known) -> None:
    if step.verb in KIND:
        known.require(KIND[step.verb], step.what)
    if "by" in step.rest:
        known.require("person", step.rest["by"])
    known.require_asked(known.first.get(str(step.what), str(step.what)), step.rest.get("answers"))
    if step.verb == "expect":
        _expectations(step.what, known)


def _expectations(expected: Any, known: Known) -> None:
    if not isinstance(expected, Mapping) or not expected:
        raise ScenarioError("`expect` must hold names with values, such as `open: decide_request`.")
    for name, value in expected.items():
        if name not in CHECKS:
            raise ScenarioError(f"`{name}` cannot be expected; there are {', '.join(CHECKS)}.")
        if name in NAMED and not (isinstance(value, Mapping) and value):
            raise ScenarioError(f"`{name}` must hold names with values, such as `due: {{K1: 2026-03-05T10:00}}`.")
        if value in ("", None, []):
            raise ScenarioError(f"`{name}` says nothing; write what is expected, or remove it.")
        _expectation(str(name), value, known)


def _expectation(name: str, value: Any, known: Known) -> None:
    match name:
        case "open" | "not_open":
            for task in value if isinstance(value, list) else [value]:
                known.require("task", task)
        case "fact":
            for fact in value:
                known.require("fact", fact)
        case "told" | "not_told":
            for role, _, _ in messages_expected(value):
                known.require("role", role)
        case "other_case" | "no_other_case":
            known.require("process", value)
        case "refused":
            _refusal(value, known)


def _refusal(tried: Mapping[str, Any], known: Known) -> None:
    """Without its words any refusal would do, also one for another reason."""
    unknown = [name for name in tried if name not in OF_A_REFUSAL]
    if unknown:
        raise ScenarioError(f"`{unknown[0]}` means nothing in `refused`; there are {', '.join(OF_A_REFUSAL)}.")
    if ("complete" in tried) == ("report" in tried):
        raise ScenarioError("`refused` must have one of complete and report: what is tried.")
    if not str(tried.get("says") or "").strip():
        raise ScenarioError("`refused` must have `says`, words of the refusal: it may be refused for another reason.")
    verb = "report" if "report" in tried else "complete"
    known.require(KIND[verb], tried[verb])
    known.require_asked(str(tried[verb]), tried.get("answers"))
    if "by" in tried:
        known.require("person", tried["by"])
