"""What each step of a simulation brought about, from the case's own history and deadlines."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from cli.simulation.walk import Walk
from engine.queries.cases import Event, history_of, new_deadlines
from engine.release.release import Release

MOST = 10_000


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened. `at` and `due`: aware instants; `kind`: what; `element`: where on the diagram.
    `who`: the person who did it, or the roles that were told; `mark`: the mark of the escalation profile at which.
    """

    at: datetime
    kind: str
    element: str = ""
    name: str = ""
    due: datetime | None = None
    outcome: str = ""
    who: tuple[str, ...] = ()
    mark: str = ""


@dataclass(slots=True)
class News:
    """Remembers what was told of each case, so that each step tells only what is new."""

    seen: dict[str, int] = field(default_factory=dict)
    deadlines: set[tuple[str, int, datetime]] = field(default_factory=set)

    def of(self, walk: Walk) -> Iterator[Line]:
        """History first, in its order, then the deadlines that were started or moved."""
        if not walk.reference:
            return
        case_id, release, seen = walk.row().id, walk.release, self.seen.get(walk.reference, 0)
        with walk.services.database.reading() as connection:
            events = history_of(connection, case_id, MOST, 0)
            running = new_deadlines(connection, case_id)
        for event in reversed(events):
            if event.seq > seen:
                self.seen[walk.reference] = event.seq
                yield _line(event, release)
        for item in running:
            if (walk.reference, item.number, item.due_at) not in self.deadlines:
                self.deadlines.add((walk.reference, item.number, item.due_at))
                name = f"{item.key} {_label(release, item.element_id)}"
                yield Line(walk.time.now(), "deadline", item.element_id, name, item.due_at)


def _line(event: Event, release: Release) -> Line:
    detail = event.payload.get("detail", {})
    name = _label(release, event.element_id)
    if event.kind == "deadline_step":
        mark = detail.get("step") or ""
        return Line(event.at, _step_kind(mark), event.element_id, name, who=tuple(detail.get("to", [])), mark=mark)
    due = datetime.fromisoformat(detail["due"]) if "due" in detail else None
    who = (event.actor_id,) if event.actor_id else ()
    return Line(event.at, event.kind, event.element_id, name, due, event.payload.get("outcome", ""), who)


def _step_kind(mark: str) -> str:
    """`reminder` before the due instant, `overdue` at it, and `still_overdue` at the marks after it."""
    if "from start" in mark or not mark.startswith(("due", "+")):
        return "reminder"
    return "overdue" if mark.startswith("due") else "still_overdue"


def _label(release: Release, element: str) -> str:
    node = release.definitions.nodes.get(element)
    return node.label if node is not None else element
