"""Reading expressions: what they read and call, what is refused and with which words, and how they are worked out."""

from datetime import UTC, date, datetime

import pytest

from engine.errors import ExpressionError
from engine.feel import Expression, Literal, compile_expression, is_true, parse_value

NOW = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # 00:30 on 1 July in England


def value(text: str, **scope: object) -> object:
    return compile_expression(text).evaluate(scope, NOW)


def test_a_condition_reads_the_case_file() -> None:
    condition = compile_expression('decide_request.decision = "accept"')
    assert condition.evaluate({"decide_request": {"decision": "accept"}}, NOW) is True
    assert condition.evaluate({"decide_request": {"decision": "refuse"}}, NOW) is False


def test_what_has_no_value_is_null_and_not_equal_to_any_text() -> None:
    assert value("decide_request.decision") is None
    assert value('decide_request.decision = "accept"') is False
    assert value('decide_request.decision != "accept"') is True
    assert value("decide_request.age > 3") is None


def test_today_is_the_date_in_england() -> None:
    assert value("today()") == date(2026, 7, 1)
    assert value("now()") == NOW


def test_half_past_midnight_summer_time_belongs_to_the_new_day() -> None:
    assert value("date(deadlines.K7.due)", deadlines={"K7": {"due": "2026-06-30T23:30:00+00:00"}}) == date(2026, 7, 1)


def test_paths_are_all_that_is_read_from_outside() -> None:
    expression = compile_expression("a.b.c = 1 and count(d) > e or date(f.g).year = 2026")
    assert expression.paths == {("a", "b", "c"), ("d",), ("e",), ("f", "g")}
    assert expression.names == {"a", "d", "e", "f"}
    assert expression.functions == {"count", "date"}


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("for x in xs return x.a + y", {("xs",), ("y",)}),
        ("for x in xs, z in x.parts return z", {("xs",)}),
        ("for x in x.y return x", {("x", "y")}),
        ("some x in xs satisfies x > limit", {("xs",), ("limit",)}),
        ("{a: b, c: a}", {("b",)}),
        ("goals[item.met = true]", {("goals",)}),
        ("this.a = parent.b", {("this", "a"), ("parent", "b")}),
        ("xs[1].name", {("xs",)}),
    ],
)
def test_names_that_the_expression_binds_itself_are_not_paths(text: str, paths: set[tuple[str, ...]]) -> None:
    assert compile_expression(text).paths == paths


def test_a_name_in_a_filter_may_be_the_items_own() -> None:
    expression = compile_expression("goals[met = true and owner = role and role != null]")
    assert expression.names == {"goals", "met", "owner", "role"}
    assert expression.item_names == {"met", "owner", "role"}
    assert compile_expression("met and count(goals[met = true]) > 1").item_names == set()


def test_the_items_own_key_wins_over_the_case_file_in_a_filter() -> None:
    goals = [{"met": True}, {"met": False}, {}]
    assert value("goals[met = true]", goals=goals, met=True) == [{"met": True}, {}]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("1 +", "Line 1, column 4: the expression stops too early"),
        ("a = 1\nand b c", r"Line 2, column 7: 'c' cannot stand here"),
        ("a = and", "Line 1, column 5: the word and cannot stand here"),
        ("a == 1", "Write a single ="),
        ("a && b", "Write and"),
        ("a || b", "Write or"),
        ("!a", "Write not"),
        ("not a", r"Write not\(…\)"),
        ("a = 'x'", "double quotes"),
        ("a = “x”", "straight double quotes"),
        ('a = "x', "no closing double quote"),
        ("a b", "side by side"),
        ("shout(a)", "Line 1, column 1: there is no function named 'shout'"),
        ("1 + round up(a, 0)", "no function named 'round up'"),
        ('contains("a")', "contains takes 2 values, not 1"),
        ("today(1)", "today takes 0 values, not 1"),
        ("sum()", "sum takes at least 1 values, not 0"),
        ('@"2026-02-30"', "is not a date, time or duration"),
        ("xs[item.met]", "Write a comparison there"),
        ("1 = 1 = 1", "cannot stand here"),
        ("1e3", "cannot stand here"),
        ("function(x)", "no function named 'function'"),
        ('contains(string: "a", match: "b")', "cannot stand here"),
        ("a.__class__()", "cannot stand here"),
        ("lambda: 1", "cannot stand here"),
        ('__import__("os")', "no function named '__import__'"),
    ],
)
def test_a_mistake_is_refused_with_its_place_and_what_to_do(text: str, message: str) -> None:
    with pytest.raises(ExpressionError, match=message):
        compile_expression(text)


def test_python_attributes_are_out_of_reach() -> None:
    assert value("a.__class__.__mro__", a="text") is None
    assert value("a.keys", a={"b": 1}) is None
    assert value('date("2026-01-01").__class__') is None
    assert value("x.real", x=1) is None


def test_a_text_of_4001_characters_or_61_levels_is_refused() -> None:
    assert value(" " * 3_999 + "1") == 1
    with pytest.raises(ExpressionError, match="4001 characters"):
        compile_expression(" " * 4_000 + "1")
    assert value("-" * 59 + "1") == -1  # an odd number of minus signs
    with pytest.raises(ExpressionError, match="more than 60 deep"):
        compile_expression("-" * 60 + "1")


def test_a_long_row_of_alternatives_is_not_deep() -> None:
    row = " or ".join(f'role = "r{number}"' for number in range(150))
    assert value(row, role="r149") is True


def test_text_that_starts_with_an_equals_sign_is_an_expression_and_other_text_is_itself() -> None:
    assert isinstance(parse_value("=1 + 1"), Expression)
    assert parse_value("=1 + 1").evaluate({}, NOW) == 2
    assert isinstance(parse_value("1 + 1"), Literal)
    assert parse_value("1 + 1").evaluate({}, NOW) == "1 + 1"


def test_only_true_itself_is_true() -> None:
    assert is_true(True)
    assert not any(is_true(other) for other in (None, False, 1, "true", [True]))


def test_the_same_text_is_read_once() -> None:
    assert compile_expression("a.b = 1") is compile_expression("a.b = 1")
