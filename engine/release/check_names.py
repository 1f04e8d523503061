"""Whether what people read has a name: a task, a deadline and a stage are called by it on every page."""

from collections.abc import Iterator

from engine.definitions.elements import Node
from engine.definitions.model import Definitions
from engine.errors import Problem
from engine.registry import Own, bare

NO_NAME = "has no name. {0}"
TASK = "Write what is to be done, such as Decide on the request: it is the task’s name on the work list."
DEADLINE = "Write what is promised, such as Deadline: First visit held: people read it wherever the deadline shows."
STAGE = "Write its words, such as Stage 2: Planning: they stand at the top of the page of a case."


def check_names(definitions: Definitions) -> list[Problem]:
    """Every element without a name that people would read, in the order of the files."""
    nodes = definitions.nodes.values()
    return [Problem(node.file, node.id, message) for node in nodes if not node.name.strip() for message in _of(node)]


def _of(node: Node) -> Iterator[str]:
    if node.kind == "userTask":
        yield NO_NAME.format(TASK)
    elif bare(node.handler) == Own.START:
        yield NO_NAME.format(DEADLINE)
    elif node.kind == "subProcess" and "stage" in node.properties:
        yield NO_NAME.format(STAGE)
