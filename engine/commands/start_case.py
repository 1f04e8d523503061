"""Start a case of one process for one child."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from engine import clock
from engine.commands.complete_user_task import complete_within
from engine.commands.services import Actor, Services
from engine.commands.twice import just_started, others_open
from engine.errors import AnotherIsOpen, NotAllowed, NotFound
from engine.release.release import Release
from engine.runtime.case_file import Answers
from engine.runtime.deadlines import Deadlines
from engine.runtime.run import Run, Setting
from engine.store.chain import FIRST
from engine.store.history import Happening, append_event
from engine.store.loading import AnswerRows, LoadedCase, NewRow, load_case
from engine.store.releases import NEWEST_ID
from engine.store.saving import save_case
from engine.store.tables import ALLOCATIONS, CASES, PEOPLE, ROLES
from engine.store.teams import DIVISION, resolve

A_SECOND = "start_a_second"
"""An extra answer: this child has such a case open already, and is to have another all the same."""
STARTING = 7_204_520
"""PostgreSQL's advisory lock for giving a case its number."""
LOCK_NUMBERS = select(func.pg_advisory_xact_lock(STARTING))
LAST_NUMBER = select(func.max(CASES.c.id))
ALLOCATE = insert(ALLOCATIONS).inline()
LOOK_AROUND = (
    select(
        ROLES.c.role,
        PEOPLE.c.team_id,
        func.min(PEOPLE.c.id),
        func.count(),
        DIVISION.scalar_subquery(),
        LAST_NUMBER.scalar_subquery(),
        NEWEST_ID.scalar_subquery(),
    )
    .join(ROLES, ROLES.c.person_id == PEOPLE.c.id)
    .where(PEOPLE.c.active.is_(True))
    .group_by(ROLES.c.role, PEOPLE.c.team_id)
)
"""All that a start asks of other tables, in one trip: who holds which role in which team, the case's division, the
newest case's number, and the newest release.
"""


@dataclass(frozen=True, slots=True)
class NewCase:
    """Who the case is about and who holds which role. `subject`: the reference that all of a child's cases share;
    `label`: what lists show.
    """

    process: str
    subject: str
    label: str
    team_id: str | None = None
    holders: Mapping[str, str] = field(default_factory=dict)
    linked_case_id: int | None = None


class _StartedTwice(Exception):
    """Takes back a case that a double click would have started a second time. `reference` is the first one's."""

    def __init__(self, reference: str) -> None:
        self.reference = reference
        super().__init__(reference)


def start_case(
    services: Services,
    actor: Actor,
    new: NewCase,
    answers: Mapping[str, object] | None = None,
    *,
    once: bool = False,
) -> str:
    """Start on the newest release. Gives the case's reference. With `answers`, the first user task is completed with
    them in the same transaction, so that a mistake in them starts no case. With `once` a double click starts one, and a
    second open case for one child needs the extra answer `start_a_second`.

    Raises NotAllowed, NotFound, InvalidAnswers.
    """
    try:
        return _start(services, actor, new, answers, once)
    except _StartedTwice as before:
        return before.reference


def _start(services: Services, actor: Actor, new: NewCase, given: Mapping[str, object] | None, once: bool) -> str:
    now = clock.now()
    a_second = bool(given) and given is not None and given.get(A_SECOND) is True
    answers = None if given is None else {name: value for name, value in given.items() if name != A_SECOND}
    with services.database.transaction() as connection:
        around = _look_around(connection, new)
        release = _newest(services, connection, around)
        if new.process not in release.starts:
            raise NotFound(f"No case of {new.process!r} can be started; there are {', '.join(release.starts)}.")
        _may_start(release, actor, new.process)
        loaded = _begin(connection, release, actor, new, around, now)
        loaded.actor_id = actor.id
        detail = {
            "process": new.process,
            "subject": new.subject,
            "label": new.label,
            "holders": dict(new.holders),
            "team": new.team_id,
        }
        append_event(loaded, Happening("case_started", actor.id, "", new.process, detail=detail), now)
        save_case(loaded, now)
        if answers is not None:
            loaded = load_case(connection, services.releases, loaded.id, now)
            first = _first_task(loaded, new.process)
            complete_within(loaded, actor, first, answers, "", now)
            before = just_started(loaded, actor, first.task_spec.node.id, now) if once else ""
            if before:
                raise _StartedTwice(before)
            others = others_open(loaded) if once and not a_second else []
            if others:
                raise AnotherIsOpen(A_SECOND, others)
            save_case(loaded, now)
            _link(loaded)
        return str(loaded.row.reference)


def _first_task(loaded: LoadedCase, process: str) -> Any:
    first = next((task for task in loaded.workflow.waiting() if task.task_spec.manual), None)
    if first is None:
        raise NotFound(f"A case of {process!r} does not begin with a form; start it without answers.")
    return first


def _link(loaded: LoadedCase) -> None:
    """To the case that the settings' `linked_fact` names, or else the newest other case; always of the same child."""
    settings, facts = loaded.release.settings, loaded.run.facts
    fact = settings.get("linked_fact")
    if fact not in facts:
        return
    child = str(facts.get(settings.get("subject_fact", "subject")) or loaded.row.subject)
    named = func.upper(CASES.c.reference) == str(facts[fact] or "").strip().upper()
    others = select(CASES.c.id).where(CASES.c.subject == child, CASES.c.id != loaded.id)
    other = loaded.connection.execute(others.order_by(named.desc(), CASES.c.id.desc()).limit(1)).scalar()
    loaded.connection.execute(update(CASES).where(CASES.c.id == loaded.id).values(linked_case_id=other))


def _may_start(release: Release, actor: Actor, process: str) -> None:
    roles = release.settings.get("start_roles", {}).get(process)
    if roles is not None and not actor.roles & set(roles):
        raise NotAllowed("You do not have a role that starts these cases.")


def _holders(rows: Sequence[Any], release: Release, actor: Actor, new: NewCase) -> dict[str, str]:
    """Who is named, then whoever starts the case in the role that may, then whoever alone holds a role in the team."""
    found = dict(new.holders)
    for role in release.settings.get("start_roles", {}).get(new.process, []):
        if role in actor.roles:
            found.setdefault(role, actor.id)
            break
    people: dict[str, list[tuple[str | None, str, int]]] = {}
    for role, team, person, how_many, *_ in rows:
        people.setdefault(role, []).append((team, person, how_many))
    for role in release.settings.get("roles", {}):
        if role not in release.roles:
            continue
        team = resolve(release.settings, role, new.team_id, lambda: rows[0][4] if rows else None)
        there = [group for group in people.get(role, []) if team in (None, group[0])]
        if len(there) == 1 and there[0][2] == 1:
            found.setdefault(role, there[0][1])
    return found


def _look_around(connection: Connection, new: NewCase) -> Sequence[Any]:
    """The rows of `LOOK_AROUND`; none where nobody holds any role. Whoever starts a case at the same moment waits for
    this one, so that no two have one number.
    """
    if connection.dialect.name == "postgresql":  # SQLite's writers wait for each other anyway
        connection.execute(LOCK_NUMBERS)
    return connection.execute(LOOK_AROUND, {"team": new.team_id}).all()


def _newest(services: Services, connection: Connection, around: Sequence[Any]) -> Release:
    """The release that new cases start on."""
    known = around[0][6] if around else None
    return services.releases.newest(connection) if known is None else services.releases.get(connection, known)


def _next_number(connection: Connection, around: Sequence[Any]) -> int:
    last = around[0][5] if around else connection.execute(LAST_NUMBER).scalar()
    return (last or 0) + 1


def _begin(
    connection: Connection, release: Release, actor: Actor, new: NewCase, around: Sequence[Any], now: datetime
) -> LoadedCase:
    """The case at its first wait, all of it still to be written."""
    number = _next_number(connection, around)
    holders = _holders(around, release, actor, new)
    row = NewRow(
        id=number,
        reference=f"{release.settings.get('reference_prefix', 'C')}-{number:05}",
        process_id=new.process,
        subject=new.subject,
        label=new.label,
        team_id=new.team_id,
        linked_case_id=new.linked_case_id,
        holders=holders,
        started_at=now,
    )
    facts = {"subject": new.subject, "label": new.label, "started_on": clock.today().isoformat()}
    setting = Setting(release.settings, release.calendar)
    run = Run(setting, row.reference, facts, Answers({}, 0, AnswerRows(connection, number)), Deadlines({}), {}, now)
    workflow = release.beginnings[new.process].begin(release.compiled, run)
    loaded = LoadedCase(connection, row, release, run, workflow, set(), holders=holders, head=FIRST)
    allocations = [
        {"case_id": number, "role": role, "person_id": person, "from_at": now, "to_at": None}
        for role, person in holders.items()
    ]
    loaded.later(ALLOCATE, allocations)
    return loaded
