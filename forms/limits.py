"""What a question asks of a value that could be read: required, length, range, pattern, when, choices."""

from collections.abc import Mapping
from datetime import date, datetime

from engine.clock import LONDON
from forms.choices import options_of
from forms.components import (
    ChoiceQuestion,
    FileQuestion,
    NumberQuestion,
    Question,
    TextQuestion,
    TickQuestion,
    TimeQuestion,
)
from forms.scope import Scope
from forms.values import is_blank
from forms.words import count, listed, object_of, subject


def problem_with(question: Question, value: object, scope: Scope, now: datetime) -> str:
    """The message for a clean value that the question does not accept, or ""."""
    if is_blank(value):
        return (question.required_message or required_message(question)) if question.required else ""
    match question:
        case TextQuestion() if isinstance(value, str):
            return _text_problem(question, value)
        case NumberQuestion() if isinstance(value, int | float):
            return _number_problem(question, value)
        case TimeQuestion() if isinstance(value, str):
            return _time_problem(question, value, now)
        case ChoiceQuestion():
            return _choice_problem(question, value, scope, now)
        case FileQuestion() if isinstance(value, Mapping):
            return file_problem(question, value)
    return ""


def required_message(question: Question) -> str:
    """The message of a required question without an answer, made from its label."""
    name = object_of(question.label)
    match question:
        case ChoiceQuestion() | FileQuestion():
            return f"Select {name}"
        case TickQuestion():
            return f"Tick ‘{question.label}’ to continue"
    return f"Enter {name}"


def _text_problem(question: TextQuestion, value: str) -> str:
    name = subject(question.label)
    if len(value) > question.max_length:
        return f"{name} must be {count(question.max_length, 'character')} or fewer"
    if len(value) < question.min_length:
        return f"{name} must be {count(question.min_length, 'character')} or more"
    if question.pattern and question.pattern.search(value) is None:
        return question.pattern_message or f"{name} is not in the right format"
    return ""


def _number_problem(question: NumberQuestion, value: float) -> str:
    name = subject(question.label)
    if question.decimals is not None and round(value, question.decimals) != value:
        places = count(question.decimals, "decimal place")
        return f"{name} must be a whole number" if question.decimals == 0 else f"{name} must have {places} or fewer"
    if question.minimum is not None and value < question.minimum:
        return f"{name} must be {question.minimum:,} or more"
    if question.maximum is not None and value > question.maximum:
        return f"{name} must be {question.maximum:,} or less"
    return ""


def _time_problem(question: TimeQuestion, value: str, now: datetime) -> str:
    if question.when == "any" or question.kind == "time":
        return ""
    name, today = subject(question.label), now.astimezone(LONDON).date()
    instant = datetime.fromisoformat(value) if question.kind == "datetime" else None
    day = instant.astimezone(LONDON).date() if instant else date.fromisoformat(value)
    if question.when == "past" and instant and instant > now:
        return f"{name} must be in the past"
    if question.when == "past" and day > today:
        return f"{name} must be today or in the past"
    if question.when == "future" and day < today:
        return f"{name} must be today or in the future"
    return ""


def _choice_problem(question: ChoiceQuestion, value: object, scope: Scope, now: datetime) -> str:
    known = {option.value for option in options_of(question, scope, now)}
    chosen = value if isinstance(value, list) else [value]
    strange = [str(item)[:60] for item in chosen if item not in known]
    if not strange:
        return ""
    if question.people:
        return f"{subject(question.label)}: choose a person from the list"
    return f"{subject(question.label)}: choose from the list; ‘{strange[0]}’ is not on it"


def file_problem(question: FileQuestion, value: Mapping[str, object]) -> str:
    """Why a file is not accepted, by its name and size; "" when it is."""
    name, size = str(value["name"]), value["size"]
    if not name.lower().endswith(tuple(f".{ending}" for ending in question.accept)):
        endings = [ending.upper() for ending in question.accept]
        return f"The selected file must be a {listed(endings, 'or')}"
    if size == 0:
        return "The selected file is empty"
    if not isinstance(size, int) or not 0 < size <= question.max_bytes:
        return f"The selected file must be smaller than {question.max_bytes // 1_000_000}MB"
    return ""
