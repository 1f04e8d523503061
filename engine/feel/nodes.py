"""The small tree that an expression is read into once, and what a running evaluation carries."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from engine.errors import ExpressionError
from engine.feel.budget import Budget
from engine.feel.values import get

DEEPEST = 60

Path = tuple[str, ...]
Kind = Literal["any", "test", "number", "text", "boolean", "null", "fixed", "moment"]
Need = Literal["any", "number", "number or date", "boolean", "text", "list", "date", "moment", "single", "nothing"]
Part = str | Path
"""A text as it stands in the expression, or a path that is read."""
Compared = tuple[frozenset[Part], str]
"""What a value may be, and a text that it is held against."""
Taken = tuple[Path, Need]
"""A path, and the kind of value that is looked for there; `single` where any will do that is no list or
object, `nothing` where it may be left empty, `moment` where a text that holds a date will not do."""
Frame = tuple[Mapping[str, object], "Frame | None"]


class Evaluation:
    """One evaluation: the case file, the clock, the steps left, and the names that loops and filters bind."""

    __slots__ = ("budget", "frame", "now", "scope")

    def __init__(self, scope: Mapping[str, object], now: datetime) -> None:
        self.scope = scope
        self.now = now
        self.budget = Budget()
        self.frame: Frame | None = None

    def look_up(self, name: str) -> object:
        frame = self.frame
        while frame is not None:
            if name in frame[0]:
                return frame[0][name]
            frame = frame[1]
        return self.scope.get(name)


Run = Callable[[Evaluation], object]


@dataclass(frozen=True, slots=True)
class Node:
    """One part of an expression.

    `kind` is what the part gives, as far as its text tells: with it a filter tells a place in the list from a test.
    `reads` are the paths that it certainly reads from outside; `may_read` those that stand inside a filter,
    where the first name may be a key of the filtered item instead. `path` is set when the part is nothing but a path.
    `makes` says that it can build new lists or objects. `says`: what its value may be, or hold where it is a list, in
    texts and paths; None where that may be anything. `compared`: every text that some part of it is held against.
    `whole`: paths whose value it may give as it is; `takes`: what kind of value its parts look for at a path.
    """

    run: Run
    kind: Kind = "any"
    depth: int = 1
    reads: frozenset[Path] = frozenset()
    may_read: frozenset[Path] = frozenset()
    functions: frozenset[str] = frozenset()
    makes: bool = False
    path: Path | None = None
    says: frozenset[Part] | None = None
    compared: frozenset[Compared] = frozenset()
    whole: frozenset[Path] = frozenset()
    takes: frozenset[Taken] = frozenset()


def node(run: Run, parts: tuple[Node, ...], kind: Kind = "any", *, makes: bool = False) -> Node:
    """A node over `parts`, which reads what they read. Raises ExpressionError when it is nested more than 60 deep."""
    depth = 1 + max((part.depth for part in parts), default=0)
    if depth > DEEPEST:
        raise ExpressionError(f"This expression is nested more than {DEEPEST} deep. Split it, or leave out brackets.")
    return Node(
        run,
        kind,
        depth,
        frozenset[Path]().union(*(part.reads for part in parts)),
        frozenset[Path]().union(*(part.may_read for part in parts)),
        frozenset[str]().union(*(part.functions for part in parts)),
        makes or any(part.makes for part in parts),
        compared=frozenset[Compared]().union(*(part.compared for part in parts)),
        takes=frozenset[Taken]().union(*(part.takes for part in parts)),
    )


def constant(value: object, kind: Kind) -> Node:
    return Node(lambda _: value, kind, says=frozenset({value}) if isinstance(value, str) else frozenset())


def path_node(path: Path) -> Node:
    """A name, or names joined with dots."""
    first, rest = path[0], path[1:]

    def run(evaluation: Evaluation) -> object:
        value = evaluation.look_up(first) if evaluation.frame is not None else evaluation.scope.get(first)
        for key in rest:
            value = value.get(key) if type(value) is dict else get(value, key, evaluation.budget)
        return value

    return Node(run, reads=frozenset({path}), path=path, says=frozenset({path}), whole=frozenset({path}))


def without(part: Node, names: frozenset[str]) -> Node:
    """The same node, no longer reading `names` from outside: they are bound here."""
    return replace(
        part,
        reads=frozenset(path for path in part.reads if path[0] not in names),
        may_read=frozenset(path for path in part.may_read if path[0] not in names),
        path=None,
        says=None if part.says is None or _read_one(part.says, names) else part.says,
        compared=frozenset(found for found in part.compared if not _read_one(found[0], names)),
        whole=frozenset(path for path in part.whole if path[0] not in names),
        takes=frozenset(found for found in part.takes if found[0][0] not in names),
    )


def _read_one(said: frozenset[Part], names: frozenset[str]) -> bool:
    return any(isinstance(part, tuple) and part[0] in names for part in said)


def loosened(part: Node) -> Node:
    """The same node inside a filter: `item` is bound, and every other name may be a key of the item."""
    inner = without(part, frozenset({"item"}))
    return replace(inner, reads=frozenset(), may_read=inner.reads | inner.may_read)
