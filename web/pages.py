"""What the pages show: the shapes that the read side hands to the templates.

All texts are plain English, ready to print; instants are aware and in UTC; a key or reference is safe in an address.
Nothing here holds an answer of a child's case longer than one request.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, Literal, TypeVar

from forms.form import Form

Answers = Mapping[str, object]
DueStatus = Literal["overdue", "today", "soon", "later", "none"]
DeadlineState = Literal["running", "met", "met late", "overdue", "missed", "cancelled"]
ElementStatus = Literal["done", "current", "overdue"]
StageStatus = Literal["done", "current", "overdue", "not started", "ended early", "not reached"]
Tab = Literal["mine", "team"]
ClockUnit = Literal["hours", "working-days", "weeks", "months"]

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of a longer list. `number` counts from 1; `pages` is at least 1; `total` counts all rows that match."""

    rows: tuple[Row, ...]
    number: int = 1
    pages: int = 1
    total: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can sign in, with the names of their roles as people say them."""

    person_id: str
    name: str
    roles: tuple[str, ...]
    team: str = ""


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """People who hold one role, for the demonstration's sign-in page."""

    role: str
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due: `words` for a tag (“Due in 3 working days”), `by` in full (“by 4pm on Friday 4 December”),
    `explanation`: the lines under “How was this worked out?”; what is `recommended` is milder when it has passed."""

    words: str = "No date"
    status: DueStatus = "none"
    by: str = ""
    explanation: tuple[str, ...] = ()
    recommended: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of a summary list. `source` says where it was recorded, when that helps."""

    label: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class CaseHeading:
    """What every page about a case says at its top. `stage` is words such as “Stage 2 of 5: Planning”."""

    reference: str
    child_label: str
    stage: str
    outcome: str = ""
    legal_status: str = ""


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One open task on a work list or a case page. `assigned_to` is empty while it is the team's. `task_id` is empty
    for a promise that is overdue and that no open task stands for: it leads to the case."""

    task_id: str
    task_name: str
    case_reference: str
    child_label: str
    stage: str
    due: Due
    assigned_to: str
    role: str
    has_draft: bool = False


@dataclass(frozen=True, slots=True)
class WorkList:
    """A tab of the work list, due soonest first, with the counts of both tabs (of all rows, not only those found), how
    much of this tab is overdue, and how much of the team's.
    """

    rows: Page[WorkRow]
    mine: int
    team: int
    overdue: int
    team_overdue: int = 0


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case on the list of cases. `passed`: dates that nobody promised and that have passed, in words."""

    reference: str
    child_label: str
    stage: str
    legal_status: str
    open_tasks: int
    due: Due
    passed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormPage:
    """A form to fill in: for a task, for an event or to start a case.

    `form` is the loaded form, `answers` this person's draft (None: show what the form starts with), `case_file` what
    its expressions see: the names in `form.names`. `refusal` says why this person may not send it; then the form is
    shown without buttons. `done` says who completed a task and when, once it is no longer open; `recorded` is what
    was recorded then, where it was this person, so that a double click can be told from a second opinion; `files` are
    (key, name) of what was uploaded then. `open_cases` are (reference, what it is for) of cases that are open already
    for the child of a new one; `deciding` has the keys of the answers that decide the way on.
    """

    title: str
    form: Form
    answers: Answers | None = None
    case_file: Answers = field(default_factory=dict)
    heading: CaseHeading | None = None
    guidance: str = ""
    facts: tuple[Fact, ...] = ()
    due: Due = field(default_factory=Due)
    assigned_to: str = ""
    role: str = ""
    draft_saved: datetime | None = None
    refusal: str = ""
    done: str = ""
    recorded: Answers | None = None
    files: tuple[tuple[str, str], ...] = ()
    open_cases: tuple[tuple[str, str], ...] = ()
    deciding: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One thing that happened: “completed Decide the request”. `details` are answers worth reading at a glance; `told`
    are sentences about the messages that it gave rise to; `files` are (key, name) of what was uploaded with it.
    """

    at: datetime
    who: str
    what: str
    details: tuple[Fact, ...] = ()
    told: tuple[str, ...] = ()
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StartChoice:
    """A way for a case to begin."""

    start: str
    name: str
    guidance: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What a command did: a sentence for the green banner, and this person's next task; else who is to do what."""

    reference: str
    sentence: str
    next_task_id: str = ""
    next_task_name: str = ""
    next_task_due: str = ""
    others: str = ""


@dataclass(frozen=True, slots=True)
class ClockMoved:
    """The demonstration's clock after a move, and what happened on the way, oldest first."""

    now: datetime
    happened: tuple[HistoryEntry, ...]
