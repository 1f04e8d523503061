"""When a conditional question is to be answered, in words: for pages without JavaScript, which show every question.

The condition is not taken apart: it is tried with the answers that the questions it reads can have. So the words are
right however it is written; where there are too many answers to try, a general sentence stands instead.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from math import prod

from engine.feel import Expression
from forms.choices import options_of
from forms.components import ChoiceQuestion, Component, Group, Question, TickQuestion
from forms.scope import Scope, is_true
from forms.visibility import blank

Path = tuple[str, ...]
Try = tuple[object, ...]

GENERAL = "You may not need to answer this. It depends on your other answers."
MOST_TRIES = 500
MOST_NAMED = 3
GIVEN = "something"
"""Stands for any answer to a question of which only matters whether it has one."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question that the condition reads, the answers it can have, and how those are said."""

    path: Path
    question: Question
    answers: tuple[object, ...]
    labels: Mapping[str, str]

    @property
    def many(self) -> bool:
        return isinstance(self.question, ChoiceQuestion) and self.question.kind == "checklist"


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions of the form, and of the row that one stands in, by the path under which a condition reads them.

    `never` are those that no answer brings onto the page, since the case file settles it: they stay blank.
    """

    questions: Mapping[Path, Question]
    never: frozenset[Path] = frozenset()

    def without_never(self, components: Sequence[Component], row: Path, scope: Scope, now: datetime) -> "Asked":
        """With those of these components that are never asked. `row` is what their paths begin with."""
        held = [((*row, question.key), hides) for question, hides in _conditions(components, ())]
        found = self
        for _ in held:
            more = {path for path, hides in held if any(found.hides(hide, scope, now) for hide in hides)} - found.never
            if not more:
                break
            found = Asked(self.questions, found.never | more)
        return found

    def hides(self, hide: Expression, scope: Scope, now: datetime) -> bool:
        """Whether every answer hides it, because of what the case file holds or of what is itself never asked."""
        settled = any(path not in self.questions or path in self.never for path in hide.paths)
        return settled and when_asked(hide, self, scope, now) is None


def when_asked(hide: Expression, asks: Asked, scope: Scope, now: datetime) -> str | None:
    """“Only if you answer “No” to “Was the child seen?””; "" where no answer hides it, None where every answer does."""
    read = {path for path in hide.paths if path[0] in scope.own or path in asks.questions}
    asked = [
        _Asked(path, question, (_value(scope, path),), {})
        if question.readonly or path in asks.never
        else _asked(path, hide, question, scope, now)
        for path, question in asks.questions.items()
        if path in read
    ]
    known = [found for found in asked if found is not None]
    if len(known) < len(read) or prod(len(found.answers) for found in known) > MOST_TRIES:
        return GENERAL
    tried = list(product(*(found.answers for found in known)))
    shows = [each for each in tried if not is_true(hide, _with(scope, known, each), now)]
    if not shows:
        return None
    if len(shows) == len(tried):
        return ""
    parts = _parts(known, shows)
    joined = " and ".join(parts)
    if not parts:
        joined = " or ".join(_parts(known, [each for each in tried if each not in shows], turned=True))
    return f"Only if you {joined}" if joined else GENERAL


def _conditions(
    components: Sequence[Component], around: tuple[Expression, ...]
) -> Iterator[tuple[Question, tuple[Expression, ...]]]:
    """Each question, with its own condition and those of the groups around it."""
    for component in components:
        hides = (*around, component.hide) if component.hide else around
        if isinstance(component, Group):
            yield from _conditions(component.components, hides)
        elif isinstance(component, Question) and hides:
            yield component, hides


def _asked(path: Path, hide: Expression, question: Question, scope: Scope, now: datetime) -> _Asked | None:
    if isinstance(question, TickQuestion):
        return _Asked(path, question, (False, True), {})
    if isinstance(question, ChoiceQuestion) and not question.people:
        options = {option.value: option.label for option in options_of(question, scope, now)}
        if question.kind != "checklist":
            return _Asked(path, question, (None, *options), options)
        single = [[value] for value in options]
        return _Asked(path, question, ([], *single, list(options)) if len(single) > 1 else ([], *single), options)
    if not _only_whether_there_is_one(path, hide.text):
        return None
    return _Asked(path, question, (blank(question), GIVEN), {})


def _value(scope: Scope, path: Path) -> object:
    value: object = scope.own
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _only_whether_there_is_one(path: Path, text: str) -> bool:
    name = rf"(?<![\w.]){re.escape('.'.join(path))}(?![\w.])"
    return len(re.findall(name, text)) == len(re.findall(rf"{name}\s*!?=\s*null\b", text))


def _with(scope: Scope, known: Sequence[_Asked], values: Try) -> Scope:
    own = dict(scope.own)
    for asked, value in zip(known, values, strict=True):
        if len(asked.path) == 1:
            own[asked.path[0]] = value
        else:
            outer, key = asked.path
            inner = own.get(outer)
            own[outer] = {**(inner if isinstance(inner, Mapping) else {}), key: value}
    return Scope(own, scope.facts)


def _parts(known: Sequence[_Asked], tried: list[Try], turned: bool = False) -> list[str]:
    """One phrase for each question that matters, where the answers go together freely; else none. `turned`: the
    opposite of each.
    """
    of_each = [[value for value in asked.answers if any(each[at] == value for each in tried)] for at, asked in
               enumerate(known)]  # fmt: skip
    if prod(len(values) for values in of_each) != len(tried):
        return []
    said = []
    for asked, values in zip(known, of_each, strict=True):
        if len(values) == len(asked.answers):
            continue
        rest = [value for value in asked.answers if value not in values]
        said.append(_said(asked, rest if turned else values, values if turned else rest))
    return said if all(said) else []


def _said(asked: _Asked, values: list[object], others: list[object]) -> str:
    """“answer “No” to “Was the child seen?””: one of these answers, none of the others; "" where none says it."""
    name = f"“{asked.question.label}”"
    if isinstance(asked.question, TickQuestion):
        return f"{'tick' if True in values else 'do not tick'} {name}"
    if asked.many:
        return _selected(asked, values, name)
    if len(values) == 1 and values[0] in (None, ""):
        return f"leave {name} blank"
    if len(others) == 1 and others[0] in (None, ""):
        return f"{'answer' if asked.labels else 'fill in'} {name}"
    if None in values:
        return f"do not answer {_or(asked, others)} to {name}"
    if len(values) > MOST_NAMED:
        named = [value for value in others if value is not None]
        return f"answer {name} and it is not {_or(asked, named)}"
    return f"answer {_or(asked, values)} to {name}"


def _selected(asked: _Asked, values: list[object], name: str) -> str:
    """Of a list of choices: that one of some is among those that are ticked, or that none of them is."""
    wanted, everything = [value for value in values if isinstance(value, list)], list(asked.labels)
    if everything in wanted and [] not in wanted:
        single = [value[0] for value in wanted if len(value) == 1]
        return f"select {_or(asked, single)} under {name}" if single else ""
    return ""


def _or(asked: _Asked, values: Sequence[object]) -> str:
    words = [f"“{asked.labels.get(str(value), str(value))}”" for value in values]
    return " or ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
