"""Which kind of value an expression can do something with, where a path stands in it: a setting of another kind would
give null in every case, and nobody would be told.
"""

from dataclasses import replace

from engine.feel.nodes import Need, Node

_EQUAL: dict[str, Need] = {"boolean": "boolean", "null": "nothing", "text": "text"}
_OF_ONE: dict[str, Need] = {"not": "boolean", "string": "single"}
_OF_A_DATE = frozenset({"date", "date and time"})


def taking(found: Node, need: Need, *parts: Node) -> Node:
    """`found`, which does something with the values of `parts` only where they are of this kind."""
    return replace(found, takes=found.takes | {(path, need) for part in parts for path in part.whole})


def held_against(found: Node, left: Node, right: Node, ordered: bool) -> Node:
    """`found`, which holds two values against each other; those of two kinds are never equal, and have no order."""
    for one, other in ((left, right), (right, left)):
        if other.kind == "number":
            found = taking(found, "number", one)
        elif other.kind == "moment":
            found = taking(found, "moment", one)
        elif ordered and other.kind == "any":
            found = taking(found, "number or date", one)
        elif not ordered and other.kind in _EQUAL:
            found = taking(found, _EQUAL[other.kind], one)
    return found


def reckoning(found: Node, signs: tuple[str, ...], parts: tuple[Node, ...]) -> Node:
    """`found`, which is arithmetic: `+` joins texts too, and adds to dates."""
    others = {part.kind for part in parts}
    if set(signs) - {"+"} or "number" in others:
        return taking(found, "number", *parts)
    return taking(found, "text", *parts) if "text" in others else found


def calling(found: Node, name: str, needs: tuple[Need, ...], values: tuple[Node, ...]) -> Node:
    """`found`, which calls a function that takes values of these kinds."""
    for need, value in zip(needs, values, strict=False):
        found = taking(found, need, value) if need != "any" else found
    if name in _OF_ONE:
        found = taking(found, _OF_ONE[name], *values)
    return taking(found, "date", *values) if name in _OF_A_DATE and len(values) == 1 else found
