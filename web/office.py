"""What the pages ask of the engine. Views know only this; `create_app` is given something that keeps these promises."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from engine.errors import NothingSaved
from web.case_pages import CasePage
from web.inbox_pages import Inbox, StoredFile
from web.pages import (
    Answers,
    CaseRow,
    ClockMoved,
    ClockUnit,
    Done,
    FormPage,
    Page,
    Person,
    RoleGroup,
    StartChoice,
    Tab,
    WorkList,
)


class Office(Protocol):
    """Every read and every command takes who asks. Reads raise NotFound for what this person may not know of.

    Commands raise NotAllowed, NotFound, TaskNotOpen, StaleCase, InvalidAnswers, HandlerFailed or NothingSaved, and have
    changed nothing then.
    """

    def people(self) -> tuple[RoleGroup, ...]:
        """Everybody who can sign in to the demonstration, grouped by role."""

    def person(self, person_id: str) -> Person | None:
        """The person who is signed in, or None when they are gone."""

    def work_list(self, who: Person, tab: Tab, find: str, page: int) -> WorkList:
        """Open tasks, due soonest first. `find` matches part of a task's name, a reference or a child's label."""

    def cases(self, who: Person, find: str, page: int) -> Page[CaseRow]:
        """The cases this person may see, due soonest first."""

    def case(self, who: Person, reference: str, diagram: str, history_page: int, deadlines_page: int) -> CasePage:
        """One case, with a page of its history and one of the deadlines that have ended. `diagram` is the key of the
        diagram to show, or empty for the pathway itself.
        """

    def diagram_xml(self, who: Person, reference: str, process_id: str) -> str:
        """The BPMN of one of the case's diagrams, as published in its release."""

    def task(self, who: Person, task_id: str) -> FormPage:
        """A task, open or done: answers to one that somebody else has just completed must still find their form."""

    def event(self, who: Person, reference: str, event: str) -> FormPage:
        """The form of something that has happened to a case."""

    def starts(self, who: Person) -> tuple[StartChoice, ...]:
        """The ways in which this person may start a case."""

    def start_form(self, who: Person, start: str) -> FormPage:
        """The form that starts a case."""

    def complete_task(self, who: Person, task_id: str, answers: Answers) -> Done:
        """Complete a task."""

    def save_draft(self, who: Person, task_id: str, answers: Answers) -> None:
        """Keep unfinished answers for this person, also of a task that is no longer open. Checks nothing."""

    def report_event(self, who: Person, reference: str, event: str, answers: Answers) -> Done:
        """Record that something has happened."""

    def start_case(self, who: Person, start: str, answers: Answers) -> Done:
        """Start a case."""

    def kept_files(self, who: Person, digests: Collection[str]) -> Mapping[str, Mapping[str, object]]:
        """Those of the files that this person gave that have one of these hashes: sha256 to {name, size, sha256}."""

    def keep_file(self, who: Person, name: str, content: bytes) -> None:
        """Keep an uploaded file under its sha256 until the answers that name it are recorded. Checks nothing."""

    def retry(self, who: Person, reference: str, incident_id: str) -> Done:
        """Try a failed automatic step again."""

    def messages(self, who: Person, page: int) -> Inbox:
        """What Homeward has to tell this person, newest first."""

    def unread_messages(self, who: Person) -> int:
        """How many of them are new."""

    def read_messages(self, who: Person, newest: int) -> None:
        """This person has read theirs, up to the one with this id."""

    def file(self, who: Person, reference: str, sha256: str) -> StoredFile:
        """A file that was recorded with an answer of this case. Raises NotFound."""

    def clock_offset(self) -> timedelta:
        """How far the demonstration's clock is ahead; zero where there is no demonstration."""

    def move_clock_by(self, who: Person, length: int, unit: ClockUnit) -> ClockMoved:
        """Demonstration only: move the clock forward, firing what falls due on the way in its order."""

    def move_clock_to(self, who: Person, instant: datetime) -> ClockMoved:
        """Demonstration only: move the clock forward to an instant. Raises CommandRefused for one that has passed."""


__all__ = ["NothingSaved", "Office"]
