"""Whether the words of a diagram fit where they are kept: a longer one would stop a case in the middle of its way, and
on one database only, because SQLite keeps a text of any length.
"""

from collections.abc import Iterator

from engine.definitions.elements import Node
from engine.definitions.model import Definitions
from engine.errors import Problem

LONGEST_ID = 200
LONGEST_NAME = 270
"""An open task is called by its name and, in brackets, by which of several it is (`engine.runtime.about`)."""
LONGEST_WORD = 64
LONGEST_GROUPS = 400
LONGEST_STAGES = 64
A_STAGE = len(":current,")


def check_sizes(definitions: Definitions) -> list[Problem]:
    """Every word that is too long to be kept, in the order of the files."""
    found = [Problem(node.file, node.id, words) for node in definitions.nodes.values() for words in _node(node)]
    for name, container in definitions.containers.items():
        if len(name) > LONGEST_ID:
            found.append(Problem(container.file, name, _too_long("an id", name, LONGEST_ID)))
    return found + _stages(definitions)


def _node(node: Node) -> Iterator[str]:
    texts = (
        ("an id", node.id, LONGEST_ID),
        ("a name", node.label, LONGEST_NAME),
        ("a form id", node.form, LONGEST_ID),
        ("a handler’s name", node.handler, LONGEST_ID),
        ("the outcome", node.properties.get("outcome", ""), LONGEST_WORD),
        ("the name of a deadline", node.deadline, LONGEST_WORD),
        ("a list of candidate groups", ",".join(node.groups), LONGEST_GROUPS),
        *(("a role", role, LONGEST_WORD) for role in (*node.groups, node.owner)),
    )
    for what, text, most in texts:
        if len(text) > most:
            yield _too_long(what, text, most)


def _too_long(what: str, text: str, most: int) -> str:
    return f"has {what} of {len(text)} characters, which begins {text[:40]!r}; the most is {most}. Make it shorter."


def _stages(definitions: Definitions) -> list[Problem]:
    """What a case keeps of its stages is one short text: the number and the state of each."""
    staged = [node for node in definitions.nodes.values() if "stage" in node.properties]
    names = list(dict.fromkeys(node.properties["stage"] for node in staged))
    length = sum(len(name) + A_STAGE for name in names)
    if length <= LONGEST_STAGES + 1:
        return []
    words = f"is one of {len(names)} stages, {', '.join(names)}, more than a case can keep. Draw fewer."
    return [Problem(staged[-1].file, staged[-1].id, words)]
