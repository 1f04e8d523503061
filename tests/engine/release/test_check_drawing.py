"""A diagram says what it decides, and shows all that runs: the check asks for both."""

import pytest

from tests.builders.bpmn import diagram, end, flow, gateway, path, process, start, user
from tests.engine.release.test_check import SAMPLE, problems
from tests.sample.library import bundle_of


def found_in(xml: bytes) -> list[str]:
    return [text.removeprefix("processes/main.bpmn") for text in problems(bundle_of(main=xml))]


def choosing(kind: str = "exclusive", drawn: bool = True) -> bytes:
    """After a question a choice between two ends, with a name for all that decides."""
    which, ways = gateway(kind, "which", default="done"), (path("begin", "ask", "which", "done"),)
    late = flow("which", "late", '=ask.seen = "yes"')
    parts = (start(), user("ask", "desk", "look_at_shelves"), which, end(), end("late"), *ways, late)
    return diagram(process("main", *parts), drawn=drawn)


@pytest.mark.parametrize("kind", ["exclusive", "inclusive"])
def test_a_choice_with_its_words_and_its_picture_is_accepted(kind: str) -> None:
    assert found_in(choosing(kind)) == []


@pytest.mark.parametrize("kind", ["exclusive", "inclusive"])
@pytest.mark.parametrize("name", [b"", b' name=""', b' name="  "'])
def test_a_choice_that_asks_nothing_is_refused(kind: str, name: bytes) -> None:
    [found] = found_in(choosing(kind).replace(b' name="Which"', name))
    assert found == (
        " which: decides which way a case goes, and has no name. Write the question that it decides, such as Agreed?"
    )


@pytest.mark.parametrize("way", ["done", "late"])
def test_an_answer_without_words_is_refused(way: str) -> None:
    xml = choosing().replace(f'id="which__{way}" name="{way}"'.encode(), f'id="which__{way}"'.encode())
    [found] = found_in(xml)
    assert found.startswith(f" which__{way}: is one of the ways out of which, and has no name. Write the answer that")


def test_a_gateway_with_one_way_out_decides_nothing() -> None:
    parts = (start(), user("ask", "desk", "acknowledge"), gateway("exclusive", "joined"), end())
    xml = diagram(process("main", *parts, path("begin", "ask", "joined", "done")))
    assert found_in(xml.replace(b' name="Joined"', b"").replace(b'"joined__done" name="done"', b'"joined__done"')) == []


def test_a_file_without_a_drawing_is_told_once() -> None:
    [found] = found_in(choosing(drawn=False))
    assert found.startswith(": has no drawing: the page of a case could not show where it is. Open the file in the")


@pytest.mark.parametrize(("element", "tag"), [("ask", "Shape"), ("which__late", "Edge")])
def test_what_runs_and_is_not_in_the_drawing_is_named(element: str, tag: str) -> None:
    [found] = found_in(choosing().replace(f'<bpmndi:BPMN{tag} bpmnElement="{element}"/>'.encode(), b""))
    assert found.startswith(f" {element}: is not in the drawing, though it runs.")


def test_the_sample_is_drawn() -> None:
    assert problems(SAMPLE) == []
