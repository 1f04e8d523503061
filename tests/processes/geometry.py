"""Where lines meet shapes and one another, in pixels."""

from math import hypot

from tests.processes.drawing import Box, Line, Point, Shape

NEAR = 1.0
"""Pixels that rounding may cost."""


def on_border(point: Point, shape: Shape) -> bool:
    """Whether the point lies on the outline: a circle for events, a diamond for gateways, else a rectangle."""
    (x, y), (middle, centre), box = point, shape.box.centre, shape.box
    if shape.kind.endswith("Event"):
        return abs(hypot(x - middle, y - centre) - box.width / 2) <= NEAR
    if shape.kind.endswith("Gateway"):
        return abs(abs(x - middle) + abs(y - centre) - box.width / 2) <= NEAR
    outside = x < box.x - NEAR or x > box.right + NEAR or y < box.y - NEAR or y > box.bottom + NEAR
    return not outside and min(abs(x - box.x), abs(x - box.right), abs(y - box.y), abs(y - box.bottom)) <= NEAR


def passes_through(line: Line, box: Box) -> bool:
    """Whether a line enters the inside of a box."""
    return any(
        box.overlaps(Box(min(a[0], b[0]) - 0.5, min(a[1], b[1]) - 0.5, abs(a[0] - b[0]) + 1, abs(a[1] - b[1]) + 1), 1)
        for a, b in line.segments
    )


def crossings(lines: list[Line]) -> list[tuple[str, str]]:
    """Pairs of lines that cross: one runs across, the other down, and neither ends or turns where they meet."""
    found = []
    for place, one in enumerate(lines):
        for other in lines[place + 1 :]:
            found += [(one.id, other.id) for a in one.segments for b in other.segments if _cross(a, b)]
    return found


def _cross(a: tuple[Point, Point], b: tuple[Point, Point]) -> bool:
    if a[0][1] != a[1][1]:
        a, b = b, a
    if a[0][1] != a[1][1] or b[0][0] != b[1][0]:
        return False
    x, y = b[0][0], a[0][1]
    return min(a[0][0], a[1][0]) < x < max(a[0][0], a[1][0]) and min(b[0][1], b[1][1]) < y < max(b[0][1], b[1][1])
