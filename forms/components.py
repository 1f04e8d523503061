"""The parts of a form as frozen objects, made once when a form file is read and shared by every request."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from engine.feel import Expression
from forms.patterns import Pattern


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that must be true of the answers and the case file, and what to say when it is not.

    `inserts` are the expressions whose values stand where `message` has markers (`forms.inserts`).
    """

    test: Expression
    message: str
    inserts: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: what is stored, and what people read."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """Anything on a form. `id` is the form-js id, unique in its form."""

    id: str
    label: str = ""
    hint: str = ""
    hide: Expression | None = None
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Component):
    """A component that holds one answer under `key`. `prefill` is worked out when the form is first shown."""

    key: str
    required: bool = False
    required_message: str = ""
    default: object = None
    prefill: Expression | None = None
    readonly: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TextQuestion(Question):
    """`textfield` and `textarea`: text of at most `max_length` characters."""

    long: bool = False
    min_length: int = 0
    max_length: int
    limit_shown: bool = False
    pattern: Pattern | None = None
    pattern_message: str = ""
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberQuestion(Question):
    """`number`: whole when `decimals` is 0, any number of decimal places when it is None."""

    minimum: float | None = None
    maximum: float | None = None
    decimals: int | None = None
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeQuestion(Question):
    """`datetime`: an ISO date, an `HH:MM` time, or an instant in UTC. `when` bounds dates and instants by the clock."""

    kind: Literal["date", "time", "datetime"] = "date"
    when: Literal["past", "future", "any"] = "any"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceQuestion(Question):
    """`radio`, `select` (one text), `checklist` (a list). Options are fixed, worked out, or the people in a role."""

    kind: Literal["radio", "select", "checklist"]
    options: tuple[Option, ...] = ()
    options_from: Expression | None = None
    people: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TickQuestion(Question):
    """`checkbox`: true or false. A required one must be ticked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileQuestion(Question):
    """`filepicker`: the answer is {name, size in bytes, sha256}; the web layer keeps the bytes."""

    accept: tuple[str, ...]
    max_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Component):
    """`group`: components under one legend. Their answers are stored beside the others, not under the group."""

    components: tuple[Component, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows(Component):
    """`dynamiclist`: repeating rows; the answer is a list of objects under `key`."""

    key: str
    components: tuple[Component, ...] = ()
    least: int = 0
    most: int
    starting: int = 1
    changeable: bool = True
    row_label: str = ""
    required_message: str = ""
    prefill: Expression | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose(Component):
    """`text`: markdown with `{{ FEEL }}` inserts. With `fact` it is one row of facts under that label."""

    markdown: str = ""
    inserts: tuple[Expression, ...] = ()
    fact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Separator(Component):
    """`separator`: a line. `spacer` is one without `line`."""

    line: bool = True


def questions(components: Sequence[Component]) -> Iterator[Question | Rows]:
    """Every question and list of rows at this level, looking into groups but not into rows."""
    for component in components:
        if isinstance(component, Group):
            yield from questions(component.components)
        elif isinstance(component, Question | Rows):
            yield component


def everything(components: Sequence[Component]) -> Iterator[tuple[Component, Rows | None]]:
    """Every component in document order, with the list of rows that it stands in."""
    for component in components:
        yield component, None
        if isinstance(component, Group):
            yield from everything(component.components)
        elif isinstance(component, Rows):
            yield from ((inner, component) for inner, _ in everything(component.components))
