"""Make teams and people known: for the demonstration, simulations and tests, and later for sign-in by a provider."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import insert, select

from engine.commands.services import Services
from engine.store.tables import PEOPLE, ROLES, TEAMS


@dataclass(frozen=True, slots=True)
class NewTeam:
    """A team, and the division that it is part of; divisions are teams too, and come before theirs."""

    id: str
    name: str
    division_id: str | None = None


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody with the roles that candidate groups on the diagram name."""

    id: str
    name: str
    team_id: str | None
    roles: tuple[str, ...]


def register_people(services: Services, teams: Sequence[NewTeam], people: Sequence[NewPerson]) -> None:
    """Those that are known already stay as they are."""
    with services.database.transaction() as connection:
        known_teams = set(connection.execute(select(TEAMS.c.id)).scalars())
        new_teams = [asdict(team) for team in teams if team.id not in known_teams]
        known = set(connection.execute(select(PEOPLE.c.id)).scalars())
        new = [person for person in people if person.id not in known]
        rows = [{"id": p.id, "name": p.name, "team_id": p.team_id, "active": True} for p in new]
        roles = [{"person_id": person.id, "role": role} for person in new for role in person.roles]
        for table, values in ((TEAMS, new_teams), (PEOPLE, rows), (ROLES, roles)):
            if values:
                connection.execute(insert(table), values)
