"""Answers and facts as people read them: "4 January 2027", "Yes", the label of a choice."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from engine.clock import LONDON
from engine.deadline_words import clock_words
from forms.components import ChoiceQuestion, FileQuestion, Option, Question
from forms.moments import MONTHS

NOTHING = "Not recorded"
BEFORE_A_DATE = frozenset({"on", "by", "from", "until", "since"})
"""Names in an object of a fact under which a date has the name as a word before it."""
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}[0-9:.]*(Z|[+-][0-9]{2}:[0-9]{2})")


def shown(value: object) -> str:
    """One value in words. A list is joined with commas, an object is its values."""
    match value:
        case None | "":
            return NOTHING
        case bool():
            return "Yes" if value else "No"
        case int():
            return str(value)
        case float():
            return f"{value:.10g}"
        case str():
            return _text(value)
        case Mapping():
            return ", ".join(_named(key, item) for key, item in value.items() if item not in (None, "", []))
        case list() | tuple():
            return ", ".join(shown(item) for item in value) or "None"
    return str(value)


def shown_answer(question: Question, value: object, options: tuple[Option, ...] = ()) -> str:
    """The answer to one question, clean or raw, in words; a list has a line for each choice. "" when there is none."""
    if value is None or value in ("", []):
        return ""
    if isinstance(question, ChoiceQuestion):
        labels = {option.value: option.label for option in options or question.options}
        chosen = value if isinstance(value, list) else [value]
        return "\n".join(labels.get(str(item), str(item)) for item in chosen)
    if isinstance(question, FileQuestion) and isinstance(value, Mapping):
        return str(value.get("name", ""))
    if isinstance(value, Mapping):
        return " ".join(str(part) for part in value.values() if part)
    return shown(value)


def long_date(day: date) -> str:
    """ "4 January 2027"."""
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"


def _named(key: object, value: object) -> str:
    """A date with the word before it that its name gives: “from 6 January 2027”."""
    text = shown(value)
    return f"{key} {text}" if key in BEFORE_A_DATE and isinstance(value, str) and text != value else text


def _text(value: str) -> str:
    try:
        if _DATE.fullmatch(value):
            return long_date(date.fromisoformat(value))
        if _INSTANT.fullmatch(value):
            return _instant(datetime.fromisoformat(value).astimezone(LONDON))
    except (ValueError, OverflowError):
        return value
    return value


def _instant(local: datetime) -> str:
    return f"{long_date(local.date())} at {clock_words(local)}"
