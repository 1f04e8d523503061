"""User tasks: wait for a person, keep the answers, hand on what the mappings say."""

from tests.builders.bpmn import end, flow, gateway, path, start, user
from tests.builders.running import Play


def test_it_waits_until_a_person_completes_it(play: Play) -> None:
    case = play(start(), user("ask"), end(), path("begin", "ask", "done"))
    assert (case.open, case.closed) == (["ask"], False)
    case.complete("ask")
    assert (case.open, case.closed) == ([], True)


def test_its_answers_are_read_under_its_id(play: Play) -> None:
    case = play(start(), user("ask"), user("after"), end(), path("begin", "ask", "after", "done"))
    case.complete("ask", {"colour": "green"})
    assert case.value("ask.colour") == "green"


def test_its_output_mappings_write_facts_and_names(play: Play) -> None:
    ask = user("ask", outputs={"case.colour": "=ask.colour", "shade": "=ask.shade"})
    case = play(start(), ask, user("after"), end(), path("begin", "ask", "after", "done"))
    case.complete("ask", {"colour": "green", "shade": "dark"})
    assert case.facts == {"colour": "green"}
    assert case.value("shade") == "dark"


def test_done_again_in_a_loop_its_newest_answers_are_read(play: Play) -> None:
    parts = [start(), gateway("exclusive", "again"), user("ask"), gateway("exclusive", "enough", default="again")]
    ways = (
        path("begin", "again", "ask", "enough", "again")
        + flow("enough", "after", "=ask.enough")
        + path("after", "done")
    )
    case = play(*parts, user("after"), end(), ways)
    case.complete("ask", {"enough": False}).complete("ask", {"enough": True})
    assert case.open == ["after"]
    assert case.value("ask.enough") is True


def test_two_of_them_side_by_side_are_completed_in_any_order(play: Play) -> None:
    parts = [start(), gateway("parallel", "fork"), user("one"), user("two"), gateway("parallel", "meet"), end()]
    ways = path("begin", "fork", "one", "meet", "done") + path("fork", "two", "meet")
    case = play(*parts, ways)
    assert case.open == ["one", "two"]
    case.complete("two").complete("one")
    assert case.closed
