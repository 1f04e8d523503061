"""What the engine needs of a form. `forms.reader` gives it; the engine knows nothing of fields or pages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, TypeAlias

from engine.feel.nodes import Part, Path

Kind = Literal["number", "boolean", "text", "choice", "date", "time", "datetime", "list", "file"]
"""What the answer to a question is. A choice is one of several texts."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Somewhere on a form a value is held against a text: the component, its attribute, what the value may be, the
    text.
    """

    place: str
    attribute: str
    values: frozenset[Part]
    text: str


@dataclass(frozen=True, slots=True)
class Taken:
    """Somewhere on a form a path, of the case file or of its own answers, is looked at for a kind of value: one of
    `engine.feel.nodes.Need`, or `choices`, which are a list of rows with a value and a label.
    """

    place: str
    attribute: str
    path: Path
    need: str


@dataclass(frozen=True, slots=True)
class Read:
    """Somewhere on a form a path of the case file is read, whatever for."""

    place: str
    attribute: str
    path: Path


class Form(Protocol):
    """A form that checks answers."""

    @property
    def id(self) -> str: ...

    @property
    def names(self) -> frozenset[str]:
        """Case-file names that the form's own expressions read."""

    @property
    def item_names(self) -> frozenset[str]:
        """Those of them that may be keys of filtered items instead."""

    @property
    def keys(self) -> frozenset[str]:
        """Keys of its fields, top level."""

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """What kind of value each answer is, by key, top level."""

    @property
    def choices(self) -> Mapping[str, frozenset[str]]:
        """The values of its choices whose options are fixed, by key; those in a list's rows as `list.key`."""

    @property
    def compared(self) -> Sequence["Asked"]:
        """What its expressions hold values against. Its own answers are paths that begin with one of its keys."""

    @property
    def reads(self) -> Sequence["Read"]:
        """The paths of the case file that its expressions certainly read."""

    @property
    def slips(self) -> Sequence[tuple[str, str, str]]:
        """What can be read and cannot be meant: (component, attribute, message)."""

    @property
    def takes(self) -> Sequence["Taken"]:
        """Which kinds of value it can do something with, for the paths that it reads."""

    @property
    def people(self) -> Sequence[tuple[str, str]]:
        """(question, role) of each list of the people who hold a role."""

    def check(self, answers: Mapping[str, object], facts: Mapping[str, object], now: datetime) -> dict[str, object]:
        """Clean answers. Raises InvalidAnswers naming each field."""


FormReader: TypeAlias = Callable[[bytes, str], Form]
"""(file's bytes, file's name) -> Form. Raises DefinitionError with every problem in the file."""
