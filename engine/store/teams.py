"""Which team's work a role's is on one case, as the settings say (`roles.<role>.team`)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from engine.store.tables import TEAMS


def team_for(connection: Connection, settings: Mapping[str, Any], role: str, case_team: str | None) -> str | None:
    """`area`, the default: the case's own team. `division`: what that team is part of, whose assistant director is the
    child's relevant one (A0-5). `any`: null, every team; as where the case's team is part of no division. Else the
    team with that id.
    """
    details = settings.get("roles", {}).get(role)
    team = details.get("team", "area") if isinstance(details, Mapping) else "area"
    if team == "any":
        return None
    if team == "division":
        return _division(connection, case_team)
    return case_team if team == "area" else str(team)


def _division(connection: Connection, team_id: str | None) -> str | None:
    found: str | None = connection.execute(select(TEAMS.c.division_id).where(TEAMS.c.id == team_id)).scalar()
    return found
