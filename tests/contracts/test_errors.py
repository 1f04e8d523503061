"""Nothing swallows every error, and what Homeward refuses is one tree."""

import ast

from tests.contracts.repository import ROOMS, name, python, tree

TOO_WIDE = {"Exception", "BaseException"}


def caught(handler: ast.ExceptHandler) -> set[str]:
    """The names in an except clause; a bare one counts as BaseException."""
    if handler.type is None:
        return {"BaseException"}
    return {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)}


def raises_again(handler: ast.ExceptHandler) -> bool:
    return any(isinstance(node, ast.Raise) for node in ast.walk(handler))


def test_no_except_clause_catches_everything_and_carries_on() -> None:
    wide = [
        f"{name(path)}:{node.lineno}"
        for path in python(*ROOMS, "tests")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler) and caught(node) & TOO_WIDE and not raises_again(node)
    ]
    assert wide == []
