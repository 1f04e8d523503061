"""A FEEL expression, read once and worked out often, and the rule that text starting with `=` is one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from engine.errors import ExpressionError
from engine.feel.nodes import Evaluation, Node, Path
from engine.feel.parser import parse
from engine.feel.text import to_json

LONGEST = 4_000


class Expression:
    """An expression that was read once.

    `paths` are all paths that it reads, such as ("decide_request", "decision"), without what its own loops bind;
    `names` are their first parts. `item_names` are those that stand only inside a filter, where they may be keys of
    the filtered items: a check of names must let them pass. `functions` are the names of the functions that it calls.
    `says`: what its value may be, in texts and paths, None where that may be anything; `compared`: what values may be,
    each with a text that it is held against. `whole`: paths whose value it may give as it is; `takes`: what kind of
    value it looks for at a path.
    """

    __slots__ = (
        "_makes", "_run", "compared", "functions", "item_names", "names", "paths", "says", "takes", "text", "whole",
    )  # fmt: skip

    def __init__(self, text: str, tree: Node) -> None:
        self.text = text
        self.paths: frozenset[Path] = tree.reads | tree.may_read
        self.names = frozenset(path[0] for path in self.paths)
        self.item_names = self.names - {path[0] for path in tree.reads}
        self.functions, self.says, self.compared = tree.functions, tree.says, tree.compared
        self.whole, self.takes = tree.whole, tree.takes
        self._run = tree.run
        self._makes = tree.makes

    def evaluate(self, scope: Mapping[str, object], now: datetime) -> object:
        """The value: None, bool, int, Decimal, str, list, dict, date, time, datetime, Duration or Range, or a float
        as `scope` has it; `to_json` makes JSON of it.

        `scope` is the case file; a name or key that it has not is None. `now` is aware. Raises ExpressionError only
        when the work goes beyond the budget; values of the wrong kind give None.
        """
        evaluation = Evaluation(scope, now)
        try:
            value = self._run(evaluation)
            if self._makes and isinstance(value, (list, dict)):
                to_json(value, evaluation.budget)
        except RecursionError:
            raise ExpressionError(f"The values in {self.text[:60]!r} are nested too deep to be worked out.") from None
        return value

    def __repr__(self) -> str:
        return f"Expression({self.text!r})"


@dataclass(frozen=True, slots=True)
class Literal:
    """Plain text that stands for itself."""

    text: str
    paths: frozenset[Path] = frozenset()
    names: frozenset[str] = frozenset()
    item_names: frozenset[str] = frozenset()
    functions: frozenset[str] = frozenset()

    def evaluate(self, scope: Mapping[str, object], now: datetime) -> str:
        return self.text


def compile_expression(text: str) -> Expression:
    """Reads `text`, which has no leading `=`. Raises ExpressionError, with the line and column, in plain words."""
    if len(text) > LONGEST:
        raise ExpressionError(f"This expression has {len(text)} characters; at most {LONGEST} are read. Split it.")
    if not text.strip():
        raise ExpressionError(
            'This expression is empty. Write a FEEL expression, such as decide_request.decision = "accept".'
        )
    return _compiled(text)


@lru_cache(maxsize=4096)
def _compiled(text: str) -> Expression:
    return Expression(text, parse(text))


def parse_value(text: str) -> Literal | Expression:
    """Text that starts with `=` is an expression, other text stands for itself. Raises ExpressionError."""
    return compile_expression(text[1:]) if text.startswith("=") else Literal(text)


def is_true(value: object) -> bool:
    """Exactly true: null, text and numbers are "no"."""
    return value is True
