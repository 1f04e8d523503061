"""Stages are counted 1, 2, 3 within their process: the page of a case shows them by these numbers."""

import pytest

from tests.builders.bpmn import diagram, end, path, process, start, sub, user
from tests.engine.release.test_check import problems
from tests.sample.library import bundle_of


def staged(name: str, **values: str) -> str:
    parts = (start(f"{name}_begin"), user(f"{name}_ask", "desk", "acknowledge"), end(f"{name}_end"))
    return sub(name, *parts, path(f"{name}_begin", f"{name}_ask", f"{name}_end"), **values)


def with_stages(*numbers: str) -> list[str]:
    """Problems of a process with a sub-process after another, called s1, s2 and so on; "" is one without a stage."""
    names = [f"s{place}" for place in range(1, len(numbers) + 1)]
    stages = [
        staged(name, **({"stage": number} if number else {})) for name, number in zip(names, numbers, strict=True)
    ]
    parts = (start(), *stages, end(), path("begin", *names, "done"))
    found = problems(bundle_of(main=diagram(process("main", *parts))))
    return [text.removeprefix("processes/main.bpmn ") for text in found]


@pytest.mark.parametrize("numbers", [("1",), ("1", "2", "3"), ("2", "1"), ("", "1"), ("1", "", "2"), ("",)])
def test_stages_from_one_on_are_accepted(numbers: tuple[str, ...]) -> None:
    assert with_stages(*numbers) == []


@pytest.mark.parametrize("number", ["two", "0", "-1", "1.5", "1a", "01", " 1"])
def test_a_stage_has_a_number(number: str) -> None:
    [found] = with_stages(number)
    assert found.startswith(f"s1: is stage {number!r}, which is no number from 1 on. Give its property stage the")


def test_each_stage_has_a_number_of_its_own() -> None:
    found = with_stages("1", "2", "2")
    assert [each.partition(". ")[0] for each in found] == [
        "s2: is stage 2, and so is another one here",
        "s3: is stage 2, and so is another one here",
    ]


def test_no_number_is_left_out() -> None:
    [found] = with_stages("1", "3")
    assert found == "s2: is stage 3, and there is no stage 2 here. Count them 1, 2, 3 and so on."


def test_what_is_called_a_stage_is_one() -> None:
    xml = process("main", start(), staged("s1"), end(), path("begin", "s1", "done"))
    [found] = problems(bundle_of(main=diagram(xml.replace('name="S1"', 'name="Stage 1: Search"'))))
    assert found.startswith("processes/main.bpmn s1: is called Stage 1: Search, and has no property stage")
