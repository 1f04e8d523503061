"""The running deadlines of a case: started, moved, met or cancelled by the diagram; each with the next step of its
escalation profile.
"""

from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from typing import Any

from engine.deadline_words import in_time
from engine.definitions.elements import Node
from engine.runtime.case_file import chain

CASE = "case."
"""`deadline="case.K8"` keeps a deadline in the case's own scope, so that it outlives the step that started it."""


@dataclass(slots=True)
class DeadlineState:
    """What the case's state keeps of a deadline; the whole, with its explanation, is a row. Instants are ISO text in
    UTC.
    """

    number: int
    key: str
    scope: str
    element: str
    start: str
    due: str
    last_day: str | None
    state: str = "running"
    met_at: str | None = None
    steps: list[list[Any]] = field(default_factory=list)
    """[instant, place in the profile] of the reminders and escalations still to come, soonest first."""
    level: str = ""
    """The embedded sub-process that it ends with; none where it outlives the step that started it."""
    profile: str = "none"
    """The escalation profile that it was started with, kept when it is moved."""
    moved: int = 0
    """How often it was moved; the profile begins anew each time, and its timers have new keys."""

    def packed(self) -> dict[str, Any]:
        """As the state keeps it: its fields, but for those that are as they began."""
        return {name: value for name, first in FIELDS if (value := getattr(self, name)) != first}

    @property
    def next_step(self) -> int:
        """The key of the next step's timer."""
        return self.moved * 1_000 + int(self.steps[0][1])

    def view(self, now: datetime) -> dict[str, Any]:
        """As expressions see it."""
        overdue = self.state == "running" and not in_time(datetime.fromisoformat(self.due), now)
        state = "overdue" if overdue else self.state
        return {"start": self.start, "due": self.due, "last_day": self.last_day, "met_at": self.met_at, "state": state}


@dataclass(slots=True)
class Change:
    """All that one command did to a deadline. `what`: started, moved, stepped, met, cancelled, replaced."""

    deadline: DeadlineState
    what: set[str] = field(default_factory=set)
    detail: dict[str, Any] = field(default_factory=dict)

    def add(self, what: str, detail: dict[str, Any]) -> None:
        """What was told of it before stays told: one command may start it, move it twice and meet it."""
        told = self.detail.get("explanation", ())
        self.what.add(what)
        self.detail = self.detail | detail
        if told and detail.get("explanation"):
            self.detail["explanation"] = [*told, *detail["explanation"]]


FIELDS = tuple((item.name, [] if item.name == "steps" else item.default) for item in fields(DeadlineState))


class Deadlines:
    """By scope and key. `changed` holds those that this command touched, by number."""

    def __init__(self, kept: dict[str, dict[str, DeadlineState]]) -> None:
        self.kept = kept
        self.changed: dict[int, Change] = {}

    def find(self, scope: str, key: str) -> DeadlineState | None:
        """The deadline of that key in the scope, or the nearest around it."""
        bare = key.removeprefix(CASE)
        for at in chain(scope):
            found = self.kept.get(at, {}).get(bare)
            if found is not None:
                return found
        return None

    def start(
        self, node: Node, scope: str, number: int, result: dict[str, Any], steps: list[list[Any]]
    ) -> DeadlineState:
        """A new one; a running one of the same key in the same scope is replaced. Where the same step promises the same
        from the same start again, as after a visit without seeing the child, what runs goes on: how it came about and
        what was told of it stay.
        """
        text = node.deadline
        at, key = ("" if text.startswith(CASE) else scope), text.removeprefix(CASE)
        start, due = canonical_instant(result["start"]), canonical_instant(result["due"])
        before = self.kept.get(at, {}).get(key)
        if before is not None and before.state == "running":
            if (before.element, before.start, before.due) == (node.id, start, due):
                return before
            before.state, before.steps = "replaced", []
            self._note("replaced", before, {})
        new = DeadlineState(number, key, at, node.id, start, due, result["last_day"], steps=steps)
        new.profile = node.properties.get("escalation", "none")
        new.level = "" if text.startswith(CASE) else node.container
        self.kept.setdefault(at, {})[key] = new
        self._note("started", new, result)
        return new

    def move(self, found: DeadlineState, result: dict[str, Any], steps: list[list[Any]]) -> None:
        """A lawful extension: the due instant moves, and what was to come with it."""
        earlier = found.due
        found.moved += 1
        found.due, found.last_day, found.steps = canonical_instant(result["due"]), result["last_day"], steps
        self._note("moved", found, result | {"earlier_due": earlier})

    def end(self, found: DeadlineState, met_at: str | None, late_reason: str = "") -> None:
        """Met at an instant, or cancelled where that is null."""
        found.state, found.met_at, found.steps = ("met" if met_at else "cancelled"), met_at, []
        self._note(found.state, found, {"late_reason": late_reason})

    def stepped(self, found: DeadlineState) -> list[Any]:
        """Take the next reminder or escalation off the list."""
        step = found.steps.pop(0)
        self._note("stepped", found, {})
        return step

    def leave(self, level: str, scope: str) -> None:
        """A sub-process was left: what it promised and has not kept no longer binds anybody."""
        for found in list(self.kept.get(scope, {}).values()):
            if found.level == level and found.state == "running":
                self.end(found, met_at=None)

    def forget(self, living: set[str]) -> None:
        """The scopes that ended take their deadlines with them; one that still ran is cancelled."""
        for scope in [scope for scope in self.kept if scope not in living]:
            for found in self.kept.pop(scope).values():
                if found.state == "running":
                    self.end(found, met_at=None)

    def view(self, scope: str, now: datetime) -> dict[str, Any]:
        """`deadlines` as expressions see it from a scope."""
        found: dict[str, Any] = {}
        for at in chain(scope):
            for key, deadline in self.kept.get(at, {}).items():
                found.setdefault(key, deadline.view(now))
        return found

    def running(self) -> list[DeadlineState]:
        return [found for kept in self.kept.values() for found in kept.values() if found.state == "running"]

    def _note(self, what: str, deadline: DeadlineState, detail: dict[str, Any]) -> None:
        self.changed.setdefault(deadline.number, Change(deadline)).add(what, detail)


def canonical_instant(moment: datetime | str) -> str:
    """An aware instant as fixed-width ISO text in UTC, so that texts compare as instants do."""
    instant = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    return instant.astimezone(UTC).isoformat(timespec="microseconds")
