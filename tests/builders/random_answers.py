"""Random answers to a form: of the right kinds, whether or not they make sense together."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from forms.components import (
    ChoiceQuestion,
    Component,
    NumberQuestion,
    Question,
    Rows,
    TextQuestion,
    TickQuestion,
    TimeQuestion,
    questions,
)

AROUND = date(2026, 3, 2)
FIRST = 0.7
"""How often the first choice is taken: it mostly leads on, so that walks come far."""


def answer(components: Sequence[Component], random: Random, file: Mapping[str, object]) -> dict[str, Any]:
    """An answer to each question; those that are not required are sometimes left out. `file`: what options read."""
    found: dict[str, Any] = {}
    for part in questions(components):
        if isinstance(part, Rows):
            found[part.key] = _rows(part, random, file)
        elif part.required or random.random() < 0.7:
            found[part.key] = _one(part, random, file)
    return found


def _rows(part: Rows, random: Random, file: Mapping[str, object]) -> list[dict[str, Any]]:
    return [answer(part.components, random, file) for _ in range(random.randint(part.least, part.least + 2))]


def _one(question: Question, random: Random, file: Mapping[str, object]) -> Any:
    match question:
        case TextQuestion():
            return "some words"
        case NumberQuestion():
            low = int(question.minimum or 0)
            return random.randint(low, int(question.maximum or low + 20))
        case TickQuestion():
            return random.random() < 0.5
        case TimeQuestion():
            return _moment(question.kind, random)
        case ChoiceQuestion():
            values = _values(question, file)
            several = random.sample(values, random.randint(0, len(values)))
            one = values[0] if random.random() < FIRST else random.choice(values)
            return several if question.kind == "checklist" else one
    return None


def _values(question: ChoiceQuestion, file: Mapping[str, object]) -> list[Any]:
    if question.options_from is not None:
        found = question.options_from.evaluate(file, datetime.combine(AROUND, datetime.min.time(), UTC))
        values = [option["value"] for option in found if isinstance(option, dict)] if isinstance(found, list) else []
    else:
        values = [option.value for option in question.options]
    return values or ["somebody"]


def _moment(kind: str, random: Random) -> str:
    day = (AROUND + timedelta(days=random.randint(-20, 60))).isoformat()
    return {"date": day, "time": "10:30", "datetime": f"{day}T10:30:00+00:00"}[kind]
