"""Whether the stages of a process can be counted: they stand at the top of the page of a case as 1, 2, 3 and so on."""

import re
from collections import Counter
from collections.abc import Iterator

from engine.definitions.elements import Node
from engine.definitions.model import Definitions
from engine.errors import Problem

NUMBER = re.compile(r"[1-9]\d?", re.ASCII)
CALLED_A_STAGE = re.compile(r"Stage \d", re.IGNORECASE)
NO_NUMBER = (
    "is stage {0!r}, which is no number from 1 on. Give its property stage the number at which it comes, such as 2."
)
LIKE_ONE = (
    "is called {0}, and has no property stage: no case would be shown to be in it. Give it its number as the property."
)


def check_stages(definitions: Definitions) -> list[Problem]:
    """Every stage that has no number of its own in its process, in the order of the files."""
    staged: dict[str, list[Node]] = {}
    found = []
    for node in definitions.nodes.values():
        if "stage" in node.properties:
            staged.setdefault(definitions.process_of(node), []).append(node)
        elif node.kind == "subProcess" and CALLED_A_STAGE.match(node.name):
            found.append(Problem(node.file, node.id, LIKE_ONE.format(node.name)))
    for nodes in staged.values():
        found += [Problem(node.file, node.id, message) for node, message in _numbers(nodes)]
    return found


def _numbers(nodes: list[Node]) -> Iterator[tuple[Node, str]]:
    """`nodes`: the stages of one process."""
    sound = [node for node in nodes if NUMBER.fullmatch(node.properties["stage"])]
    yield from ((node, NO_NUMBER.format(node.properties["stage"])) for node in nodes if node not in sound)
    times = Counter(int(node.properties["stage"]) for node in sound)
    for node in sound:
        number = int(node.properties["stage"])
        if times[number] > 1:
            yield node, f"is stage {number}, and so is another one here. Give each stage a number of its own."
        elif len(sound) == len(nodes) and number > 1 and number - 1 not in times:
            yield (
                node,
                f"is stage {number}, and there is no stage {number - 1} here. Count them 1, 2, 3 and so on.",
            )
