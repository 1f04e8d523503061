"""Which team's work a role's is on one case, as the settings say (`roles.<role>.team`)."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, select

from engine.store.tables import TEAMS

DIVISION = select(TEAMS.c.division_id).where(TEAMS.c.id == bindparam("team"))


def team_for(connection: Connection, settings: Mapping[str, Any], role: str, case_team: str | None) -> str | None:
    """The team's id; null where the work is every team's."""
    return resolve(settings, role, case_team, lambda: _division(connection, case_team))


def resolve(
    settings: Mapping[str, Any], role: str, case_team: str | None, division: Callable[[], str | None]
) -> str | None:
    """`area`, the default: the case's own team. `division`: what that team is part of, whose assistant director is the
    child's relevant one (A0-5). `any`: null, every team; as where the case's team is part of no division. Else the
    team with that id.
    """
    details = settings.get("roles", {}).get(role)
    team = details.get("team", "area") if isinstance(details, Mapping) else "area"
    if team == "any":
        return None
    if team == "division":
        return division()
    return case_team if team == "area" else str(team)


def _division(connection: Connection, team_id: str | None) -> str | None:
    found: str | None = connection.execute(DIVISION, {"team": team_id}).scalar()
    return found
