"""Cases whose way to the first wait does something of its own: through the database, as people start them."""

import pytest

from engine.errors import HandlerFailed, NotFound
from engine.store.tables import CASES, DEADLINES, TIMERS
from tests.builders.bpmn import (
    boundary,
    call,
    catch,
    diagram,
    each,
    end,
    event_sub,
    flow,
    gateway,
    path,
    process,
    service,
    start,
    sub,
    throw,
    user,
)
from tests.sample.handlers import FAILING
from tests.sample.library import ANN, Library, at, bundle_of

READ = {"read": True}


def begun(library: Library, *parts: str, others: tuple[str, ...] = ()) -> str:
    """A case of these parts, started on Monday 2 March 2026 at 9:00."""
    library.publish(bundle_of(main=diagram(process("main", *parts), *others)))
    with at("2026-03-02 09:00"):
        return library.start("main")


def opened(library: Library) -> list[str]:
    return [row.element_id for row in library.open()]


def promise(name: str, key: str = "K", length: str = "=5") -> str:
    return service(name, "deadlines.start", {"start": "=now()", "length": length, "unit": "hours"}, deadline=key)


def task(name: str, deadline: str = "") -> str:
    values = {"deadline": deadline} if deadline else {}
    return user(name, "desk", "acknowledge", None, **values)


def test_a_process_may_begin_with_a_deadline(library: Library) -> None:
    ways = path("begin", "k", "check", "done")
    begun(library, start(), promise("k"), task("check", deadline="K"), end(), ways)
    [deadline] = library.rows(DEADLINES)
    # five hours from 9:00
    assert (deadline.key, deadline.due_at.isoformat()[:16]) == ("K", "2026-03-02T14:00")
    assert [row.due_at for row in library.open()] == [deadline.due_at]
    with at("2026-03-02 13:00"):
        library.complete(ANN, "check", READ)
    assert [row.state for row in library.rows(DEADLINES)] == ["met"]


def test_a_timer_on_that_deadline_fires_after_it_was_saved_and_loaded(library: Library) -> None:
    late = boundary("late", "check", "timer:=deadlines.K.due", interrupting=False)
    ways = path("begin", "k", "check", "done") + path("late", "chase", "chased")
    begun(library, start(), promise("k"), task("check", deadline="K"), late, task("chase"), end(), end("chased"), ways)
    assert [row.due_at.isoformat()[:16] for row in library.rows(TIMERS)] == ["2026-03-02T14:00"]
    with at("2026-03-02 14:01"):
        library.tick()
    assert opened(library) == ["check", "chase"]


def test_a_deadline_comes_first_inside_a_stage_a_called_process_and_a_repetition(library: Library) -> None:
    stage = sub("stage", start("b"), promise("k_stage", "S"), task("ask"), end("d"), path("b", "k_stage", "ask", "d"))
    ways = path("cb", "k_child", "answer", "cd")
    called = process("child", start("cb"), promise("k_child", "C"), task("answer"), end("cd"), ways)
    many = each(promise("k_each", "E", "=item"), "=[1, 2]")
    fork = path("begin", "fork", "stage", "done") + path("fork", "calls", "done") + path("fork", "k_each", "done")
    parts = [start(), gateway("parallel", "fork"), stage, call("calls", "child"), many, end(), fork]
    begun(library, *parts, others=(called,))
    assert opened(library) == ["ask", "answer"]
    # what each item promised ended with its run, which left nobody to keep it
    found = {(row.key, row.due_at.isoformat()[11:16], row.state) for row in library.rows(DEADLINES)}
    assert found == {
        ("S", "14:00", "running"),
        ("C", "14:00", "running"),
        ("E", "10:00", "cancelled"),
        ("E", "11:00", "cancelled"),
    }


def test_a_deadline_that_has_passed_before_the_start_reminds_at_the_next_tick(library: Library) -> None:
    past = {"start": '=now() - duration("P9D")', "length": "=1", "unit": "hours"}
    first = service("k", "deadlines.start", past, deadline="K", escalation="standard", owner="desk")
    case = begun(library, start(), first, task("check"), end(), path("begin", "k", "check", "done"))
    with at("2026-03-02 09:01"):
        assert library.tick().failures == ()
    assert library.case(case).status == "open"
    assert {row.state for row in library.rows(TIMERS) if row.due_at.isoformat() < "2026-03-02"} == {"fired"}


def test_events_decisions_and_handlers_may_come_first_together(library: Library) -> None:
    look, which = service("look", inputs={"text": "x"}), gateway("exclusive", "which", default="k")
    first = [start(), look, throw("told", "signal:go"), which, promise("k"), gateway("eventBased", "first_of")]
    heard = catch("heard", "message:m", form="acknowledge", candidateGroups="desk")
    ways = path("begin", "look", "told", "which") + flow("which", "k") + flow("which", "done", '=look.text = "y"')
    ways += path("k", "first_of", "slow", "ask", "done") + path("first_of", "heard", "done")
    noted = start("noted", message="note", form="acknowledge", candidateGroups="desk")
    aside = event_sub("aside", noted, end("e"), path("noted", "e"))
    case = begun(library, *first, catch("slow", "timer:=deadlines.K.due"), heard, task("ask"), end(), aside, ways)
    with at("2026-03-02 10:00"):
        library.send(ANN, case, "noted", READ)
    with at("2026-03-02 14:01"):
        library.tick()
    assert opened(library) == ["ask"]


def test_a_first_step_that_fails_starts_no_case_and_hinders_no_other(library: Library) -> None:
    ways = path("begin", "work", "check", "done")
    main = process("main", start(), service("work", "sample.may_fail", {"step": "work"}), task("check"), end(), ways)
    thrown = process("thrown", start("b"), end("e", "error:nobody"), path("b", "e"))
    sound = process("sound", start("sb"), user("ask", "desk", "acknowledge"), end("se"), path("sb", "ask", "se"))
    library.publish(bundle_of(main=diagram(main, thrown, sound)))
    FAILING.add("work")
    try:
        with at("2026-03-02 09:00"):
            for name in ("main", "thrown"):
                with pytest.raises(HandlerFailed):
                    library.start(name)
            library.start("sound")
    finally:
        FAILING.clear()
    assert [row.process_id for row in library.rows(CASES)] == ["sound"]
    assert opened(library) == ["ask"]


def test_answers_for_a_process_that_does_not_begin_with_a_form_are_refused(library: Library) -> None:
    heard = catch("heard", "message:m", form="acknowledge", candidateGroups="desk")
    main = process("main", start(), heard, task("ask"), end(), path("begin", "heard", "ask", "done"))
    library.publish(bundle_of(main=diagram(main)))
    with pytest.raises(NotFound, match="does not begin with a form"):
        library.start("main", READ)
    assert library.rows(CASES) == []
