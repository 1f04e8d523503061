"""Hostile expressions and values: refused with an ExpressionError, or null; never anything else, and never slow."""

import json
from datetime import UTC, datetime
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.errors import ExpressionError
from engine.feel import compile_expression, to_json

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
ENDLESS = 30
"""Seconds of processor time: far more than anything that is stopped needs, on any machine."""
WORDS = [
    *("a", "b", "xs", "item", "date", "today()", "now()", "1", "0.5", '"x"', '"P1D"', "null", "true", "false"),
    *(
        "and",
        "or",
        "not(",
        "in",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        ".",
        "..",
        "+",
        "-",
        "*",
        "/",
        "**",
        "=",
        "!=",
        "<",
    ),
    *("if", "then", "else", "for", "return", "some", "every", "satisfies", "between", "count("),
    *("sum(", "min(", "date("),
    *("duration(", "string(", "matches(", "flatten(", '@"2026-01-31"', '@"PT1H"', "date and time(", "some x in"),
    *("distinct values(", "index of(", "years and months duration(", "for x in", "xs[item", ">", ">=", "substring("),
]
SHAPES = [
    *("{0} {1} {0}", "string({0}) {1} string({2})", "date({0}) {1} duration({2})", "xs[item {1} {0}]"),
    *("{0} in ({2}, xs)", "date and time({0}) {1} date and time({2})", "{0} between {2} and b", "[{0}..{2}]"),
    *("for x in xs return x {1} {0}", "distinct values(append(xs, {0}))", "substring({0}, {2})", "matches({0}, {2})"),
    *("min(xs) {1} max({0}, {2})", "years and months duration(date({0}), date({2}))", "for i in {0}..{2} return i"),
    *("xs[{0}]", "sum(xs) {1} {2}", "time({0}) {1} duration({2})", "date({0}, {2}, 1)", "string join(xs, {0})"),
]
TEXTS = ["2026-01-31", "P1M", "-PT5H", "10:30:00", "9999-12-31T23:59:59-01:00", "0001-01-01T00:00:00+01:00"]
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.sampled_from(TEXTS),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["a", "b", "year"]), inner, max_size=3),
    max_leaves=12,
)
scopes = st.fixed_dictionaries({"a": json_values, "b": json_values, "xs": st.lists(json_values, max_size=4)})
expressions = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
shapes = st.sampled_from(SHAPES)
signs = st.sampled_from(["+", "-", "*", "/", "**", "=", "!=", "<", ">="])
operands = st.sampled_from(
    ["a", "b", "a.a", "b.year", '"2026-01-31"', '"P1M"', "-1", "0", "2.5", "xs", "null", "today()", "now()"]
)


def assert_read_or_refused(text: str, scope: dict[str, object]) -> None:
    value, refusal = None, ""
    try:
        value = to_json(compile_expression(text).evaluate(scope, NOW))
    except ExpressionError as error:
        refusal = str(error)
    assert refusal or json.dumps(value)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    assert_read_or_refused(text, {})


@given(expressions, scopes)
def test_words_in_any_order_are_read_or_refused_in_words(text: str, scope: dict[str, object]) -> None:
    assert_read_or_refused(text, scope)


@given(shapes, operands, signs, operands, scopes)
def test_values_of_any_shape_never_raise(
    shape: str, left: str, sign: str, right: str, scope: dict[str, object]
) -> None:
    assert_read_or_refused(shape.format(left, sign, right), scope)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 1_999 + "1" + ")" * 1_999,
        "not(" * 500 + "true" + ")" * 500,
        "[" * 1_900 + "]" * 1_900,
        "if true then " * 200 + "1",
        "a." * 10_000_000,
        '"' + "x" * 10_000_000 + '"',
        "for x in " * 300,
    ],
    ids=["brackets", "nots", "lists", "ifs", "20 MB of dots", "10 MB of text", "fors"],
)
def test_huge_texts_are_refused_at_once(text: str) -> None:
    start = process_time()
    with pytest.raises(ExpressionError):
        compile_expression(text)
    assert process_time() - start < ENDLESS


def doubled(first: str, twice: str, times: int, last: str) -> str:
    """An object whose every entry makes twice of the one before: small to write, without end to look through."""
    steps = ", ".join(f"t{number + 1}: {twice.replace('#', f't{number}')}" for number in range(times))
    return f"{{t0: {first}, {steps}, end: {last}}}.end"


@pytest.mark.parametrize(
    "text",
    [
        "for x in 1..1000000000 return x",
        "count(for a in 1..1000, b in 1..1000 return a)",
        "some x in 1..100000000 satisfies x < 0",
        doubled('"xxxxxxxx"', "# + #", 60, "t60"),
        doubled("[1]", "concatenate(#, #)", 60, "t60"),
        doubled("[1, 1]", "[#, #]", 40, "t40"),
        doubled("[1, 1]", "[#, #]", 40, "t40 = [t39, t39]"),
        doubled("[1, 1]", "[#, #]", 40, "string(t40)"),
        doubled("[1, 1]", "[#, #]", 40, "flatten(t40)"),
        doubled("[1, 1]", "[#, #]", 40, "[t40, t40][item = [t39, t39]]"),
        doubled("[1, 1]", "[#, #]", 40, "index of([t40], [t39, t39])"),
    ],
)
def test_endless_work_is_stopped(text: str) -> None:
    start = process_time()
    with pytest.raises(ExpressionError, match=r"steps|characters"):
        compile_expression(text).evaluate({}, NOW)
    assert process_time() - start < ENDLESS


@pytest.mark.parametrize("text", ["10 ** 400", "9 ** 999999999", "0 ** -1", "1" * 3_000, "-8 ** 0.5", "1 / 0.0"])
def test_numbers_beyond_measure_are_null(text: str) -> None:
    assert compile_expression(text).evaluate({}, NOW) is None


def test_a_runaway_pattern_is_harmless() -> None:
    start = process_time()
    scope = {"a": "a" * 50_000}
    assert compile_expression('matches(a, "^(a+)+$")').evaluate(scope, NOW) is True
    assert compile_expression('matches(a, "(a|a)*b")').evaluate(scope, NOW) is False
    assert compile_expression(f'matches(a, "{"(" * 501}")').evaluate(scope, NOW) is None
    assert process_time() - start < ENDLESS


def test_values_nested_thousands_deep_are_refused_not_crashed_on() -> None:
    deep: object = "bottom"
    for _ in range(5_000):
        deep = [deep, 1]
    for text in ("a = b", "string(a)", "flatten(a)", "[a]"):
        with pytest.raises(ExpressionError, match="nested too deep"):
            compile_expression(text).evaluate({"a": deep, "b": [*deep]}, NOW)  # type: ignore[misc]  # a list, as built


def test_a_text_of_10_mb_in_the_case_file_is_refused_or_looked_through_quickly() -> None:
    scope = {"a": "x" * 10_000_000}
    start = process_time()
    assert compile_expression('contains(a, "y")').evaluate(scope, NOW) is False
    assert compile_expression('matches(a, "y")').evaluate({"a": "x" * 200_000}, NOW) is None
    with pytest.raises(ExpressionError, match="characters"):
        compile_expression("upper case(a)").evaluate(scope, NOW)
    assert process_time() - start < ENDLESS
