"""What the page of one case shows; as in `web.pages`, all texts are plain English, ready to print."""

from dataclasses import dataclass
from datetime import datetime

from web.pages import CaseHeading, DeadlineState, Due, ElementStatus, Fact, HistoryEntry, Page, StageStatus, WorkRow


@dataclass(frozen=True, slots=True)
class StageMark:
    """One of the five stages on the tracker."""

    number: int
    name: str
    status: StageStatus


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """A deadline of the case. `started` is words: “the request was sent on 3 December 2026”; `ended`: how a missed one
    ended.
    """

    label: str
    due: Due
    state: DeadlineState
    owner: str
    started: str = ""
    ended: str = ""


@dataclass(frozen=True, slots=True)
class ElementMark:
    """One step of the diagram and how it stands. `listed`: a step that people speak of, for the table as well as the
    picture.
    """

    element_id: str
    name: str
    status: ElementStatus
    word: str
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Diagram:
    """A diagram that the case runs through. `others` are (key, name) of the case's other diagrams, to switch to."""

    process_id: str
    name: str
    elements: tuple[ElementMark, ...]
    others: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EventChoice:
    """Something that can have happened to the case now; `ask` is the menu text."""

    event: str
    ask: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Allocation:
    """Who is who on a case."""

    role: str
    person: str
    since: str = ""


@dataclass(frozen=True, slots=True)
class Incident:
    """An automatic step that failed, or (`inside`) Homeward itself in somebody's `step`; the case is as it was."""

    incident_id: str
    at: datetime
    step: str
    message: str
    may_retry: bool
    inside: bool = False


@dataclass(frozen=True, slots=True)
class EndedDeadlines:
    """One page of the deadlines that were met or cancelled, those that started last first; `number` counts from 1.
    How many there are is not counted, because that would cost more with every one.
    """

    rows: tuple[DeadlineRow, ...]
    number: int
    more: bool


@dataclass(frozen=True, slots=True)
class OtherCase:
    """Another case of the same child: its reference, what it is for, and how it stands."""

    reference: str
    name: str
    state: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """The whole story of a case at a glance. `deadlines` are those that run; `history` is newest first and paged."""

    heading: CaseHeading
    stages: tuple[StageMark, ...]
    facts: tuple[Fact, ...]
    tasks: tuple[WorkRow, ...]
    deadlines: tuple[DeadlineRow, ...]
    ended: EndedDeadlines
    diagram: Diagram
    history: Page[HistoryEntry]
    events: tuple[EventChoice, ...] = ()
    allocations: tuple[Allocation, ...] = ()
    incidents: tuple[Incident, ...] = ()
    others: tuple[OtherCase, ...] = ()
