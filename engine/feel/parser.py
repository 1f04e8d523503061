"""From text to the tree of nodes, and from lark's complaints to plain words."""

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import ExpressionError
from engine.feel.nodes import Node

if TYPE_CHECKING:
    from lark import Lark

_GRAMMAR = Path(__file__).with_name("grammar.lark")
_HINTS: tuple[tuple[str, str, str], ...] = (
    # what stands just before, what stands there, what to do
    (r"=", r"=", "Write a single = to compare."),
    (r"\bnot", r"", "Write not(…), with brackets."),
    (r"", r"&", "Write and."),
    (r"", r"\|", "Write or."),
    (r"", r"!(?!=)", "Write not(…), or != for not equal."),
    (r"", r"'", 'Write text in double quotes, "like this".'),
    (r"", r"[“”]", 'Write text in straight double quotes, "like this".'),
    (r"", r'"[^"]*$', "The text that starts here has no closing double quote."),
    (
        r"[\w\"\])]",
        r"[A-Za-z_\"]",
        "Two names or values stand side by side: join them with and, or, = or another sign. Names have no spaces.",
    ),
)


@cache
def _parser() -> "Lark":
    # lark takes about a tenth of a second to load and to build its tables, so it waits for the first expression.
    from lark import Lark

    from engine.feel.build import TreeBuilder

    return Lark(
        _GRAMMAR.read_text(encoding="utf-8"), parser="lalr", transformer=TreeBuilder(), maybe_placeholders=False
    )


def parse(text: str) -> Node:
    """Raises ExpressionError, with line and column, when the text is not FEEL as `docs/feel.md` has it."""
    from lark.exceptions import UnexpectedInput, UnexpectedToken, VisitError

    try:
        tree = _parser().parse(text)
    except UnexpectedInput as error:
        if isinstance(error, UnexpectedToken) and error.token.type == "$END":
            raise ExpressionError(_stops_early(text)) from None
        raise ExpressionError(_complaint(text, error.line, error.column)) from None
    except VisitError as error:
        raise error.orig_exc from None
    assert isinstance(tree, Node)
    return tree


def _stops_early(text: str) -> str:
    lines = text.split("\n")
    where = f"Line {len(lines)}, column {len(lines[-1]) + 1}"
    return f"{where}: the expression stops too early. Write what is missing after {_tail(text)!r}."


def _complaint(text: str, line: int, column: int) -> str:
    row, where = text.split("\n")[line - 1], f"Line {line}, column {column}"
    before, rest = row[: column - 1].rstrip(), row[column - 1 :]
    unknown = _spaced_function(row, column)
    if unknown:
        return f"{where}: there is no function named {unknown!r}. docs/feel.md lists the functions."
    hints = (words for left, right, words in _HINTS if re.search(f"(?:{left})$", before) and re.match(right, rest))
    return f"{where}: {_shortened(rest)!r} cannot stand here. {next(hints, 'Check the signs and brackets before it.')}"


def _tail(text: str) -> str:
    return text if len(text) <= 40 else f"…{text[-40:]}"


def _spaced_function(row: str, column: int) -> str | None:
    """The name, when the complaint is about a later word of what looks like a call of a function with spaces."""
    for found in re.finditer(r"[a-z]+(?: +[a-z]+)+(?= *\()", row):
        if found.start() < column - 1 < found.end() and not found.group().startswith("not "):
            return found.group()
    return None


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
