"""Do again what failed at an automatic step, as the person who did it, after the cause was mended."""

from datetime import datetime
from typing import Any

from engine.commands.complete_user_task import complete_user_task
from engine.commands.due import TimerFailed, fire
from engine.commands.incidents import open_incident, resolve
from engine.commands.on_case import on_case
from engine.commands.report_event import report_event
from engine.commands.services import Actor, Services
from engine.errors import TaskNotOpen
from engine.store.history import Happening, append_event
from engine.store.loading import LoadedCase, TimerKey, waiting_timers


def retry_incident(services: Services, actor: Actor, incident_id: int) -> None:
    """Raises what the step raises, with the incident still open. What the case no longer waits for is closed undone."""
    with services.database.reading() as connection:
        incident = open_incident(connection, incident_id)
    command: dict[str, Any] = incident.command
    try:
        if command["do"] == "fire_timer":
            _fire_again(services, incident.case_id, command)
        else:
            _act_again(services, incident, command)
    except TaskNotOpen:
        pass  # the case has gone on without it: there is nothing left to do again
    _close(services, incident.case_id, incident_id, actor)


def _act_again(services: Services, incident: Any, command: dict[str, Any]) -> None:
    author = Actor(incident.actor_id, "", frozenset(command["roles"]), command["team"])
    if command["do"] == "complete_user_task":
        complete_user_task(services, author, command["task"], command["answers"])
    else:
        report_event(services, author, command["case"], command["key"], command["answers"])


def _fire_again(services: Services, case_id: int, command: dict[str, Any]) -> None:
    key: TimerKey = (command["kind"], command["number"], command["step"])

    def act(loaded: LoadedCase, now: datetime) -> None:
        loaded.failed.discard(key)
        if key not in waiting_timers(loaded, list(loaded.workflow.waiting())):
            return  # withdrawn since: its activity was completed, or its deadline met
        try:
            fire(loaded, key, command["due"], now)
        except TimerFailed as failure:
            raise failure.cause from failure

    on_case(services, case_id, act)


def _close(services: Services, case_id: int, incident_id: int, actor: Actor) -> None:
    def act(loaded: LoadedCase, now: datetime) -> None:
        resolve(loaded.connection, incident_id, actor.id, now)
        append_event(loaded, Happening("incident_resolved", actor.id, detail={"incident": incident_id}), now)

    on_case(services, case_id, act)
