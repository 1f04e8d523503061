"""Work lists, cases and people."""

from datetime import datetime, timedelta
from typing import Any

from engine import clock
from engine.local_time import day_of
from engine.queries import people as people_queries
from engine.queries.case_list import CaseRow as CaseFound
from engine.queries.case_list import Recommended, list_cases
from engine.queries.people import PersonRow
from engine.queries.whose_work import my_promises, second_choice, team_promises
from engine.queries.work_list import (
    OpenTask,
    count_all,
    count_overdue,
    drafts_of,
    find_tasks,
    mine,
    open_tasks,
    overdue_promises,
    teams,
)
from engine.release.release import Release
from web.desk.desk import PAGE, Desk, pages_of
from web.desk.dues import due_of
from web.desk.names import Names
from web.desk.stages import stage_words
from web.pages import CaseRow, Due, Page, Person, RoleGroup, Tab, WorkList, WorkRow

OTHER: dict[Tab, Tab] = {"mine": "team", "team": "mine"}
SOON = timedelta(weeks=13)
"""A promise further away than this is not what is next: nobody plans for an eighteenth birthday in nine years."""


def role_groups(desk: Desk) -> tuple[RoleGroup, ...]:
    """Everybody who can sign in, grouped by role in the settings' order."""
    with desk.services.database.reading() as connection:
        release = desk.newest(connection)
        rows = people_queries.all_people(connection)
    names, groups = Names(release), []
    for role in release.settings.get("roles", {}):
        held = tuple(person_of(row, names) for row in rows if role in row.roles)
        if held:
            groups.append(RoleGroup(names.role(role), held))
    return tuple(groups)


def person_of(row: PersonRow, names: Names) -> Person:
    """The person as pages show them."""
    return Person(row.id, row.name, tuple(names.role(role) for role in row.roles), row.team)


def work_list(desk: Desk, who: Person, tab: Tab, find: str, page: int) -> WorkList:
    """One tab with the counts of both."""
    now, other = clock.now(), OTHER[tab]
    with desk.services.database.reading() as connection:
        row, release = desk.row(connection, who), desk.newest(connection)
        held, seen = desk.held(connection, row), desk.seen(connection, row)
        found = _parts(release, row, held, seen, tab, now, find)
        tasks, total = find_tasks(connection, found, PAGE, (page - 1) * PAGE)
        here, there = (_parts(release, row, held, seen, shown, now) for shown in (tab, other))
        counts = {tab: count_all(connection, here), other: count_all(connection, there)}
        mild = Names(release).recommended
        overdue = {tab: count_overdue(connection, here, now, mild), other: count_overdue(connection, there, now, mild)}
        people = people_queries.names_of(connection, {task.assignee_id for task in tasks if task.assignee_id})
        drafts = drafts_of(connection, row.id, tasks)
    names = Names(release, people)
    rows = tuple(work_row(task, names, task.id in drafts) for task in tasks)
    shown = Page(rows, page, pages_of(total), total)
    return WorkList(shown, counts["mine"], counts["team"], overdue[tab], overdue["team"])


def _parts(
    release: Release, row: PersonRow, held: frozenset[str], seen: Any, tab: Tab, now: datetime, find: str = ""
) -> list[Any]:
    """What stands on one tab: tasks, and overdue promises that no task stands for; of cases that the person may know
    of (`seen`), because a row names the child.
    """
    if tab == "mine":
        return [open_tasks(mine(row), find, seen), overdue_promises(my_promises(row), now, find, seen)]
    groups = {node.groups for node in release.definitions.nodes.values() if len(node.groups) > 1}
    second = second_choice(row, held, release.settings, groups)
    tasks = [*teams(row, held), *([second] if second is not None else [])]
    promises = team_promises(row, held, release.settings)
    return [*(open_tasks(where, find, seen) for where in tasks), overdue_promises(promises, now, find, seen)]


def work_row(task: OpenTask, names: Names, has_draft: bool = False) -> WorkRow:
    """One open task, or an overdue promise without one."""
    recommended = task.element_id in names.recommended
    due = due_of(task.due_at, clock.now(), names.release.calendar, recommended=recommended)
    definitions = names.release.definitions
    node = definitions.nodes.get(task.element_id)
    number = task.stage or (definitions.stage_of(node) if node is not None else "")
    stage = names.stages().get(number, "")
    assigned = names.people.get(task.assignee_id or "", "")
    words = f"Stage {number}: {stage}" if stage else ""
    role = names.role(task.role)
    return WorkRow(task.id, task.name, task.case_reference, task.label, words, due, assigned, role, has_draft)


def cases(desk: Desk, who: Person, find: str, page: int) -> Page[CaseRow]:
    """The cases that this person may know of."""
    with desk.services.database.reading() as connection:
        release, seen = desk.newest(connection), desk.seen(connection, desk.row(connection, who))
        now, names = clock.now(), Names(release)
        recommended = Recommended(names.recommended, now, names.awaited)
        rows, total = list_cases(connection, seen, find, PAGE, (page - 1) * PAGE, now + SOON, recommended)
    return Page(tuple(_case_row(found, release) for found in rows), page, pages_of(total), total)


def _case_row(found: CaseFound, release: Release) -> CaseRow:
    names = Names(release)
    stage = stage_words(found, names)
    status = names.fact("legal_status", found.facts["legal_status"]) if found.facts.get("legal_status") else ""
    due = Due("Closed") if found.status == "closed" else due_of(found.due_at, clock.now(), release.calendar)
    return CaseRow(found.reference, found.label, stage, status, found.open_tasks, due, _passed(found, names))


def _passed(found: CaseFound, names: Names) -> tuple[str, ...]:
    """What was recommended or hoped for and has passed in an open case: nobody has broken a promise."""
    if found.status == "closed":
        return ()
    now, calendar = clock.now(), names.release.calendar
    missed = [due_of(found.missed_at, now, calendar, recommended=True).words] if found.missed_at else []
    labels = names.release.settings.get("facts", {})
    targets = names.targets_passed(found.facts, day_of(now))
    return (*missed, *(f"{labels.get(key, key)} has passed" for key in targets))
