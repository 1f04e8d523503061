"""A form's answers as labels and text, for checking, for history and for reading only."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from forms.choices import options_of
from forms.components import ChoiceQuestion, Option, Question, Rows, questions
from forms.form import Form
from forms.scope import Scope
from forms.shown import shown_answer
from forms.visibility import rows_of


def describe_answers(
    form: Form, answers: Mapping[str, object], facts: Mapping[str, object] | None = None, now: datetime | None = None
) -> list[tuple[str, str]]:
    """(label, text) for each question that has an answer, in the order of the form; rows as "Goal 1: Measure".

    With `facts` and `now`, choices that are worked out or people show their labels; without, what was stored.
    """
    scope = Scope(answers, facts or {})
    described: list[tuple[str, str]] = []
    for question in questions(form.components):
        if isinstance(question, Rows):
            for index, row in enumerate(rows_of(answers.get(question.key))):
                inner = [item for item in questions(question.components) if isinstance(item, Question)]
                found = _described(inner, row, scope.row(row, index + 1), now)
                described += [(f"{row_name(question, index)}: {label}", text) for label, text in found]
        else:
            described += _described([question], answers, scope, now)
    return described


def row_name(rows: Rows, index: int) -> str:
    """What a row is called: "Goal 1"."""
    return f"{rows.row_label or rows.label} {index + 1}"


def _described(
    asked: Sequence[Question], answers: Mapping[str, object], scope: Scope, now: datetime | None
) -> list[tuple[str, str]]:
    pairs = [
        (question.label, shown_answer(question, answers.get(question.key), _options(question, scope, now)))
        for question in asked
    ]
    return [(label, text) for label, text in pairs if text]


def _options(question: Question, scope: Scope, now: datetime | None) -> tuple[Option, ...]:
    return options_of(question, scope, now) if isinstance(question, ChoiceQuestion) and now else ()
