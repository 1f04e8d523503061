"""The pages with a form: a task, an event, the start of a case."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from engine import clock
from engine.clock import LONDON
from engine.commands.answering import facts_for_form
from engine.commands.complete_user_task import read_task_id
from engine.commands.drafts import load_draft
from engine.commands.permission import may_do
from engine.commands.report_event import possible_events
from engine.deadline_words import clock_words
from engine.definitions.elements import Node
from engine.errors import NotAllowed, NotFound
from engine.queries.cases import answers_given_at, deadlines_numbered, form_of
from engine.queries.files import files_in
from engine.queries.people import PersonRow, names_of, people_by_role
from engine.queries.work_list import find_task
from engine.release.release import Release
from engine.runtime.specs.lean import scope_of
from engine.store.loading import LoadedCase, deadline_of, unpack_case
from forms.form import Form
from web.desk.desk import Desk
from web.desk.dues import due_of
from web.desk.names import Names
from web.desk.stages import heading
from web.pages import Due, FormPage, Person, StartChoice


def task_page(desk: Desk, who: Person, task: str) -> FormPage:
    """A task, open or done. Raises NotFound."""
    case_id, number = read_task_id(task)
    with desk.services.database.reading() as connection:
        closed = find_task(connection, task)
        if closed is None:
            raise NotFound("There is no such task.")
        row = desk.case_row(connection, who, closed.reference)
        release = desk.services.releases.get(connection, row.release_id)
        loaded = unpack_case(connection, row, release, clock.now())
        found = loaded.workflow.numbered(number)
        draft = load_draft(connection, case_id, task, who.person_id)
        if found is None:
            return _done_page(loaded, closed, draft, who)
        node, scope = found.task_spec.node, scope_of(found)
        page = _page(loaded, node, scope, draft)
        deadline = deadline_of(loaded, found)
        detail = next(iter(deadlines_numbered(connection, case_id, [deadline.number])), None) if deadline else None
        due = _due(detail, node, Names(release)) if detail is not None else Due()
        people = names_of(connection, {closed.assignee_id} if closed.assignee_id else set())
        return _replace(
            page,
            title=closed.name,
            due=due,
            assigned_to=people.get(closed.assignee_id or "", ""),
            role=Names(release).role(closed.role),
            refusal=_refusal(desk, loaded, node, scope, who),
        )


def _due(detail: Any, node: Node, names: Names) -> Due:
    recommended = node.id in names.recommended
    return due_of(detail.due_at, clock.now(), names.release.calendar, detail.detail, recommended=recommended)


def event_page(desk: Desk, who: Person, reference: str, key: str) -> FormPage:
    """The form of something that has happened. Raises NotFound; see `done` for one that the case cannot take now."""
    with desk.services.database.reading() as connection:
        row = desk.case_row(connection, who, reference)
        release = desk.services.releases.get(connection, row.release_id)
        loaded = unpack_case(connection, row, release, clock.now())
        draft = load_draft(connection, row.id, key, who.person_id)
        event = next((found for found in possible_events(loaded) if key in (found.key, found.node.id)), None)
        if event is None:
            return _past_event(loaded, key, draft)
        page = _page(loaded, event.node, event.scope, draft)
        refusal = _refusal(desk, loaded, event.node, event.scope, who)
        return _replace(page, title=event.asked, refusal=refusal)


def _past_event(loaded: LoadedCase, key: str, draft: Any) -> FormPage:
    """The form of a report that the case cannot take now, so that answers on their way are shown and not lost."""
    nodes = loaded.release.definitions.nodes
    node = nodes.get(key) or nodes.get(key.rpartition("-")[0])
    if node is None or node.event is None:
        raise NotFound("There is no such event.")
    return _replace(_page(loaded, node, "", draft), title=node.asked, done="This case cannot take this report now.")


def starts(desk: Desk, who: Person) -> tuple[StartChoice, ...]:
    """What this person may start, in the settings' order, each with what its start on the diagram says of it."""
    with desk.services.database.reading() as connection:
        release, row = desk.newest(connection), desk.row(connection, who)
    return _starts(release, row)


def _starts(release: Release, row: PersonRow) -> tuple[StartChoice, ...]:
    roles: Mapping[str, list[str]] = release.settings.get("start_roles", {})
    allowed = [name for name in roles if name in release.starts and set(roles[name]) & set(row.roles)]
    containers = release.definitions.containers
    return tuple(StartChoice(name, containers[name].name or name, _about(release, name)) for name in allowed)


def _about(release: Release, process: str) -> str:
    nodes = (release.definitions.nodes[name] for name in release.definitions.containers[process].nodes)
    return next((node.documentation for node in nodes if node.kind == "startEvent"), "")


def start_page(desk: Desk, who: Person, start: str) -> FormPage:
    """The form of the first task, which starts the case when it is sent. Raises NotFound."""
    with desk.services.database.reading() as connection:
        release, row = desk.newest(connection), desk.row(connection, who)
        people = people_by_role(connection)
    if start not in {choice.start for choice in _starts(release, row)}:
        raise NotFound("There is no such way to start a case, or it is not yours.")
    node = release.first_task(start)
    form = form_of(release, node.id) if node is not None else None
    if node is None or form is None:
        raise NotFound("A case of this kind cannot be started from a page.")
    facts = {"case": {}, "settings": release.settings, "people": people}
    title = release.definitions.containers[start].name or node.label
    return FormPage(title, cast(Form, form), None, facts, guidance=node.documentation)


def _page(loaded: LoadedCase, node: Node, scope: str, draft: Any) -> FormPage:
    form = form_of(loaded.release, node.id) if node.form else None
    if form is None:
        raise NotFound("There is nothing to fill in here.")
    facts = facts_for_form(loaded, node, scope)
    known: dict[str, object] = {name: facts[name] for name in form.names if name in facts}
    known |= {"case": facts["case"], "settings": facts["settings"], "people": people_by_role(loaded.connection)}
    names = Names(loaded.release)
    answers = draft.answers if draft is not None else None
    return FormPage(
        node.label, cast(Form, form), answers, known, heading(loaded.row, names),
        guidance=node.documentation, draft_saved=draft.saved_at if draft is not None else None,
        deciding=loaded.release.deciding.get(node.id, frozenset()),
    )  # fmt: skip


def _done_page(loaded: LoadedCase, closed: Any, draft: Any, who: Person) -> FormPage:
    node = loaded.release.definitions.nodes.get(closed.element_id)
    if node is None:
        raise NotFound("There is no such task.")
    page = _page(loaded, node, closed.scope, draft)
    at = closed.closed_at.astimezone(LONDON) if closed.closed_at else None
    when = f"at {clock_words(at)} on {at.day} {at:%B %Y}" if at else ""
    by = "You" if closed.closed_by == who.person_id else closed.closed_name or "Somebody"
    done = f"{by} completed this {when}." if closed.state == "completed" else f"This is no longer needed, {when}."
    completed = closed.state == "completed" and closed.closed_at is not None
    where = loaded.connection, loaded.id, closed.scope, node.id
    given = answers_given_at(*where, closed.closed_at) if completed else None
    recorded = given if closed.closed_by == who.person_id else None
    return _replace(page, title=closed.name, done=done, recorded=recorded, files=tuple(dict(files_in(given)).items()))


def _refusal(desk: Desk, loaded: LoadedCase, node: Node, scope: str, who: Person) -> str:
    try:
        may_do(loaded, node, desk.actor(loaded.connection, who), scope)
    except NotAllowed as refusal:
        return str(refusal)
    return ""


def _replace(page: FormPage, **changes: Any) -> FormPage:
    return replace(page, **changes)
