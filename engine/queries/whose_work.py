"""Whose work it is: on which cases a role's work may be a person's, as the settings' teams say."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select, true

from engine.queries.people import PersonRow
from engine.store.tables import ALLOCATIONS, CASES, DEADLINES, TASKS, TEAMS


def their_cases(person: PersonRow, settings: Mapping[str, Any], role: str) -> ColumnElement[bool] | None:
    """The condition on the case under which this role's work is done in the person's team; null where it never is."""
    details = settings.get("roles", {}).get(role)
    team = details.get("team", "area") if isinstance(details, Mapping) else "area"
    if team == "any":
        return true()
    if person.team_id is None:
        return None
    if team == "area":
        return CASES.c.team_id == person.team_id
    if team == "division":
        return CASES.c.team_id.in_(select(TEAMS.c.id).where(TEAMS.c.division_id == person.team_id))
    return true() if team == person.team_id else None


def second_choice(
    person: PersonRow, held: frozenset[str], settings: Mapping[str, Any], groups: Iterable[tuple[str, ...]]
) -> ColumnElement[bool] | None:
    """Open tasks that stand on another role's list, and that the person may do in one of theirs as well. `groups`: the
    candidate groups of every user task, by which the index on the first of them is used.
    """
    ways = []
    for role in sorted(held):
        where = their_cases(person, settings, role)
        first = sorted({found[0] for found in groups if role in found[1:]} - held)
        if where is not None and first:
            among = ("," + TASKS.c.roles + ",").like(f"%,{role},%")
            ways.append(and_(TASKS.c.role.in_(first), among, where))
    if not ways:
        return None
    elsewhere = or_(TASKS.c.team_id.is_(None), TASKS.c.team_id != (person.team_id or ""))
    return and_(TASKS.c.state == "open", elsewhere, or_(*ways))


def my_promises(person: PersonRow) -> ColumnElement[bool]:
    """Deadlines that this person owns: they are allocated to the case in the role that does."""
    allocated = select(ALLOCATIONS.c.id).where(
        ALLOCATIONS.c.case_id == DEADLINES.c.case_id,
        ALLOCATIONS.c.role == DEADLINES.c.owner_role,
        ALLOCATIONS.c.person_id == person.id,
        ALLOCATIONS.c.to_at.is_(None),
    )
    return allocated.correlate(DEADLINES).exists()


def team_promises(person: PersonRow, held: frozenset[str], settings: Mapping[str, Any]) -> ColumnElement[bool]:
    """Deadlines that the person's team owns; of those that are every team's, the ones of their own roles."""
    ways = []
    for role, details in settings.get("roles", {}).items():
        where = their_cases(person, settings, role)
        anybodys = isinstance(details, Mapping) and details.get("team") == "any"
        if where is not None and (role in held or not anybodys):
            ways.append(and_(DEADLINES.c.owner_role == role, where))
    return or_(*ways) if ways else false()
