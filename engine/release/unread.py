"""Which files could not be read, so that nothing is said of the others that only follows from it."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePath

from engine.definitions.model import Definitions
from engine.errors import Problem
from engine.release.bundle import Bundle
from engine.release.settings import FILE

LEFT_OUT = "other checks that need this file were left out. Mend it, then check again."


@dataclass(frozen=True, slots=True)
class Unread:
    """`diagrams`, `settings`: whether (some of) them could not be read. `forms`: ids of those that could not."""

    diagrams: bool = False
    forms: frozenset[str] = frozenset()
    settings: bool = False
    files: tuple[str, ...] = ()

    @property
    def problems(self) -> list[Problem]:
        """Said once for each file."""
        return [Problem(file, "", LEFT_OUT) for file in self.files]


NOTHING = Unread()


def find_unread(bundle: Bundle, definitions: Definitions, forms: Collection[str], refused: Collection[str]) -> Unread:
    """`forms`: ids of those that were read. `refused`: files that had problems when they were read."""
    read = {diagram.file for diagram in definitions.diagrams if diagram.processes}
    diagrams = [file for file in bundle.named("processes", ".bpmn") if file not in read]
    torn = [file for file in bundle.named("forms", ".json") if PurePath(file).stem not in forms]
    settings = [FILE] if FILE in refused else []
    ids = frozenset(PurePath(file).stem for file in torn)
    return Unread(bool(diagrams), ids, bool(settings), (*sorted(diagrams), *sorted(torn), *settings))
