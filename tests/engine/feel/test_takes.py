"""An expression tells which kind of value it can use at a path, so that a setting of another kind is found in time."""

import pytest

from engine.feel import compile_expression


def takes(text: str) -> set[str]:
    return {f"{'.'.join(path)}: {need}" for path, need in compile_expression(text).takes}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("s.most > 3", {"s.most: number"}),
        ("3 <= (s.most)", {"s.most: number"}),
        ("case.count >= s.most", {"s.most: number or date", "case.count: number or date"}),  # either may be a date
        ("case.count between 1 and s.most", {"s.most: number or date", "case.count: number or date"}),
        ("s.on < today()", {"s.on: moment"}),
        ('@"2026-03-02" = s.on', {"s.on: moment"}),
        ('s.name > "b"', set()),  # texts have an order too
        ("date(s.on) > date(case.on)", {"s.on: date", "case.on: date"}),
        ("s.weeks * 7", {"s.weeks: number"}),
        ("s.weeks + 7", {"s.weeks: number"}),
        ('"week " + s.name', {"s.name: text"}),
        ("s.a + s.b", set()),  # numbers, texts or durations
        ("-s.weeks", set()),
        ("s.on = true", {"s.on: boolean"}),
        ("s.most != 3", {"s.most: number"}),
        ('s.clock = "pause"', {"s.clock: text"}),
        ("s.most = null or case.count < s.most",
         {"s.most: nothing", "s.most: number or date", "case.count: number or date"}),
        ("s.on or not(s.off)", {"s.on: boolean", "s.off: boolean"}),
        ("if s.on then 1 else 2", {"s.on: boolean"}),
        ("(if a > 1 then s.most else 5) > 3", {"a: number", "s.most: number"}),
        ('list contains(s.roles, "child")', {"s.roles: list"}),
        ("every r in s.roles satisfies r = 1", {"s.roles: list"}),
        ("for r in s.roles return r + 1", {"s.roles: list"}),
        ("s.kinds[item.value = case.kind][1].label", {"s.kinds: list"}),
        ("upper case(s.name)", {"s.name: text"}),
        ('duration("P" + string(s.months) + "M")', {"s.months: single"}),
    ],
)  # fmt: skip
def test_what_stands_around_a_path_tells_its_kind(text: str, wanted: set[str]) -> None:
    assert takes(text) == wanted


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("s.most", {"s.most"}),
        ("(s.most)", {"s.most"}),
        ("if case.weeks != null then case.weeks else s.limit", {"case.weeks", "s.limit"}),
        ("s.limit + 1", set()),
        ("[s.limit]", set()),
        ("for s in xs return s.limit", set()),
    ],
)
def test_which_values_it_gives_as_they_are(text: str, whole: set[str]) -> None:
    assert {".".join(path) for path in compile_expression(text).whole} == whole
