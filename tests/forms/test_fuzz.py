"""Whatever is posted or sent, a form answers with clean answers or InvalidAnswers, and the page can be shown again."""

import json
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from engine.errors import InvalidAnswers
from forms.form import Form
from forms.reader import read_form
from forms.render import error_summary, render_form

SAMPLES = Path(__file__).parent / "samples"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
FORMS = [read_form((SAMPLES / f"{name}.json").read_bytes(), f"{name}.json") for name in ("visit", "plan", "signing")]
FACTS: dict[str, object] = {
    "case": {"legal_status": "CO"},
    "first_meeting": {"target_return": "2027-01-04", "risks": [{"area": "Home"}]},
    "smart_plan": {"goals": [{"id": "g1", "goal": "A calm bedtime"}], "version": "2"},
    "people": {"reunification_practitioner": [{"label": "Pat Doe", "value": "p1"}]},
}
NAMES = [
    *(
        "visit_day-day",
        "visit_day-month",
        "visit_day-year",
        "seen_alone",
        "why_not_alone",
        "place",
        "concerns",
        "safety",
    ),
    *(
        "email",
        "reference",
        "is_true",
        "goals.0",
        "goals.0.goal",
        "goals-1-target-day",
        "goals.1.status",
        "goals.999.goal",
    ),
    *("risks.0.area", "risks.0.now_is", "plan_end-year", "met_at-day", "met_at-month", "met_at-year", "met_at-time"),
    *(
        "usual_time",
        "worker",
        "first_goal",
        "signatures.0.agrees",
        "signatures.0.copy-kept",
        "minutes-kept",
        "row-action",
    ),
]
VALUES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["yes", "no", "31", "2", "2026", "0202", "9" * 30, "-1", "1e999", "nan", "\x00", "\ud800", "add:goals"]
    ),
    st.sampled_from(["remove:goals:0", "true", "home", "2:30pm", "p1", "open", "dropped", "a" * 64, "2026-02-31"]),
)
FIELDS = st.lists(st.tuples(st.one_of(st.sampled_from(NAMES), st.text(max_size=8)), VALUES), max_size=14)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | VALUES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["goal", "day", "name", "size"]), inner)
    ),
    max_leaves=6,
)


def assert_accepted_or_refused(form: Form, answers: dict[str, object]) -> None:
    problems = []
    try:
        clean = form.check(answers, FACTS, NOW)
        json.dumps(clean, allow_nan=False).encode()
        assert form.check(clean, FACTS, NOW) == clean
    except InvalidAnswers as refusal:
        problems = refusal.problems
        assert problems
    page = render_form(form, answers, FACTS, problems, NOW) + error_summary(problems, form)
    assert page


@given(form=st.sampled_from(FORMS), fields=FIELDS)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_any_post_is_accepted_or_refused_in_words(form: Form, fields: list[tuple[str, str]]) -> None:
    data = MultiDict(fields)
    form.row_action(data)
    assert_accepted_or_refused(form, form.from_post(data))


@given(data=st.data(), form=st.sampled_from(FORMS))
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_any_json_is_accepted_or_refused_in_words(data: st.DataObject, form: Form) -> None:
    answers: dict[str, object] = data.draw(
        st.dictionaries(st.sampled_from([*sorted(form.keys), "strange"]), JSON, max_size=6)
    )
    assert_accepted_or_refused(form, answers)
