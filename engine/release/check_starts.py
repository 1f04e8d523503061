"""Which processes a person can start a case of, and that there is one."""

from engine.definitions.model import Definitions
from engine.errors import Problem


def startable(definitions: Definitions) -> tuple[str, ...]:
    """Ids of the processes that are executable, and called by no other."""
    found = [name for diagram in definitions.diagrams for name in diagram.processes]
    return tuple(
        name
        for name in found
        if name in definitions.containers and definitions.containers[name].executable and name not in definitions.called
    )


def check_starts(definitions: Definitions) -> list[Problem]:
    """Without a process that can be started a release would be in force, and nobody could do anything."""
    if startable(definitions):
        return []
    message = "hold no process that can be started: one that is executable and that no other process calls."
    return [Problem("processes", "", message)]
