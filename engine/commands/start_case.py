"""Start a case of one process for one child."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, insert, select

from engine import clock
from engine.commands.services import Actor, Services
from engine.errors import NotAllowed, NotFound
from engine.release.release import Release
from engine.runtime.case_file import Answers
from engine.runtime.deadlines import Deadlines
from engine.runtime.run import Run, Setting
from engine.runtime.workflow import CaseWorkflow
from engine.store.chain import FIRST
from engine.store.history import Happening, append_event
from engine.store.loading import AnswerRows, LoadedCase
from engine.store.saving import save_case
from engine.store.tables import ALLOCATIONS, CASES


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


def start_case(services: Services, actor: Actor, new: NewCase) -> str:
    """Start on the newest release. Gives the case's reference. Raises NotAllowed, NotFound."""
    now = clock.now()
    with services.database.transaction() as connection:
        release = services.releases.newest(connection)
        if new.process not in release.starts:
            raise NotFound(f"No case of {new.process!r} can be started; there are {', '.join(release.starts)}.")
        _may_start(release, actor, new.process)
        loaded = _insert(connection, release, actor, new)
        loaded.actor_id = actor.id
        loaded.workflow.run_on()
        detail = {
            "process": new.process,
            "subject": new.subject,
            "label": new.label,
            "holders": dict(new.holders),
            "team": new.team_id,
        }
        append_event(loaded, Happening("case_started", actor.id, "", new.process, detail=detail), now)
        save_case(loaded, now)
        return str(loaded.row.reference)


def _may_start(release: Release, actor: Actor, process: str) -> None:
    roles = release.settings.get("start_roles", {}).get(process)
    if roles is not None and not actor.roles & set(roles):
        raise NotAllowed("You do not have a role that starts these cases.")


def _insert(connection: Connection, release: Release, actor: Actor, new: NewCase) -> LoadedCase:
    now = clock.now()
    number = (connection.execute(select(func.max(CASES.c.id))).scalar() or 0) + 1
    row = {
        "id": number,
        "reference": f"{release.settings.get('reference_prefix', 'C')}-{number:05}",
        "process_id": new.process,
        "release_id": release.id,
        "subject": new.subject,
        "label": new.label,
        "team_id": new.team_id,
        "linked_case_id": new.linked_case_id,
        "version": 0,
        "state": json.dumps({}),
        "facts": {},
        "holders": dict(new.holders),
        "status": "open",
        "outcome": "",
        "stages": "",
        "next_due": None,
        "history_length": 0,
        "history_head": FIRST,
        "started_at": now,
        "ended_at": None,
    }
    connection.execute(insert(CASES), [row])
    allocations = [
        {"case_id": number, "role": role, "person_id": person, "from_at": now, "to_at": None}
        for role, person in new.holders.items()
    ]
    if allocations:
        connection.execute(insert(ALLOCATIONS), allocations)
    stored = connection.execute(select(CASES).where(CASES.c.id == number)).one()
    facts = {"subject": new.subject, "label": new.label, "started_on": clock.today().isoformat()}
    setting = Setting(release.settings, release.calendar)
    run = Run(setting, stored.reference, facts, Answers({}, 0, AnswerRows(connection, number)), Deadlines({}), {}, now)
    run.workflow = CaseWorkflow(release.compiled, new.process, run)
    return LoadedCase(connection, stored, release, run, run.workflow, set(), holders=dict(new.holders), head=FIRST)
