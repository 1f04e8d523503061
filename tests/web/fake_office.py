"""An office without an engine: it keeps the promises of `web.office.Office` for one made-up case, in memory."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from engine.clock import now
from engine.errors import CommandRefused, NotAllowed, NotFound
from forms.form import Form
from forms.reader import read_form
from tests.web import demonstration_data as data
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

SAMPLES = Path(__file__).with_name("samples")
UNITS = {"hours": timedelta(hours=1), "working-days": timedelta(1), "weeks": timedelta(7), "months": timedelta(30)}


@cache
def sample_form(name: str) -> Form:
    """One of the forms under `samples/`."""
    file = SAMPLES / f"{name}.json"
    return read_form(file.read_bytes(), file.name)


class FakeOffice:
    """Set `refusal` to have the next command refused with it; `recorded` lists what commands were given."""

    def __init__(self) -> None:
        self.refusal: Exception | None = None
        self.done = ""
        self.drafts: dict[tuple[str, str], Answers] = {}
        self.files: dict[str, bytes] = {}
        self.recorded: list[tuple[str, str, dict[str, object]]] = []
        self.offset = timedelta(0)

    def people(self) -> tuple[RoleGroup, ...]:
        return data.GROUPS

    def person(self, person_id: str) -> Person | None:
        return data.PEOPLE.get(person_id)

    def work_list(self, who: Person, tab: Tab, find: str, page: int) -> WorkList:
        mine = [row for row in data.TASKS if row.assigned_to == who.name]
        rows = tuple(row for row in (mine if tab == "mine" else data.TASKS) if find.lower() in row.task_name.lower())
        return WorkList(Page(rows, page, 1, len(rows)), len(mine), len(data.TASKS), 1)

    def cases(self, who: Person, find: str, page: int) -> Page[CaseRow]:
        rows = tuple(row for row in data.CASES if find.lower() in row.child_label.lower())
        return Page(rows, page, 12, len(rows))

    def case(self, who: Person, reference: str, diagram: str, history_page: int, deadlines_page: int) -> CasePage:
        if reference != data.SAM.reference:
            raise NotFound(f"There is no case {reference}.")
        return data.case_page(history_page, deadlines_page)

    def diagram_xml(self, who: Person, reference: str, process_id: str) -> str:
        return (SAMPLES / "pathway.bpmn").read_text(encoding="utf-8")

    def task(self, who: Person, task_id: str) -> FormPage:
        row = next((row for row in data.TASKS if row.task_id == task_id), None)
        if row is None:
            raise NotFound(f"There is no task {task_id}.")
        page = FormPage(
            title=row.task_name,
            form=sample_form("decide_request"),
            case_file={"case": {"legal_status": "Care order"}},
            heading=data.SAM,
            guidance=data.GUIDANCE,
            facts=data.FACTS,
            due=row.due,
            assigned_to=row.assigned_to,
            role=row.role,
            done=self.done,
        )
        draft = self.drafts.get((who.person_id, task_id))
        return page if draft is None else replace(page, answers=draft, draft_saved=data.NOW)

    def event(self, who: Person, reference: str, event: str) -> FormPage:
        return FormPage("Somebody has a concern", sample_form("identify_child"), heading=data.SAM)

    def starts(self, who: Person) -> tuple[StartChoice, ...]:
        return data.STARTS

    def start_form(self, who: Person, start: str) -> FormPage:
        return FormPage("Identify a child who may go home", sample_form("identify_child"), guidance=data.GUIDANCE)

    def complete_task(self, who: Person, task_id: str, answers: Answers) -> Done:
        page = self.task(who, task_id)
        return self._record(f"task {task_id}", who, page, answers)

    def save_draft(self, who: Person, task_id: str, answers: Answers) -> None:
        self.drafts[who.person_id, task_id] = answers

    def report_event(self, who: Person, reference: str, event: str, answers: Answers) -> Done:
        return self._record(f"event {event}", who, self.event(who, reference, event), answers)

    def start_case(self, who: Person, start: str, answers: Answers) -> Done:
        return self._record(f"start {start}", who, self.start_form(who, start), answers)

    def kept_files(self, who: Person, digests: Collection[str]) -> Mapping[str, Mapping[str, object]]:
        return {}

    def keep_file(self, who: Person, name: str, content: bytes) -> None:
        self.files[name] = content

    def retry(self, who: Person, reference: str, incident_id: str) -> Done:
        if not who.roles or who.roles[0] == "Social worker":
            raise NotAllowed("A manager can try this step again; you cannot.")
        return Done(reference, "The step was tried again, and it worked.")

    def messages(self, who: Person, page: int) -> Inbox:
        return Inbox(Page(()), 0)

    def unread_messages(self, who: Person) -> int:
        return 0

    def read_messages(self, who: Person, newest: int) -> None:
        self.recorded.append(("read", str(newest), {}))

    def file(self, who: Person, reference: str, sha256: str) -> StoredFile:
        raise NotFound

    def clock_offset(self) -> timedelta:
        return self.offset

    def move_clock_by(self, who: Person, length: int, unit: ClockUnit) -> ClockMoved:
        return self.move_clock_to(who, now() + length * UNITS[unit])

    def move_clock_to(self, who: Person, instant: datetime) -> ClockMoved:
        if instant <= now():
            raise CommandRefused("The clock can only go forward.")
        self.offset += instant - now()
        return ClockMoved(instant.astimezone(UTC), data.HISTORY[1:2])

    def _record(self, what: str, who: Person, page: FormPage, answers: Answers) -> Done:
        if self.refusal is not None:
            raise self.refusal
        given = dict(answers)
        late = {name: given.pop(name) for name in ("late_reason",) if name in given}
        clean = page.form.check(given, page.case_file, now()) | late
        self.recorded.append((what, who.person_id, clean))
        return Done(data.SAM.reference, f"You completed “{page.title}”.", "t3", "Record the planning meeting")
