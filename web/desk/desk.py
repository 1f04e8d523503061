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
    """Frozen; holds no case. Whatever is looked up takes the connection that its page reads with: a page that took a
    second one while it holds the first would wait for ever where many are opened at once.
    """

    services: Services

    def row(self, connection: Any, who: Person) -> PersonRow:
        """The person's row with roles as the diagram names them."""
        found = people_queries.find_person(connection, who.person_id)
        return found or PersonRow(who.person_id, who.name, None, "", ())

    def actor(self, connection: Any, who: Person) -> Actor:
        """The person as commands see them."""
        row = self.row(connection, who)
        return Actor(row.id, row.name, frozenset(row.roles), row.team_id)

    def newest(self, connection: Any) -> Release:
        """The release that new cases start on."""
        return self.services.releases.newest(connection)

    def held(self, connection: Any, row: PersonRow) -> frozenset[str]:
        """The roles that this person holds or stands in for."""
        deputies = self.newest(connection).settings.get("deputies", {})
        stands_in_for = {role for role, names in deputies.items() if set(names) & set(row.roles)}
        return frozenset(stands_in_for) | frozenset(row.roles)

    def seen(self, connection: Any, row: PersonRow) -> Any:
        """Which cases the person may know of, for queries. A deputy sees what who they stand in for sees (A7)."""
        sees_all = frozenset(self.newest(connection).settings.get("sees_all_cases", []))
        return may_see(row, self.held(connection, row), sees_all)

    def case_row(self, connection: Any, who: Person, reference: str) -> Any:
        """Raises NotFound."""
        return find_case(connection, reference, self.seen(connection, self.row(connection, who)))


def pages_of(total: int, size: int = PAGE) -> int:
    """At least one."""
    return max(1, -(-total // size))
