"""The case file: what expressions, handlers and forms see. Newest answers first from the own scope, then outwards
(docs/architecture.md, 2).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Protocol


class AnswerSource(Protocol):
    """Where answers are kept: rows of the database, or a dictionary in a simulation."""

    def fetch(self, numbers: Sequence[int]) -> dict[int, Any]:
        """The values of these answers of the case, by number."""


@lru_cache(maxsize=1024)
def chain(scope: str) -> tuple[str, ...]:
    """The scope, then each around it, out to the case's own: `/a.1/b.2` -> `/a.1/b.2`, `/a.1`, ``."""
    parts = scope.split("/")
    return tuple("/".join(parts[:length]) for length in range(len(parts), 0, -1))


class Answers:
    """The newest answer under each name of each living scope, by reference; values are fetched when something reads
    them.
    """

    def __init__(self, references: dict[str, dict[str, int]], given: int, source: AnswerSource) -> None:
        self.references, self.given, self.source = references, given, source
        self.added: list[tuple[int, str, str, Any]] = []
        """(number, scope, name, value) of what this command has added."""
        self._values: dict[int, Any] = {}

    def put(self, scope: str, name: str, value: Any) -> None:
        """Append an answer; from now on it is the newest under its name."""
        self.given += 1
        self.references.setdefault(scope, {})[name] = self.given
        self._values[self.given] = value
        self.added.append((self.given, scope, name, value))

    def find(self, scope: str, name: str) -> int | None:
        """The number of the newest answer under a name, as seen from a scope."""
        for at in chain(scope):
            number = self.references.get(at, {}).get(name)
            if number is not None:
                return number
        return None

    def get(self, scope: str, name: str) -> Any:
        """The newest value under a name, as seen from a scope; null where there is none."""
        number = self.find(scope, name)
        if number is None:
            return None
        if number not in self._values:
            self._values |= self.source.fetch([number])
        return self._values.get(number)

    def prefetch(self, scope: str, names: frozenset[str]) -> None:
        """Fetch what is about to be read, at once."""
        numbers = {number for name in names if (number := self.find(scope, name)) is not None}
        missing = sorted(numbers - self._values.keys())
        if missing:
            self._values |= self.source.fetch(missing)

    def forget(self, living: set[str]) -> None:
        """Drop the references of scopes that have ended."""
        self.references = {scope: names for scope, names in self.references.items() if scope in living}


class CaseFile(Mapping[str, Any]):
    """A read-only view from one scope. A name that has no value is null, so every name can be read.

    `deadlines` is asked when something reads deadlines, because most expressions do not.
    """

    def __init__(
        self, answers: Answers, scope: str, fixed: Mapping[str, Any], deadlines: Callable[[], Mapping[str, Any]]
    ) -> None:
        self._answers, self._scope, self._fixed, self._deadlines = answers, scope, fixed, deadlines

    def __getitem__(self, name: str) -> Any:
        if name == "deadlines":
            return self._deadlines()
        if name in self._fixed:
            return self._fixed[name]
        return self._answers.get(self._scope, name)

    def __contains__(self, name: object) -> bool:
        return name == "deadlines" or name in self._fixed or self._answers.find(self._scope, str(name)) is not None

    def __iter__(self) -> Iterator[str]:
        seen = {"deadlines", *self._fixed}
        for scope in chain(self._scope):
            seen |= self._answers.references.get(scope, {}).keys()
        return iter(sorted(seen))

    def __len__(self) -> int:
        return len(list(iter(self)))
