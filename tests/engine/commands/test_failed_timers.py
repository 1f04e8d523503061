"""A timer whose step failed follows its deadline all the same when that is moved."""

import pytest

from engine.commands.retry_incident import retry_incident
from engine.errors import NotFound
from engine.store.tables import INCIDENTS, TIMERS
from tests.builders.bpmn import boundary, diagram, end, event_sub, path, process, service, start, user
from tests.sample.handlers import FAILING
from tests.sample.library import ANN, MEG, Library, at, bundle_of

FOLLOWS = process(
    "main",
    start(),
    service("promise", "deadlines.start", {"start": "=now()", "length": "=5", "unit": "hours"}, deadline="K"),
    user("check", "desk", "acknowledge"),
    boundary("late", "check", "timer:=deadlines.K.due"),
    service("work", "sample.may_fail", {"step": "work"}),
    end(),
    end("chased"),
    path("begin", "promise", "check", "done") + path("late", "work", "chased"),
    event_sub(
        "longer",
        start("asked", message="more", form="acknowledge", candidateGroups="desk"),
        service("extend", "deadlines.move", {"length": "=100", "unit": "hours", "reason": "more"}, deadline="K"),
        end("extended"),
        path("asked", "extend", "extended"),
    ),
)


def test_a_failed_timer_whose_deadline_moves_waits_for_the_new_instant(library: Library) -> None:
    """Due five hours after 2 March 09:00, at 14:00. Moved to 100 hours after 09:00: four days and four hours later, on
    6 March at 13:00.
    """
    library.publish(bundle_of(main=diagram(FOLLOWS)))
    with at("2026-03-02 09:00"):
        case = library.start("main")
    FAILING.add("work")
    with at("2026-03-02 14:00"):
        library.tick()
    FAILING.clear()
    [incident] = library.rows(INCIDENTS)
    with at("2026-03-02 16:00"):
        library.send(ANN, case, "asked", {"read": True})
    [timer] = library.rows(TIMERS)
    assert (timer.state, timer.due_at.isoformat()[:16]) == ("waiting", "2026-03-06T13:00")
    assert library.case(case).next_due == timer.due_at
    with at("2026-03-02 17:00"), pytest.raises(NotFound, match="no open incident"):
        retry_incident(library.services, MEG, incident.id)
    with at("2026-03-06 12:59"):
        library.tick()
    assert library.case(case).status == "open"
    with at("2026-03-06 13:00"):
        library.tick()
    assert library.case(case).status == "closed"
    assert [row.state for row in library.rows(TIMERS)] == ["fired"]
