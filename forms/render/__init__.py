"""Renders a form into GOV.UK components that work without JavaScript; the browser finds conditions in attributes."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache

from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

from engine.errors import AnswerProblem
from forms.check import Readings
from forms.describe import row_name
from forms.form import Form
from forms.prefill import with_fixed
from forms.render.layout import Layout
from forms.render.places import anchor, rows_at
from forms.visibility import view

__all__ = ["error_summary", "render_form"]


def render_form(
    form: Form,
    answers: Mapping[str, object],
    facts: Mapping[str, object],
    problems: Sequence[AnswerProblem],
    now: datetime,
) -> Markup:
    """The form's fields with these raw or clean answers, and each problem beside its field.

    The page owns the form element, the heading, the buttons and the error summary. `facts` is asked for `form.names`.
    """
    fixed, _ = with_fixed(form.components, answers, facts, now)
    readings = Readings(form.components)
    readings.read(fixed)
    messages = {problem.path: problem.message for problem in reversed(problems)}
    layout = Layout(form, fixed, view(form.components, readings.values, facts, now), messages, now)
    return _render("form", nodes=layout.nodes(form.components))


def error_summary(problems: Sequence[AnswerProblem], form: Form) -> Markup:
    """GOV.UK's error summary: each problem links to its field, a date's to its day. "" when there is no problem."""
    items = []
    for problem in problems:
        place, rows = anchor(form, problem.path), rows_at(form, problem.path)
        name = f"{row_name(rows[0], rows[1])}: " if rows else ""
        items.append({"text": f"{name}{problem.message}", **({"href": f"#{place}"} if place else {})})
    return _render("summary", items=items) if items else Markup("")


def _render(name: str, **values: object) -> Markup:
    # Safe: the template escapes every value itself.
    return Markup(_environment().get_template(f"{name}.jinja").render(**values))  # noqa: S704


@cache
def _environment() -> Environment:
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    loader = ChoiceLoader([PackageLoader("forms.render", ""), govuk])
    return Environment(
        loader=loader, autoescape=True, undefined=ChainableUndefined, trim_blocks=True, lstrip_blocks=True
    )
