"""Nothing swallows every error, and what Homeward refuses is one tree."""

import ast
from collections import Counter

from tests.contracts.repository import ROOMS, name, python, tree

TOO_WIDE = {"Exception", "BaseException"}
FOR_EVER = {"cli/serve.py": 1}
"""Loops that must outlive every mistake: the background look at the timers, which logs what went wrong."""


def caught(handler: ast.ExceptHandler) -> set[str]:
    """The names in an except clause; a bare one counts as BaseException."""
    if handler.type is None:
        return {"BaseException"}
    return {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)}


def raises_again(handler: ast.ExceptHandler) -> bool:
    return any(isinstance(node, ast.Raise) for node in ast.walk(handler))


def test_no_except_clause_catches_everything_and_carries_on() -> None:
    wide = [
        name(path)
        for path in python(*ROOMS, "tests")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler) and caught(node) & TOO_WIDE and not raises_again(node)
    ]
    assert Counter(wide) == FOR_EVER
