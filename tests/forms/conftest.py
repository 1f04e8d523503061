"""The sample forms, and a case file for them."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.errors import InvalidAnswers
from forms.form import Form
from forms.reader import read_form

SAMPLES = Path(__file__).parent / "samples"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

Problems = Callable[[Form, Mapping[str, object]], dict[str, str]]


def sample(name: str) -> Form:
    path = SAMPLES / f"{name}.json"
    return read_form(path.read_bytes(), f"forms/{path.name}")


@pytest.fixture(scope="session")
def visit() -> Form:
    return sample("visit")


@pytest.fixture(scope="session")
def plan() -> Form:
    return sample("plan")


@pytest.fixture(scope="session")
def signing() -> Form:
    return sample("signing")


@pytest.fixture
def now() -> datetime:
    """Sunday 22 November 2026, 9am in London."""
    return NOW


@pytest.fixture
def facts() -> dict[str, object]:
    return {
        "case": {"legal_status": "CO", "child_ref": "C-1"},
        "first_meeting": {"target_return": "2027-01-04", "risks": [{"area": "Home"}, {"area": "School"}]},
        "smart_plan": {
            "goals": [{"id": "g1", "goal": "A calm bedtime"}, {"id": "g2", "goal": "School every day"}],
            "plan_end": "2027-01-04",
            "version": "2",
        },
        "people": {"reunification_practitioner": [{"label": "Pat Doe", "value": "p1"}]},
    }


@pytest.fixture
def problems(facts: dict[str, object], now: datetime) -> Problems:
    """The problems that a form finds in answers, by path; none when it accepts them."""

    def find(form: Form, answers: Mapping[str, object]) -> dict[str, str]:
        try:
            form.check(answers, facts, now)
        except InvalidAnswers as refusal:
            return {problem.path: problem.message for problem in refusal.problems}
        return {}

    return find
