"""What the tests of the pathway's forms share: good answers with one change, and the problem that it makes."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import cast

import pytest
import yaml
from _pytest.mark import ParameterSet

from engine.errors import InvalidAnswers
from forms.form import Form
from forms.reader import read_form
from tests.forms import pathway_first, pathway_middle, pathway_second, pathway_stays

ROOT = Path(__file__).parents[2]
SETTINGS = yaml.safe_load((ROOT / "processes/settings.yaml").read_text(encoding="utf-8"))
GOOD = pathway_first.GOOD | pathway_middle.GOOD
"""Of the earlier forms."""
ALL_GOOD = GOOD | pathway_second.GOOD | pathway_stays.GOOD


def form_of(form_id: str) -> Form:
    path = ROOT / "forms" / f"{form_id}.json"
    return read_form(path.read_bytes(), f"forms/{path.name}")


def facts_of(form_id: str, more: Mapping[str, object] | None = None) -> dict[str, object]:
    return {"settings": SETTINGS, **ALL_GOOD[form_id].facts, **(more or {})}


def marked(ids: str, *values: object) -> ParameterSet:
    return pytest.param(*values, marks=[pytest.mark.requirement(one) for one in ids.split()])


def refused(
    ids: str, form_id: str, change: Mapping[str, object], path: str, says: str, **facts: object
) -> ParameterSet:
    """Good answers with a change (None takes an answer away), and the one problem it makes."""
    return marked(ids, form_id, change, path, says, facts)


def row(form_id: str, key: str, **change: object) -> dict[str, object]:
    """A form's good list with its first row changed."""
    first, *others = cast(list[dict[str, object]], GOOD[form_id].answers[key])
    return {key: [{**first, **change}, *others]}


def without(form_id: str, key: str, role: str) -> dict[str, object]:
    """A form's good list without the rows of one role."""
    rows = cast(list[dict[str, object]], GOOD[form_id].answers[key])
    return {key: [one for one in rows if one["role"] != role]}


def problems_of(
    form_id: str, answers: Mapping[str, object], facts: Mapping[str, object], now: datetime
) -> dict[str, str]:
    try:
        form_of(form_id).check(answers, facts_of(form_id, facts), now)
    except InvalidAnswers as refusal:
        return {problem.path: problem.message for problem in refusal.problems}
    return {}
