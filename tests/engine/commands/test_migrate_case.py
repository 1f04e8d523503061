"""A case moves to another release when all that it waits for is there too; else the refusal names what is not."""

import json

import pytest

from engine.commands.migrate_case import migrate_case
from engine.errors import CommandRefused
from engine.release.bundle import Bundle, read_folder
from engine.store.tables import HISTORY, TIMERS
from tests.builders.bpmn import (
    boundary,
    call,
    catch,
    diagram,
    each,
    end,
    event_sub,
    gateway,
    path,
    process,
    start,
    sub,
    user,
)
from tests.sample.library import ANN, BOB, FOLDER, MEG, Library, at, bundle_of

ASK = user("ask", "desk", "acknowledge")
AFTER = user("after", "desk", "acknowledge")
WAYS = path("begin", "ask", "after", "done")
BASE = [start(), ASK, AFTER, end(), WAYS]


def moved(library: Library, before: list[str], after: list[str]) -> str:
    """Start a case on one diagram and move it to the other. Gives its reference."""
    library.publish(bundle_of(main=diagram(process("main", *before))))
    with at("2026-03-02 09:00"):
        case = library.start("main")
    target = library.publish(bundle_of(main=diagram(process("main", *after))))
    with at("2026-03-02 10:00"):
        migrate_case(library.services, MEG, case, target, "a new step")
    return case


def test_a_new_step_further_on_is_taken(library: Library) -> None:
    more = [
        start(),
        ASK,
        user("extra", "desk", "acknowledge"),
        AFTER,
        end(),
        path("begin", "ask", "extra", "after", "done"),
    ]
    case = moved(library, BASE, more)
    with at("2026-03-02 11:00"):
        library.complete(ANN, "ask")
    assert [row.element_id for row in library.open()] == ["extra"]
    event = library.rows(HISTORY)[1]
    releases = json.loads(event.payload)["detail"]
    assert (event.kind, event.actor_id, releases["reason"]) == ("migrated", "meg", "a new step")
    assert releases["to"] == library.case(case).release_id == releases["from"] + 1


def test_an_open_task_is_drawn_anew_in_the_words_of_the_release(library: Library) -> None:
    renamed = user("ask", "manager", "complaint").replace('name="Ask"', 'name="Ask again"')
    moved(library, BASE, [start(), renamed, AFTER, end(), WAYS])
    [task] = library.open()
    # the role was not used when the case began, so nobody holds it yet
    assert (task.name, task.role, task.form_id, task.assignee_id) == ("Ask again", "manager", "complaint", None)
    with at("2026-03-02 11:00"):
        library.complete(MEG, "ask", {"made_on": "2026-03-01", "words": "slow"})
    assert [row.element_id for row in library.open()] == ["after"]


STAGE = sub("stage", start("b"), user("inside", "desk", "acknowledge"), end("d"), path("b", "inside", "d"))
IN_STAGE = [start(), STAGE, AFTER, end(), path("begin", "stage", "after", "done")]
PAUSED = [start(), catch("pause", "timer:PT2H"), AFTER, end(), path("begin", "pause", "after", "done")]
GUARDED = [*BASE, boundary("late", "ask", "timer:PT2H"), path("late", "after")]
MOVED = [*BASE, boundary("late", "after", "timer:PT2H"), user("x", "desk", "acknowledge"), path("late", "x", "done")]
OTHER_KIND = [start(), sub("ask", start("b"), end("d"), path("b", "d")), AFTER, end(), WAYS]
NOTED = start("noted", message="note", form="acknowledge", candidateGroups="desk")
ASIDE = event_sub("aside", NOTED, user("look", "desk", "acknowledge"), end("seen"), path("noted", "look", "seen"))
PLAIN = sub("aside", start("noted"), end("seen"), path("noted", "seen"))
ON_THE_PATH = [start(), ASK, AFTER, PLAIN, end(), path("begin", "ask", "after", "aside", "done")]
REPEATED = [start(), each(ASK, "=[1, 2]"), AFTER, end(), WAYS]

TWO = [catch("a", "message:a", form="acknowledge", candidateGroups="desk"), catch("b", "timer:PT5H")]
FIRST = [
    start(),
    gateway("eventBased", "pick"),
    *TWO,
    end(),
    path("begin", "pick", "a", "done") + path("pick", "b", "done"),
]
RENAMED = [
    start(),
    gateway("eventBased", "choose"),
    *TWO,
    end(),
    path("begin", "choose", "a", "done") + path("choose", "b", "done"),
]
REMINDED = [*BASE, boundary("nudge", "ask", "timer:PT30M", interrupting=False), path("nudge", "done")]
"""Its timer has fired by 10:00, and only what it stood on is left."""


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        (BASE, [start(), AFTER, end(), path("begin", "after", "done")], "is no Ask (ask)"),
        (IN_STAGE, BASE, "is no process or sub-process stage"),
        (BASE, OTHER_KIND, "Ask (ask) is a subProcess"),
        (PAUSED, [PAUSED[0], catch("pause", "message:m"), *PAUSED[2:]], "(pause) waits for a message, not a timer"),
        (GUARDED, BASE, "is no Late (late)"),
        (GUARDED, MOVED, "Late (late) stands on"),
        ([*BASE, ASIDE], BASE, "is no Aside (aside) that could be reported"),
        ([*BASE, ASIDE], ON_THE_PATH, "is no Aside (aside) that could be reported"),
        (FIRST, RENAMED, "is no Pick (pick)"),
        (REMINDED, BASE, "has no event on Ask (ask)"),
        (REPEATED, BASE, "Ask (ask) is a userTask that does not run in the same way"),
        (BASE, REPEATED, "Ask (ask) is a userTask that does not run in the same way"),
    ],
)
def test_what_has_no_place_there_is_named_and_the_case_stays(
    library: Library, before: list[str], after: list[str], named: str
) -> None:
    with pytest.raises(CommandRefused) as refused:
        moved(library, before, after)
    assert named in str(refused.value)
    assert [row.kind for row in library.rows(HISTORY)] == ["case_started"]


def test_an_event_sub_process_that_is_there_too_goes_on_being_reported(library: Library) -> None:
    other = ASIDE.replace('id="noted"', 'id="told"').replace('"noted__look"', '"told__look"')
    case = moved(library, [*BASE, ASIDE], [*BASE, other.replace('sourceRef="noted"', 'sourceRef="told"')])
    with at("2026-03-02 11:00"):
        library.send(ANN, case, "told", {"read": True})
    assert [row.element_id for row in library.open()] == ["ask", "look"]


def test_a_move_to_the_release_that_it_is_on_is_refused_in_words(library: Library) -> None:
    target = library.publish(bundle_of(main=diagram(process("main", *BASE))))
    with at("2026-03-02 09:00"):
        case = library.start("main")
    with pytest.raises(CommandRefused, match=f"is on release {target} already"):
        migrate_case(library.services, MEG, case, target, "again")
    assert [row.kind for row in library.rows(HISTORY)] == ["case_started"]


def test_every_missing_element_is_named_at_once(library: Library) -> None:
    fork = [start(), gateway("parallel", "fork"), ASK, AFTER, gateway("parallel", "meet"), end()]
    ways = path("begin", "fork", "ask", "meet", "done") + path("fork", "after", "meet")
    other = [start(), user("other", "desk", "acknowledge"), end(), path("begin", "other", "done")]
    with pytest.raises(CommandRefused, match=r"is no Ask \(ask\); is no After \(after\)"):
        moved(library, [*fork, ways], other)


def test_a_join_that_would_wait_for_a_way_never_taken_is_refused(library: Library) -> None:
    fork = [start(), gateway("parallel", "fork"), ASK, AFTER, gateway("parallel", "meet"), end()]
    two = path("begin", "fork", "ask", "meet", "done") + path("fork", "after", "meet")
    third = [*fork, user("third", "desk", "acknowledge"), two, path("fork", "third", "meet")]
    with pytest.raises(CommandRefused, match="meet joins other ways than those that are under way"):
        moved(library, [*fork, two], third)


def test_a_boundary_event_that_is_new_on_a_running_activity_is_heard(library: Library) -> None:
    found = boundary("found", "ask", "message:found", form="acknowledge", candidateGroups="desk")
    late = boundary("late", "ask", "timer:PT2H", interrupting=False)
    more = [*BASE, found, late, user("x", "desk", "acknowledge"), path("found", "x", "done"), path("late", "done")]
    case = moved(library, BASE, more)
    # moved at 10:00, two hours from then
    assert [row.due_at.isoformat()[:16] for row in library.rows(TIMERS, state="waiting")] == ["2026-03-02T12:00"]
    with at("2026-03-02 11:00"):
        library.send(BOB, case, "found")
    assert [row.element_id for row in library.open()] == ["x"]
    assert [row.state for row in library.rows(TIMERS)] == ["cancelled"]


def test_a_running_called_process_moves_with_its_case(library: Library) -> None:
    ring = [start(), call("ring", "other"), end(), path("begin", "ring", "done")]
    other = process("other", start("b"), user("choose", "desk", "acknowledge"), end("d"), path("b", "choose", "d"))
    longer = process(
        "other", start("b"), user("choose", "desk", "acknowledge"), AFTER, end("d"), path("b", "choose", "after", "d")
    )
    library.publish(bundle_of(main=diagram(process("main", *ring), other)))
    with at("2026-03-02 09:00"):
        case = library.start("main")
    target = library.publish(bundle_of(main=diagram(process("main", *ring), longer)))
    migrate_case(library.services, MEG, case, target, "a longer call")
    with at("2026-03-02 11:00"):
        library.complete(ANN, "choose")
    assert [row.element_id for row in library.open()] == ["after"]


def changed(old: bytes, new: bytes) -> Bundle:
    """The sample's own files with one change in its settings."""
    files = read_folder(FOLDER).files
    name = "processes/settings.yaml"
    assert old in files[name]
    return Bundle(files | {name: files[name].replace(old, new)})


def test_reminders_follow_the_profile_of_the_new_release(library: Library) -> None:
    with at("2026-03-02 09:00"):
        case = library.report_loss()
    target = library.publish(changed(b'{at: "50%", to: [owner]}', b'{at: "75%", to: [owner]}'))
    with at("2026-03-03 09:00"):
        migrate_case(library.services, MEG, case, target, "remind later")
    due = {row.element_id: row.due_at.isoformat()[:16] for row in library.rows(TIMERS, state="waiting")}
    # three quarters of the 8 days from 2 March 00:00 to 10 March 00:00 is 8 March 00:00
    assert due["start_search"] == "2026-03-08T00:00"


def test_a_profile_that_is_gone_reminds_no_more(library: Library) -> None:
    with at("2026-03-02 09:00"):
        case = library.report_loss()
    files = read_folder(FOLDER).files
    fewer = files["processes/settings.yaml"].replace(
        b'    - {at: "+1 working day", to: [head], subject: Still overdue, urgent: true}\n', b""
    )
    target = library.publish(Bundle(files | {"processes/settings.yaml": fewer}))
    with at("2026-03-03 09:00"):
        migrate_case(library.services, MEG, case, target, "less noise")
    with at("2026-03-20 09:00"):
        assert library.tick().failures == ()
    assert library.case(case).next_due is None
