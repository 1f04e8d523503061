"""A user task that is due within a time of its own opening: no other step starts its deadline."""

import pytest

from engine.errors import InvalidAnswers
from engine.store.tables import DEADLINES, OUTBOX, TIMERS
from tests.builders.bpmn import boundary, diagram, end, flow, path, process, start, user
from tests.sample.library import ANN, Library, at, bundle_of

WITHIN = '={length: 1, unit: "working-days"}'
ANSWER = process(
    "main",
    start(),
    user("ask", "desk", "acknowledge"),
    user("answer", "manager,desk", "acknowledge", dueWithin=WITHIN, escalation="standard"),
    boundary("withdrawn", "answer", "message:found", form="acknowledge", candidateGroups="desk"),
    end(),
    end("dropped"),
    path("begin", "ask", "answer", "done") + flow("withdrawn", "dropped"),
)


def asked(library: Library) -> str:
    """On Friday 6 March 2026 at 17:50; one working day after it is Monday 9 March, to its end."""
    library.publish(bundle_of(main=diagram(ANSWER)))
    with at("2026-03-04 09:00"):
        case = library.start("main")
    with at("2026-03-06 17:50"):
        library.complete(ANN, "ask", {})
    return case


def test_it_is_due_from_the_moment_at_which_it_opens(library: Library) -> None:
    asked(library)
    [task] = library.open()
    assert task.due_at.isoformat()[:16] == "2026-03-10T00:00"
    [deadline] = library.rows(DEADLINES)
    assert (deadline.key, deadline.owner_role, str(deadline.last_day)) == ("answer", "manager", "2026-03-09")
    assert deadline.label == "Answer"
    assert deadline.detail["explanation"][0].startswith("It starts on Friday 6 March 2026")


def test_nobody_does_it_and_its_profile_tells_who_must_know(library: Library) -> None:
    asked(library)
    with at("2026-03-10 00:01"):
        library.tick()
    told = {(row.to_role, row.subject) for row in library.rows(OUTBOX)}
    assert {("manager", "Overdue: Answer"), ("head", "Overdue: Answer")} <= told


def test_done_late_it_needs_a_reason(library: Library) -> None:
    asked(library)
    with at("2026-03-10 09:00"):
        with pytest.raises(InvalidAnswers, match="late_reason: Enter why this is late"):
            library.complete(ANN, "answer", {})
        library.complete(ANN, "answer", {"late_reason": "Nobody was in"})
    [deadline] = library.rows(DEADLINES)
    assert (deadline.state, deadline.late_reason) == ("met", "Nobody was in")


def test_withdrawn_it_is_not_due_any_more(library: Library) -> None:
    case = asked(library)
    with at("2026-03-06 18:00"):
        library.send(ANN, case, "withdrawn", {})
    [deadline] = library.rows(DEADLINES)
    assert deadline.state == "cancelled"
    assert {row.state for row in library.rows(TIMERS)} == {"cancelled"}
