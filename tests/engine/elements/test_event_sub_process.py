"""Event sub-processes begin each time their message arrives, beside what runs, in a scope of their own (trap 1)."""

from tests.builders.bpmn import call, diagram, end, event_sub, path, process, service, start, user
from tests.builders.running import Case, Play, compiled

CONCERN = event_sub(
    "concern", start("raised", message="concern"), user("look"), end("seen"), path("raised", "look", "seen")
)
MAIN = [start(), user("ask"), end(), path("begin", "ask", "done"), CONCERN]


def test_it_does_not_begin_by_itself(play: Play) -> None:
    case = play(*MAIN)
    assert (case.open, case.waits) == (["ask"], [])


def test_it_begins_beside_what_runs(play: Play) -> None:
    assert play(*MAIN).send("raised").open == ["ask", "look"]


def test_it_can_be_triggered_again_and_again(play: Play) -> None:
    case = play(*MAIN)
    for _ in range(5):
        assert case.send("raised").open == ["ask", "look"]
        assert case.complete("look").open == ["ask"]
    assert case.complete("ask").closed


def test_it_runs_twice_at_once_and_each_run_has_its_own_answers(play: Play) -> None:
    case = play(*MAIN).send("raised", {"about": "cover"}).send("raised", {"about": "spine"})
    scopes = sorted(case.workflow.living_scopes() - {""})
    assert [case.value("raised.about", scope=scope) for scope in scopes] == ["cover", "spine"]
    assert case.value("raised") is None
    case.complete("look", {"ok": True}, place=1)
    assert (case.open, case.value("look", scope=scopes[0])) == (["ask", "look"], None)


def test_what_it_must_tell_the_case_goes_to_a_fact(play: Play) -> None:
    raised = start("raised", message="concern")
    tell = service("tell", inputs={"text": "=raised.about"}, outputs={"case.concern": "=result.text"})
    concern = event_sub("concern", raised, tell, end("seen"), path("raised", "tell", "seen"))
    case = play(start(), user("ask"), end(), path("begin", "ask", "done"), concern)
    assert case.send("raised", {"about": "spine"}).facts == {"concern": "spine"}


def test_the_next_case_on_the_same_release_begins_clean() -> None:
    release = compiled(diagram(process("main", *MAIN)))
    first = Case(release).send("raised").send("raised")
    second = Case(release)
    assert (first.open, second.open) == (["ask", "look", "look"], ["ask"])
    assert second.complete("ask").closed


def test_it_may_call_a_process(play: Play) -> None:
    other = process("other", start("b"), user("choose"), end("d"), path("b", "choose", "d"))
    concern = event_sub(
        "concern",
        start("raised", message="concern"),
        call("ring", "other"),
        end("seen"),
        path("raised", "ring", "seen"),
    )
    case = play(start(), user("ask"), end(), path("begin", "ask", "done"), concern, others=(other,))
    case.send("raised").send("raised").complete("choose", place=1)
    assert case.open == ["ask", "choose"]


def test_when_the_main_path_has_ended_the_case_is_closed_without_it(play: Play) -> None:
    case = play(*MAIN).complete("ask")
    assert case.closed
