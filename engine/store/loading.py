"""A case out of the database, ready to run: locked, unpacked, with everything that its next save will compare
against.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import Connection, Executable, Row, bindparam, exists, select

from engine import clock
from engine.errors import NotFound
from engine.release.release import Release
from engine.runtime import codec
from engine.runtime.case_file import Answers
from engine.runtime.deadlines import Deadlines, DeadlineState
from engine.runtime.run import CaseAsked, Run, Setting
from engine.runtime.specs.lean import scope_of
from engine.runtime.workflow import CaseWorkflow
from engine.store.releases import Releases
from engine.store.tables import ANSWERS, CASES, DRAFTS, INCIDENTS

TimerKey: TypeAlias = tuple[str, int, int]
"""(kind, number, step): `event` timers have step 0; a deadline's timer has its place in the escalation profile."""

LOAD_CASE = (
    select(
        CASES,
        exists().where(DRAFTS.c.case_id == CASES.c.id).label("has_drafts"),
        exists().where(INCIDENTS.c.case_id == CASES.c.id, INCIDENTS.c.resolved_at.is_(None)).label("has_incidents"),
    )
    .where(CASES.c.id == bindparam("case"))
    .with_for_update(of=CASES, key_share=True)
)
FETCH_ANSWERS = select(ANSWERS.c.number, ANSWERS.c.value).where(
    ANSWERS.c.case_id == bindparam("case"), ANSWERS.c.number.in_(bindparam("numbers", expanding=True))
)
ENCODE_STATE = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode


class AnswerRows:
    """Fetches a case's answers by number."""

    def __init__(self, connection: Connection, case_id: int) -> None:
        self.connection, self.case_id = connection, case_id

    def fetch(self, numbers: Sequence[int]) -> dict[int, Any]:
        wanted = _padded(list(numbers))
        found = self.connection.execute(FETCH_ANSWERS, {"case": self.case_id, "numbers": wanted})
        return {row.number: row.value for row in found}


def _padded(numbers: list[int]) -> list[int]:
    """As many as the next power of two, by repeating the last: a handful of statements that the database knows, where
    each length would be a new one.
    """
    return numbers + numbers[-1:] * ((1 << (len(numbers) - 1).bit_length()) - len(numbers))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRow:
    """What the row of a case that has just begun has of its own; the first save inserts it."""

    id: int
    reference: str
    process_id: str
    subject: str
    label: str
    team_id: str | None
    linked_case_id: int | None
    holders: dict[str, str]
    started_at: datetime
    version: int = 0
    outcome: str = ""
    passed: str = ""
    next_due: datetime | None = None
    ended_at: datetime | None = None


@dataclass(slots=True)
class LoadedCase:
    """One case inside one transaction."""

    connection: Connection
    row: Row[Any] | NewRow
    release: Release
    run: Run
    workflow: CaseWorkflow
    failed: set[TimerKey]
    """Timers whose firing raised; they wait for a person to retry, not for the clock."""
    open_before: dict[int, int | None] = field(default_factory=dict)
    """Open user tasks as last saved: number -> number of the deadline that is its due."""
    timers_before: dict[TimerKey, str] = field(default_factory=dict)
    """Waiting timers as last saved, with their instants as ISO text."""
    holders: dict[str, str] = field(default_factory=dict)
    """Who is allocated in which role, as this command leaves it."""
    seq: int = 0
    head: str = ""
    begun: datetime | None = None
    """When whoever acts asked to, before they waited for the case: it makes nobody late."""
    actor_id: str = "system"
    """Whose command this is; tasks that it closes are closed by them."""
    completed: int | None = None
    """The number of the user task that the command completes; others that end with it are withdrawn."""
    completed_now: dict[str, None] = field(default_factory=dict)
    """Ids of the elements that this command's events completed, in their order."""
    writes: dict[tuple[Any, tuple[str, ...]], list[dict[str, Any]]] = field(default_factory=dict)
    """Rows that wait for the save, by statement and columns."""
    asked: list[CaseAsked] = field(default_factory=list)
    """Cases that this command's steps have asked for; they are opened once this one is saved."""
    has_drafts: bool = True
    """Whether anybody keeps a draft on this case, so that a command need not look for one to discard."""
    has_incidents: bool = True
    """Whether anything that failed on this case is open, so that a command need not look for what it settles."""

    @property
    def id(self) -> int:
        return int(self.row.id)

    def later(self, statement: Executable, rows: list[dict[str, Any]]) -> None:
        """Write rows when the case is saved, together with others of the same statement."""
        for row in rows:
            self.writes.setdefault((statement, tuple(row)), []).append(row)


def load_case(connection: Connection, releases: Releases, case_id: int, now: datetime | None = None) -> LoadedCase:
    """Lock and load a case by its row id. Where no instant is given, it is `now` once the case is locked: who is second
    is later too. Raises NotFound.
    """
    row = connection.execute(LOAD_CASE, {"case": case_id}).one_or_none()
    if row is None:
        raise NotFound(f"there is no case {case_id}")
    loaded = unpack_case(connection, row, releases.get(connection, row.release_id), now or clock.now())
    loaded.has_drafts, loaded.has_incidents = bool(row.has_drafts), bool(row.has_incidents)
    return loaded


def unpack_case(connection: Connection, row: Row[Any], release: Release, now: datetime) -> LoadedCase:
    """The case of a row, under a release; the migrate command gives another than the row's own."""
    state = json.loads(row.state)
    answers = Answers(state["a"], state["k"], AnswerRows(connection, row.id))
    kept = {
        scope: {key: DeadlineState(**values) for key, values in found.items()} for scope, found in state["d"].items()
    }
    setting = Setting(release.settings, release.calendar)
    run = Run(setting, row.reference, dict(row.facts), answers, Deadlines(kept), dict(state["s"]), now)
    workflow = codec.load(state["w"], release.compiled, run)
    failed: set[TimerKey] = {(kind, number, step) for kind, number, step in state["f"]}
    loaded = LoadedCase(connection, row, release, run, workflow, failed, holders=dict(row.holders))
    loaded.seq, loaded.head = row.history_length, row.history_head
    waiting = list(workflow.waiting())
    loaded.open_before = open_tasks(loaded, waiting)
    loaded.timers_before = waiting_timers(loaded, waiting)
    return loaded


def pack_state(loaded: LoadedCase) -> str:
    """Everything that runs, as compact JSON."""
    run = loaded.run
    deadlines = {
        scope: {key: found.packed() for key, found in kept.items()}
        for scope, kept in run.deadlines.kept.items()
        if kept
    }
    state = {
        "w": loaded.workflow.prepared or codec.dump(loaded.workflow),
        "a": run.answers.references,
        "k": run.answers.given,
        "d": deadlines,
        "s": run.stages,
        "f": sorted(loaded.failed),
    }
    return ENCODE_STATE(state)


def open_tasks(loaded: LoadedCase, waiting: list[Any]) -> dict[int, int | None]:
    """Of all that the case waits for the open user tasks by number, with the number of the deadline that is its due."""
    found: dict[int, int | None] = {}
    for task in waiting:
        if task.task_spec.manual:
            deadline = deadline_of(loaded, task)
            found[task.internal_data["n"]] = deadline.number if deadline else None
    return found


def deadline_of(loaded: LoadedCase, task: Any) -> DeadlineState | None:
    """The running deadline that is a user task's due."""
    key = task.task_spec.node.deadline
    found = loaded.run.deadlines.find(scope_of(task), key) if key else None
    return found if found is not None and found.state == "running" else None


def waiting_timers(loaded: LoadedCase, waiting: list[Any]) -> dict[TimerKey, str]:
    """All instants that the case waits for, but for those that failed."""
    return {key: due for key, due in all_timers(loaded, waiting).items() if key not in loaded.failed}


def all_timers(loaded: LoadedCase, waiting: list[Any]) -> dict[TimerKey, str]:
    """All instants that the case waits for, those too that failed and wait for a person."""
    found: dict[TimerKey, str] = {}
    for task in waiting:
        if "due" in task.internal_data:
            found["event", task.internal_data["n"], 0] = task.internal_data["due"]
    for deadline in loaded.run.deadlines.running():
        if deadline.steps:
            found["deadline", deadline.number, deadline.next_step] = deadline.steps[0][0]
    return found
