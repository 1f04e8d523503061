"""Checks a whole form: reads every answer, hides what is hidden, then holds fields to their limits and rules."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from engine.errors import AnswerProblem, InvalidAnswers
from engine.feel import Expression
from forms.components import Component, Group, Question, Rows, Rule, questions
from forms.inserts import fill
from forms.limits import problem_with
from forms.prefill import is_fixed, with_fixed
from forms.scope import Scope, is_true, worked_out
from forms.shown import shown
from forms.values import is_blank, read_answer
from forms.visibility import View, rows_of, view
from forms.words import count, object_of, subject


def check_answers(
    components: Sequence[Component], answers: Mapping[str, object], facts: Mapping[str, object], now: datetime
) -> dict[str, object]:
    """Clean answers, or InvalidAnswers. Raw values may come from a page or be JSON; see `Form.check`."""
    fixed, moved = with_fixed(components, answers, facts, now)
    readings = Readings(components)
    readings.read(fixed)
    readings.problems |= moved
    checked = _Check(readings, view(components, readings.values, facts, now), now)
    checked.fields(components)
    checked.rules(components)
    problems = checked.problems
    if problems:
        raise InvalidAnswers(problems)
    return checked.clean(components)


@dataclass(slots=True)
class Readings:
    """Every answer that could be read, and what is wrong with the others.

    `kept` are, for each list, the indexes of the rows that are not blank.
    """

    components: Sequence[Component]
    values: dict[str, object] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    strange: list[AnswerProblem] = field(default_factory=list)
    kept: dict[str, list[int]] = field(default_factory=dict)

    def read(self, answers: Mapping[str, object]) -> None:
        asked = list(questions(self.components))
        self._refuse_unknown(answers, [question.key for question in asked], "")
        for question in asked:
            if isinstance(question, Rows):
                self.values[question.key] = self._read_rows(question, answers.get(question.key))
            else:
                self.values[question.key] = self._read(question, answers.get(question.key), question.key)

    def _read(self, question: Question, raw: object, path: str) -> object:
        reading = read_answer(question, raw)
        if reading.problem:
            self.problems[path] = reading.problem
        return reading.value

    def _read_rows(self, rows: Rows, raw: object) -> list[dict[str, object]]:
        if raw is None or raw == "":
            raw = []
        if not isinstance(raw, list | tuple) or not all(isinstance(row, Mapping) for row in raw):
            self.problems[rows.key] = f"{subject(rows.label)} must be a list of rows"
            return []
        if len(raw) > rows.most:
            self.problems[rows.key] = f"{subject(rows.label)} must have {count(rows.most, 'row')} or fewer"
            raw = raw[: rows.most]
        found = [self._read_row(rows, row, index) for index, row in enumerate(raw)]
        self.kept[rows.key] = _rows_to_keep(rows, found, self.problems)
        return found

    def _read_row(self, rows: Rows, row: Mapping[str, object], index: int) -> dict[str, object]:
        asked = [question for question in questions(rows.components) if isinstance(question, Question)]
        prefix = f"{rows.key}.{index}."
        self._refuse_unknown(row, [question.key for question in asked], prefix)
        return {
            question.key: self._read(question, row.get(question.key), f"{prefix}{question.key}") for question in asked
        }

    def _refuse_unknown(self, answers: Mapping[str, object], known: list[str], prefix: str) -> None:
        for name in answers:
            if name not in known:
                there = ", ".join(sorted(known)) or "none"
                says = f"There is no question ‘{str(name)[:60]}’ here. The questions are: {there}."
                self.strange.append(AnswerProblem(f"{prefix}{str(name)[:60]}", says))


def _rows_to_keep(rows: Rows, found: list[dict[str, object]], problems: Mapping[str, str]) -> list[int]:
    """Untouched rows fall away, except as many as the list needs: those show what is missing, field by field."""
    defaults = {
        question.key: question.default for question in questions(rows.components) if isinstance(question, Question)
    }
    kept = [
        index
        for index, row in enumerate(found)
        if is_fixed(rows)
        or any(not is_blank(value) and value != defaults.get(key) for key, value in row.items())
        or any(path.startswith(f"{rows.key}.{index}.") for path in problems)
    ]
    spare = [index for index in range(len(found)) if index not in kept]
    return sorted(kept + spare[: max(0, rows.least - len(kept))])


@dataclass(slots=True)
class _Check:
    """One check of one set of answers."""

    readings: Readings
    view: View
    now: datetime
    found: dict[str, str] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)

    @property
    def problems(self) -> list[AnswerProblem]:
        """In the order of the page."""
        in_order = sorted(self.found, key=self.order.index)
        return [AnswerProblem(path, self.found[path]) for path in in_order] + self.readings.strange

    def fields(self, components: Sequence[Component]) -> None:
        for component, prefix, scope in self._shown(components):
            path = f"{prefix}{key_of(component)}"
            self.order.append(path)
            match component:
                case Question():
                    problem = self.readings.problems.get(path) or problem_with(
                        component, self._value(component, prefix, scope), scope, self.now
                    )
                case Rows():
                    problem = self.readings.problems.get(path) or self._rows_problem(component)
                case _:
                    continue
            if problem:
                self.found[path] = problem

    def rules(self, components: Sequence[Component]) -> None:
        """Rules speak only where the answers they read are sound, so that one mistake gives one message."""
        unsound = frozenset(self.found)
        for component, prefix, scope in self._shown(components):
            path = f"{prefix}{key_of(component)}"
            for rule in component.rules:
                is_fit = path not in self.found and not _reads(rule.test, prefix, unsound)
                if is_fit and not is_true(rule.test, scope, self.now):
                    self.found[path] = self._words(rule, scope)

    def _words(self, rule: Rule, scope: Scope) -> str:
        """What to do, with the values that the message names, such as the last day that is allowed."""
        return fill(rule.message, lambda number: shown(worked_out(rule.inserts[number], scope, self.now)))

    def clean(self, components: Sequence[Component]) -> dict[str, object]:
        """What is stored: shown answers. An unanswered text, number, date or choice is left out."""
        answers: dict[str, object] = {}
        for question in self._shown_questions(components, ""):
            value = self.view.own.get(question.key)
            if isinstance(question, Rows):
                answers[question.key] = [
                    self._clean_row(question, index) for index in self.readings.kept.get(question.key, [])
                ]
            elif value is not None:
                answers[question.key] = value
        return answers

    def _clean_row(self, rows: Rows, index: int) -> dict[str, object]:
        row, prefix = rows_of(self.view.own[rows.key])[index], f"{rows.key}.{index}."
        shown = self._shown_questions(rows.components, prefix)
        return {question.key: row[question.key] for question in shown if row.get(question.key) is not None}

    def _shown_questions(self, components: Sequence[Component], prefix: str) -> Iterator[Question | Rows]:
        for component in components:
            if not self.view.shows(component, prefix):
                continue
            if isinstance(component, Group):
                yield from self._shown_questions(component.components, prefix)
            elif isinstance(component, Question | Rows):
                yield component

    def _shown(
        self, components: Sequence[Component], rows: Rows | None = None, index: int = 0
    ) -> Iterator[tuple[Component, str, Scope]]:
        """Every component that shows, in page order, with where it stands and what its expressions see."""
        prefix, scope = f"{rows.key}.{index}." if rows else "", self.view.scope_at(rows, index)
        for component in components:
            if not self.view.shows(component, prefix):
                continue
            yield component, prefix, scope
            if isinstance(component, Group):
                yield from self._shown(component.components, rows, index)
            elif isinstance(component, Rows):
                for kept in self.readings.kept.get(component.key, []):
                    yield from self._shown(component.components, component, kept)

    def _value(self, question: Question, prefix: str, scope: Scope) -> object:
        row = scope.own.get("this") if prefix else scope.own
        return row.get(question.key) if isinstance(row, Mapping) else None

    def _rows_problem(self, rows: Rows) -> str:
        missing = rows.least - len(self.readings.kept.get(rows.key, []))
        if missing <= 0:
            return ""
        return (
            rows.required_message
            or f"{subject(rows.label)}: add at least {count(rows.least, object_of(rows.row_label))}"
        )


def _reads(test: Expression, prefix: str, unsound: frozenset[str]) -> bool:
    """Whether an expression that stands at `prefix` reads an answer that has a problem."""
    for path in test.paths:
        inside = ".".join(path[1:2])
        place = f"{prefix}{inside}" if path[0] == "this" and prefix else inside if path[0] == "parent" else path[0]
        if any(f"{problem}.".startswith(f"{place.rstrip('.')}.") for problem in unsound):
            return True
    return False


def key_of(component: Component) -> str:
    """How a problem names a component: its key, or its id where it holds no answer."""
    return component.key if isinstance(component, Question | Rows) else component.id
