"""`{{ FEEL }}` inserts in a text component or the message of a rule: finding them, and keeping their values apart from
the markdown.
"""

import re
from collections.abc import Callable

from engine.feel import Expression, compile_expression

# A number between private-use characters stands for an insert, so that its value is never read as markdown.
OPEN, CLOSE = "\ue000", "\ue001"
MARKER = re.compile(f"{OPEN}(\\d+){CLOSE}")
_INSERT = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


def find_inserts(text: str) -> tuple[str, tuple[Expression, ...]]:
    """The text with markers in place of inserts, and those in order. Raises ExpressionError if one is unreadable."""
    found: list[Expression] = []

    def mark(match: re.Match[str]) -> str:
        found.append(compile_expression(match[1].strip()))
        return f"{OPEN}{len(found) - 1}{CLOSE}"

    plain = text.replace(OPEN, "").replace(CLOSE, "")
    return _INSERT.sub(mark, plain), tuple(found)


def fill(text: str, words: Callable[[int], str]) -> str:
    """Plain text with the words for each insert, by its number."""
    return MARKER.sub(lambda match: words(int(match[1])), text)
