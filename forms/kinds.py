"""What kind of value the answer to each question is, so that a check can tell what can be done with it."""

from collections.abc import Sequence

from engine.release.form import Kind
from forms.components import (
    ChoiceQuestion,
    Component,
    FileQuestion,
    NumberQuestion,
    Question,
    Rows,
    TickQuestion,
    TimeQuestion,
    questions,
)


def kinds_of(components: Sequence[Component]) -> dict[str, Kind]:
    """By key, top level."""
    return {question.key: _kind(question) for question in questions(components)}


def _kind(question: Question | Rows) -> Kind:
    match question:
        case NumberQuestion():
            return "number"
        case TickQuestion():
            return "boolean"
        case TimeQuestion():
            return question.kind
        case Rows() | ChoiceQuestion(kind="checklist"):
            return "list"
        case ChoiceQuestion():
            return "choice"
        case FileQuestion():
            return "file"
    return "text"
