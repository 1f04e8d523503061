"""Checks a form as a whole: names used twice, and expressions that speak of answers which are not there."""

from collections import Counter
from collections.abc import Iterator, Sequence

from engine.feel import Expression
from engine.release.form import Read
from forms.attributes import Findings
from forms.components import (
    ChoiceQuestion,
    Component,
    Prose,
    Question,
    Rows,
    everything,
    questions,
)
from forms.values import is_blank, read_answer

ROW_NAMES = frozenset({"this", "parent", "i"})


def names_read(components: Sequence[Component]) -> tuple[frozenset[str], frozenset[str]]:
    """Case-file names that the expressions read, and which of those may be keys of items. Own keys are left out."""
    found = [expression for component, _ in everything(components) for _, expression in expressions(component)]
    own = {question.key for question in questions(components)} | ROW_NAMES
    read = {name for expression in found for name in expression.names} - own
    sure = {name for expression in found for name in expression.names - expression.item_names}
    if any(isinstance(component, ChoiceQuestion) and component.people for component, _ in everything(components)):
        read, sure = read | {"people"}, sure | {"people"}
    return frozenset(read), frozenset(read - sure)


def reads_of(components: Sequence[Component]) -> Iterator[Read]:
    """In the form's order, without its own answers and what may be a key of a filtered item."""
    own = {question.key for question in questions(components)} | ROW_NAMES
    for component, _ in everything(components):
        for attribute, expression in expressions(component):
            for path in sorted(expression.paths):
                if path[0] not in own | expression.item_names:
                    yield Read(place_of(component), attribute, path)


def expressions(component: Component) -> Iterator[tuple[str, Expression]]:
    """Every expression of one component, with the attribute it stands in."""
    if component.hide:
        yield "conditional.hide", component.hide
    for rule in component.rules:
        yield "properties.rule", rule.test
        yield from (("properties.ruleMessage", insert) for insert in rule.inserts)
    if isinstance(component, ChoiceQuestion) and component.options_from:
        yield "valuesExpression", component.options_from
    if isinstance(component, Question | Rows) and component.prefill:
        yield "properties.prefill", component.prefill
    if isinstance(component, Prose):
        yield from (("text", insert) for insert in component.inserts)


def check_references(components: Sequence[Component], findings: Findings) -> None:
    """Note every problem that only shows when the whole form is seen."""
    _check_ids(components, findings)
    _check_keys(components, findings)
    own = {question.key for question in questions(components)}
    for component, rows in everything(components):
        place = place_of(component)
        for attribute, expression in expressions(component):
            for message in _strange_names(expression, own, rows, attribute):
                findings.add(place, message, attribute)
        if isinstance(component, Question):
            _check_default(component, findings)
            _check_readonly(component, rows, findings)
        if isinstance(component, Question | Rows) and _hides_itself(component, rows):
            message = "hides itself by its own answer. Let the condition read another answer."
            findings.add(place, message, "conditional.hide")


def _hides_itself(component: Question | Rows, rows: Rows | None) -> bool:
    read = component.hide.paths if component.hide else frozenset()
    own = ("this", component.key) if rows else (component.key,)
    return any(path[: len(own)] == own for path in read)


def place_of(component: Component) -> str:
    return component.key if isinstance(component, Question | Rows) and component.key else component.id


def _check_ids(components: Sequence[Component], findings: Findings) -> None:
    ids = Counter(component.id for component, _ in everything(components) if component.id)
    for twice in (name for name, times in ids.items() if times > 1):
        findings.add(twice, "is there twice. Each component needs its own id.", "id")


def _check_keys(components: Sequence[Component], findings: Findings) -> None:
    levels = [
        components,
        *(component.components for component, _ in everything(components) if isinstance(component, Rows)),
    ]
    for level in levels:
        keys = Counter(question.key for question in questions(level) if question.key)
        for twice in (name for name, times in keys.items() if times > 1):
            findings.add(
                twice, "is the name of two questions. One answer would overwrite the other; rename one.", "key"
            )


def _strange_names(expression: Expression, own: set[str], rows: Rows | None, attribute: str) -> Iterator[str]:
    inside = {question.key for question in questions(rows.components)} if rows else set[str]()
    for name in sorted(expression.names - expression.item_names):
        if rows and name in inside and name not in own:
            yield f"reads {name}, which is in the same row. Write this.{name}."
        if not rows and name in ROW_NAMES - own:
            yield f"reads {name}, which only means something inside repeating rows."
    if attribute == "properties.prefill":
        yield from (
            f"reads {name}, an answer of this form. Read the case file only."
            for name in sorted((expression.names - expression.item_names) & own)
        )
    for path in sorted(expression.paths):
        known = {"this": inside, "parent": own}.get(path[0]) if rows and len(path) > 1 else None
        if known is not None and path[1] not in known:
            there = ", ".join(sorted(known)) or "none"
            yield f"reads {'.'.join(path[:2])}, but there is no such question. There are: {there}."


def _check_default(question: Question, findings: Findings) -> None:
    if is_blank(question.default):
        return
    if isinstance(question.default, str) and question.default.startswith("="):
        findings.add(question.key, "cannot be an expression. Put it into properties.prefill.", "defaultValue")
        return
    reading = read_answer(question, question.default)
    chosen = reading.value if isinstance(reading.value, list) else [reading.value]
    known = (
        {option.value for option in question.options}
        if isinstance(question, ChoiceQuestion) and question.options
        else None
    )
    if reading.problem or (known is not None and not known.issuperset(chosen)):
        findings.add(question.key, f"{question.default!r} is not an answer to this question.", "defaultValue")


def _check_readonly(question: Question, rows: Rows | None, findings: Findings) -> None:
    if not question.readonly:
        return
    if rows and (rows.changeable or not rows.prefill):
        message = "in repeating rows needs a properties.prefill on the rows, and allowAddRemove false."
        findings.add(question.key, message, "readonly")
    elif not rows and question.prefill is None and is_blank(question.default):
        findings.add(
            question.key,
            "shows nothing, since there is neither a prefill nor a default value. Give it one.",
            "readonly",
        )
