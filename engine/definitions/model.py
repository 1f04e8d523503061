"""All diagrams of one release together."""

from dataclasses import dataclass
from functools import cached_property

from engine.definitions.elements import Container, Flow, Node
from engine.definitions.reader import Diagram, read_diagram
from engine.errors import DefinitionError, Problem


@dataclass(frozen=True)
class Definitions:
    """Nodes and containers of all diagrams by id; ids are unique across a release, so that answers can be named by
    them.
    """

    diagrams: tuple[Diagram, ...]

    @cached_property
    def nodes(self) -> dict[str, Node]:
        return {name: node for diagram in self.diagrams for name, node in diagram.nodes.items()}

    @cached_property
    def containers(self) -> dict[str, Container]:
        return {name: container for diagram in self.diagrams for name, container in diagram.containers.items()}

    @cached_property
    def flows(self) -> dict[str, Flow]:
        return {flow.id: flow for container in self.containers.values() for flow in container.flows}

    @cached_property
    def called(self) -> frozenset[str]:
        """Ids of the processes that some call activity calls."""
        return frozenset(node.called for node in self.nodes.values() if node.called)

    def process_of(self, node: Node) -> str:
        """The id of the process, called or not, that a node stands in, however deep."""
        container = self.containers[node.container]
        while container.parent:
            container = self.containers[container.parent]
        return container.id

    def process_name(self, process_id: str) -> str:
        """What a process is called; one that this release does not know, by its id."""
        container = self.containers.get(process_id)
        return (container.name if container is not None else "") or process_id.replace("_", " ").capitalize()

    def enclosing(self, node: Node) -> list[Node]:
        """The sub-processes around a node, innermost first."""
        found = []
        name = node.container
        while name in self.nodes:
            found.append(self.nodes[name])
            name = self.nodes[name].container
        return found

    def stage_of(self, node: Node) -> str:
        """The `stage` property of the nearest sub-process around a node that has one, else ""."""
        return next(
            (outer.properties["stage"] for outer in [node, *self.enclosing(node)] if "stage" in outer.properties), ""
        )


def read_definitions(files: dict[str, bytes]) -> Definitions:
    """Read every `.bpmn` of a release. Raises DefinitionError with every problem of every file at once."""
    definitions, problems = collect_definitions(files)
    if problems:
        raise DefinitionError(problems)
    return definitions


def collect_definitions(files: dict[str, bytes]) -> tuple[Definitions, list[Problem]]:
    """What could be read, for further checks, and every problem; definitions with problems are never run."""
    diagrams: list[Diagram] = []
    problems: list[Problem] = []
    for file in sorted(files):
        try:
            diagrams.append(read_diagram(files[file], file))
        except DefinitionError as error:
            problems += error.problems
    problems += [problem for diagram in diagrams for problem in diagram.problems]
    return Definitions(tuple(diagrams)), problems + _repeated_ids(diagrams)


def _repeated_ids(diagrams: list[Diagram]) -> list[Problem]:
    seen: dict[str, str] = {}
    problems = []
    for diagram in diagrams:
        for name in [*diagram.nodes, *diagram.processes]:
            if name in seen and seen[name] != diagram.file:
                problems.append(
                    Problem(
                        diagram.file,
                        name,
                        f"is also the id of an element of {seen[name]}. Ids must be unique in a release.",
                    )
                )
            seen[name] = diagram.file
    return problems
