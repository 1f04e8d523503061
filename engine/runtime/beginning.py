"""The state in which every case of a process begins, made once for each release: most processes reach their first wait
without asking the time, the case or a handler for anything.
"""

import json
from dataclasses import dataclass

from engine.definitions.elements import Node, Value
from engine.errors import HandlerFailed
from engine.runtime import codec
from engine.runtime.build import Compiled
from engine.runtime.environment import Environment
from engine.runtime.workflow import CaseWorkflow


class AsksTheCase(Exception):
    """The way to the first wait depends on something that differs between cases."""


class Bystander:
    """An `Environment` that notes what moved and has nothing to tell."""

    workflow: CaseWorkflow

    def __init__(self) -> None:
        self.moves: list[tuple[str, Node, str]] = []

    def moved(self, what: str, node: Node, scope: str) -> None:
        if "dueWithin" in node.properties:
            raise AsksTheCase  # it counts from the instant at which the case begins
        self.moves.append((what, node, scope))

    def evaluate(self, scope: str, value: Value) -> object:
        if value.expression is not None:
            raise AsksTheCase
        return value.text

    def call(self, scope: str, node: Node) -> None:
        raise AsksTheCase

    def enter(self, scope: str, parent: str, node: Node) -> None:
        raise AsksTheCase

    def leave(self, scope: str, parent: str, node: Node) -> None:
        raise AsksTheCase

    def item(self, scope: str, item: object, index: int) -> None:
        raise AsksTheCase

    def write(self, scope: str, name: str, value: object) -> None:
        raise AsksTheCase

    def due(self, scope: str, node: Node) -> str:
        raise AsksTheCase


@dataclass(frozen=True, slots=True)
class Beginning:
    """How a process begins. `first`: all its cases at their first wait, to be saved and not to be run on; null: each
    case is run from the start.
    """

    process: str
    first: CaseWorkflow | None
    moves: tuple[tuple[str, Node, str], ...] = ()

    def begin(self, compiled: Compiled, environment: Environment) -> CaseWorkflow:
        """A new case at its first wait, which the environment is told of."""
        if self.first is None:
            workflow = CaseWorkflow(compiled, self.process, environment)
            workflow.run_on()
            return workflow
        environment.workflow = self.first
        for what, node, scope in self.moves:
            environment.moved(what, node, scope)
        return self.first


def find_beginning(compiled: Compiled, process: str) -> Beginning:
    """Run the process up to its first wait, to see whether it is the same for every case."""
    seen = Bystander()
    workflow = CaseWorkflow(compiled, process, seen)
    try:
        workflow.run_on()
    except (AsksTheCase, HandlerFailed):  # what fails does so for the case that is started, not for every other
        return Beginning(process, None)
    state = codec.dump(workflow)
    first = codec.load(json.loads(json.dumps(state)), compiled, Bystander())
    first.prepared = state
    return Beginning(process, first, tuple(seen.moves))
