"""A case walked by hand: complete this task, report that event, let time pass; the clock stands still in between."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Protocol

from engine import clock
from engine.commands.begin_case import NewCase
from engine.commands.complete_user_task import complete_user_task
from engine.commands.report_event import report_event
from engine.commands.services import Actor, Services
from engine.commands.start_case import start_case
from engine.commands.tick import tick
from engine.deadline import compute
from engine.errors import CommandRefused, NotFound
from engine.local_time import require_sensible
from engine.queries.cases import find_case, messages_of, newest_deadline, others_of_child
from engine.queries.people import PersonRow, all_people
from engine.queries.timers import next_due
from engine.queries.work_list import OpenTask, tasks_of_case
from engine.release.release import Release


class Time(Protocol):
    """Where a walk's time comes from: `clock.simulate`, or freezegun in tests."""

    def now(self) -> datetime: ...

    def move_to(self, instant: datetime) -> None: ...

    def frozen(self) -> Any:
        """A context in which the engine sees this time."""


@dataclass(slots=True)
class HeldTime:
    """Time held by the engine's own clock."""

    instant: datetime

    def now(self) -> datetime:
        return self.instant

    def move_to(self, instant: datetime) -> None:
        self.instant = instant

    @contextmanager
    def frozen(self) -> Iterator[None]:
        with clock.simulate(self.instant):
            yield


@dataclass(slots=True)
class Walk:
    """One case, its people and its time. `team_id` is the team that the case belongs to."""

    services: Services
    time: Time
    team_id: str
    reference: str = ""
    _people: list[PersonRow] = field(default_factory=list)

    # Acting

    def start(self, process: str, answers: Mapping[str, object] | None = None, by: str = "") -> str:
        """Start a case, and complete its first task where `answers` are given. Gives the reference."""
        with self.time.frozen():
            actor = self.actor(by) if by else self._starter(process)
            new = NewCase(process, subject="", label="", team_id=self.team_id)
            self.reference = start_case(self.services, actor, new, answers)
        return self.reference

    def complete(self, element: str, answers: Mapping[str, object], by: str = "", place: int = 1) -> None:
        """Complete the open task of this element, the oldest where there are several, or the one in that `place`; by
        whoever it is allocated to, where nobody is named. Raises CommandRefused when none is open.
        """
        with self.time.frozen():
            task = self._task(element, place)
            complete_user_task(self.services, self._doer(task, by), task.id, answers)

    def report(self, event: str, answers: Mapping[str, object], by: str = "") -> None:
        """Report that something has happened."""
        with self.time.frozen():
            node = self.release.definitions.nodes.get(event)
            if node is None or not node.groups:
                raise NotFound(f"the diagram has no event {event} that somebody could report")
            actor = self.actor(by) if by else self._holder(node.groups)
            report_event(self.services, actor, self.reference, event, answers)

    def turn_to(self, process: str) -> None:
        """Go on with the child's newest other case of a process. Raises NotFound."""
        found = self.other_case(process)
        if not found:
            raise NotFound(f"this child has no other case of {process}")
        self.reference = found

    def other_case(self, process: str) -> str:
        """The reference of the child's newest other case of a process, or ""."""
        row = self.row()
        with self.services.database.reading() as connection:
            others = others_of_child(connection, row)
        return next((str(other.reference) for other in others if other.process_id == process), "")

    def until(self, instant: datetime) -> None:
        """Let time pass. What falls due on the way is done at its own instant, in order. Time does not go back."""
        if instant < self.time.now():
            raise CommandRefused(f"time cannot go back from {self.time.now().isoformat()} to {instant.isoformat()}")
        while True:
            due = self._next_due()
            if due is None or due > instant:
                break
            self.time.move_to(max(due, self.time.now()))
            with self.time.frozen():
                failures = tick(self.services).failures
            if failures:
                raise CommandRefused("; ".join(message for _, message in failures))
        self.time.move_to(instant)

    def pass_time(self, length: int, unit: str) -> None:
        """Hours elapse, whatever the clocks do; all else leads to the same time of day on a later date."""
        self.until(later(self.time.now(), length, unit, self.release))

    # Looking

    @property
    def release(self) -> Release:
        """The release of the case, or the newest before it has begun."""
        with self.services.database.reading() as connection:
            if not self.reference:
                return self.services.releases.newest(connection)
            return self.services.releases.get(connection, find_case(connection, self.reference).release_id)

    def row(self) -> Any:
        """The case's row: `facts`, `status`, `outcome`, `stages`, `holders`."""
        with self.services.database.reading() as connection:
            return find_case(connection, self.reference)

    def open(self) -> list[str]:
        """Element ids of the open tasks, in alphabetical order."""
        return sorted(name for name, _ in self._open())

    def open_task(self, element: str) -> OpenTask:
        """The open task of an element."""
        with self.services.database.reading() as connection:
            return self._task_in(connection, element)

    def deadline(self, key: str) -> Any:
        """The newest deadline of a key: `due_at`, `start_at`, `last_day`, `state`, `met_at`."""
        case_id = self.row().id
        with self.services.database.reading() as connection:
            found = newest_deadline(connection, case_id, key)
        if found is None:
            raise NotFound(f"no deadline {key} was started")
        return found

    def messages(self) -> list[Any]:
        """Everything in the outbox: `to_role`, `subject`, `urgent`, `created_at`."""
        case_id = self.row().id
        with self.services.database.reading() as connection:
            return messages_of(connection, case_id)

    # Who

    def actor(self, person: str) -> Actor:
        """A person by id, or by role where only one holds it."""
        for row in self._everybody():
            if row.id == person:
                return _actor(row)
        held = [row for row in self._everybody() if person in row.roles]
        if not held:
            there = ", ".join(row.id for row in self._everybody())
            raise NotFound(f"nobody here is called {person} or holds that role; there are {there}")
        return _actor(held[0])

    def _everybody(self) -> list[PersonRow]:
        if not self._people:
            with self.services.database.reading() as connection:
                self._people = all_people(connection)
        return self._people

    def _starter(self, process: str) -> Actor:
        roles = self.release.settings.get("start_roles", {}).get(process)
        if not roles:
            raise NotFound(f"no role may start {process}; see start_roles in the settings")
        return self._holder(tuple(roles))

    def _doer(self, task: OpenTask, by: str) -> Actor:
        return self.actor(by or task.assignee_id or task.role)

    def _holder(self, roles: tuple[str, ...]) -> Actor:
        holders = self.row().holders if self.reference else {}
        return self.actor(next((holders[role] for role in roles if role in holders), roles[0]))

    def _next_due(self) -> datetime | None:
        with self.services.database.reading() as connection:
            return next_due(connection)

    def _open(self) -> list[tuple[str, OpenTask]]:
        with self.services.database.reading() as connection:
            return [
                (task.element_id, task) for task in tasks_of_case(connection, find_case(connection, self.reference).id)
            ]

    def _task(self, element: str, place: int) -> OpenTask:
        with self.services.database.reading() as connection:
            return self._task_in(connection, element, place)

    def _task_in(self, connection: Any, element: str, place: int = 1) -> OpenTask:
        tasks = tasks_of_case(connection, find_case(connection, self.reference).id)
        found = sorted(
            (task for task in tasks if task.element_id == element), key=lambda task: int(task.id.split("-")[1])
        )
        if 0 < len(found) < place:
            words = f"{len(found)} of {element} {'is' if len(found) == 1 else 'are'} open at"
            raise CommandRefused(f"there is no place {place}: {words} {self.time.now().isoformat()}; 1 is the oldest")
        if not found:
            names = ", ".join(sorted({task.element_id for task in tasks})) or "nothing"
            raise CommandRefused(f"{element} is not open at {self.time.now().isoformat()}; open: {names}")
        return found[place - 1]


def later(now: datetime, length: int, unit: str, release: Release) -> datetime:
    """`length` units after `now`. Hours are counted in UTC; the other units keep London's time of day. Raises
    DeadlineError for an instant in a year that nobody means.
    """
    found = _later(now, length, unit, release)
    require_sensible(found)
    return found


def _later(now: datetime, length: int, unit: str, release: Release) -> datetime:
    if unit == "hours":
        return now.astimezone(UTC) + timedelta(hours=length)
    local = now.astimezone(clock.LONDON)
    if unit in ("days", "weeks"):
        return local + timedelta(**{unit: length})
    last = compute(now, length, unit, release.calendar).last_day
    assert isinstance(last, date)
    return datetime.combine(last, local.time(), clock.LONDON)


def _actor(row: PersonRow) -> Actor:
    return Actor(row.id, row.name, frozenset(row.roles), row.team_id)
