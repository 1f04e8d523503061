"""Which kind of value a form can do something with where it reads the case file: told by what its expressions do with
it, and by the question or attribute that gets it as it is.
"""

from collections.abc import Iterator, Sequence

from engine.release.form import Taken
from forms.components import (
    ChoiceQuestion,
    Component,
    NumberQuestion,
    Rows,
    TextQuestion,
    TickQuestion,
    TimeQuestion,
    everything,
    questions,
)
from forms.references import ROW_NAMES, expressions, place_of

TESTS = ("conditional.hide", "properties.rule")


def takes_of(components: Sequence[Component]) -> Iterator[Taken]:
    """In the form's order. What may be a key of a filtered item is no answer of its own."""
    own = {question.key for question in questions(components)}
    for component, _ in everything(components):
        for attribute, expression in expressions(component):
            need = _need(component, attribute)
            wanted = expression.takes | ({(path, need) for path in expression.whole} if need else set())
            for path, kind in sorted(wanted):
                if path[0] not in ROW_NAMES and not (path[0] in own and path[0] in expression.item_names):
                    yield Taken(place_of(component), attribute, path, kind)


def _need(component: Component, attribute: str) -> str:
    """What the attribute as a whole must give; "" where anything may be shown."""
    if attribute in TESTS:
        return "boolean"
    if attribute == "valuesExpression":
        return "choices"
    return _answer(component) if attribute == "properties.prefill" else ""


def _answer(component: Component) -> str:
    match component:
        case NumberQuestion():
            return "number"
        case TickQuestion():
            return "boolean"
        case TimeQuestion(kind="date"):
            return "date"
        case Rows() | ChoiceQuestion(kind="checklist"):
            return "list"
        case TextQuestion() | ChoiceQuestion():
            return "text"
    return ""
