"""Who takes part in a simulation: those whom the scenario names, or one person for each role."""

from collections.abc import Mapping

from cli.simulation.plain_yaml import ScenarioError
from engine.commands.register_people import NewPerson, NewTeam, register_people
from engine.commands.services import Services
from engine.release.release import Release

AREA, DIVISION = "area", "division"


def register_cast(services: Services, release: Release, named: Mapping[str, tuple[str, ...]] | None = None) -> None:
    """`named`: person id to roles. Without it there is one person for each role, called by it. Raises ScenarioError for
    a role that the settings do not have.
    """
    roles: Mapping[str, Mapping[str, str]] = release.settings.get("roles", {})
    for person, own in (named or {}).items():
        if unknown := [role for role in own if role not in roles]:
            raise ScenarioError(f"people: {person} has the role {unknown[0]}; there are {', '.join(roles)}.")
    cast = dict(named) if named else {}
    held = {role for own in cast.values() for role in own}
    cast |= {role: (role,) for role in roles if role not in held}
    people = [
        NewPerson(person, person.replace("_", " ").capitalize(), _team(roles, own), own) for person, own in cast.items()
    ]
    teams = sorted({person.team_id for person in people if person.team_id} - {AREA, DIVISION})
    known = [NewTeam(DIVISION, "Division"), NewTeam(AREA, "Area team", DIVISION)]
    register_people(services, known + [NewTeam(team, team.upper()) for team in teams], people)


def _team(roles: Mapping[str, Mapping[str, str]], own: tuple[str, ...]) -> str | None:
    team = (roles.get(own[0]) or {}).get("team", AREA) if own else AREA
    return None if team == "any" else team
