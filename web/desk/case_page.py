"""The page of one case."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from engine import clock
from engine.commands.permission import allocated_or_in_team
from engine.commands.report_event import possible_events
from engine.commands.services import Actor
from engine.deadline_words import day_words
from engine.errors import INSIDE
from engine.local_time import day_of
from engine.queries.cases import allocations_of, deadlines_numbered, ended_deadlines, incidents_of, others_of_child
from engine.queries.people import PersonRow, names_of
from engine.queries.work_list import OpenTask, tasks_of_case
from engine.release.release import Release
from engine.store.loading import LoadedCase, unpack_case
from web.case_pages import Allocation, CasePage, DeadlineRow, EndedDeadlines, EventChoice, Incident, OtherCase
from web.desk.case_history import history_page
from web.desk.case_picture import picture
from web.desk.desk import Desk
from web.desk.dues import due_of
from web.desk.lists import work_row
from web.desk.names import Names
from web.desk.stages import heading, stage_marks
from web.pages import DeadlineState, Fact, Person

ENDED = 10
"""Deadlines on one page of those that have ended."""


def case_page(desk: Desk, who: Person, reference: str, diagram: str, history: int, deadlines: int) -> CasePage:
    """Everything at a glance. Raises NotFound."""
    now = clock.now()
    with desk.services.database.reading() as connection:
        asking, row = desk.row(connection, who), desk.case_row(connection, who, reference)
        release = desk.services.releases.get(connection, row.release_id)
        loaded = unpack_case(connection, row, release, now)
        allocations = allocations_of(connection, row.id)
        tasks = tasks_of_case(connection, row.id)
        people = names_of(
            connection, {item.id for item in allocations} | {t.assignee_id for t in tasks if t.assignee_id}
        )
        names = Names(release, people)
        running = deadlines_numbered(connection, row.id, [found.number for found in loaded.run.deadlines.running()])
        ended = ended_deadlines(connection, row.id, ENDED + 1, (deadlines - 1) * ENDED)
        late = [task for task in tasks if task.due_at and task.due_at < now]
        late = [task for task in late if task.element_id not in names.recommended]
        today = day_of(now) if row.status != "closed" else None
        return CasePage(
            heading(row, names),
            stage_marks(row, names, _late_stages(names, late, running, now)),
            tuple(Fact(label, text) for label, text in names.facts(row.facts, today)),
            tuple(work_row(task, names) for task in tasks),
            _running(running, names, now),
            EndedDeadlines(tuple(_deadline(item, names, now) for item in ended[:ENDED]), deadlines, len(ended) > ENDED),
            picture(loaded, {task.id for task in late}, diagram),
            history_page(connection, desk, row, history),
            _events(loaded, desk.actor(connection, who)),
            tuple(
                Allocation(names.role(item.role), item.name, f"since {day_words(day_of(item.from_at))}")
                for item in allocations
            ),
            _incidents(incidents_of(connection, row.id), release, asking),
            tuple(_other(item, names) for item in others_of_child(connection, row, desk.seen(connection, asking))),
        )


def _other(item: Any, names: Names) -> OtherCase:
    opened = f"opened on {day_words(day_of(item.started_at))}"
    state = f"Closed: {names.outcome(item.outcome)}" if item.status == "closed" else "Open"
    return OtherCase(item.reference, names.process(item.process_id), f"{state}, {opened}")


def _late_stages(names: Names, tasks: list[OpenTask], running: list[Any], now: datetime) -> set[str]:
    """Stages in which anything is overdue: one of these tasks, or a promise that no task stands for."""
    nodes, stage_of = names.release.definitions.nodes, names.release.definitions.stage_of
    late = {item.element_id for item in running if item.due_at < now} - names.recommended - names.awaited
    stages = {task.stage for task in tasks}
    return stages | {stage_of(nodes[element]) for element in late if element in nodes}


def _running(items: list[Any], names: Names, now: datetime) -> tuple[DeadlineRow, ...]:
    """Those of one owner that run from the same instant to the same instant are one row: to them it is one promise."""
    rows: dict[tuple[object, ...], DeadlineRow] = {}
    for item in items:
        row, same = _deadline(item, names, now), (item.owner_role, item.start_at, item.due_at)
        other = rows.get(same)
        rows[same] = replace(other, label=f"{other.label}\n{row.label}") if other is not None else row
    return tuple(rows.values())


def _deadline(item: Any, names: Names, now: datetime) -> DeadlineRow:
    state: DeadlineState = "cancelled"
    if item.state == "running":
        state = "overdue" if item.due_at < now else "running"
    elif item.state == "met":
        state = "met late" if item.met_at and item.met_at > item.due_at else "met"
    elif item.ended_at and item.ended_at > item.due_at:
        state = "missed"
    owner = names.role(item.owner_role) if item.owner_role else ""
    recommended = item.element_id in names.recommended
    awaited = item.element_id in names.awaited
    due = due_of(item.due_at, now, names.release.calendar, item.detail, recommended=recommended, awaited=awaited)
    started = "" if awaited else f"It started on {day_words(day_of(item.start_at))}"  # a birthday has no beginning
    return DeadlineRow(item.label, due, state, owner, started, _ended(item) if state == "missed" else "")


def _ended(item: Any) -> str:
    """What is stopped or begun anew after its due instant was missed all the same."""
    what = "Begun anew" if item.state == "replaced" else "Stopped"
    return f"{what} on {day_words(day_of(item.ended_at))}, when it was not done yet"


def _events(loaded: LoadedCase, actor: Actor) -> tuple[EventChoice, ...]:
    return tuple(
        EventChoice(event.key, event.asked, event.node.documentation)
        for event in possible_events(loaded)
        if event.node.groups and allocated_or_in_team(loaded, event.node, actor)
    )


def _incidents(rows: list[Any], release: Release, asking: PersonRow) -> tuple[Incident, ...]:
    may = bool(set(asking.roles) & set(release.settings.get("may_retry", release.settings.get("roles", {}))))
    nodes = release.definitions.nodes
    return tuple(
        Incident(
            str(row.id),
            row.happened_at,
            nodes[row.element_id].label if row.element_id in nodes else row.element_id or "What falls due by itself",
            row.message,
            may,
            row.handler == INSIDE,
        )
        for row in rows
    )
