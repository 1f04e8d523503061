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
    """How a process begins. `state` is text, so that no two cases share a part of it; null: run it for each case."""

    process: str
    state: str | None
    moves: tuple[tuple[str, Node, str], ...] = ()

    def begin(self, compiled: Compiled, environment: Environment) -> CaseWorkflow:
        """A new case at its first wait."""
        if self.state is None:
            workflow = CaseWorkflow(compiled, self.process, environment)
            workflow.run_on()
            return workflow
        for what, node, scope in self.moves:
            environment.moved(what, node, scope)
        state = json.loads(self.state)
        workflow = codec.load(state, compiled, environment)
        workflow.prepared = state
        return workflow


def find_beginning(compiled: Compiled, process: str) -> Beginning:
    """Run the process up to its first wait, to see whether it is the same for every case."""
    seen = Bystander()
    workflow = CaseWorkflow(compiled, process, seen)
    try:
        workflow.run_on()
    except (AsksTheCase, HandlerFailed):  # what fails does so for the case that is started, not for every other
        return Beginning(process, None)
    return Beginning(process, json.dumps(codec.dump(workflow)), tuple(seen.moves))
