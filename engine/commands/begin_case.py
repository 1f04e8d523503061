"""How a case begins, whether a person starts it or another case asks for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from engine import clock
from engine.commands.services import SYSTEM, Actor, Services
from engine.errors import HandlerFailed
from engine.registry import Own
from engine.release.release import Release
from engine.runtime.case_file import Answers
from engine.runtime.deadlines import Deadlines
from engine.runtime.run import CaseAsked, Run, Setting
from engine.store.chain import FIRST
from engine.store.history import Happening, append_event
from engine.store.loading import AnswerRows, LoadedCase, NewRow
from engine.store.locks import NUMBERS, alone
from engine.store.releases import NEWEST_ID
from engine.store.saving import label_of, save_case, subject_of
from engine.store.tables import ALLOCATIONS, CASES, PEOPLE, ROLES
from engine.store.teams import DIVISION, resolve

MOST_OPENED = 20
"""Cases opened by one command; more means that processes open one another in a circle."""
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
    `label`: what lists show; `facts`: what it knows from the beginning.
    """

    process: str
    subject: str
    label: str
    team_id: str | None = None
    holders: Mapping[str, str] = field(default_factory=dict)
    linked_case_id: int | None = None
    facts: Mapping[str, object] = field(default_factory=dict)


def save_and_open(services: Services, loaded: LoadedCase, now: datetime) -> None:
    """Save a case, then open and save the cases that its diagram has asked for, and what those ask for in turn.

    Raises StaleCase, and HandlerFailed where a case that is asked for cannot be opened.
    """
    save_case(loaded, now)
    asking, opened = [loaded], 0
    while asking:
        case = asking.pop()
        for asked in case.asked:
            opened += 1
            if opened > MOST_OPENED:
                words = f"{MOST_OPENED} cases asked for one another at once; a process opens cases without end."
                raise HandlerFailed(asked.element, Own.OPEN, words)
            asking.append(_open(services, case, asked, now))
        case.asked = []


def _open(services: Services, asking: LoadedCase, asked: CaseAsked, now: datetime) -> LoadedCase:
    """For the same subject and the same people, on the newest release that knows the process."""
    connection, row = asking.connection, asking.row
    facts = {asking.release.settings.get("linked_fact", "linked_case"): row.reference} | dict(asked.facts)
    new = NewCase(asked.process, subject_of(asking), label_of(asking), row.team_id, asking.holders, asking.id, facts)
    around = look_around(connection, new)
    release = newest(services, connection, around)
    if asked.process not in release.starts:
        release = asking.release
    if asked.process not in release.starts:
        raise HandlerFailed(asked.element, Own.OPEN, f"there is no process {asked.process!r} that can be started.")
    loaded = begin(connection, release, SYSTEM, new, around, now)
    save_case(started(loaded, SYSTEM, new, now, {"asked_by": row.reference}), now)
    return loaded


def started(
    loaded: LoadedCase, actor: Actor, new: NewCase, now: datetime, more: Mapping[str, object] | None = None
) -> LoadedCase:
    """The case, with its start in its history. `more`: further details of the event."""
    detail = {
        "process": new.process,
        "subject": new.subject,
        "label": new.label,
        "holders": dict(new.holders),
        "team": new.team_id,
    } | dict(more or {})
    loaded.actor_id = actor.id
    append_event(loaded, Happening("case_started", actor.id, "", new.process, detail=detail), now)
    return loaded


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


def look_around(connection: Connection, new: NewCase) -> Sequence[Any]:
    """The rows of `LOOK_AROUND`; none where nobody holds any role. Whoever starts a case at the same moment waits for
    this one, so that no two have one number.
    """
    alone(connection, NUMBERS)
    return connection.execute(LOOK_AROUND, {"team": new.team_id}).all()


def newest(services: Services, connection: Connection, around: Sequence[Any]) -> Release:
    """The release that new cases start on."""
    known = around[0][6] if around else None
    return services.releases.newest(connection) if known is None else services.releases.get(connection, known)


def _next_number(connection: Connection, around: Sequence[Any]) -> int:
    last = around[0][5] if around else connection.execute(LAST_NUMBER).scalar()
    return (last or 0) + 1


def begin(
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
    known = {"subject": new.subject, "label": new.label, "started_on": clock.today().isoformat()}
    facts = known | dict(new.facts)
    setting = Setting(release.settings, release.calendar)
    run = Run(setting, row.reference, facts, Answers({}, 0, AnswerRows(connection, number)), Deadlines({}), {}, now)
    workflow = release.beginnings[new.process].begin(release.compiled, run)
    loaded = LoadedCase(connection, row, release, run, workflow, set(), holders=holders, head=FIRST)
    allocations = [
        {"case_id": number, "role": role, "person_id": person, "from_at": now} for role, person in holders.items()
    ]
    loaded.later(ALLOCATE, allocations)
    return loaded
