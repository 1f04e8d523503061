"""`Office`, kept with the engine."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from engine import clock
from engine.commands.begin_case import NewCase
from engine.commands.complete_user_task import complete_user_task, read_task_id
from engine.commands.drafts import save_draft
from engine.commands.keep_file import keep_file, kept_files
from engine.commands.move_clock import clock_offset, move_clock_to
from engine.commands.read_messages import read_messages
from engine.commands.report_event import report_event
from engine.commands.retry_incident import retry_incident
from engine.commands.services import Actor, Services
from engine.commands.start_case import start_case
from engine.errors import CommandRefused, NotAllowed, NotFound
from engine.local_time import day_of
from engine.queries import people as people_queries
from engine.queries.cases import find_case
from engine.queries.work_list import tasks_of_case
from engine.release.release import Release
from forms.describe import decision_in
from web.case_pages import CasePage
from web.desk import inbox, lists
from web.desk.case_page import case_page
from web.desk.clock_moves import happened_since, later
from web.desk.desk import Desk
from web.desk.files import stored_file
from web.desk.forms_to_fill import event_page, start_page, starts, task_page
from web.desk.names import Names
from web.desk.next_task import said_of_what_is_done, what_is_next
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


@dataclass(frozen=True, slots=True)
class EngineOffice:
    """Frozen; everything is in the database."""

    services: Services

    @property
    def desk(self) -> Desk:
        return Desk(self.services)

    def people(self) -> tuple[RoleGroup, ...]:
        return lists.role_groups(self.desk)

    def person(self, person_id: str) -> Person | None:
        with self.services.database.reading() as connection:
            row = people_queries.find_person(connection, person_id)
            release = self.desk.newest(connection)
        return lists.person_of(row, Names(release)) if row is not None else None

    def work_list(self, who: Person, tab: Tab, find: str, page: int) -> WorkList:
        return lists.work_list(self.desk, who, tab, find, page)

    def cases(self, who: Person, find: str, page: int) -> Page[CaseRow]:
        return lists.cases(self.desk, who, find, page)

    def case(self, who: Person, reference: str, diagram: str, history_page: int, deadlines_page: int) -> CasePage:
        return case_page(self.desk, who, reference, diagram, history_page, deadlines_page)

    def diagram_xml(self, who: Person, reference: str, process_id: str) -> str:
        with self.services.database.reading() as connection:
            row = self.desk.case_row(connection, who, reference)
            release = self.services.releases.get(connection, row.release_id)
        container = release.definitions.containers.get(process_id) or release.definitions.containers[row.process_id]
        return release.bundle.files[container.file].decode()

    def task(self, who: Person, task_id: str) -> FormPage:
        return task_page(self.desk, who, task_id)

    def event(self, who: Person, reference: str, event: str) -> FormPage:
        return event_page(self.desk, who, reference, event)

    def starts(self, who: Person) -> tuple[StartChoice, ...]:
        return starts(self.desk, who)

    def start_form(self, who: Person, start: str) -> FormPage:
        return start_page(self.desk, who, start)

    def complete_task(self, who: Person, task_id: str, answers: Answers) -> Done:
        page = self.task(who, task_id)
        before = self._open(page)
        done = complete_user_task(self.services, self._actor(who), task_id, answers)
        sentence = f"You completed “{done.task_name}”{self._decided(page, answers)}."
        return self._done(who, done.case_reference, sentence, before, done.task_name, enough=done.enough)

    def save_draft(self, who: Person, task_id: str, answers: Answers) -> None:
        self._known(who, task_id)
        save_draft(self.services, read_task_id(task_id)[0], task_id, self._actor(who), answers)

    def report_event(self, who: Person, reference: str, event: str, answers: Answers) -> Done:
        page = self.event(who, reference, event)
        before = self._open(page)
        label = report_event(self.services, self._actor(who), reference, event, answers, once=True)
        return self._done(who, reference, f"You reported “{label}”{self._decided(page, answers)}.", before)

    def start_case(self, who: Person, start: str, answers: Answers) -> Done:
        actor = self._actor(who)
        new = NewCase(start, subject="", label="New case", team_id=actor.team_id)
        reference = start_case(self.services, actor, new, answers, once=True)
        return self._done(who, reference, f"You opened case {reference}.")

    def kept_files(self, who: Person, digests: Collection[str]) -> Mapping[str, Mapping[str, object]]:
        return kept_files(self.services, self._actor(who), digests)

    def keep_file(self, who: Person, name: str, content: bytes) -> None:
        keep_file(self.services, self._actor(who), name, content)

    def retry(self, who: Person, reference: str, incident_id: str) -> Done:
        incidents = self.case(who, reference, "", 1, 1).incidents
        found = next((incident for incident in incidents if incident.incident_id == incident_id), None)
        if found is None:
            raise NotFound("There is no such failed step on this case; somebody may have dealt with it.")
        if not found.may_retry:
            raise NotAllowed("Trying a failed automatic step again is for others.")
        done = retry_incident(self.services, self._actor(who), int(incident_id))
        worked = "The automatic step worked this time." if done else "The automatic step was no longer needed."
        return self._done(who, reference, worked)

    def messages(self, who: Person, page: int) -> Inbox:
        return inbox.messages(self.desk, who, page)

    def unread_messages(self, who: Person) -> int:
        return inbox.unread(self.desk, who)

    def read_messages(self, who: Person, newest: int) -> None:
        read_messages(self.services, self._actor(who), newest)

    def file(self, who: Person, reference: str, sha256: str) -> StoredFile:
        return stored_file(self.desk, who, reference, sha256)

    def clock_offset(self) -> timedelta:
        return clock_offset(self.services)

    def move_clock_by(self, who: Person, length: int, unit: ClockUnit) -> ClockMoved:
        return self.move_clock_to(who, later(clock.now(), length, unit, self._newest().calendar))

    def move_clock_to(self, who: Person, instant: datetime) -> ClockMoved:
        begun = clock.now()
        if not self._newest().calendar.covers(day_of(instant)):
            raise CommandRefused("The clock cannot go further than the calendar of working days.")
        move_clock_to(self.services, instant)
        return ClockMoved(instant, happened_since(self.desk, begun, instant))

    def _actor(self, who: Person) -> Actor:
        """The person as commands see them, looked up before the command takes its own connection."""
        with self.services.database.reading() as connection:
            return self.desk.actor(connection, who)

    def _newest(self) -> Release:
        with self.services.database.reading() as connection:
            return self.desk.newest(connection)

    def _known(self, who: Person, task_id: str) -> None:
        """Raises NotFound for a task of a case that this person may not know of."""
        self.task(who, task_id)

    def _decided(self, page: FormPage, answers: Answers) -> str:
        decided = said_of_what_is_done(
            "", lambda: decision_in(page.form, page.deciding, answers, page.case_file, clock.now())
        )
        return f": {decided}" if decided else ""

    def _open(self, page: FormPage) -> frozenset[str]:
        """Ids of the tasks that are open on the page's case now."""
        if page.heading is None:
            return frozenset()
        with self.services.database.reading() as connection:
            case_id = find_case(connection, page.heading.reference).id
            return frozenset(task.id for task in tasks_of_case(connection, case_id))

    def _done(
        self,
        who: Person,
        reference: str,
        sentence: str,
        before: frozenset[str] = frozenset(),
        title: str = "",
        *,
        enough: bool = True,
    ) -> Done:
        plain = Done(reference, sentence)
        return said_of_what_is_done(
            plain, lambda: what_is_next(self.desk, who, reference, sentence, before, title, enough=enough)
        )
