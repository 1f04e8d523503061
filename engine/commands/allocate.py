"""Allocate a person to a case in a role, from now on; the one before ends now."""

from datetime import datetime

from sqlalchemy import insert, select, update

from engine.commands.on_case import case_id_of, on_case
from engine.commands.services import Actor, Services
from engine.definitions.elements import Node, Value
from engine.errors import CommandRefused, NotAllowed, NotFound
from engine.store.history import Happening, append_event
from engine.store.loading import LoadedCase
from engine.store.tables import ALLOCATIONS, CASES, ROLES
from engine.store.task_rows import hand_over_tasks


def allocate(services: Services, actor: Actor, case_reference: str, role: str, person_id: str) -> None:
    """Open tasks of that role go to the person's own list, but for those that they are barred from. Raises NotAllowed,
    NotFound, and CommandRefused for a closed case.
    """

    def act(loaded: LoadedCase, now: datetime) -> None:
        if loaded.workflow.completed:
            raise CommandRefused(f"{case_reference} is closed; nobody is allocated to a closed case.")
        allowed = loaded.release.settings.get("allocators")
        if allowed is not None and not actor.roles & set(allowed):
            raise NotAllowed("You do not have a role that allocates cases.")
        allocate_within(loaded, role, person_id, now)
        detail = {"role": role, "person": person_id}
        append_event(loaded, Happening("allocated", actor.id, detail=detail), now)

    on_case(services, case_id_of(services, case_reference), act)


def allocate_within(loaded: LoadedCase, role: str, person_id: str, now: datetime) -> None:
    """The same inside another command, such as accepting a request, which allocates the practitioner (A0-7)."""
    held = select(ROLES.c.person_id).where(ROLES.c.person_id == person_id, ROLES.c.role == role)
    if loaded.connection.execute(held).scalar() is None:
        raise NotFound(f"{person_id} does not hold the role {role}, so cannot be allocated in it.")
    running = update(ALLOCATIONS).where(
        ALLOCATIONS.c.case_id == loaded.id, ALLOCATIONS.c.role == role, ALLOCATIONS.c.to_at.is_(None)
    )
    loaded.connection.execute(running.values(to_at=now))
    row = {"case_id": loaded.id, "role": role, "person_id": person_id, "from_at": now, "to_at": None}
    loaded.connection.execute(insert(ALLOCATIONS), [row])
    loaded.holders[role] = person_id
    loaded.connection.execute(update(CASES).where(CASES.c.id == loaded.id).values(holders=loaded.holders))
    hand_over_tasks(loaded, role)


def allocate_chosen(loaded: LoadedCase, node: Node, scope: str, now: datetime) -> None:
    """What a user task's `allocates` property says: `role=FEEL`, several separated by semicolons; nobody chosen changes
    nothing (A0-7).
    """
    for part in filter(None, (part.strip() for part in node.properties.get("allocates", "").split(";"))):
        role, _, text = part.partition("=")
        person = loaded.run.evaluate(scope, Value.read(f"={text.lstrip('=')}"))
        if isinstance(person, str) and person and loaded.holders.get(role.strip()) != person:
            allocate_within(loaded, role.strip(), person, now)
