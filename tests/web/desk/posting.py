"""Clean answers as a browser would post them: a date as its three boxes, a row with the field that announces it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from engine.clock import LONDON
from forms.components import (
    ChoiceQuestion,
    Component,
    FileQuestion,
    Group,
    Question,
    Rows,
    TickQuestion,
    TimeQuestion,
    questions,
)
from forms.form import Form

Posted = dict[str, str | list[str]]
"""Field name to what is posted; several ticked boxes are a list."""


def posted_fields(form: Form, answers: Mapping[str, object]) -> Posted:
    """Only the answers that are given; raises KeyError for one that the form does not ask."""
    unknown = set(answers) - set(form.keys)
    if unknown:
        raise KeyError(f"{form.id} does not ask {', '.join(sorted(unknown))}")
    return dict(_fields(form.components, answers, ""))


def row_counts(form: Form, answers: Mapping[str, object]) -> dict[str, int]:
    """How many rows of each list the answers fill; lists whose rows come with the page are left out."""
    lists = (question for question in questions(form.components) if isinstance(question, Rows) and question.changeable)
    found = {rows.key: answers.get(rows.key) for rows in lists}
    return {key: len(given) for key, given in found.items() if isinstance(given, list)}


def always_asked(components: Sequence[Component]) -> Iterator[str]:
    """Keys of what no condition can take off the page."""
    for component in components:
        if component.hide is not None:
            continue
        if isinstance(component, Group):
            yield from always_asked(component.components)
        elif isinstance(component, Question | Rows):
            yield component.key


def _fields(
    components: Sequence[Component], answers: Mapping[str, object], prefix: str
) -> Iterator[tuple[str, str | list[str]]]:
    for question in questions(components):
        given = answers.get(question.key)
        if given is None:
            continue
        if isinstance(question, Rows):
            assert isinstance(given, list)
            for index, row in enumerate(given):
                yield f"{question.key}.{index}", "1"
                yield from _fields(question.components, row, f"{question.key}.{index}.")
        elif not question.readonly or prefix:
            yield from _answer(question, given, f"{prefix}{question.key}")


def _answer(question: Question, given: object, path: str) -> Iterator[tuple[str, str | list[str]]]:
    match question:
        case TimeQuestion(readonly=True) | TimeQuestion(kind="time"):
            yield path, str(given)
        case TimeQuestion(kind="date"):
            year, month, day = str(given)[:10].split("-")
            yield from ((f"{path}-day", str(int(day))), (f"{path}-month", str(int(month))), (f"{path}-year", year))
        case TimeQuestion():
            local = datetime.fromisoformat(str(given)).astimezone(LONDON)
            parts = {"day": local.day, "month": local.month, "year": local.year, "time": f"{local:%H:%M}"}
            yield from ((f"{path}-{part}", str(value)) for part, value in parts.items())
        case ChoiceQuestion(kind="checklist"):
            assert isinstance(given, list)
            yield path, [str(value) for value in given]
        case TickQuestion():
            yield path, "true" if given is True else "false"
        case FileQuestion():
            raise KeyError(f"{path} is a file: attach it in the test")
        case _:
            yield path, str(given)
