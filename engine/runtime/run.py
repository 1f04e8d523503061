"""One command's run of a case: gives the diagram its values and handlers, and gathers everything that is to be
written.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.deadline_marks import steps as profile_steps
from engine.definitions.elements import Node, Value
from engine.errors import BusinessError, ExpressionError, HandlerFailed, HomewardError
from engine.feel import to_json
from engine.local_time import DeadlineError, day_of, end_of, read_moment
from engine.registry import HANDLERS, HandlerContext, Own, bare
from engine.runtime.case_file import Answers, CaseFile
from engine.runtime.deadlines import Deadlines, DeadlineState, canonical_instant
from engine.runtime.workflow import CaseWorkflow

FACT = "case."


@dataclass(frozen=True, slots=True)
class Setting:
    """What a run needs of its release besides the specs."""

    settings: Mapping[str, Any]
    calendar: Any


@dataclass(slots=True)
class Notice:
    """A message for the outbox: to whoever holds each role on the case."""

    to: tuple[str, ...]
    subject: str
    urgent: bool = False
    kind: str = "notice"


@dataclass(frozen=True, slots=True)
class CaseAsked:
    """A case that a step asks for: which, of what process, and what it knows from the beginning."""

    element: str
    process: str
    facts: Mapping[str, Any]


@dataclass(slots=True)
class Record:
    """What this run did, for the history event."""

    moves: list[list[str]] = field(default_factory=list)
    results: list[dict[str, Any]] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    asked: list[CaseAsked] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    outcome: str = ""


class Run:
    """The `Environment` of a `CaseWorkflow`. `now` is one instant for the whole command."""

    workflow: CaseWorkflow

    def __init__(
        self,
        setting: Setting,
        reference: str,
        facts: dict[str, Any],
        answers: Answers,
        deadlines: Deadlines,
        stages: dict[str, str],
        now: datetime,
    ) -> None:
        self.setting, self.reference, self.now = setting, reference, now
        self.facts, self.answers, self.deadlines, self.stages = facts, answers, deadlines, stages
        self.record = Record()

    # What expressions see

    def file(self, scope: str, **extra: object) -> CaseFile:
        """The case file as seen from a scope; `extra` names hide others."""
        fixed = {"case": self.facts, "settings": self.setting.settings} | extra
        return CaseFile(self.answers, scope, fixed, lambda: self.deadlines.view(scope, self.now))

    def evaluate(self, scope: str, value: Value, **extra: object) -> Any:
        if value.expression is None:
            return value.text
        self.answers.prefetch(scope, value.expression.names)
        try:
            return to_json(value.expression.evaluate(self.file(scope, **extra), self.now))
        except ExpressionError as error:
            raise HandlerFailed("", value.text, str(error)) from error

    # What the diagram does

    def call(self, scope: str, node: Node) -> None:
        try:
            self._call(scope, node)
        except (BusinessError, HandlerFailed):
            raise
        except HomewardError as error:
            raise HandlerFailed(node.id, node.handler, str(error)) from error

    def _call(self, scope: str, node: Node) -> None:
        inputs = {mapping.target: self.evaluate(scope, mapping.source) for mapping in node.inputs}
        result, shown = self._handle(scope, node, node.handler, inputs)
        self._take_effect(scope, node, result, shown)
        if node.outputs:
            for mapping in node.outputs:
                self.write(scope, mapping.target, self.evaluate(scope, mapping.source, result=shown))
        else:
            self.answers.put(scope, node.id, shown)

    def _handle(self, scope: str, node: Node, handler: str, inputs: dict[str, Any]) -> tuple[Any, Any]:
        found = HANDLERS.get(handler)
        if found is None:
            raise HandlerFailed(
                node.id, handler, "there is no such handler; this release needs a newer or older Homeward."
            )
        if handler.startswith("deadlines.") and bare(handler) != Own.START:
            inputs |= self._running(scope, node)
        taken = found.required | found.optional
        context = HandlerContext(
            self.now, day_of(self.now), self.setting.calendar, self.setting.settings, self.reference
        )
        try:
            result, shown = found.call(
                {key: value for key, value in inputs.items() if key in taken or key not in {"start", "due"}}, context
            )
        except HomewardError:
            raise
        except (
            Exception
        ) as error:  # a handler may be anybody's code: whatever it raises becomes an incident, never a lost case
            raise HandlerFailed(node.id, handler, f"{type(error).__name__}: {error}") from error
        self.record.results.append({"element": node.id, "handler": handler, "inputs": inputs, "result": shown})
        return result, shown

    def _running(self, scope: str, node: Node) -> dict[str, Any]:
        found = self.deadlines.find(scope, node.deadline)
        return {"start": found.start, "due": found.due} if found else {}

    def _take_effect(self, scope: str, node: Node, result: Any, shown: Any) -> None:
        match bare(node.handler):
            case Own.START:
                self._promise(scope, node, shown)
            case Own.MOVE:
                found = self._deadline(scope, node)
                self.deadlines.move(found, shown, self._steps(found.profile, shown))
            case Own.STOP:
                found_or_none = self.deadlines.find(scope, node.deadline)
                if found_or_none is not None and found_or_none.state == "running":
                    met_on = shown.get("met_on") or canonical_instant(self.now)
                    self.deadlines.end(found_or_none, instant_text(met_on) if shown.get("met") else None)
            case Own.NOTIFY:
                self.record.notices.append(Notice(tuple(result.to), result.subject, result.urgent))
            case Own.OPEN:
                self.record.asked.append(CaseAsked(node.id, result.process, result.facts))

    def _promise(self, scope: str, node: Node, shown: dict[str, Any]) -> None:
        steps = self._steps(node.properties.get("escalation", "none"), shown, new=True)
        self.deadlines.start(node, scope, self.workflow.next_number(), shown, steps)

    def _open(self, scope: str, node: Node) -> None:
        """A task with a time of its own: its deadline starts as it opens."""
        within = node.property_value("dueWithin")
        length = self.evaluate(scope, within) if within is not None else None
        if not isinstance(length, dict):
            raise HandlerFailed(node.id, Own.START, f"dueWithin gives {length!r}, not a length with its unit.")
        _, shown = self._handle(scope, node, Own.START, {"start": canonical_instant(self.now)} | length)
        self._promise(scope, node, shown)

    def _withdraw(self, scope: str, node: Node) -> None:
        """It is no longer to be done, so neither is it due."""
        found = self.deadlines.find(scope, node.deadline)
        if found is not None and found.element == node.id and found.state == "running":
            self.deadlines.end(found, met_at=None)

    def _deadline(self, scope: str, node: Node) -> DeadlineState:
        found = self.deadlines.find(scope, node.deadline)
        if found is None or found.state != "running":
            raise HandlerFailed(
                node.id,
                node.handler,
                f"the deadline {node.deadline} is not running, so it cannot be moved.",
            )
        return found

    def _steps(self, name: str, shown: dict[str, Any], *, new: bool = False) -> list[list[Any]]:
        """The profile's steps that are still to come. Reminders that a late recording has overtaken are left out; that
        it is overdue is told all the same, and of a `new` deadline the last reminder with `if_passed` at once.
        """
        profile = self.setting.settings.get("escalation", {}).get(name, [])
        entries = [dict(entry) | {"place": place} for place, entry in enumerate(profile)]
        start, due = datetime.fromisoformat(shown["start"]), datetime.fromisoformat(shown["due"])
        found = profile_steps(entries, start, due, self.setting.calendar)
        passed = [
            step._replace(at=self.now) for step in found if "if_passed" in step.entry and step.at <= self.now < due
        ]
        kept = passed[-1:] if new else []
        kept += [step for step in found if step.at > self.now or step.at >= due]
        return [[canonical_instant(step.at), step.entry["place"]] for step in kept]

    def profiles(self) -> set[str]:
        """Names of the escalation profiles that running deadlines follow."""
        return {deadline.profile for deadline in self.deadlines.running()}

    def renew_steps(self, changed: set[str]) -> None:
        """Begin the profiles anew that another release has changed; what has passed by now is not told again."""
        for deadline in self.deadlines.running():
            if deadline.profile in changed:
                steps = self._steps(deadline.profile, {"start": deadline.start, "due": deadline.due})
                deadline.steps = [step for step in steps if step[0] > canonical_instant(self.now)]
                deadline.moved += 1

    def enter(self, scope: str, parent: str, node: Node) -> None:
        given = {mapping.target: self.evaluate(parent, mapping.source) for mapping in node.inputs}
        if node.kind == "callActivity":
            self.answers.put(scope, "inputs", given)

    def leave(self, scope: str, parent: str, node: Node) -> None:
        for mapping in node.outputs:
            self.write(parent, mapping.target, self.evaluate(scope, mapping.source))

    def item(self, scope: str, item: object, index: int) -> None:
        self.answers.put(scope, "item", item)
        self.answers.put(scope, "item_index", index)

    def write(self, scope: str, name: str, value: object) -> None:
        if name.startswith(FACT):
            self.facts[name.removeprefix(FACT)] = value
            self.record.facts[name.removeprefix(FACT)] = value
        else:
            self.answers.put(scope, name, value)

    def due(self, scope: str, node: Node) -> str:
        assert node.event is not None
        assert node.event.value is not None
        found = self.evaluate(scope, node.event.value)
        if node.event.timer == "duration":
            # from an instant in UTC, so that time passes evenly over the changes of the clocks
            begun = f'date and time("{canonical_instant(self.now)}")'
            found = self.evaluate(scope, Value.read(f'={begun} + duration("{found}")'))
        try:
            if isinstance(found, str):
                return instant_text(found)
        except DeadlineError as error:
            raise HandlerFailed(node.id, "timer", f"{node.event.value.text}: {error}") from error
        raise HandlerFailed(node.id, "timer", f"{node.event.value.text} gives {found!r}, not a date or an instant.")

    def moved(self, what: str, node: Node, scope: str) -> None:
        self.record.moves.append([what, node.id, scope])
        if "dueWithin" in node.properties and what != "completed":
            (self._open if what == "entered" else self._withdraw)(scope, node)
        if node.kind == "subProcess" and what in ("completed", "cancelled"):
            self.deadlines.leave(node.id, scope)
        stage = node.properties.get("stage")
        if stage and node.kind == "subProcess" and (what != "cancelled" or self.stages.get(stage) == "current"):
            self.stages[stage] = {"entered": "current", "completed": "done", "cancelled": "ended"}[what]
        if what == "completed" and node.properties.get("outcome"):
            self.record.outcome = node.properties["outcome"]


def instant_text(moment: str) -> str:
    """A date, which lasts to its end, or an instant, as ISO text in UTC."""
    read = read_moment(moment)
    return canonical_instant(read if isinstance(read, datetime) else end_of(read))
