"""Work lists, cases and people."""

from engine import clock
from engine.queries import people as people_queries
from engine.queries.cases import CaseRow as CaseFound
from engine.queries.cases import list_cases
from engine.queries.people import PersonRow
from engine.queries.work_list import OpenTask, count_overdue, find_tasks, mine, teams
from engine.release.release import Release
from web.desk.desk import PAGE, Desk, pages_of
from web.desk.dues import due_of
from web.desk.names import Names
from web.desk.stages import stage_words
from web.pages import CaseRow, Page, Person, RoleGroup, Tab, WorkList, WorkRow


def role_groups(desk: Desk) -> tuple[RoleGroup, ...]:
    """Everybody who can sign in, grouped by role in the settings' order."""
    release = desk.newest()
    names = Names(release)
    with desk.services.database.reading() as connection:
        rows = people_queries.all_people(connection)
    groups = []
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
    row = desk.row(who)
    own, team = [mine(row)], teams(row, desk.stands_in_for(row))
    now, release = clock.now(), desk.newest()
    with desk.services.database.reading() as connection:
        tasks, total = find_tasks(connection, own if tab == "mine" else team, find, PAGE, (page - 1) * PAGE)
        _, all_mine = find_tasks(connection, own, "", 1, 0)
        _, all_team = find_tasks(connection, team, "", 1, 0)
        overdue = count_overdue(connection, own if tab == "mine" else team, now)
        people = people_queries.names_of(connection, {task.assignee_id for task in tasks if task.assignee_id})
    rows = tuple(work_row(task, Names(release, people)) for task in tasks)
    return WorkList(Page(rows, page, pages_of(total), total), all_mine, all_team, overdue)


def work_row(task: OpenTask, names: Names) -> WorkRow:
    """One open task."""
    due = due_of(task.due_at, clock.now(), names.release.calendar)
    stage = names.stages().get(task.stage, "")
    assigned = names.people.get(task.assignee_id or "", "")
    words = f"Stage {task.stage}: {stage}" if stage else ""
    return WorkRow(task.id, task.name, task.case_reference, task.label, words, due, assigned, names.role(task.role))


def cases(desk: Desk, who: Person, find: str, page: int) -> Page[CaseRow]:
    """The cases that this person may know of."""
    row, release = desk.row(who), desk.newest()
    with desk.services.database.reading() as connection:
        rows, total = list_cases(connection, desk.seen(row), find, PAGE, (page - 1) * PAGE)
    return Page(tuple(_case_row(found, release) for found in rows), page, pages_of(total), total)


def _case_row(found: CaseFound, release: Release) -> CaseRow:
    names = Names(release)
    stage = stage_words(found, names)
    status = names.value(found.facts["legal_status"]) if found.facts.get("legal_status") else ""
    due = due_of(found.due_at, clock.now(), release.calendar)
    return CaseRow(found.reference, found.label, stage, status, found.open_tasks, due)
