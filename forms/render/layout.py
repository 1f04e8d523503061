"""A form's tree as nodes for the template: questions with their parameters, groups, rows and facts, in page order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from markupsafe import Markup

from forms.choices import options_of
from forms.components import (
    ChoiceQuestion,
    Component,
    Group,
    NumberQuestion,
    Prose,
    Question,
    Rows,
    Separator,
    TickQuestion,
    questions,
)
from forms.describe import row_name
from forms.form import Form
from forms.posted import ROW_BUTTON
from forms.references import ROW_NAMES
from forms.render.fields import field as field_of
from forms.render.markdown import as_text, to_html
from forms.render.places import element_id
from forms.render.when import Asked, when_asked
from forms.scope import Scope, is_true, worked_out
from forms.shown import shown_answer
from forms.visibility import View


@dataclass(slots=True)
class Node:
    """One thing on the page. `kind` is the template's macro, `attributes` go on an element around it."""

    kind: str
    params: dict[str, Any] = field(default_factory=dict)
    children: list["Node"] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where components stand: the whole form, or one row of a list."""

    prefix: str
    raw: Mapping[str, object]
    scope: Scope
    asks: Asked


@dataclass(frozen=True, slots=True)
class Layout:
    """One rendering of one form. `messages` are the problems by path."""

    form: Form
    answers: Mapping[str, object]
    view: View
    messages: Mapping[str, str]
    now: datetime

    def nodes(self, components: Sequence[Component]) -> list[Node]:
        """The nodes of the whole form."""
        scope = self.view.scope
        asks = Asked(_by_path(self.form.components)).without_never(self.form.components, (), scope, self.now)
        return self._all(components, _Place("", self.answers, scope, asks))

    def _all(self, components: Sequence[Component], place: _Place) -> list[Node]:
        found = ((component, self._when(component, place)) for component in components)
        nodes = ((self._node(component, place), when) for component, when in found if when is not None)
        return _with_facts_joined(_told_when(node, when) for node, when in nodes if node)

    def _when(self, component: Component, place: _Place) -> str | None:
        """Which answers on this page show it, "" for all of them; None where the case file hides it from all."""
        if component.hide is None:
            return ""
        if component.hide.names & (self.form.keys | ROW_NAMES):
            return when_asked(component.hide, place.asks, place.scope, self.now)
        return None if is_true(component.hide, place.scope, self.now) else ""

    def _node(self, component: Component, place: _Place) -> Node | None:
        match component:
            case Question():
                node = self._fixed(component, place) if component.readonly else self._question(component, place)
            case Rows():
                node = self._rows(component, place.asks)
            case Group():
                node = self._group(component, place)
            case Prose():
                node = self._prose(component, place)
            case Separator():
                node = Node("line" if component.line else "space")
            case _:
                return None
        if component.hide:
            node.attributes["data-hide-when"] = component.hide.text
        return node

    def _question(self, question: Question, place: _Place) -> Node:
        path = f"{place.prefix}{question.key}"
        raw, error = place.raw.get(question.key), self.messages.get(path, "")
        macro, params = field_of(question, path, raw, error, place.scope, self.now)
        return Node(macro, params, attributes={"data-question": path, **_kind(question)})

    def _fixed(self, question: Question, place: _Place) -> Node:
        """A read-only answer, as a row of facts. In rows it is posted back, so that a changed case is noticed."""
        value = place.raw.get(question.key)
        options = options_of(question, place.scope, self.now) if isinstance(question, ChoiceQuestion) else ()
        text = as_text(shown_answer(question, value, options))
        node = Node("facts", {"rows": [_fact(question.label, text)]})
        if place.prefix:
            posted = value if isinstance(value, list) else [] if value is None else [value]
            node.params["posted"] = [
                (f"{place.prefix}{question.key}", str(item).lower() if isinstance(item, bool) else str(item))
                for item in posted
            ]
        return node

    def _prose(self, prose: Prose, place: _Place) -> Node:
        html = to_html(prose.markdown, lambda number: worked_out(prose.inserts[number], place.scope, self.now))
        return Node("facts", {"rows": [_fact(prose.fact, html)]}) if prose.fact else Node("prose", {"html": html})

    def _group(self, group: Group, place: _Place) -> Node:
        params = {"id": element_id(f"{place.prefix}{group.id}"), "label": group.label, "hint": group.hint}
        params["error"] = self.messages.get(f"{place.prefix}{group.id}", "")
        return Node("group", params, self._all(group.components, place))

    def _rows(self, rows: Rows, around: Asked) -> Node:
        raw = self.answers.get(rows.key)
        found = [row if isinstance(row, Mapping) else {} for row in raw] if isinstance(raw, list | tuple) else []
        params = {
            "id": rows.key,
            "label": rows.label,
            "hint": rows.hint,
            "error": self.messages.get(rows.key, ""),
            "button": ROW_BUTTON,
            "can_add": rows.changeable and len(found) < rows.most,
            "can_remove": rows.changeable and len(found) > rows.least,
            "add": f"Add another {rows.row_label[0].lower()}{rows.row_label[1:]}" if rows.row_label else "Add another",
        }
        return Node("rows", params, [self._row(rows, row, index, around) for index, row in enumerate(found)])

    def _row(self, rows: Rows, row: Mapping[str, object], index: int, around: Asked) -> Node:
        path = f"{rows.key}.{index}"
        scope = self.view.scope_at(rows, index)
        read = {**around.questions, **{("parent", *key): question for key, question in around.questions.items()}}
        read |= {("this", *key): question for key, question in _by_path(rows.components).items()}
        never = around.never | {("parent", *key) for key in around.never}
        asks = Asked(read, never).without_never(rows.components, ("this",), scope, self.now)
        place = _Place(f"{path}.", row, scope, asks)
        params = {
            "path": path,
            "id": element_id(path),
            "name": row_name(rows, index),
            "remove": f"remove:{rows.key}:{index}",
        }
        return Node("row", params, self._all(rows.components, place))


def _by_path(components: Sequence[Component]) -> dict[tuple[str, ...], Question]:
    return {(found.key,): found for found in questions(components) if isinstance(found, Question)}


def _told_when(node: Node, when: str) -> Node:
    """The node with the words that say when it counts; the browser takes them away where it hides and shows itself."""
    if not when:
        return node
    told = Markup("<span data-when>{}<br></span>").format(when)
    if node.kind in {"group", "rows"}:
        node.params["hint"] = told + node.params["hint"]
    elif node.kind in {"facts", "prose"}:
        node.params["when"] = when
    elif node.kind not in {"line", "space"}:
        holder = node.params if "label" in node.params or "fieldset" in node.params else node.params["items"][0]
        holder["hint"] = {"html": told + holder.get("hint", {}).get("text", "")}
    return node


def _kind(question: Question) -> dict[str, str]:
    """What the browser must know to read the answer as FEEL does."""
    if isinstance(question, NumberQuestion):
        return {"data-kind": "number"}
    if isinstance(question, TickQuestion):
        return {"data-kind": "checkbox"}
    return {"data-kind": "checklist"} if isinstance(question, ChoiceQuestion) and question.kind == "checklist" else {}


def _fact(label: str, html: Markup) -> dict[str, object]:
    return {"key": {"text": label}, "value": {"html": html}}


def _with_facts_joined(nodes: Iterable[Node]) -> list[Node]:
    """Facts that follow each other make one list, unless a condition may hide one of them."""
    joined: list[Node] = []
    for node in nodes:
        last = joined[-1] if joined else None
        if last and last.kind == node.kind == "facts" and not last.attributes and not node.attributes:
            last.params["rows"] += node.params["rows"]
            last.params["posted"] = last.params.get("posted", []) + node.params.get("posted", [])
        else:
            joined.append(node)
    return joined
