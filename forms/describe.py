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
    names = [item.row_label or item.label for item in questions(form.components) if isinstance(item, Rows)]
    for question in questions(form.components):
        if isinstance(question, Rows):
            alike = names.count(question.row_label or question.label) > 1
            for index, row in enumerate(rows_of(answers.get(question.key))):
                inner = [item for item in questions(question.components) if isinstance(item, Question)]
                found = _described(inner, row, scope.row(row, index + 1), now)
                name = row_name(question, index)
                if alike:  # two lists whose rows are called the same
                    name = f"{question.label}, {name[:1].lower()}{name[1:]}"
                described += [(f"{name}: {label}", text) for label, text in found]
        else:
            described += _described([question], answers, scope, now)
    return described


def decision_in(
    form: Form,
    deciding: frozenset[str],
    answers: Mapping[str, object],
    facts: Mapping[str, object] | None = None,
    now: datetime | None = None,
) -> str:
    """The answer to the form's first choice that decides the way on, in words; `deciding` has the keys of those that
    do. "" where it asks for none. A bare yes or no says what was asked as well.
    """
    scope = Scope(answers, facts or {})
    for question in questions(form.components):
        if isinstance(question, ChoiceQuestion) and question.key in deciding:
            said = shown_answer(question, answers.get(question.key), _options(question, scope, now))
            if said:
                return f"{question.label} {said}" if said in ("Yes", "No") else said
    return ""


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
