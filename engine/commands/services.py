"""What every command needs, put together once by the composition root of the web, the command line or a test."""

from dataclasses import dataclass

from engine.store.database import Database
from engine.store.releases import Releases


@dataclass(frozen=True, slots=True)
class Services:
    """Frozen; holds no case and no session."""

    database: Database
    releases: Releases


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks, with the roles held at that moment; they are kept with what was done."""

    id: str
    name: str
    roles: frozenset[str]
    team_id: str | None = None


SYSTEM = Actor("system", "Homeward", frozenset({"system"}))
