"""Whoever waits for a case that another person has at that moment: their events stand in the order in which they got
it, and nobody is late for having waited.
"""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import event

from engine import clock
from engine.commands.incidents import set_timer_aside
from engine.store.tables import CASES, DEADLINES, HISTORY, INCIDENTS, TIMERS
from tests.builders.bpmn import boundary, diagram, end, gateway, path, process, service, start, user
from tests.sample.handlers import FAILING
from tests.sample.library import ANN, BOB, Library, at, bundle_of

SIDE_BY_SIDE = process(
    "main",
    start(),
    gateway("parallel", "fork"),
    user("one", "desk", "acknowledge"),
    user("two", "desk", "acknowledge"),
    gateway("parallel", "join"),
    end(),
    path("begin", "fork", "one", "join", "done") + path("fork", "two", "join"),
)
IN_FIVE_HOURS = process(
    "main",
    start(),
    service("promise", "deadlines.start", {"start": "=now()", "length": "=5", "unit": "hours"}, deadline="K"),
    user("check", "desk", "acknowledge", deadline="K"),
    end(),
    path("begin", "promise", "check", "done"),
)
CHASED = process(
    "main",
    start(),
    user("check", "desk", "acknowledge"),
    boundary("late", "check", "timer:PT1H", interrupting=False),
    service("chase", "sample.may_fail", {"step": "chase"}),
    end(),
    end("chased"),
    path("begin", "check", "done") + path("late", "chase", "chased"),
)


class Watch:
    """A clock that the test sets."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(clock, "now", lambda: self.instant)

    def set(self, time: str) -> None:
        self.instant = datetime.fromisoformat(f"2026-03-02T{time}+00:00")


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    found = Watch(monkeypatch)
    found.set("09:00:00")
    return found


def before_its_transaction(library: Library, monkeypatch: pytest.MonkeyPatch, happens: Callable[[], None]) -> None:
    """Something happens between the click and the moment at which the database lets this person write."""
    real = library.database.transaction

    def waits() -> Any:
        monkeypatch.setattr(library.database, "transaction", real)
        happens()
        return real()

    monkeypatch.setattr(library.database, "transaction", waits)


def test_history_does_not_run_backwards(library: Library, watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bob clicks at 10:00:00. Ann, who clicks five seconds later, gets the case first."""
    library.publish(bundle_of(main=diagram(SIDE_BY_SIDE)))
    library.start("main")

    def ann_is_first() -> None:
        watch.set("10:00:05")
        library.complete(ANN, "one", {"read": True})
        watch.set("10:00:06")

    watch.set("10:00:00")
    before_its_transaction(library, monkeypatch, ann_is_first)
    library.complete(BOB, "two", {"read": True})
    assert [(row.actor_id, f"{row.at:%H:%M:%S}") for row in library.rows(HISTORY)] == [
        ("ann", "09:00:00"),
        ("ann", "10:00:05"),
        ("bob", "10:00:06"),
    ]


@pytest.mark.parametrize("asks", ["cases.state", "person_roles"], ids=["to act on a case", "to start one"])
def test_the_clock_is_read_once_nobody_else_can_be_first(library: Library, watch: Watch, asks: str) -> None:
    """Half a minute passes before the row of the case, or the next case's number, is theirs."""
    library.publish(bundle_of(main=diagram(SIDE_BY_SIDE)))
    if asks == "cases.state":
        library.start("main")

    def wait(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if asks in statement:
            watch.set("10:00:30")

    watch.set("10:00:00")
    event.listen(library.database.engine, "before_cursor_execute", wait)
    try:
        library.complete(BOB, "two", {"read": True}) if asks == "cases.state" else library.start("main")
    finally:
        event.remove(library.database.engine, "before_cursor_execute", wait)
    assert f"{library.rows(HISTORY)[-1].at:%H:%M:%S}" == "10:00:30"
    assert f"{library.rows(CASES)[0].started_at:%H:%M:%S}" == ("09:00:00" if asks == "cases.state" else "10:00:30")


def test_nobody_is_late_for_having_waited(library: Library, watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    """Due five hours after 09:00, at 14:00. Ann clicks a second before, and gets the case a second after it."""
    library.publish(bundle_of(main=diagram(IN_FIVE_HOURS)))
    library.start("main")
    watch.set("13:59:59")
    before_its_transaction(library, monkeypatch, lambda: watch.set("14:00:01"))
    assert library.complete(ANN, "check", {"read": True}).case_closed
    [deadline] = library.rows(DEADLINES)
    assert (deadline.state, deadline.late_reason, f"{deadline.met_at:%H:%M:%S}") == ("met", "", "13:59:59")
    completed = library.rows(HISTORY)[-1]
    assert f"{completed.at:%H:%M:%S}" == "14:00:01"
    assert "first_tried" not in json.loads(completed.payload)["detail"]  # nothing was done again


def test_a_timer_that_another_fired_meanwhile_is_not_set_aside(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tick fails at its step; before it can say so, the cause is mended and another machine's tick fires it."""
    library.publish(bundle_of(main=diagram(CHASED)))
    with at("2026-03-02 09:00"):
        library.start("main")

    def too_late(*failed: Any) -> None:
        monkeypatch.setattr("engine.commands.on_case.set_timer_aside", set_timer_aside)
        FAILING.clear()
        library.tick()
        set_timer_aside(*failed)

    monkeypatch.setattr("engine.commands.on_case.set_timer_aside", too_late)
    FAILING.add("chase")
    with at("2026-03-02 10:00"):
        assert library.tick().failures == ()
    assert [(row.state, f"{row.fired_at:%H:%M}") for row in library.rows(TIMERS)] == [("fired", "10:00")]
    assert library.rows(INCIDENTS) == []
    assert [row.kind for row in library.rows(HISTORY)] == ["case_started", "timer_fired"]
