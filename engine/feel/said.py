"""Which texts an expression holds values against, as far as it tells by itself: a check can then name those that a
value can never be.
"""

from collections.abc import Iterator
from dataclasses import replace

from engine.feel.nodes import Compared, Node, Part


def either(*parts: Node) -> frozenset[Part] | None:
    """What the value may be that is one of these; null where one of them may be anything."""
    said = [part.says for part in parts]
    return None if None in said else frozenset[Part]().union(*(each for each in said if each is not None))


def comparing(found: Node, left: Node, right: Node) -> Node:
    """`found`, which is true only where what is said on one side is met on the other; the sides may change places."""
    return replace(found, compared=found.compared | {*_held(left, right), *_held(right, left)})


def _held(left: Node, right: Node) -> Iterator[Compared]:
    if left.says is None or right.says is None or not any(isinstance(part, tuple) for part in left.says):
        return
    texts = [part for part in right.says if isinstance(part, str)]
    if len(texts) == len(right.says):
        yield from ((left.says, text) for text in texts)


def over(part: Node, name: str, items: Node) -> Node:
    """`part`, in which `name` stands for one of the items."""
    compared = ((_put(values, name, items.says), text) for values, text in part.compared)
    return replace(
        part,
        says=_put(part.says, name, items.says),
        compared=frozenset((values, text) for values, text in compared if values is not None),
    )


def _put(said: frozenset[Part] | None, name: str, items: frozenset[Part] | None) -> frozenset[Part] | None:
    if said is None:
        return None
    found: set[Part] = set()
    for part in said:
        if isinstance(part, str) or part[0] != name:
            found.add(part)
            continue
        for item in items or ():
            if isinstance(item, str) and len(part) > 1:
                return None
            found.add(item if isinstance(item, str) else (*item, *part[1:]))
        if items is None:
            return None
    return frozenset(found)
