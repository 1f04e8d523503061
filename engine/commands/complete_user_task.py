"""Complete a user task with a person's answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from engine.clock import LONDON
from engine.commands.allocate import allocate_chosen
from engine.commands.answering import (
    LATE_REASON,
    also_late,
    check_answers,
    is_enough,
    keep_answers,
    meet_deadline,
    read_late_reason,
    tried_before,
)
from engine.commands.drafts import discard_draft
from engine.commands.failures import left_behind
from engine.commands.first_spelling import keep_first_spelling
from engine.commands.incidents import settle
from engine.commands.on_case import on_case
from engine.commands.permission import allocated_or_in_team, may_do
from engine.commands.services import Actor, Services
from engine.deadline_words import clock_words
from engine.errors import InvalidAnswers, NotAllowed, NotFound, TaskNotOpen
from engine.runtime.specs.lean import scope_of
from engine.store.history import Happening, append_event
from engine.store.loading import LoadedCase
from engine.store.tables import PEOPLE, TASKS
from engine.store.task_rows import name_of, task_id


@dataclass(frozen=True, slots=True)
class Completed:
    """What was done: the case, the task's name, whether the case is closed now, and whether what was recorded is
    enough: where it is not and the task is open again, it is not for next time but still to be done.
    """

    case_reference: str
    task_name: str
    case_closed: bool
    enough: bool = True


def complete_user_task(services: Services, actor: Actor, task: str, answers: Mapping[str, object]) -> Completed:
    """Complete the open task with the id `task` (`12-5`). `late_reason` among the answers says why late work is late.

    Raises InvalidAnswers (nothing recorded), NotAllowed, NotFound; TaskNotOpen and StaleCase when somebody was first,
    HandlerFailed when an automatic step fails and Unforeseen when anything else does: then the answers are kept as the
    person's draft.
    """
    case_id, command = read_task_id(task)[0], {"do": "complete_user_task", "task": task}
    with left_behind(services, case_id, actor, task, answers, command):
        return on_case(services, case_id, lambda loaded, now: complete_open(loaded, actor, task, answers, now))


def complete_open(
    loaded: LoadedCase,
    actor: Actor,
    task: str,
    answers: Mapping[str, object],
    now: datetime,
    tried: datetime | None = None,
) -> Completed:
    """The same inside another command's transaction, which `tried` before where it is done again. Raises TaskNotOpen
    before anything is changed.
    """
    found = loaded.workflow.numbered(read_task_id(task)[1])
    if found is None or not found.task_spec.manual:
        raise TaskNotOpen(_who_was_first(loaded, task, actor))
    given = {key: value for key, value in answers.items() if key != LATE_REASON}
    return complete_within(loaded, actor, found, given, read_late_reason(answers.get(LATE_REASON)), now, tried)


def complete_within(
    loaded: LoadedCase,
    actor: Actor,
    task: Any,
    given: Mapping[str, object],
    late_reason: str,
    now: datetime,
    tried: datetime | None = None,
) -> Completed:
    """The same for a task that is known to be open; the caller saves the case. What is done again after a step of ours
    failed is judged by the instant at which the person `tried` it first: its dates, and whether it is late.
    """
    judged = tried or loaded.begun or now
    node, scope, number = task.task_spec.node, scope_of(task), task.internal_data["n"]
    role = may_do(loaded, node, actor, scope)
    loaded.actor_id, loaded.completed = actor.id, number
    try:
        clean = check_answers(loaded, node, scope, given, judged)
    except InvalidAnswers as refusal:
        raise also_late(loaded, node, scope, late_reason, refusal, judged) from refusal
    keep_answers(loaded.run, node, scope, clean)
    keep_first_spelling(loaded)
    meet_deadline(loaded.release, loaded.run, node, scope, late_reason, judged)
    allocate_chosen(loaded, node, scope, now)
    name = name_of(loaded, task)
    loaded.workflow.complete(task)
    detail = {"task": task_id(loaded.id, number), "late_reason": late_reason} | tried_before(tried)
    append_event(loaded, Happening("task_completed", actor.id, role, node.id, scope, detail), now)
    if loaded.has_drafts:
        discard_draft(loaded.connection, loaded.id, task_id(loaded.id, number), actor.id)
    if loaded.has_incidents:
        settle(loaded.connection, loaded.id, actor.id, {"task": task_id(loaded.id, number)}, now)
    enough = is_enough(loaded.run, node, scope)
    return Completed(loaded.row.reference, name, loaded.workflow.completed, enough)


def read_task_id(task: str) -> tuple[int, int]:
    """Case row id and number of the task in it. Raises NotFound for anything else."""
    left, _, right = task.partition("-")
    if not (left.isascii() and left.isdigit() and right.isascii() and right.isdigit() and len(task) < 30):
        raise NotFound("There is no such task.")
    return int(left), int(right)


def _who_was_first(loaded: LoadedCase, task: str, actor: Actor) -> str:
    query = select(
        TASKS.c.name, TASKS.c.state, TASKS.c.element_id, TASKS.c.closed_at, PEOPLE.c.name.label("person")
    ).where(TASKS.c.id == task)
    row = loaded.connection.execute(query.join(PEOPLE, PEOPLE.c.id == TASKS.c.closed_by, isouter=True)).one_or_none()
    if row is None:
        raise NotFound("There is no such task.")
    node = loaded.release.definitions.nodes.get(row.element_id)
    if node is not None and not allocated_or_in_team(loaded, node, actor):
        raise NotAllowed(f"“{row.name}” is for others.")
    if row.closed_at is None:
        return f"“{row.name}” is no longer needed. Your answers are kept as a draft."
    at = row.closed_at.astimezone(LONDON)
    when = f"at {clock_words(at)} on {at.day} {at:%B %Y}"
    if row.state == "completed":
        return f"{row.person or 'Somebody'} completed “{row.name}” {when}. Your answers are kept as a draft."
    return f"“{row.name}” was no longer needed from {when.removeprefix('at ')}. Your answers are kept as a draft."
