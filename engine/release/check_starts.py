"""Which processes a person can start a case of, and that there is one."""

from collections.abc import Mapping
from typing import Any

from engine.definitions.model import Definitions
from engine.errors import Problem
from engine.registry import Own, bare
from engine.release.settings import FILE


def startable(definitions: Definitions) -> tuple[str, ...]:
    """Ids of the processes that are executable, and called by no other."""
    found = [name for diagram in definitions.diagrams for name in diagram.processes]
    return tuple(
        name
        for name in found
        if name in definitions.containers and definitions.containers[name].executable and name not in definitions.called
    )


def check_start_roles(definitions: Definitions, settings: Mapping[str, Any]) -> list[Problem]:
    """Each process that neither a role nor a step of another one may start. Names of no process are told elsewhere."""
    listed, known = settings.get("start_roles"), startable(definitions)
    if not isinstance(listed, Mapping) or not set(listed) <= set(known):
        return []
    opened = {
        mapping.source.text
        for node in definitions.nodes.values()
        if bare(node.handler) == Own.OPEN
        for mapping in node.inputs
        if mapping.target == "process"
    }
    message = "names no role that may start {0}: nobody could begin a case of it. Add {0}: [role]."
    return [
        Problem(FILE, "start_roles", message.format(name))
        for name in known
        if not listed.get(name) and (name not in opened or name in listed)
    ]


def check_starts(definitions: Definitions) -> list[Problem]:
    """Without a process that can be started a release would be in force, and nobody could do anything."""
    if startable(definitions):
        return []
    message = "hold no process that can be started: one that is executable and that no other process calls."
    return [Problem("processes", "", message)]
