"""Do again what failed at an automatic step, as the person who did it, after the cause was mended."""

from datetime import datetime
from typing import Any

from engine import clock
from engine.commands.complete_user_task import complete_open
from engine.commands.due import TimerFailed, fire
from engine.commands.failures import foreseen
from engine.commands.incidents import TRIED, failed_again, open_incident, resolve
from engine.commands.on_case import on_case
from engine.commands.report_event import report_within
from engine.commands.services import Actor, Services
from engine.errors import CommandRefused, HandlerFailed, TaskNotOpen
from engine.queries.people import find_person, names_of
from engine.runtime.stuck import stuck_at
from engine.store.history import Happening, append_event
from engine.store.loading import LoadedCase, TimerKey, waiting_timers
from engine.store.stuck_rows import LOOK, stuck_words


def retry_incident(services: Services, actor: Actor, incident_id: int) -> bool:
    """Whether it was done; what the case no longer waits for is closed undone. Doing it and closing the incident is one
    transaction, so that two who try again at once, or a server that dies in between, do it once.

    Raises what the step raises, with the incident still open, and NotFound where somebody has dealt with it;
    CommandRefused where its author may no longer do it.
    """
    with services.database.reading() as connection:
        incident = open_incident(connection, incident_id)

    def act(loaded: LoadedCase, now: datetime) -> bool:
        open_incident(loaded.connection, incident_id)  # asked again, now that the case is locked
        done = _do_again(loaded, incident, now)
        resolve(loaded.connection, incident_id, actor.id, now)
        detail = {"incident": incident_id, "done": done}
        append_event(loaded, Happening("incident_resolved", actor.id, detail=detail), now)
        return done

    try:
        with foreseen():
            return on_case(services, incident.case_id, act)
    except HandlerFailed as error:
        failed_again(services, incident_id, error, clock.now())
        raise


def _do_again(loaded: LoadedCase, incident: Any, now: datetime) -> bool:
    command: dict[str, Any] = incident.command
    if command["do"] == "fire_timer":
        return _fire_again(loaded, command, now)
    if command["do"] == "tick":
        return True  # the frame of every command has just fired what was due
    if command["do"] == LOOK["do"]:
        node = stuck_at(loaded.workflow, list(loaded.workflow.waiting()))
        if node is not None:
            raise HandlerFailed(node.id, "diagram", stuck_words(node))
        return True
    tried = datetime.fromisoformat(command[TRIED]) if TRIED in command else incident.happened_at
    author = Actor(incident.actor_id, "", frozenset(command["roles"]), command["team"])
    try:
        if command["do"] == "complete_user_task":
            complete_open(loaded, author, command["task"], command["answers"], now, tried)
        else:
            report_within(loaded, author, command["key"], command["answers"], now, tried)
    except TaskNotOpen:
        return False  # the case has gone on without it: there is nothing left to do again
    _require_still_theirs(loaded, author)
    return True


def _require_still_theirs(loaded: LoadedCase, author: Actor) -> None:
    """Asked last, as what is no longer needed can be closed whoever did it. Raises CommandRefused, which undoes it."""
    now = find_person(loaded.connection, author.id)
    if now is not None and author.roles & set(now.roles):
        return
    name = names_of(loaded.connection, {author.id}).get(author.id, author.id)
    raise CommandRefused(
        f"{name} no longer does this work, so it is not done in their name. Somebody who does it now must enter it."
    )


def _fire_again(loaded: LoadedCase, command: dict[str, Any], now: datetime) -> bool:
    key: TimerKey = (command["kind"], command["number"], command["step"])
    loaded.failed.discard(key)
    if key not in waiting_timers(loaded, list(loaded.workflow.waiting())):
        return False  # withdrawn since: its activity was completed, or its deadline met
    try:
        fire(loaded, key, command["due"], now)
    except TimerFailed as failure:
        raise failure.cause from failure
    return True
