"""What an expression of a form can see: the form's own answers first, then the case file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.errors import ExpressionError
from engine.feel import Expression, to_json


@dataclass(frozen=True, slots=True)
class Scope(Mapping[str, object]):
    """Own names over the case file. The case file may load lazily, so it is asked only for names that are looked up."""

    own: Mapping[str, object]
    facts: Mapping[str, object]

    def __getitem__(self, name: str) -> object:
        return self.own[name] if name in self.own else self.facts[name]

    def __contains__(self, name: object) -> bool:
        return name in self.own or name in self.facts

    def __iter__(self) -> Iterator[str]:
        yield from self.own
        yield from (name for name in self.facts if name not in self.own)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def row(self, row: Mapping[str, object], number: int) -> "Scope":
        """The scope inside one row: `this` is the row, `parent` the form's own answers, `i` the row's number from 1."""
        return Scope({**self.own, "this": row, "parent": self.own, "i": number}, self.facts)


def is_true(test: Expression, scope: Scope, now: datetime) -> bool:
    """Whether an expression is true; null, and what cannot be worked out, are not."""
    return worked_out(test, scope, now) is True


def worked_out(expression: Expression, scope: Scope, now: datetime) -> object:
    """The value of an expression as JSON, null where it cannot be worked out: an odd fact must not break a form."""
    try:
        return to_json(expression.evaluate(scope, now))
    except ExpressionError:
        return None
