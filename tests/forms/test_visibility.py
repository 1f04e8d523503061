"""Conditions decide what is asked, by the answers and by the case file."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime

import pytest

from engine.errors import InvalidAnswers
from forms.form import Form
from forms.reader import read_form
from forms.render import render_form


def form(*components: dict[str, object]) -> Form:
    schema = {"type": "default", "id": "f", "components": list(components)}
    return read_form(json.dumps(schema).encode(), "f.json")


def text(key: str, hide: str = "") -> dict[str, object]:
    conditional = {"conditional": {"hide": hide}} if hide else {}
    return {"type": "textfield", "id": f"F_{key}", "key": key, "label": key, **conditional}


def test_a_condition_may_read_a_later_field(now: datetime) -> None:
    asked = form(text("first", '=second = "x"'), text("second"))
    assert asked.check({"first": "a", "second": "x"}, {}, now) == {"second": "x"}
    assert asked.check({"first": "a", "second": "y"}, {}, now) == {"first": "a", "second": "y"}


def test_a_field_that_hides_hides_what_hangs_on_it_in_turn(now: datetime) -> None:
    # c shows while b is filled in, b while a is: without a, neither b nor c counts, whatever was posted.
    asked = form(text("c", "=b = null"), text("b", "=a = null"), text("a"))
    assert asked.check({"b": "1", "c": "2"}, {}, now) == {}
    assert asked.check({"a": "0", "b": "1", "c": "2"}, {}, now) == {"a": "0", "b": "1", "c": "2"}


def test_conditions_that_chase_each_other_end(now: datetime) -> None:
    asked = form(text("a", "=b != null"), text("b", "=a = null"))
    assert set(asked.check({"a": "1", "b": "2"}, {}, now)) <= {"a", "b"}


def test_a_hidden_group_hides_all_that_it_holds(now: datetime) -> None:
    hide = {"conditional": {"hide": "=outside = null"}}
    asked = form(text("outside"), {"type": "group", "id": "G", "components": [text("inside")], **hide})
    assert asked.check({"inside": "x"}, {}, now) == {}


@pytest.mark.parametrize(("status", "stored"), [("CO", {"a": "x"}), ("S20", {}), (None, {"a": "x"})])
def test_a_condition_may_read_the_case_file(now: datetime, status: str | None, stored: dict[str, object]) -> None:
    asked = form(text("a", '=case.legal_status = "S20"'))
    assert asked.names == {"case"}
    assert asked.check({"a": "x"}, {"case": {"legal_status": status}} if status else {}, now) == stored


def test_the_own_answer_wins_over_the_case_file(now: datetime) -> None:
    asked = form(text("a", '=status = "S20"'), text("status"))
    assert asked.names == frozenset()
    assert asked.check({"a": "x"}, {"status": "S20"}, now) == {"a": "x"}


class Lazy(Mapping[str, object]):
    """A case file that notes what is asked of it, and cannot be read as a whole."""

    def __init__(self, facts: Mapping[str, object]) -> None:
        self.facts, self.asked = facts, set[str]()

    def __getitem__(self, name: str) -> object:
        self.asked.add(name)
        return self.facts[name]

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("the whole case file was read")

    def __len__(self) -> int:
        raise AssertionError("the whole case file was read")


@pytest.mark.parametrize("name", ["plan", "signing", "visit"])
def test_the_case_file_is_asked_only_for_the_names_that_the_form_reads(
    name: str, request: pytest.FixtureRequest, now: datetime, facts: dict[str, object]
) -> None:
    asked: Form = request.getfixturevalue(name)
    lazy = Lazy(facts)
    answers = asked.starting_answers(lazy, now)
    render_form(asked, answers, lazy, [], now)
    with pytest.raises(InvalidAnswers):
        asked.check(answers, lazy, now)
    assert lazy.asked <= asked.names


def test_the_browser_is_told_only_what_conditions_read(plan: Form, facts: dict[str, object]) -> None:
    assert plan.condition_facts(facts) == {"case": {"legal_status": "CO"}}


def listed(*inside: dict[str, object], hide: str = "") -> dict[str, object]:
    conditional = {"conditional": {"hide": hide}} if hide else {}
    return {
        "type": "dynamiclist",
        "id": "L",
        "path": "rows",
        "label": "Rows",
        "components": list(inside),
        **conditional,
    }


def test_hidden_rows_are_not_stored(now: datetime) -> None:
    asked = form(text("a"), listed(text("x"), hide="=a = null"))
    assert asked.check({"rows": [{"x": "1"}]}, {}, now) == {}
    assert asked.check({"a": "0", "rows": [{"x": "1"}]}, {}, now) == {"a": "0", "rows": [{"x": "1"}]}


def test_a_group_in_a_row_hides_by_the_answers_of_that_row(now: datetime) -> None:
    hide = {"conditional": {"hide": "=this.x = null or i > 2"}}
    asked = form(listed(text("x"), {"type": "group", "id": "G", "components": [text("y")], **hide}))
    rows = [{"x": "1", "y": "a"}, {"y": "b"}, {"x": "3", "y": "c"}]
    assert asked.check({"rows": rows}, {}, now) == {"rows": [{"x": "1", "y": "a"}, {}, {"x": "3"}]}


def test_a_condition_that_cannot_be_worked_out_hides_nothing(now: datetime) -> None:
    asked = form(text("a", "=count(for x in 1..9999999 return x) > 0"))
    assert asked.check({"a": "1"}, {}, now) == {"a": "1"}
