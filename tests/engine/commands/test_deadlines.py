"""Deadlines on a case: met on the day that counts, late with a reason, moved with all that hangs on them."""

import pytest

from engine.errors import HandlerFailed, InvalidAnswers
from engine.store.tables import DEADLINES, HISTORY, INCIDENTS, OUTBOX, TIMERS
from tests.builders.bpmn import boundary, diagram, end, path, process, service, start, user
from tests.sample.library import ANN, MEG, Library, at, bundle_of

# Lost on Monday 2 March, 5 working days: 3, 4, 5, 6, 9 March. Due with the end of Monday 9 March = 10 March 00:00.
DUE = "2026-03-10T00:00"


def reported(library: Library) -> str:
    with at("2026-03-02 09:00"):
        return library.report_loss()


def test_the_task_is_due_with_its_deadline(library: Library) -> None:
    reported(library)
    [task] = library.open(element_id="look_at_shelves")
    assert task.due_at.isoformat()[:16] == DUE
    [deadline] = library.rows(DEADLINES)
    assert (deadline.key, deadline.state, str(deadline.last_day)) == ("search", "running", "2026-03-09")
    assert deadline.detail["explanation"]


def test_completed_in_time_it_is_met(library: Library) -> None:
    reported(library)
    with at("2026-03-09 23:59"):
        library.complete(ANN, "look_at_shelves", {"seen": "no", "looked_on": "2026-03-09"})
    [deadline] = library.rows(DEADLINES)
    assert (deadline.state, deadline.late_reason) == ("met", "")


def test_completed_late_it_needs_a_reason_and_nothing_is_lost(library: Library) -> None:
    case = reported(library)
    with at("2026-03-11 09:00"):
        library.tick()
        before = library.case(case)
        with pytest.raises(InvalidAnswers, match="late_reason: Enter why this is late"):
            library.complete(ANN, "look_at_shelves", {"seen": "no", "looked_on": "2026-03-11"})
        assert library.case(case) == before
        answers = {"seen": "no", "looked_on": "2026-03-11", "late_reason": "the shelves were being painted"}
        library.complete(ANN, "look_at_shelves", answers)
    [deadline] = library.rows(DEADLINES)
    assert (deadline.state, deadline.late_reason) == ("met", "the shelves were being painted")


@pytest.mark.parametrize(
    ("reason", "says"),
    [
        ("\u200b", "Enter why this is late"),
        ("\u2800 \u3164", "Enter why this is late"),
        (" \u2060\n", "Enter why this is late"),
        ("\0", "Enter why this is late"),
        ("x" * 2001, "Why this is late must be 2,000 characters or fewer"),
    ],
    ids=["zero-width space", "letters that are blank", "word joiner", "null character", "one letter too many"],
)
def test_a_reason_that_nobody_could_read_is_asked_for_again(library: Library, reason: str, says: str) -> None:
    case = reported(library)
    with at("2026-03-11 09:00"):
        library.tick()
        before = library.case(case)
        with pytest.raises(InvalidAnswers, match=f"late_reason: {says}"):
            library.complete(ANN, "look_at_shelves", {"seen": "no", "looked_on": "2026-03-11", "late_reason": reason})
        assert library.case(case) == before
    assert library.rows(INCIDENTS) == []


def test_a_reason_is_kept_without_what_a_database_refuses(library: Library) -> None:
    longest = "x" * 1995 + "\r\n" + "y" * 4  # 2,000 characters: the two of a line's end are kept as one
    for reason, kept in (("be\0cause ", "because"), (longest, "x" * 1995 + "\n" + "y" * 4)):
        library.empty()
        reported(library)
        with at("2026-03-11 09:00"):
            library.complete(ANN, "look_at_shelves", {"seen": "no", "looked_on": "2026-03-11", "late_reason": reason})
        assert [row.late_reason for row in library.rows(DEADLINES)] == [kept]


def test_done_in_time_and_recorded_late_it_is_not_late(library: Library) -> None:
    reported(library)
    with at("2026-03-20 09:00"):
        library.complete(ANN, "look_at_shelves", {"seen": "no", "looked_on": "2026-03-09"})
    [deadline] = library.rows(DEADLINES)
    # a day lasts to its end: 9 March, until the midnight after
    assert (deadline.state, deadline.met_at.isoformat()[:10], deadline.late_reason) == ("met", "2026-03-10", "")


def test_reminders_go_out_at_their_instants_and_stop_when_it_is_met(library: Library) -> None:
    reported(library)
    for instant in ("2026-03-06 00:01", "2026-03-10 00:01", "2026-03-11 00:01"):
        with at(instant):
            library.tick()
    # half of the 8 days from 2 March 00:00 is 6 March 00:00; due; one working day after: the end of 10 March
    told = [(row.to_role, row.subject, row.urgent) for row in library.rows(OUTBOX) if row.kind == "deadline"]
    assert told == [
        ("desk", "Reminder: Start search", False),
        ("desk", "Overdue: Start search", False),
        ("manager", "Overdue: Start search", False),
        ("head", "Still overdue: Start search", True),
    ]


def test_moved_its_task_and_its_timers_move_with_it(library: Library) -> None:
    case = reported(library)
    with at("2026-03-05 09:00"):
        library.send(MEG, case, "ask_for_time", {"days": 10, "reason": "a holiday"})
    # ten working days from Monday 2 March: 3-6, 9-13, 16 March; due at the midnight after
    moved = "2026-03-17T00:00"
    [task] = library.open(element_id="look_at_shelves")
    assert task.due_at.isoformat()[:16] == moved
    [deadline] = library.rows(DEADLINES)
    assert (deadline.due_at.isoformat()[:16], deadline.state) == (moved, "running")
    waiting = {row.element_id: row.due_at.isoformat()[:16] for row in library.rows(TIMERS, state="waiting")}
    assert waiting["search_is_late"] == moved
    # half of the 15 days from 2 to 17 March is 9 March 12:00
    assert waiting["start_search"] == "2026-03-09T12:00"
    with at("2026-03-10 00:01"):
        library.tick()
    assert [row.subject for row in library.rows(OUTBOX)] == ["Reminder: Start search"]


def test_moved_twice_its_explanation_tells_all_three_dates_and_both_reasons(library: Library) -> None:
    case = reported(library)
    for day, days, reason in (("2026-03-05", 10, "a holiday"), ("2026-03-06", 12, "the painters stay")):
        with at(f"{day} 09:00"):
            library.send(MEG, case, "ask_for_time", {"days": days, "reason": reason})
    [deadline] = library.rows(DEADLINES)
    told = " ".join(deadline.detail["explanation"])
    # 5, 10 and 12 working days from Monday 2 March end on the 9th, the 16th and the 18th
    in_order = ["Monday 9 March", "moved: a holiday", "Monday 16 March", "moved: the painters", "Wednesday 18 March"]
    places = [told.index(words) for words in in_order]
    assert places == sorted(places)


FIVE_HOURS = service("promise", "deadlines.start", {"start": "=now()", "length": "=5", "unit": "hours"}, deadline="K")


def extension(name: str, hours: int, reason: str) -> str:
    given = {"length": f"={hours}", "unit": "hours", "reason": reason}
    return service(name, "deadlines.move", given, deadline="K")


def once_checked(library: Library, *steps: str) -> tuple[str, str, str]:
    """A promise of five hours from 09:00 on Monday 2 March; a task done at 10:00 takes these steps. State, due and
    explanation of its row."""
    names = [step.split('id="', 1)[1].split('"', 1)[0] for step in steps]
    ways = path("begin", "promise", "check", *names, "after", "done")
    parts = (start(), FIVE_HOURS, user("check", "desk", "acknowledge"), *steps, user("after", "desk", "acknowledge"))
    library.publish(bundle_of(main=diagram(process("main", *parts, end(), ways))))
    with at("2026-03-02 09:00"):
        library.start("main")
    with at("2026-03-02 10:00"):
        library.complete(ANN, "check", {"read": True})
    [row] = library.rows(DEADLINES)
    return row.state, row.due_at.isoformat()[:16], " ".join(row.detail["explanation"])


def test_moved_twice_by_one_command_it_tells_both_reasons(library: Library) -> None:
    state, due, told = once_checked(library, extension("first", 50, "a holiday"), extension("second", 100, "paint"))
    assert (state, due) == ("running", "2026-03-06T13:00")  # 100 hours: four days and four hours
    assert told.index("2pm on Monday 2 March") < told.index("a holiday") < told.index("paint")


def test_moved_and_met_by_one_command_it_tells_why_it_was_moved(library: Library) -> None:
    stopped = service("stop", "deadlines.stop", {"met": "=true"}, deadline="K")
    state, due, told = once_checked(library, extension("first", 50, "a holiday"), stopped)
    assert (state, due) == ("met", "2026-03-04T11:00")
    assert "a holiday" in told


def test_moved_and_told_of_by_one_late_tick_its_row_has_the_new_instant(library: Library) -> None:
    """Due at 14:00; a timer at 10:00 moves it to 16:00; the server, back at 17:00, tells that it is overdue."""
    promise = service(
        "promise",
        "deadlines.start",
        {"start": "=now()", "length": "=5", "unit": "hours"},
        deadline="K",
        escalation="standard",
    )
    late = boundary("more", "check", "timer:PT1H", interrupting=False)
    ways = path("begin", "promise", "check", "done") + path("more", "first", "moved")
    parts = (
        start(),
        promise,
        user("check", "desk", "acknowledge"),
        late,
        extension("first", 7, "more"),
        end(),
        end("moved"),
    )
    library.publish(bundle_of(main=diagram(process("main", *parts, ways))))
    with at("2026-03-02 09:00"):
        library.start("main")
    with at("2026-03-02 17:00"):
        library.tick()
    [row] = library.rows(DEADLINES)
    assert [row.kind for row in library.rows(HISTORY)][-1] == "deadline_step"
    assert row.due_at.isoformat()[:16] == "2026-03-02T16:00"


def test_hours_that_are_met_on_their_day_are_met_in_time(library: Library) -> None:
    """Due at 14:00; a date has no hour, and the day on which it is due is in time: not met at the midnight after."""
    met = user("check", "desk", "acknowledge", deadline="K", metOn='="2026-03-02"')
    parts = (start(), FIVE_HOURS, met, end(), path("begin", "promise", "check", "done"))
    library.publish(bundle_of(main=diagram(process("main", *parts))))
    with at("2026-03-02 09:00"):
        library.start("main")
    with at("2026-03-03 09:00"):
        library.complete(ANN, "check", {"read": True})
    [row] = library.rows(DEADLINES)
    assert (row.state, row.met_at, row.late_reason) == ("met", row.due_at, "")


def test_a_day_that_is_none_is_an_incident_that_names_the_step(library: Library) -> None:
    """Nobody knows before the case runs what the expression gives."""
    met = user("check", "desk", "acknowledge", deadline="K", metOn='="in " + "words"')
    parts = (start(), FIVE_HOURS, met, end(), path("begin", "promise", "check", "done"))
    library.publish(bundle_of(main=diagram(process("main", *parts))))
    with at("2026-03-02 09:00"):
        library.start("main")
        with pytest.raises(HandlerFailed):
            library.complete(ANN, "check", {"read": True})
    [incident] = library.rows(INCIDENTS)
    assert (incident.element_id, incident.handler) == ("check", "metOn")
    assert 'failed: ="in " + "words": \'in words\' is not a date or time.' in incident.message
    assert [row.element_id for row in library.open()] == ["check"]


def test_when_the_case_closes_what_ran_is_cancelled(library: Library) -> None:
    case = reported(library)
    with at("2026-03-03 09:00"):
        library.send(ANN, case, "book_found", {"where": "home"})
    [deadline] = library.rows(DEADLINES)
    assert deadline.state == "cancelled"
    assert {row.state for row in library.rows(TIMERS)} == {"cancelled"}
    assert library.case(case).next_due is None
    with at("2026-05-01 09:00"):
        assert library.tick().cases == 0
