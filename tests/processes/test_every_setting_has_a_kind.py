"""Whatever a practice lead may change in `processes/settings.yaml`, a value of another kind is refused by its name."""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

import handlers
from engine.errors import Problem
from engine.release.bundle import read_folder
from engine.release.check_lengths import check_lengths
from engine.release.check_setting_choices import check_setting_choices
from engine.release.check_setting_kinds import check_setting_kinds
from engine.release.check_setting_names import check_setting_names
from engine.release.check_setting_words import check_setting_words
from engine.release.check_settings import check_settings, sound_parts
from engine.release.release import Release, read_release
from forms.reader import read_form
from tests.processes.journeys import SETTINGS
from tests.processes.test_every_setting_is_read import DOCUMENT_CONTROL

ANY_WILL_DO = DOCUMENT_CONTROL | {"pathway.version"}
"""Kept for people to read. A version may be a number."""


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Each value that is no part of its own, and each list, by the way to it."""
    inside: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif value and isinstance(value, list) and isinstance(value[0], dict):
        inside = list(enumerate(value))
    for name, item in inside:
        yield from leaves(item, (*path, name))
    if not isinstance(value, dict):
        yield path, value


def others(value: Any) -> list[Any]:
    if isinstance(value, bool):
        return ["perhaps", 3]
    if isinstance(value, int | float):
        return ["many", True]
    return [True, ["a"]] if isinstance(value, str) else [True, {"a": 1}]


@pytest.fixture(scope="module")
def release() -> Release:
    handlers.load_all()
    return read_release(read_folder(Path()), read_form)


def found(release: Release, settings: dict[str, Any]) -> Iterator[Problem]:
    """What the check says of settings, the quickest part first."""
    yield from check_settings(settings)
    yield from check_setting_words(settings)
    yield from check_setting_choices(settings)
    yield from check_setting_kinds(release.definitions, release.forms, sound_parts(settings))
    yield from check_setting_names(release.definitions, settings, release.bundle)


LEAVES = [(path, value) for path, value in leaves(SETTINGS) if ".".join(map(str, path)) not in ANY_WILL_DO]


def test_a_setting_of_another_kind_is_refused(release: Release) -> None:
    missed = []
    for path, value in LEAVES:
        for other in others(value):
            settings = deepcopy(dict(SETTINGS))
            at: Any = settings
            for name in path[:-1]:
                at = at[name]
            at[path[-1]] = other
            told_at = {path[0]}
            if path[0] == "can_be":  # what it no longer allows is told where it stands
                told_at.add(str(path[1]).split(".")[0])
            if not any(problem.element.split(".")[0] in told_at for problem in found(release, settings)):
                missed.append((path, other))
    assert len(LEAVES) > 200
    assert missed == []


def test_the_settings_as_they_are_fit_all_that_reads_them(release: Release) -> None:
    assert check_lengths(SETTINGS) == []
    assert check_setting_kinds(release.definitions, release.forms, SETTINGS) == []
