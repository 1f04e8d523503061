"""Every test asserts something, and its name says what."""

import ast

import pytest

from tests.contracts.repository import dotted, functions, name, python

# Calls that fail by themselves: pytest's own, Playwright's expect, and helpers named for what they assert.
ASSERTING_CALL = ("pytest.raises", "pytest.warns", "pytest.fail", "expect")
ASSERTING_PREFIX = ("assert_", "expect_")
FEWEST_WORDS = 3


def asserts(test: ast.AST) -> bool:
    return any(
        isinstance(node, ast.Assert) or (isinstance(node, ast.Call) and is_check(node)) for node in ast.walk(test)
    )


def is_check(call: ast.Call) -> bool:
    called = dotted(call.func)
    return called in ASSERTING_CALL or called.split(".")[-1].startswith(ASSERTING_PREFIX)


def all_tests() -> list[tuple[str, ast.AST, str]]:
    return [
        (f"{name(path)}:{function.lineno}", function, function.name)
        for path in python("tests")
        if path.name.startswith("test_")
        for function in functions(path)
        if function.name.startswith("test_")
    ]


def test_every_test_asserts_something() -> None:
    assert [place for place, test, _ in all_tests() if not asserts(test)] == []


def test_every_test_is_named_like_a_sentence() -> None:
    assert [f"{place} {title}" for place, _, title in all_tests() if title.count("_") < FEWEST_WORDS] == []


@pytest.mark.parametrize(
    ("source", "is_a_check"),
    [("assert x", True), ("with pytest.raises(E): f()", True), ("expect(page).to_be()", True), ("f(x)", False)],
)
def test_a_call_that_cannot_fail_is_no_assertion(source: str, is_a_check: bool) -> None:
    assert asserts(ast.parse(source)) is is_a_check
