"""Whether people can follow what is drawn: each choice asks a question and names its answers, and everything that runs
is in the picture, which the page of a case shows.
"""

from collections.abc import Iterator

from engine.definitions.elements import Container, Flow, Node
from engine.definitions.model import Definitions
from engine.definitions.reader import Diagram
from engine.errors import Problem

CHOICES = {"exclusiveGateway", "inclusiveGateway"}
NO_PICTURE = (
    "has no drawing: the page of a case could not show where it is. Open the file in the modeller, place its elements"
    " and save it."
)
NOT_DRAWN = "is not in the drawing, though it runs. Open the file in the modeller, place it and save the file."
NO_QUESTION = "decides which way a case goes, and has no name. Write the question that it decides, such as Agreed?"
NO_ANSWER = "is one of the ways out of {0}, and has no name. Write the answer that leads this way, such as Yes."


def check_drawing(definitions: Definitions) -> list[Problem]:
    """Every choice without its words, and whatever is missing in a drawing, in the order of the files."""
    found = []
    for diagram in definitions.diagrams:
        for container in diagram.containers.values():
            found += [Problem(diagram.file, element, message) for element, message in _unnamed(diagram, container)]
        found += [Problem(diagram.file, element, message) for element, message in _undrawn(diagram)]
    return found


def _unnamed(diagram: Diagram, container: Container) -> Iterator[tuple[str, str]]:
    for name in container.nodes:
        node = diagram.nodes[name]
        ways = [flow for flow in container.flows if flow.source == name]
        if node.kind in CHOICES and len(ways) > 1:
            yield from _choice(node, ways)


def _choice(node: Node, ways: list[Flow]) -> Iterator[tuple[str, str]]:
    if not node.name.strip():
        yield node.id, NO_QUESTION
    for way in ways:
        if not way.name.strip():
            yield way.id, NO_ANSWER.format(node.id)


def _undrawn(diagram: Diagram) -> Iterator[tuple[str, str]]:
    flows = [flow.id for container in diagram.containers.values() for flow in container.flows]
    missing = [name for name in [*diagram.nodes, *flows] if name not in diagram.drawn]
    if missing and len(missing) == len(diagram.nodes) + len(flows):
        yield "", NO_PICTURE
    else:
        yield from ((name, NOT_DRAWN) for name in missing)
