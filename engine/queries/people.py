"""People, their roles and teams."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from engine.store.tables import PEOPLE, ROLES, TEAMS


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody who can sign in. `roles` as candidate groups name them, in alphabetical order."""

    id: str
    name: str
    team_id: str | None
    team: str
    roles: tuple[str, ...]


def all_people(connection: Connection) -> list[PersonRow]:
    """Everybody active, by name."""
    query = select(PEOPLE.c.id, PEOPLE.c.name, PEOPLE.c.team_id, TEAMS.c.name.label("team"))
    query = query.join(TEAMS, TEAMS.c.id == PEOPLE.c.team_id, isouter=True).where(PEOPLE.c.active.is_(True))
    held: dict[str, list[str]] = {}
    for row in connection.execute(select(ROLES).order_by(ROLES.c.role)):
        held.setdefault(row.person_id, []).append(row.role)
    rows = connection.execute(query.order_by(PEOPLE.c.name))
    return [PersonRow(row.id, row.name, row.team_id, row.team or "", tuple(held.get(row.id, ()))) for row in rows]


def find_person(connection: Connection, person_id: str) -> PersonRow | None:
    """The person, or null when there is none or they are no longer active."""
    query = select(PEOPLE.c.id, PEOPLE.c.name, PEOPLE.c.team_id, TEAMS.c.name.label("team"))
    query = query.join(TEAMS, TEAMS.c.id == PEOPLE.c.team_id, isouter=True)
    row = connection.execute(query.where(PEOPLE.c.id == person_id, PEOPLE.c.active.is_(True))).one_or_none()
    if row is None:
        return None
    roles = connection.execute(
        select(ROLES.c.role).where(ROLES.c.person_id == person_id).order_by(ROLES.c.role)
    ).scalars()
    return PersonRow(row.id, row.name, row.team_id, row.team or "", tuple(roles))


def names_of(connection: Connection, ids: set[str]) -> dict[str, str]:
    """Names by id."""
    query = select(PEOPLE.c.id, PEOPLE.c.name).where(PEOPLE.c.id.in_(sorted(ids)))
    return {row.id: row.name for row in connection.execute(query)} if ids else {}


def people_by_role(connection: Connection) -> dict[str, list[dict[str, str]]]:
    """What forms' pickers list: role to [{label, value}], by name."""
    query = select(ROLES.c.role, PEOPLE.c.id, PEOPLE.c.name).join(PEOPLE, PEOPLE.c.id == ROLES.c.person_id)
    found: dict[str, list[dict[str, str]]] = {}
    for row in connection.execute(query.where(PEOPLE.c.active.is_(True)).order_by(PEOPLE.c.name)):
        found.setdefault(row.role, []).append({"label": row.name, "value": row.id})
    return found
