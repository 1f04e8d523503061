"""Something has happened: a message that the case waits for, reported by a person with the answers to its form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.commands.answering import LATE_REASON, check_answers, keep_answers, tried_before
from engine.commands.drafts import discard_draft
from engine.commands.failures import left_behind
from engine.commands.incidents import settle
from engine.commands.on_case import case_id_of, on_case
from engine.commands.permission import allocated_or_in_team, may_do
from engine.commands.services import Actor, Services
from engine.commands.twice import just_reported
from engine.definitions.elements import Node
from engine.errors import NotAllowed, NotFound, TaskNotOpen
from engine.runtime.about import about, with_about
from engine.runtime.specs.lean import scope_of
from engine.store.history import Happening, append_event
from engine.store.loading import LoadedCase

LONGEST_KEY = 240


@dataclass(frozen=True, slots=True)
class PossibleEvent:
    """A message that a case can receive now. `key` names it: the element's id, with the waiting event's number where
    there is one.
    """

    key: str
    node: Node
    scope: str
    about: str = ""

    @property
    def asked(self) -> str:
        """What people read for it, told apart from others of its name."""
        return with_about(self.node.asked, self.about)


def possible_events(loaded: LoadedCase) -> list[PossibleEvent]:
    """Every message that the case can receive now: starts of event sub-processes first, then waiting events, in the
    diagram's order.
    """
    if loaded.workflow.completed:
        return []
    definitions = loaded.release.definitions
    found = []
    for name in loaded.workflow.spec.start.trigger_specs:
        start = next(
            definitions.nodes[inner]
            for inner in definitions.containers[name].nodes
            if definitions.nodes[inner].kind == "startEvent"
        )
        if _available(loaded, start, ""):
            found.append(PossibleEvent(start.id, start, ""))
    for task in loaded.workflow.waiting():
        node = task.task_spec.node
        message = not task.task_spec.manual and node.event is not None and node.event.kind == "message"
        if message and _available(loaded, node, scope_of(task)):
            scope = scope_of(task)
            which = about(definitions, loaded.run, scope)
            found.append(PossibleEvent(f"{node.id}-{task.internal_data['n']}", node, scope, which))
    return found


def _available(loaded: LoadedCase, node: Node, scope: str) -> bool:
    """Whether it makes sense to report it now: the event's `available` property, true where it has none."""
    available = node.property_value("available")
    return available is None or loaded.run.evaluate(scope, available) is True


def report_event(
    services: Services, actor: Actor, case_reference: str, key: str, answers: Mapping[str, object], once: bool = False
) -> str:
    """Deliver the message `key`, an element id or the key of a `PossibleEvent`. Gives the event's label.

    With `once` a double click reports it once. Raises InvalidAnswers, NotAllowed, NotFound, and TaskNotOpen when the
    case no longer waits for it, HandlerFailed and Unforeseen when a step fails (answers are kept as a draft).
    """
    if len(key) > LONGEST_KEY:
        raise NotFound("There is no such event.")
    case_id = case_id_of(services, case_reference)

    def act(loaded: LoadedCase, now: datetime) -> str:
        if once and (before := just_reported(loaded, actor, key, _given(answers), now)):
            return before.asked
        return report_within(loaded, actor, key, answers, now)

    command = {"do": "report_event", "case": case_reference, "key": key}
    with left_behind(services, case_id, actor, key, answers, command):
        return on_case(services, case_id, act)


def report_within(
    loaded: LoadedCase,
    actor: Actor,
    key: str,
    answers: Mapping[str, object],
    now: datetime,
    tried: datetime | None = None,
) -> str:
    """The same inside another command's transaction, which `tried` before where it is done again. Raises TaskNotOpen
    before anything is changed.
    """
    event = next((found for found in possible_events(loaded) if key in (found.key, found.node.id)), None)
    if event is None:
        _might_have(loaded, actor, key)
        raise TaskNotOpen("The case can no longer take this report. What you entered is kept as a draft.")
    role = may_do(loaded, event.node, actor, event.scope)
    loaded.actor_id = actor.id
    clean = check_answers(loaded, event.node, event.scope, _given(answers), tried or now)
    scope = _deliver(loaded, event, clean)
    detail = tried_before(tried)
    append_event(loaded, Happening("event_reported", actor.id, role, event.node.id, scope, detail), now)
    if loaded.has_drafts:
        discard_draft(loaded.connection, loaded.id, key, actor.id)
    if loaded.has_incidents:
        settle(loaded.connection, loaded.id, actor.id, {"key": key, "answers": dict(answers)}, now)
    return event.asked


def _might_have(loaded: LoadedCase, actor: Actor, key: str) -> None:
    """A draft is kept only of what could be reported at another moment, and by this person: else anybody could fill
    the database. Raises NotFound, NotAllowed.
    """
    nodes = loaded.release.definitions.nodes
    node = nodes.get(key) or nodes.get(key.rpartition("-")[0])
    if node is None or node.event is None or node.event.kind != "message" or not node.groups:
        raise NotFound("There is no such event.")
    if not allocated_or_in_team(loaded, node, actor):
        raise NotAllowed(f"“{node.asked}” is for others to report.")


def _given(answers: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in answers.items() if name != LATE_REASON}


def _deliver(loaded: LoadedCase, event: PossibleEvent, clean: dict[str, object]) -> str:
    """Answers first, so that what follows reads them."""
    workflow = loaded.workflow
    if event.node.kind == "startEvent":
        scope = workflow.begin(loaded.release.definitions.nodes[event.node.container])
        keep_answers(loaded.run, event.node, scope, clean)
        workflow.run_on()
        return scope
    keep_answers(loaded.run, event.node, event.scope, clean)
    task = workflow.numbered(int(event.key.rpartition("-")[2]))
    assert task is not None
    workflow.happen(task)
    return event.scope
