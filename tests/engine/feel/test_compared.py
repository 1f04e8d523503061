"""What an expression holds values against, read from its text alone."""

import pytest

from engine.feel import compile_expression

KEY, ROWS_KIND = ("x", "key"), ("x", "rows", "kind")


def compared(text: str) -> set[tuple[frozenset[object], str]]:
    return {(frozenset(values), said) for values, said in compile_expression(text).compared}


@pytest.mark.parametrize(
    "text",
    [
        'x.key = "a"', '"a" = x.key', 'x.key != "a"', '(x.key) = ("a")', 'not(x.key = "a") or y > 3',
        'x.key in ("a")', 'x.key in "a"', 'x.key in ["a"]', '"a" in x.key', 'x.key in ("a", null)',
        'x.key in (> "c", "a")', '[x.key = "a"]',
        'list contains(x.key, "a")', 'list contains(["a"], x.key)', 'count(x.key[item = "a"]) > 0',
        'some each in x.key satisfies each = "a"', 'every each in x.key satisfies "a" != each',
        'if x.key = "a" then 1 else 2', 'for n in 1..3 return x.key = "a"', 'x["key"] = 1 or x.key = "a"',
    ],
)  # fmt: skip
def test_a_value_and_the_text_that_it_is_held_against(text: str) -> None:
    assert compared(text) == {(frozenset({KEY}), "a")}


@pytest.mark.parametrize(
    "text", ['x.key in ("a", "b")', 'x.key = (if y then "a" else "b")', 'list contains(["a", "b"], x.key)']
)
def test_each_of_several_texts_counts(text: str) -> None:
    assert compared(text) == {(frozenset({KEY}), "a"), (frozenset({KEY}), "b")}


@pytest.mark.parametrize(
    "text",
    [
        'some row in x.rows satisfies row.kind = "a"', 'every row in x.rows satisfies row.kind in ("a")',
        'count(x.rows[item.kind = "a"]) = 1', 'some r in x.rows[item.done = true] satisfies r.kind = "a"',
        'some y in [1, 2], row in x.rows satisfies row.kind = "a"',
    ],
)  # fmt: skip
def test_what_a_loop_or_filter_binds_is_an_item_of_its_list(text: str) -> None:
    assert compared(text) == {(frozenset({ROWS_KIND}), "a")}


def test_a_loop_over_the_parts_of_what_another_loop_binds() -> None:
    text = 'some day in week.days, visit in day.visits satisfies visit.by = "night"'
    assert compared(text) == {(frozenset({("week", "days", "visits", "by")}), "night")}


def test_of_several_values_one_may_be_the_text() -> None:
    assert compared('(if y then x.key else "none") = "a"') == {(frozenset({KEY, "none"}), "a")}


@pytest.mark.parametrize(
    "text",
    [
        "x.key = y.key", 'x.key > "a"', 'lower case(x.key) = "a"', 'x.key + y = "a"', '{k: x.key, same: k = "a"}',
        'for n in 1..3 return n = "a"', 'some t in string(x.key) satisfies t = "a"', '"a" = "b"', "x.key = 5",
    ],
)  # fmt: skip
def test_what_cannot_be_told_from_the_text_is_left_out(text: str) -> None:
    assert compared(text) == set()
