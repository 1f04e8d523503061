"""What a form holds before anybody types: defaults, prefilled answers and blank rows; and what nobody can change."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from forms.components import Component, Question, Rows, questions
from forms.scope import Scope, worked_out
from forms.values import is_blank, read_answer
from forms.words import subject


def starting_answers(components: Sequence[Component], facts: Mapping[str, object], now: datetime) -> dict[str, object]:
    """Raw answers for a form that is shown for the first time. A prefill that does not fit its question is left out."""
    scope, answers = Scope({}, facts), dict[str, object]()
    for question in questions(components):
        value = (
            _starting_rows(question, scope, now)
            if isinstance(question, Rows)
            else _starting_value(question, scope, now)
        )
        if isinstance(question, Rows) or not is_blank(value):
            answers[question.key] = value
    return answers


def with_fixed(
    components: Sequence[Component], answers: Mapping[str, object], facts: Mapping[str, object], now: datetime
) -> tuple[dict[str, object], dict[str, str]]:
    """The answers with the read-only ones as the case file has them, and a message for each list that has changed."""
    scope, fixed, problems = Scope({}, facts), dict(answers), dict[str, str]()
    for question in questions(components):
        if isinstance(question, Rows):
            if is_fixed(question):
                fixed[question.key], problem = _fixed_rows(question, answers.get(question.key), scope, now)
                problems |= {question.key: problem} if problem else {}
        elif question.readonly:
            fixed[question.key] = _starting_value(question, scope, now)
    return fixed, problems


def is_fixed(rows: Rows) -> bool:
    """Whether the case file alone says which rows there are."""
    return rows.prefill is not None and not rows.changeable


def _starting_value(question: Question, scope: Scope, now: datetime) -> object:
    found = worked_out(question.prefill, scope, now) if question.prefill else None
    return read_answer(question, question.default if found is None else found).value


def _starting_rows(rows: Rows, scope: Scope, now: datetime) -> list[dict[str, object]]:
    found = worked_out(rows.prefill, scope, now) if rows.prefill else None
    if is_fixed(rows) or (isinstance(found, list) and found):
        return [_filled_row(rows, row) for row in (found if isinstance(found, list) else [])[: rows.most]]
    return [_filled_row(rows, {}) for _ in range(rows.starting)]


def _filled_row(rows: Rows, row: object) -> dict[str, object]:
    known = row if isinstance(row, Mapping) else {}
    asked = [question for question in questions(rows.components) if isinstance(question, Question)]
    values = {
        question.key: read_answer(question, known.get(question.key, question.default)).value for question in asked
    }
    return {key: value for key, value in values.items() if not is_blank(value)}


def _fixed_rows(rows: Rows, raw: object, scope: Scope, now: datetime) -> tuple[object, str]:
    """The typed rows with their read-only answers put in. Rows match by place, so what was shown must agree."""
    given = [] if raw is None else raw
    if not isinstance(given, list | tuple) or not all(isinstance(row, Mapping) for row in given):
        return raw, ""
    pinned = {
        question.key: question
        for question in questions(rows.components)
        if isinstance(question, Question) and question.readonly
    }
    found = []
    moved = len(given) > len(known := _starting_rows(rows, scope, now))
    for index, row in enumerate(known):
        typed = given[index] if index < len(given) else {}
        shown = {key: read_answer(question, typed.get(key)).value for key, question in pinned.items()}
        moved |= any(not is_blank(value) and value != row.get(key) for key, value in shown.items())
        found.append({**typed, **{key: row.get(key) for key in pinned}})
    return (
        found,
        f"{subject(rows.label)}: the case has changed since this page was opened. Check each row again."
        if moved
        else "",
    )
