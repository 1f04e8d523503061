"""The same random walks on the project's own processes: whatever people answer, reloading a case changes nothing."""

from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import handlers
from engine.release.bundle import read_folder
from engine.release.release import Release, read_release
from forms.form import Form
from forms.reader import read_form
from tests.builders.random_answers import answer
from tests.builders.running import Case
from tests.builders.walking import walk_alike


@cache
def release() -> Release:
    handlers.load_all()
    return read_release(read_folder(Path()), read_form)


def answers_of_its_form(element: str, random: Random) -> dict[str, Any]:
    node = release().definitions.nodes.get(element)
    form = release().forms.get(node.form) if node else None
    return answer(form.components, random, {"settings": release().settings}) if isinstance(form, Form) else {}


@pytest.mark.parametrize("process", ["reunification", "early_advice", "re_entry"])
@settings(max_examples=max(20, settings().max_examples // 5))
@given(walk=st.integers(0, 10_000_000))
def test_reloading_changes_nothing(process: str, walk: int) -> None:
    built = (release().definitions, release().compiled)
    cases = [Case(built, process, reloads, **release().settings) for reloads in (False, True)]
    walk_alike(cases, Random(walk), 60, answers_of_its_form, shy=12)
    assert len(cases[1].state) < 10_000
