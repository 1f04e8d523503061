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
    """One thing that happened. `at` and `due`: aware instants; `kind`: what; `element`: where on the diagram."""

    at: datetime
    kind: str
    element: str = ""
    name: str = ""
    due: datetime | None = None
    outcome: str = ""
    who: str = ""


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
        return Line(event.at, _step_kind(detail), event.element_id, name, who=", ".join(detail.get("to", [])))
    due = datetime.fromisoformat(detail["due"]) if "due" in detail else None
    return Line(event.at, event.kind, event.element_id, name, due, event.payload.get("outcome", ""), event.actor_id)


def _step_kind(detail: dict[str, str]) -> str:
    """`overdue` from the due instant on; before it, `reminder`."""
    step = detail.get("step", "")
    return "overdue" if step.startswith(("due", "+")) and "from start" not in step else "reminder"


def _label(release: Release, element: str) -> str:
    node = release.definitions.nodes.get(element)
    return node.label if node is not None else element
