"""Tells the second half of a double click from a second opinion: same person, same answers, within a minute. What may
be done again and again, starting a case and reporting an event, is then done once.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import func, select

from engine.commands.answering import check_answers
from engine.commands.services import Actor
from engine.definitions.elements import Node
from engine.errors import InvalidAnswers, OpenCase
from engine.store.loading import LoadedCase
from engine.store.subject import one_spelling
from engine.store.tables import ANSWERS, CASES, HISTORY

SOON = timedelta(minutes=1)
LOOKED_BACK = 30
"""Events of the case, or cases, that are looked at: the cost does not grow with the past."""


def just_reported(
    loaded: LoadedCase, actor: Actor, key: str, answers: Mapping[str, object], now: datetime
) -> Node | None:
    """The event that this person has reported with these answers a moment ago, under the key that they report now. One
    that still waits under its number is another: a double click comes with a number that has happened.
    """
    if _waits(loaded, key):
        return None
    query = select(HISTORY.c.element_id, HISTORY.c.scope, ANSWERS.c.value).where(
        HISTORY.c.case_id == loaded.id,
        HISTORY.c.seq > loaded.seq - LOOKED_BACK,
        HISTORY.c.kind == "event_reported",
        HISTORY.c.element_id.in_([key, key.rpartition("-")[0]]),
        HISTORY.c.actor_id == actor.id,
        HISTORY.c.at > now - SOON,
    )
    same = (ANSWERS.c.case_id == HISTORY.c.case_id) & (ANSWERS.c.seq == HISTORY.c.seq)
    for row in loaded.connection.execute(query.join(ANSWERS, same & (ANSWERS.c.name == HISTORY.c.element_id))):
        node = loaded.release.definitions.nodes[row.element_id]
        scope = "" if node.kind == "startEvent" else row.scope
        try:
            if check_answers(loaded, node, scope, answers, now) == row.value:
                return node
        except InvalidAnswers:
            continue
    return None


def _waits(loaded: LoadedCase, key: str) -> bool:
    element, _, number = key.rpartition("-")
    task = loaded.workflow.numbered(int(number)) if number.isdecimal() else None
    return task is not None and task.task_spec.node.id == element


def others_open(loaded: LoadedCase) -> list[OpenCase]:
    """Open cases of any kind for the same subject as the case that has just begun, but for the one that it names
    itself as the case that it belongs to.
    """
    settings, facts = loaded.release.settings, loaded.run.facts
    subject = one_spelling(str(facts.get(settings.get("subject_fact", "subject")) or ""))
    if not subject:
        return []
    named = str(facts.get(str(settings.get("linked_fact"))) or "").strip().upper()
    query = select(CASES.c.reference, CASES.c.process_id).where(CASES.c.subject == subject, CASES.c.status == "open")
    query = query.where(CASES.c.id != loaded.id, func.upper(CASES.c.reference) != named)
    rows = loaded.connection.execute(query.order_by(CASES.c.id).limit(LOOKED_BACK))
    return [OpenCase(row.reference, loaded.release.definitions.process_name(row.process_id)) for row in rows]


def just_started(loaded: LoadedCase, actor: Actor, first: str, now: datetime) -> str:
    """The reference of the case that this person started a moment ago with the same answers to the task `first`, or "".

    Call it when the new case has its answers, before it is saved.
    """
    query = select(CASES.c.reference, ANSWERS.c.value).join(ANSWERS, ANSWERS.c.case_id == CASES.c.id)
    query = query.where(ANSWERS.c.name == first, ANSWERS.c.person_id == actor.id, CASES.c.started_at > now - SOON)
    lately = loaded.id - LOOKED_BACK < CASES.c.id, CASES.c.id < loaded.id
    own = loaded.run.answers.get("", first)
    for row in loaded.connection.execute(query.where(*lately, CASES.c.process_id == loaded.row.process_id)):
        if row.value == own:
            return str(row.reference)
    return ""
