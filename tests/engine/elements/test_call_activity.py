"""Call activities run another process in a scope of its own: inputs in, outputs out, nothing else either way."""

from tests.builders.bpmn import call, each, end, flow, gateway, path, process, service, start, sub, user
from tests.builders.running import Play

BODY = [start("b"), user("choose"), end("d"), path("b", "choose", "d")]
OTHER = process("other", *BODY)


def test_it_goes_on_when_the_called_process_has_ended(play: Play) -> None:
    case = play(
        start(), call("ring", "other"), user("after"), end(), path("begin", "ring", "after", "done"), others=(OTHER,)
    )
    assert case.open == ["choose"]
    assert case.complete("choose").open == ["after"]


def test_inputs_are_worked_out_in_the_caller_and_outputs_in_the_called_process(play: Play) -> None:
    ring = call("ring", "other", {"title": "=ask.title"}, {"colour": "=choose.colour", "case.known": "=inputs.title"})
    parts = [start(), user("ask"), ring, user("after"), end(), path("begin", "ask", "ring", "after", "done")]
    case = play(*parts, others=(OTHER,)).complete("ask", {"title": "Atlas"})
    assert case.value("inputs.title", scope="/ring.2") == "Atlas"
    case.complete("choose", {"colour": "green"})
    assert case.value("[colour, choose, inputs]") == ["green", None, None]
    assert case.facts == {"known": "Atlas"}


def test_called_twice_side_by_side_neither_answers_for_the_other(play: Play) -> None:
    rings = [call(name, "other", {}, {f"{name}_colour": "=choose.colour"}) for name in ("one", "two")]
    ways = path("begin", "fork", "one", "meet", "after", "done") + path("fork", "two", "meet")
    parts = [start(), gateway("parallel", "fork"), *rings, gateway("parallel", "meet"), user("after"), end(), ways]
    case = play(*parts, others=(OTHER,))
    case.complete("choose", {"colour": "green"}, place=1).complete("choose", {"colour": "red"})
    assert case.value("[one_colour, two_colour]") == ["red", "green"]


def test_called_again_in_a_loop_it_starts_clean(play: Play) -> None:
    ring = call("ring", "other", {}, {"colour": "=choose.colour"})
    parts = [start(), gateway("exclusive", "again"), ring, gateway("exclusive", "enough", default="again"), end()]
    case = play(
        *parts,
        path("begin", "again", "ring", "enough", "again"),
        flow("enough", "done", '=colour = "green"'),
        others=(OTHER,),
    )
    case.complete("choose", {"colour": "red"})
    scope = case.workflow.living_scopes() - {""}
    assert [case.value("choose", scope=name) for name in scope] == [None]
    assert case.complete("choose", {"colour": "green"}).closed


def test_what_is_around_it_can_be_read_inside(play: Play) -> None:
    inner = process("other", start("b"), service("copy", inputs={"text": "=ask.word"}), user("choose"), end("d"), COPY)
    parts = [start(), user("ask"), call("ring", "other", {}, {"word": "=copy.text"}), user("after"), end()]
    case = play(*parts, path("begin", "ask", "ring", "after", "done"), others=(inner,)).complete(
        "ask", {"word": "lost"}
    )
    assert case.complete("choose").value("word") == "lost"


COPY = path("b", "copy", "choose", "d")


def test_a_process_calls_one_that_calls_another(play: Play) -> None:
    middle = process(
        "middle",
        start("mb"),
        call("deeper", "other", {"n": "=inputs.n + 1"}, {"n": "=choose.n + inputs.n"}),
        end("md"),
        path("mb", "deeper", "md"),
    )
    parts = [start(), call("ring", "middle", {"n": "=1"}, {"total": "=n + inputs.n"}), user("after"), end()]
    case = play(*parts, path("begin", "ring", "after", "done"), others=(middle, OTHER))
    # innermost: 10 + 2 = 12; the middle adds its own 1
    assert case.complete("choose", {"n": 10}).value("total") == 13


def test_for_each_item_of_a_list_the_outputs_stay_with_the_item(play: Play) -> None:
    ring = call("ring", "other", {"branch": "=item"}, {"found": "=choose.found"})
    parts = [
        start(),
        each(ring, '=["east", "west"]', collect="answers", result='=item + ": " + found'),
        user("after"),
        end(),
    ]
    case = play(*parts, path("begin", "ring", "after", "done"), others=(OTHER,))
    case.complete("choose", {"found": "no"}, place=1).complete("choose", {"found": "yes"})
    assert case.value("answers") == ["east: yes", "west: no"]
    assert case.value("found") is None


def test_inside_a_sub_process_its_outputs_are_the_cases(play: Play) -> None:
    ring = call("ring", "other", {}, {"colour": "=choose.colour"})
    stage = sub("stage", start("sb"), ring, end("sd"), path("sb", "ring", "sd"))
    case = play(start(), stage, user("after"), end(), path("begin", "stage", "after", "done"), others=(OTHER,))
    assert case.complete("choose", {"colour": "green"}).value("colour") == "green"
