"""Start a case of one process for one child."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select, update

from engine import clock
from engine.commands.begin_case import NewCase, begin, look_around, newest, save_and_open, started
from engine.commands.complete_user_task import complete_within
from engine.commands.services import Actor, Services
from engine.commands.twice import just_started, others_open
from engine.errors import AnotherIsOpen, AnswerProblem, InvalidAnswers, NotAllowed, NotFound
from engine.release.release import Release
from engine.store.loading import LoadedCase, load_case
from engine.store.saving import subject_of
from engine.store.tables import CASES

A_SECOND = "start_a_second"
"""An extra answer: this child has a case open already, and is to have another all the same."""


class _StartedTwice(Exception):
    """Takes back a case that a double click would have started a second time. `reference` is the first one's."""

    def __init__(self, reference: str) -> None:
        self.reference = reference
        super().__init__(reference)


def start_case(
    services: Services,
    actor: Actor,
    new: NewCase,
    answers: Mapping[str, object] | None = None,
    *,
    once: bool = False,
) -> str:
    """Start on the newest release. Gives the case's reference. With `answers`, the first user task is completed with
    them in the same transaction, so that a mistake in them starts no case. With `once` a double click starts one, and a
    second open case for one child, of whichever kind, needs the extra answer `start_a_second`.

    Raises NotAllowed, NotFound, InvalidAnswers.
    """
    try:
        return _start(services, actor, new, answers, once)
    except _StartedTwice as before:
        return before.reference


def _start(services: Services, actor: Actor, new: NewCase, given: Mapping[str, object] | None, once: bool) -> str:
    a_second = bool(given) and given is not None and given.get(A_SECOND) is True
    answers = None if given is None else {name: value for name, value in given.items() if name != A_SECOND}
    with services.database.transaction() as connection:
        around = look_around(connection, new)
        now = clock.now()  # nobody else can start a case before this one
        release = newest(services, connection, around)
        if new.process not in release.starts:
            raise NotFound(f"No case of {new.process!r} can be started; there are {', '.join(release.starts)}.")
        _may_start(release, actor, new.process)
        loaded = started(begin(connection, release, actor, new, around, now), actor, new, now)
        save_and_open(services, loaded, now)
        if answers is not None:
            loaded = load_case(connection, services.releases, loaded.id, now)
            first = _first_task(loaded, new.process)
            complete_within(loaded, actor, first, answers, "", now)
            before = just_started(loaded, actor, first.task_spec.node.id, now) if once else ""
            if before:
                raise _StartedTwice(before)
            others = others_open(loaded) if once and not a_second else []
            if others:
                raise AnotherIsOpen(A_SECOND, others)
            _link(loaded)
            save_and_open(services, loaded, now)
        return str(loaded.row.reference)


def _first_task(loaded: LoadedCase, process: str) -> Any:
    first = next((task for task in loaded.workflow.waiting() if task.task_spec.manual), None)
    if first is None:
        raise NotFound(f"A case of {process!r} does not begin with a form; start it without answers.")
    return first


def _link(loaded: LoadedCase) -> None:
    """To the case that the settings' `linked_fact` names, or else the newest other case; always of the same child.

    Raises InvalidAnswers for a reference that is no case of this child: a slip of the pen would join two children.
    """
    settings, facts = loaded.release.settings, loaded.run.facts
    fact = settings.get("linked_fact")
    if fact not in facts:
        return
    given = str(facts[fact] or "").strip().upper()
    others = select(CASES.c.id).where(CASES.c.subject == subject_of(loaded), CASES.c.id != loaded.id)
    if given:
        others = others.where(func.upper(CASES.c.reference) == given)
    other = loaded.connection.execute(others.order_by(CASES.c.id.desc()).limit(1)).scalar()
    if given and other is None:
        words = f"No case of this child has the reference {given}. Check it, or leave it empty"
        raise InvalidAnswers([AnswerProblem(fact, words)])
    loaded.connection.execute(update(CASES).where(CASES.c.id == loaded.id).values(linked_case_id=other))


def _may_start(release: Release, actor: Actor, process: str) -> None:
    roles = release.settings.get("start_roles", {}).get(process)
    if roles is not None and not actor.roles & set(roles):
        raise NotAllowed("You do not have a role that starts these cases.")
