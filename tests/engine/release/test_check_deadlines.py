"""A deadline is a length with its unit, or a date: what the diagram maps tells which, before any case runs."""

import pytest

from tests.builders.bpmn import service, user
from tests.engine.release.test_check import of_one


def giving(handler: str, **inputs: str) -> list[str]:
    return of_one(service("work", handler, inputs, None, deadline="K"))


@pytest.mark.parametrize(
    "inputs",
    [
        {"length": "5", "unit": "days"},
        {"on": "=inputs.planned_on"},
        {
            "length": "=inputs.length",
            "unit": "=inputs.unit",
            "on": "=inputs.planned_on",
        },  # one of both is null in each case
        {"length": "=if inputs.on = null then 5 else null", "unit": "days", "on": "=inputs.on"},
    ],
)
def test_a_length_or_a_date_is_accepted(inputs: dict[str, str]) -> None:
    of_facts = [each for each in giving("deadlines.start", start="=now()", **inputs) if "deadline with" in each]
    assert of_facts == []


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({}, "neither a length nor a date"),
        ({"length": "5"}, "a length and no unit"),
        ({"unit": "days"}, "neither a length nor a date"),
        ({"unit": "days", "on": "2026-03-02"}, "a unit and no length"),
        ({"length": "5", "unit": "days", "on": "=inputs.planned_on"}, "both a length and a date"),
    ],
)
def test_anything_else_is_refused(inputs: dict[str, str], said: str) -> None:
    wrong = "deadline with "
    [found] = [each for each in giving("deadlines.start", start="=now()", **inputs) if wrong in each]
    assert found == (f"work: starts a deadline with {said}. Give it either a length with its unit, or the date on.")


def test_the_same_holds_where_one_is_moved() -> None:
    found = giving("deadlines.move", reason="More is to be done", length="5")
    assert "work: moves a deadline with a length and no unit." in " ".join(found)


@pytest.mark.parametrize("within", ["=5", '="5 days"', "={length: 5}", '={unit: "days"}', "=null"])
def test_a_time_of_its_own_is_a_length_with_its_unit(within: str) -> None:
    found = of_one(user("work", "desk", "acknowledge", dueWithin=within))
    assert [each.partition(", which")[0] for each in found] == [f"work: has the property dueWithin = {within!r}"]


@pytest.mark.parametrize("within", ['={length: 5, unit: "days"}', '={on: "2026-03-02"}'])
def test_a_time_of_its_own_may_be_written_out(within: str) -> None:
    assert of_one(user("work", "desk", "acknowledge", dueWithin=within)) == []
