"""Which components the answers hide. A condition may read later fields, so passes repeat until nothing changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from forms.components import ChoiceQuestion, Component, Group, Question, Rows, TickQuestion, everything
from forms.scope import Scope, is_true

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class View:
    """The form as these answers leave it: `own` holds them, hidden ones blank; `hidden` the places that do not show.

    A place is a component's id, within rows with the list and the row's index before it: `goals.0.Field_1`.
    """

    own: dict[str, object]
    hidden: frozenset[str]
    facts: Mapping[str, object]

    @property
    def scope(self) -> Scope:
        return Scope(self.own, self.facts)

    def scope_at(self, rows: Rows | None, index: int) -> Scope:
        """The scope of a component: the form's, or that of one row."""
        if rows is None:
            return self.scope
        found = rows_of(self.own.get(rows.key))
        return self.scope.row(found[index] if index < len(found) else {}, index + 1)

    def shows(self, component: Component, prefix: str = "") -> bool:
        return f"{prefix}{component.id}" not in self.hidden


def view(components: Sequence[Component], values: Values, facts: Mapping[str, object], now: datetime) -> View:
    """Hide what the conditions hide. Conditions that chase each other stop after a pass for each component."""
    own, hidden = {key: _copy(value) for key, value in values.items()}, frozenset[str]()
    for _ in range(sum(1 for _ in everything(components)) + 1):
        a_pass = _Pass(values, own, facts, now, set())
        a_pass.visit(components, False)
        if a_pass.hidden == hidden:
            break
        hidden = frozenset(a_pass.hidden)
    return View(own, hidden, facts)


def rows_of(value: object) -> list[dict[str, object]]:
    """The rows of a clean list answer."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _copy(value: object) -> object:
    return [dict(row) if isinstance(row, dict) else row for row in value] if isinstance(value, list) else value


@dataclass(slots=True)
class _Pass:
    """One walk in document order. `own` changes as it goes, so that a later condition sees what an earlier one hid."""

    values: Values
    own: dict[str, object]
    facts: Mapping[str, object]
    now: datetime
    hidden: set[str]

    def visit(self, components: Sequence[Component], is_under_hidden: bool) -> None:
        for component in components:
            is_hidden = is_under_hidden or self._hides(component, Scope(self.own, self.facts))
            if is_hidden:
                self.hidden.add(component.id)
            match component:
                case Group():
                    self.visit(component.components, is_hidden)
                case Rows():
                    self._visit_rows(component, is_hidden)
                case Question():
                    self.own[component.key] = blank(component) if is_hidden else self.values.get(component.key)

    def _visit_rows(self, rows: Rows, is_hidden: bool) -> None:
        values = rows_of(self.values.get(rows.key))
        if is_hidden:
            self.own[rows.key] = []
            values = []
        elif len(rows_of(self.own.get(rows.key))) != len(values):
            self.own[rows.key] = _copy(values)
        for index, (value, own) in enumerate(zip(values, rows_of(self.own.get(rows.key)), strict=True)):
            self._visit_row(rows.components, f"{rows.key}.{index}.", value, own, index, False)

    def _visit_row(
        self,
        components: Sequence[Component],
        prefix: str,
        value: Values,
        own: dict[str, object],
        index: int,
        is_under_hidden: bool,
    ) -> None:
        for component in components:
            is_hidden = is_under_hidden or self._hides_in_row(component, own, index)
            if is_hidden:
                self.hidden.add(f"{prefix}{component.id}")
            if isinstance(component, Group):
                self._visit_row(component.components, prefix, value, own, index, is_hidden)
            elif isinstance(component, Question):
                own[component.key] = blank(component) if is_hidden else value.get(component.key)

    def _hides_in_row(self, component: Component, own: dict[str, object], index: int) -> bool:
        """The row's scope is a copy of all answers, so it is made only for a condition."""
        return component.hide is not None and self._hides(component, Scope(self.own, self.facts).row(own, index + 1))

    def _hides(self, component: Component, scope: Scope) -> bool:
        return component.hide is not None and is_true(component.hide, scope, self.now)


def blank(question: Question) -> object:
    """The clean value of a question that nobody answered."""
    if isinstance(question, TickQuestion):
        return False
    return [] if isinstance(question, ChoiceQuestion) and question.kind == "checklist" else None
