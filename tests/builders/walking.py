"""Random walks through a case: what can be done next, and doing it to several copies of the case alike."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from engine.errors import HandlerFailed
from tests.builders.running import Case

Answering = Callable[[str, Random], dict[str, Any]]
"""(element id, random) -> answers to give there."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do to a case: complete, send or wait."""

    verb: str
    element: str = ""
    place: int = 0
    hours: int = 0


def steps(case: Case) -> list[Step]:
    """Everything that can be done to the case now, but for letting time pass."""
    found, seen = [], dict[str, int]()
    for verb, names in (("complete", case.open), ("send", [name for name in case.waits if _is_message(case, name)])):
        for name in names:
            seen[name] = seen.get(name, -1) + 1
            found.append(Step(verb, name, seen[name]))
    return found


def starts(case: Case) -> list[Step]:
    """Event sub-processes that can be begun."""
    if case.closed:
        return []
    inside = [case.definitions.containers[name].nodes for name in case.workflow.spec.start.trigger_specs]
    nodes = [case.definitions.nodes[name] for names in inside for name in names]
    return [Step("send", node.id) for node in nodes if node.kind == "startEvent"]


def _is_message(case: Case, name: str) -> bool:
    event = case.definitions.nodes[name].event
    return event is not None and event.kind == "message"


def take(case: Case, step: Step, answers: dict[str, Any]) -> None:
    match step.verb:
        case "complete":
            case.complete(step.element, answers, step.place)
        case "send":
            case.send(step.element, answers, step.place)
        case _:
            case.wait(hours=step.hours)


def choose(case: Case, random: Random) -> Step:
    """Mostly work, sometimes time passes, now and then an event sub-process begins."""
    roll = random.random()
    begins, work = starts(case), steps(case)
    if begins and roll < 0.05:
        return random.choice(begins)
    if not work or roll < 0.25:
        return Step("wait", hours=random.randint(1, 12))
    tasks = [step for step in work if step.verb == "complete"]
    return random.choice(tasks if tasks and random.random() < 0.9 else work)


def seen(case: Case) -> dict[str, Any]:
    """All that anybody outside can see of a case."""
    return {
        "open": case.open,
        "waits": case.waits,
        "timers": case.timers,
        "facts": case.facts,
        "closed": case.closed,
        "scopes": sorted(case.workflow.living_scopes()),
        "references": case.run.answers.references,
        "moves": case.moves,
        "state": case.state,
    }


def walk_alike(cases: list[Case], random: Random, length: int, answering: Answering, shy: int = 1) -> None:
    """Do the same to every case, and compare them after every step. `shy`: how often it looks for something else to do
    before it does what closes the case.
    """
    for _ in range(length):
        if cases[0].closed:
            return
        found = _step(cases[-1], random, answering, shy)
        if found is None:
            continue
        step, answers = found
        for case in cases:
            take(case, step, dict(answers))
        first, *others = [seen(case) for case in cases]
        assert all(other == first for other in others), f"after {step}"
        assert len(first["state"]) < 12_000


def _step(case: Case, random: Random, answering: Answering, shy: int) -> tuple[Step, dict[str, Any]] | None:
    """Something that works out; what fails is rolled back in earnest, which a case in memory cannot be."""
    found = None
    for _ in range(shy):
        step = choose(case, random)
        answers, trial = answering(step.element, random), case.fork()
        try:
            take(trial, step, dict(answers))
        except HandlerFailed:
            continue
        found = (step, answers)
        if not trial.closed:
            break
    return found


def finish(case: Case, answers: dict[str, Any], most: int = 400) -> None:
    """Do whatever is open, in order, until the case closes; one that neither closes nor waits is stuck."""
    for _ in range(most):
        if case.closed:
            return
        todo = [step for step in steps(case) if step.verb == "complete" or not (case.open or case.timers)]
        if todo:
            take(case, todo[0], dict(answers))
        else:
            assert case.timers, f"stuck: {seen(case)}"
            case.wait(hours=12)
    raise AssertionError(f"still running after {most} steps: {seen(case)}")
