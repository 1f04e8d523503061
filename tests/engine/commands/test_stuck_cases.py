"""A case that nothing can take further is an incident that a person sees; one that can still go on is none."""

import pytest

from engine.commands.migrate_case import migrate_case
from engine.commands.retry_incident import retry_incident
from engine.errors import HandlerFailed
from engine.store.tables import INCIDENTS
from tests.builders.bpmn import (
    boundary,
    catch,
    diagram,
    end,
    event_sub,
    flow,
    gateway,
    path,
    process,
    start,
    sub,
    throw,
    user,
)
from tests.sample.library import ANN, MEG, Library, at, bundle_of

READ = {"read": True}
HEARD = {"form": "acknowledge", "candidateGroups": "desk"}


def task(name: str) -> str:
    return user(name, "desk", "acknowledge")


def begun(library: Library, *parts: str) -> str:
    library.publish(bundle_of(main=diagram(process("main", *parts))))
    with at("2026-03-02 09:00"):
        return library.start("main")


def done(library: Library, *steps: str) -> None:
    with at("2026-03-02 10:00"):
        for name in steps:
            library.complete(ANN, name, READ)


def hangs_at(library: Library) -> list[str]:
    return [row.element_id for row in library.rows(INCIDENTS, resolved_at=None)]


# One way out of a decision leads to a join of two: the other never comes.
WRONG = [start(), task("first"), gateway("exclusive", "which", default="a"), task("a"), task("b"), end()]
WAYS = path("begin", "first", "which") + flow("which", "a") + flow("which", "b", "=false")
JOIN = [gateway("parallel", "meet"), path("a", "meet", "done"), path("b", "meet")]


def test_a_join_that_waits_for_a_way_never_taken_is_an_incident_once(library: Library) -> None:
    case = begun(library, *WRONG, WAYS, *JOIN)
    done(library, "first")
    assert hangs_at(library) == []
    done(library, "a")
    [incident] = library.rows(INCIDENTS)
    assert incident.element_id == "meet"
    assert incident.message.startswith("The case waits at “Meet” for what can no longer come")
    assert library.case(case).status == "open"


def test_looking_again_closes_the_incident_when_the_case_can_go_on(library: Library) -> None:
    ways = path("begin", "first", "signalled", "done")
    steps = start(), task("first"), catch("signalled", "signal:go"), end(), ways
    case = begun(library, *steps)
    done(library, "first")
    [incident] = library.rows(INCIDENTS)
    noted = start("noted", message="note", **HEARD)
    aside = event_sub("aside", noted, throw("go", "signal:go"), end("e"), path("noted", "go", "e"))
    mended = library.publish(bundle_of(main=diagram(process("main", *steps, aside))))
    with at("2026-03-02 11:00"):
        migrate_case(library.services, MEG, case, mended, "somebody can throw it now")
        assert retry_incident(library.services, MEG, incident.id) is True
        assert hangs_at(library) == []
        library.send(ANN, case, "noted", READ)
    assert library.case(case).status == "closed"


def test_looking_again_says_the_same_while_it_hangs(library: Library) -> None:
    begun(library, *WRONG, WAYS, *JOIN)
    done(library, "first", "a")
    [incident] = library.rows(INCIDENTS)
    with at("2026-03-02 11:00"), pytest.raises(HandlerFailed, match="for what can no longer come"):
        retry_incident(library.services, MEG, incident.id)
    assert hangs_at(library) == ["meet"]


def test_one_arrival_too_many_is_an_incident_when_all_else_is_done(library: Library) -> None:
    fork = [start(), gateway("parallel", "fork"), task("a"), task("b"), gateway("parallel", "meet"), end()]
    note = boundary("note", "a", "message:note", False, **HEARD), gateway("exclusive", "merge"), task("after")
    ways = path("begin", "fork", "a", "merge", "meet", "after", "done") + path("note", "merge")
    case = begun(library, *fork, *note, ways, path("fork", "b", "meet"))
    with at("2026-03-02 09:30"):
        library.send(ANN, case, "note", READ)
    done(library, "a", "b")
    assert hangs_at(library) == []
    done(library, "after")
    assert hangs_at(library) == ["meet"]


def test_a_signal_that_nothing_can_throw_any_more_is_one(library: Library) -> None:
    ways = path("begin", "first", "signalled", "done")
    begun(library, start(), task("first"), catch("signalled", "signal:go"), end(), ways)
    done(library, "first")
    assert hangs_at(library) == ["signalled"]


def test_a_stage_that_hangs_inside_is_one_although_a_note_can_be_taken_beside_it(library: Library) -> None:
    stage = sub("stage", *WRONG, WAYS, *JOIN)
    outer = [start("b0"), stage, end("e0"), path("b0", "stage", "e0"), end("noted")]
    note = boundary("note", "stage", "message:note", False, **HEARD), path("note", "noted")
    begun(library, *outer, *note)
    done(library, "first", "a")
    assert hangs_at(library) == ["meet"]


# What can still free it


@pytest.mark.parametrize("waits_for", ["message:stop", "timer:P1D"])
def test_an_event_that_interrupts_the_stage_can_free_it(library: Library, waits_for: str) -> None:
    stage = sub("stage", *WRONG, WAYS, *JOIN)
    outer = [start("b0"), stage, end("e0"), path("b0", "stage", "e0"), end("stopped"), path("stop", "stopped")]
    held = HEARD if waits_for.startswith("message") else {}
    case = begun(library, *outer, boundary("stop", "stage", waits_for, True, **held))
    done(library, "first", "a")
    assert hangs_at(library) == []
    with at("2026-03-04 10:00"):
        library.send(ANN, case, "stop", READ) if held else library.tick()
    assert library.case(case).status == "closed"


def test_a_report_that_may_throw_the_signal_can_free_it(library: Library) -> None:
    aside = event_sub(
        "aside", start("noted", message="note", **HEARD), throw("go", "signal:go"), end("e"), path("noted", "go", "e")
    )
    steps = start(), task("first"), catch("signalled", "signal:go"), end(), path("begin", "first", "signalled", "done")
    case = begun(library, *steps, aside)
    done(library, "first")
    assert hangs_at(library) == []
    with at("2026-03-02 11:00"):
        library.send(ANN, case, "noted", READ)
    assert library.case(case).status == "closed"


def test_a_case_that_waits_for_a_message_or_an_instant_is_none(library: Library) -> None:
    for name, waits_for in (("heard", "message:m"), ("late", "timer:P1D")):
        held = HEARD if name == "heard" else {}
        begun(library, start(), catch(name, waits_for, **held), end(), path("begin", name, "done"))
    assert hangs_at(library) == []
