"""The options of a choice: fixed, worked out in FEEL, or the people in a role."""

from collections.abc import Mapping
from datetime import datetime

from forms.components import ChoiceQuestion, Option
from forms.scope import Scope, worked_out

MAX_OPTIONS = 2000


def options_of(question: ChoiceQuestion, scope: Scope, now: datetime) -> tuple[Option, ...]:
    """The options as they stand now. A list that cannot be worked out has none."""
    if question.people:
        people = scope.facts.get("people")
        return _options(people.get(question.people) if isinstance(people, Mapping) else None)
    if question.options_from:
        return _options(worked_out(question.options_from, scope, now))
    return question.options


def _options(found: object) -> tuple[Option, ...]:
    """From a list of {label, value}, or of plain values that are their own labels; of equal values the first."""
    items = [_option(item) for item in found[:MAX_OPTIONS]] if isinstance(found, list | tuple) else []
    return tuple({option.value: option for option in reversed(items) if option}.values())[::-1]


def _option(item: object) -> Option | None:
    if isinstance(item, Mapping):
        value = _text(item.get("value"))
        return Option(value, _text(item.get("label")) or value) if value else None
    value = _text(item)
    return Option(value, value) if value else None


def _text(value: object) -> str:
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
