"""Start and end events: a case begins at once, and is closed when nothing on it lives any more."""

from tests.builders.bpmn import diagram, end, event_sub, gateway, path, process, start, sub, user
from tests.builders.running import Case, Play, compiled


def test_a_process_without_steps_is_closed_at_once(play: Play) -> None:
    assert play(start(), end(), path("begin", "done")).closed


def test_an_end_event_leaves_other_branches_alone(play: Play) -> None:
    parts = [start(), gateway("parallel", "fork"), user("short"), user("long"), end("early"), end("late")]
    case = play(*parts, path("begin", "fork", "short", "early") + path("fork", "long", "late"))
    case.complete("short")
    assert (case.open, case.closed) == (["long"], False)
    case.complete("long")
    assert case.closed


def test_an_end_event_with_an_outcome_names_it(play: Play) -> None:
    case = play(start(), user("ask"), end("done", outcome="found"), path("begin", "ask", "done"))
    assert case.outcome == ""
    assert case.complete("ask").outcome == "found"


def test_an_event_sub_process_that_runs_keeps_the_case_open(play: Play) -> None:
    aside = event_sub("aside", start("noted", message="note"), user("read_note"), end("read"), NOTE)
    case = play(start(), user("ask"), end(), path("begin", "ask", "done"), aside)
    case.send("noted").complete("ask")
    assert (case.open, case.closed) == (["read_note"], False)
    assert case.complete("read_note").closed


def test_a_closed_case_waits_for_nothing(play: Play) -> None:
    aside = event_sub("aside", start("noted", message="note"), user("read_note"), end("read"), NOTE)
    case = play(start(), user("ask"), end(), path("begin", "ask", "done"), aside).complete("ask")
    assert (case.open, case.waits, case.closed) == ([], [], True)


def test_two_cases_on_the_same_release_are_strangers() -> None:
    release = compiled(diagram(process("main", start(), user("ask"), end(), path("begin", "ask", "done"))))
    one, other = Case(release), Case(release)
    one.complete("ask", {"colour": "green"})
    assert (one.closed, other.closed) == (True, False)
    assert other.value("ask") is None


def test_an_end_inside_a_sub_process_ends_only_the_sub_process(play: Play) -> None:
    inner = sub("stage", start("inner_begin"), user("inside"), end("inner_done"), INSIDE)
    case = play(start(), inner, user("after"), end(), path("begin", "stage", "after", "done"))
    assert case.complete("inside").open == ["after"]


NOTE = path("noted", "read_note", "read")
INSIDE = path("inner_begin", "inside", "inner_done")
