"""Who asks, on which connection, in which words: what the parts of the desk share."""

from dataclasses import dataclass
from typing import Any

from engine.commands.services import Actor, Services
from engine.queries import people as people_queries
from engine.queries.cases import find_case, may_see
from engine.queries.people import PersonRow
from engine.release.release import Release
from web.pages import Person

PAGE = 25


@dataclass(frozen=True, slots=True)
class Desk:
    """Frozen; holds no case."""

    services: Services

    def row(self, who: Person) -> PersonRow:
        """The person's row with roles as the diagram names them."""
        with self.services.database.reading() as connection:
            found = people_queries.find_person(connection, who.person_id)
        return found or PersonRow(who.person_id, who.name, None, "", ())

    def actor(self, who: Person) -> Actor:
        """The person as commands see them."""
        row = self.row(who)
        return Actor(row.id, row.name, frozenset(row.roles), row.team_id)

    def newest(self) -> Release:
        """The release that new cases start on."""
        with self.services.database.reading() as connection:
            return self.services.releases.newest(connection)

    def stands_in_for(self, row: PersonRow) -> frozenset[str]:
        """Roles whose deputy this person is."""
        deputies = self.newest().settings.get("deputies", {})
        return frozenset(role for role, names in deputies.items() if set(names) & set(row.roles))

    def held(self, row: PersonRow) -> frozenset[str]:
        """The roles that this person holds or stands in for."""
        return frozenset(row.roles) | self.stands_in_for(row)

    def seen(self, row: PersonRow) -> Any:
        """Which cases the person may know of, for queries. A deputy sees what who they stand in for sees (A7)."""
        return may_see(row, self.held(row), frozenset(self.newest().settings.get("sees_all_cases", [])))

    def case_row(self, connection: Any, who: Person, reference: str) -> Any:
        """Raises NotFound."""
        return find_case(connection, reference, self.seen(self.row(who)))


def pages_of(total: int, size: int = PAGE) -> int:
    """At least one."""
    return max(1, -(-total // size))
