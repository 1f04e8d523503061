"""A diagram as it is drawn: shapes, lines and labels in pixels, read straight from the file."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC = "{http://www.omg.org/spec/DD/20100524/DC}"
DD = "{http://www.omg.org/spec/DD/20100524/DI}"
ZEEBE = "{http://camunda.org/schema/zeebe/1.0}"
DIAGRAMS = sorted(Path("processes").glob("*.bpmn"))

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: its left upper corner, width and height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def centre(self) -> Point:
        return self.x + self.width / 2, self.y + self.height / 2

    def holds(self, other: "Box") -> bool:
        inside = self.x <= other.x and other.right <= self.right
        return inside and self.y <= other.y and other.bottom <= self.bottom

    def overlaps(self, other: "Box", by: float = 0) -> bool:
        """Whether they share more than a strip of `by` pixels in both directions."""
        across = min(self.right, other.right) - max(self.x, other.x)
        down = min(self.bottom, other.bottom) - max(self.y, other.y)
        return across > by and down > by


@dataclass(frozen=True, slots=True)
class Shape:
    """A flow node or a note. `parent` is the id of the process or sub-process that it stands in; `host` that of a
    boundary event's activity."""

    id: str
    kind: str
    name: str
    parent: str
    host: str
    box: Box
    label: Box | None


@dataclass(frozen=True, slots=True)
class Line:
    """A sequence flow with its waypoints."""

    id: str
    name: str
    parent: str
    source: str
    target: str
    points: tuple[Point, ...]
    label: Box | None

    @property
    def segments(self) -> list[tuple[Point, Point]]:
        return list(zip(self.points, self.points[1:], strict=False))


@dataclass(frozen=True, slots=True)
class Drawing:
    """One file: flow nodes by id, sequence flows, and the tree that they came from."""

    path: Path
    tree: etree._ElementTree
    shapes: dict[str, Shape]
    lines: tuple[Line, ...]

    def siblings(self, parent: str) -> list[Shape]:
        return [shape for shape in self.shapes.values() if shape.parent == parent]


@cache
def read(path: Path) -> Drawing:
    """Every flow node and sequence flow of the file; one that is not drawn is an error of the test."""
    tree = etree.parse(str(path))
    drawn = {item.get("bpmnElement", ""): item for item in tree.iter(f"{DI}BPMNShape", f"{DI}BPMNEdge")}
    shapes, lines = {}, []
    for element in tree.iter():
        parent = element.getparent()
        if parent is None or str(parent.tag) not in (f"{BPMN}process", f"{BPMN}subProcess"):
            continue
        if element.get("id") not in drawn:
            assert element.tag in (f"{BPMN}documentation", f"{BPMN}extensionElements", f"{BPMN}incoming",
                                   f"{BPMN}outgoing"), element.get("id")  # fmt: skip
        elif element.tag == f"{BPMN}sequenceFlow":
            lines.append(_line(element, parent, drawn[element.get("id", "")]))
        else:
            shape = _shape(element, parent, drawn[element.get("id", "")])
            shapes[shape.id] = shape
    return Drawing(path, tree, shapes, tuple(lines))


def _shape(element: etree._Element, parent: etree._Element, drawn: etree._Element) -> Shape:
    bounds = drawn.find(f"{DC}Bounds")
    assert bounds is not None
    name = element.get("name", "") or element.findtext(f"{BPMN}text", "")
    return Shape(
        element.get("id", ""), str(element.tag).removeprefix(BPMN), name, parent.get("id", ""),
        element.get("attachedToRef", ""), _box(bounds), _label(drawn),
    )  # fmt: skip


def _line(element: etree._Element, parent: etree._Element, drawn: etree._Element) -> Line:
    points = [(float(point.get("x", "")), float(point.get("y", ""))) for point in drawn.iter(f"{DD}waypoint")]
    return Line(
        element.get("id", ""), element.get("name", ""), parent.get("id", ""), element.get("sourceRef", ""),
        element.get("targetRef", ""), tuple(points), _label(drawn),
    )  # fmt: skip


def _label(drawn: etree._Element) -> Box | None:
    bounds = drawn.find(f"{DI}BPMNLabel/{DC}Bounds")
    return None if bounds is None else _box(bounds)


def _box(bounds: etree._Element) -> Box:
    x, y, width, height = (float(bounds.get(name, "")) for name in ("x", "y", "width", "height"))
    return Box(x, y, width, height)
