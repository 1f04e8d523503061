"""A boolean on the diagram is read as XML Schema writes it: 1 and 0 as well as true and false."""

import pytest

from tests.builders.bpmn import boundary, each, end, event_sub, gateway, path, start, user
from tests.builders.running import Play

STEPS = start(), user("ask"), end(), path("begin", "ask", "done")


@pytest.mark.parametrize(("written", "left"), [("1", ["other"]), ("true", ["other"]), ("0", ["ask", "other"])])
def test_a_boundary_event_interrupts_as_it_is_written(play: Play, written: str, left: list[str]) -> None:
    late = boundary("late", "ask", "message:m").replace('cancelActivity="true"', f'cancelActivity="{written}"')
    ways = path("begin", "ask", "done") + path("late", "other", "done")
    assert play(start(), user("ask"), late, user("other"), end(), ways).send("late").open == left


@pytest.mark.parametrize(("written", "first"), [("1", ["ask"]), ("0", ["ask", "ask"])])
def test_a_repetition_is_sequential_as_it_is_written(play: Play, written: str, first: list[str]) -> None:
    asked = each(user("ask"), "=[1, 2]", sequential=True).replace('isSequential="true"', f'isSequential="{written}"')
    case = play(start(), asked, gateway("exclusive", "merge"), end(), path("begin", "ask", "merge", "done"))
    assert case.open == first
    assert case.complete("ask").complete("ask").closed


def test_an_event_sub_process_and_its_start_are_read_as_written(play: Play) -> None:
    noted = start("noted", message="note").replace('isInterrupting="false"', 'isInterrupting="0"')
    aside = event_sub("aside", noted, user("look"), end("seen"), path("noted", "look", "seen"))
    case = play(*STEPS, aside.replace('triggeredByEvent="true"', 'triggeredByEvent="1"'))
    assert case.send("noted").open == ["ask", "look"]
