"""Multi-instance activities run once for each item of a list, side by side or one after the other."""

import pytest

from engine.errors import HandlerFailed
from tests.builders.bpmn import boundary, each, end, flow, gateway, path, receive, service, start, sub, user
from tests.builders.running import Case, Play

THREE = '=["east", "west", "north"]'
WAYS = path("begin", "work", "after", "done")


def repeated(play: Play, xml: str) -> Case:
    return play(start(), xml, user("after"), end(), WAYS)


def test_side_by_side_all_are_open_and_the_last_one_leads_on(play: Play) -> None:
    case = repeated(play, each(user("work"), THREE))
    assert case.open == ["work"] * 3
    case.complete("work", place=2).complete("work")
    assert case.open == ["work"]
    assert case.complete("work").open == ["after"]


def test_each_run_sees_its_own_item_and_its_place(play: Play) -> None:
    case = repeated(play, each(user("work"), THREE))
    scopes = sorted(case.workflow.living_scopes() - {""})
    assert [case.value('string(item_index) + " " + item', scope=scope) for scope in scopes] == [
        "1 east",
        "2 west",
        "3 north",
    ]
    assert case.value("item") is None


def test_one_after_the_other_the_next_begins_when_the_one_before_has_ended(play: Play) -> None:
    case = repeated(play, each(user("work"), THREE, sequential=True))
    for branch in ("east", "west", "north"):
        assert case.open == ["work"]
        [scope] = case.workflow.living_scopes() - {""}
        assert case.value("item", scope=scope) == branch
        case.complete("work")
    assert case.open == ["after"]


@pytest.mark.parametrize("sequential", [False, True])
def test_results_are_collected_in_the_order_of_the_items(play: Play, sequential: bool) -> None:
    case = repeated(play, each(user("work"), THREE, sequential, "found", '=item + ": " + work.found'))
    for place, found in [(0 if sequential else 2, "a"), (0, "b"), (0, "c")]:
        case.complete("work", {"found": found}, place)
    side_by_side = ["east: b", "west: c", "north: a"]  # the third was answered first, then the first, then the second
    assert case.value("found") == (["east: a", "west: b", "north: c"] if sequential else side_by_side)


@pytest.mark.parametrize(
    "xml", [user("work"), sub("work", start("b"), user("inside"), end("d"), path("b", "inside", "d"))]
)
@pytest.mark.parametrize("sequential", [False, True])
def test_an_empty_list_leads_on_at_once(play: Play, xml: str, sequential: bool) -> None:
    case = repeated(play, each(xml, "=[]", sequential, "found", "=item"))
    assert (case.open, case.value("found")) == (["after"], [])


@pytest.mark.parametrize("collection", ["=after.missing", "=3", "=for n in 1..1001 return n"])
def test_what_is_no_list_or_too_long_a_list_is_refused(play: Play, collection: str) -> None:
    with pytest.raises(HandlerFailed, match=r"work.*list of at most 1000"):
        repeated(play, each(user("work"), collection))


@pytest.mark.parametrize("sequential", [False, True])
def test_service_tasks_run_by_themselves_for_each_item(play: Play, sequential: bool) -> None:
    xml = each(service("work", inputs={"text": "=item"}), THREE, sequential, "echoes", "=upper case(work.text)")
    case = repeated(play, xml)
    assert (case.open, case.value("echoes")) == (["after"], ["EAST", "WEST", "NORTH"])


def test_receive_tasks_wait_once_for_each_item(play: Play) -> None:
    case = repeated(play, each(receive("work", "reply"), THREE, collect="got", result="=work.text"))
    assert case.waits == ["work"] * 3
    for place, text in [(1, "w"), (1, "n"), (0, "e")]:
        case.send("work", {"text": text}, place)
    assert (case.open, case.value("got")) == (["after"], ["e", "w", "n"])


SEARCH = sub("work", start("b"), user("look"), user("report"), end("d"), path("b", "look", "report", "d"))


def test_sub_processes_run_side_by_side_each_in_its_own_scope(play: Play) -> None:
    case = repeated(play, each(SEARCH, THREE, collect="found", result='=item + ": " + look.seen'))
    for place, seen in [(2, "no"), (1, "yes"), (0, "no")]:
        case.complete("look", {"seen": seen}, place)
    for _ in range(3):
        case.complete("report")
    assert case.value("found") == ["east: no", "west: yes", "north: no"]


def test_sub_processes_run_one_after_the_other(play: Play) -> None:
    case = repeated(play, each(SEARCH, THREE, sequential=True))
    for _ in range(3):
        case.complete("look").complete("report")
    assert case.open == ["after"]


def test_lists_within_lists_run_for_each_inner_item(play: Play) -> None:
    inner = each(user("look"), "=item.shelves", collect="seen", result="=look.n + item_index")
    outer = sub("work", start("b"), inner, end("d"), path("b", "look", "d"))
    case = repeated(play, each(outer, '=[{shelves: ["a", "b"]}, {shelves: ["c"]}]', collect="all", result="=seen"))
    assert case.open == ["look"] * 3
    for n in (10, 20, 30):
        case.complete("look", {"n": n})
    assert case.value("all") == [[11, 22], [31]]


@pytest.mark.parametrize("sequential", [False, True])
@pytest.mark.parametrize("xml", [user("work"), SEARCH])
def test_an_interrupting_event_ends_every_run(play: Play, xml: str, sequential: bool) -> None:
    parts = [start(), each(xml, THREE, sequential), boundary("found", "work", "message:found"), user("after"), end()]
    case = play(*parts, WAYS, path("found", "after"))
    inner = "look" if xml is SEARCH else "work"
    case.send("found")
    assert (case.open, case.waits) == (["after"], [])
    assert inner in case.happened("cancelled")
    assert case.complete("after").closed


def test_an_event_that_interrupts_nothing_leaves_every_run(play: Play) -> None:
    told = boundary("told", "work", "message:told", interrupting=False)
    case = play(
        start(), each(user("work"), THREE), told, user("note"), user("after"), end(), WAYS, path("told", "note", "done")
    )
    assert case.send("told").open == ["work", "work", "work", "note"]
    for _ in range(3):
        case.complete("work")
    assert case.open == ["note", "after"]


def test_an_error_in_one_run_ends_them_all(play: Play) -> None:
    refusing = sub(
        "work", start("b"), user("look"), service("try", "sample.refuse", {"code": "=look.code"}), end("d"), TRY
    )
    parts = [start(), each(refusing, THREE), boundary("torn", "work", "error:torn"), user("mend"), user("after"), end()]
    case = play(*parts, WAYS, path("torn", "mend", "done"))
    case.complete("look", {"code": ""}).complete("look", {"code": "torn"})
    assert case.open == ["mend"]


TRY = path("b", "look", "try", "d")


def test_an_error_of_a_repeated_service_task_is_caught_on_it(play: Play) -> None:
    work = each(service("work", "sample.refuse", {"code": "=item"}), '=["", "torn", "gone"]')
    case = play(
        start(),
        work,
        boundary("torn", "work", "error:torn"),
        user("mend"),
        user("after"),
        end(),
        WAYS,
        path("torn", "mend", "done"),
    )
    assert case.open == ["mend"]


def test_in_a_loop_the_second_round_reads_its_list_anew(play: Play) -> None:
    parts = [start(), user("ask"), each(user("work"), "=ask.who"), gateway("exclusive", "more", default="done"), end()]
    case = play(*parts, path("begin", "ask", "work", "more", "done"), flow("more", "ask", "=ask.again"))
    case.complete("ask", {"who": ["a", "b"], "again": True}).complete("work").complete("work")
    case.complete("ask", {"who": ["c"], "again": False})
    assert case.open == ["work"]
    assert case.complete("work").closed
