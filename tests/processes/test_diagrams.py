"""The diagrams are valid BPMN, and drawn so that a practice lead can read them, print them and recognise the guide."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import SpiffWorkflow
from lxml import etree

from engine.release.settings import read_settings
from tests.processes.drawing import BPMN, DI, DIAGRAMS, ZEEBE, Drawing, Line, Shape, read
from tests.processes.geometry import crossings, on_border, passes_through

SETTINGS = read_settings(Path("processes/settings.yaml").read_bytes())
SCHEMA = Path(SpiffWorkflow.__file__).parent / "bpmn/parser/schema/BPMN20.xsd"
STAGES = {
    "stage_1": "Stage 1: Identification",
    "stage_2": "Stage 2: Planning",
    "stage_3": "Stage 3: Implementation",
    "stage_4": "Stage 4: Review",
    "stage_5": "Stage 5: Reunification",
}
MOST_CROSSINGS = 9
"""Within one sub-process. What crosses are the ways back (return, refuse, ask again), which must pass the way forward
that they return over: Stage 1 has nine decisions that lead back. More than that, and the drawing wants another look."""


@pytest.fixture(params=DIAGRAMS, ids=lambda path: path.stem)
def drawing(request: pytest.FixtureRequest) -> Drawing:
    return read(request.param)


def labels(drawing: Drawing, parent: str) -> Iterator[Shape | Line]:
    items: list[Shape | Line] = [*drawing.shapes.values(), *drawing.lines]
    for item in items:
        if item.parent == parent and item.label is not None:
            yield item


def parents(drawing: Drawing) -> set[str]:
    return {shape.parent for shape in drawing.shapes.values()}


def test_every_diagram_is_valid_by_the_schema_of_bpmn(drawing: Drawing) -> None:
    schema = etree.XMLSchema(etree.parse(str(SCHEMA)))
    assert schema.validate(drawing.tree), schema.error_log


def test_every_shape_lies_within_the_one_that_holds_it(drawing: Drawing) -> None:
    inner = [shape for shape in drawing.shapes.values() if shape.parent in drawing.shapes and not shape.host]
    assert [shape.id for shape in inner if not drawing.shapes[shape.parent].box.holds(shape.box)] == []


def test_every_boundary_event_sits_on_the_border_of_its_activity(drawing: Drawing) -> None:
    events = [shape for shape in drawing.shapes.values() if shape.host]
    assert [event.id for event in events if not on_border(event.box.centre, drawing.shapes[event.host])] == []


def test_no_two_shapes_overlap(drawing: Drawing) -> None:
    found = []
    for parent in parents(drawing):
        inside = [shape for shape in drawing.siblings(parent) if not shape.host]
        found += [(a.id, b.id) for a in inside for b in inside if a.id < b.id and a.box.overlaps(b.box)]
    assert found == []


def test_every_line_starts_and_ends_at_the_border_of_its_shapes(drawing: Drawing) -> None:
    starts = [line.id for line in drawing.lines if not on_border(line.points[0], drawing.shapes[line.source])]
    ends = [line.id for line in drawing.lines if not on_border(line.points[-1], drawing.shapes[line.target])]
    assert (starts, ends) == ([], [])


def test_no_line_runs_through_a_shape_or_at_a_slant(drawing: Drawing) -> None:
    through = [
        (line.id, shape.id)
        for line in drawing.lines
        for shape in drawing.siblings(line.parent)
        if shape.id not in {line.source, line.target, drawing.shapes[line.source].host}
        and passes_through(line, shape.box)
    ]
    slanted = [line.id for line in drawing.lines if any(a[0] != b[0] and a[1] != b[1] for a, b in line.segments)]
    assert (through, slanted) == ([], [])


def test_few_lines_cross(drawing: Drawing) -> None:
    found = {
        parent: crossings([line for line in drawing.lines if line.parent == parent]) for parent in parents(drawing)
    }
    assert {parent: pairs for parent, pairs in found.items() if len(pairs) > MOST_CROSSINGS} == {}
    assert sum(map(len, found.values())) <= len(drawing.lines) / 8


def test_no_label_lies_on_a_shape_or_on_another_label(drawing: Drawing) -> None:
    on_shapes, on_labels = [], []
    for parent in parents(drawing):
        named = list(labels(drawing, parent))
        for item in named:
            assert item.label is not None
            others = (shape for shape in drawing.siblings(parent) if shape.id != item.id)
            on_shapes += [(item.id, shape.id) for shape in others if shape.box.overlaps(item.label, by=2)]
            on_labels += [
                (item.id, other.id)
                for other in named
                if item.id < other.id and other.label is not None and other.label.overlaps(item.label, by=2)
            ]
    assert (on_shapes, on_labels) == ([], [])


def test_every_gateway_that_decides_asks_a_question_and_names_its_answers(drawing: Drawing) -> None:
    for shape in drawing.shapes.values():
        ways = [line for line in drawing.lines if line.source == shape.id]
        if shape.kind in ("exclusiveGateway", "inclusiveGateway") and len(ways) > 1:
            assert shape.name.endswith("?"), shape.id
            assert all(line.name for line in ways), shape.id
            assert len({line.name for line in ways}) == len(ways), shape.id
        else:
            assert not any(line.name for line in ways), shape.id


def test_every_step_and_event_has_a_name(drawing: Drawing) -> None:
    nameless = [shape.id for shape in drawing.shapes.values() if not shape.name and "Gateway" not in shape.kind]
    assert nameless == []


def test_every_user_task_has_a_role_and_a_form_that_exists(drawing: Drawing) -> None:
    for task in drawing.tree.iter(f"{BPMN}userTask"):
        form = task.find(f".//{ZEEBE}formDefinition")
        assignment = task.find(f".//{ZEEBE}assignmentDefinition")
        assert form is not None, task.get("id")
        assert assignment is not None, task.get("id")
        assert assignment.get("candidateGroups"), task.get("id")
        assert (Path("forms") / f"{form.get('formId')}.json").exists(), task.get("id")


def test_a_note_on_a_stage_names_each_role_that_has_a_step_there_and_no_other(drawing: Drawing) -> None:
    labels = {role: str(details["label"]).lower() for role, details in SETTINGS["roles"].items()}
    for note in (shape for shape in drawing.shapes.values() if shape.name.startswith("Who does what")):
        stage = next(drawing.tree.iterfind(f".//{BPMN}subProcess[@id='{note.parent}']"))
        groups = [task.get("candidateGroups", "").split(",") for task in stage.iter(f"{ZEEBE}assignmentDefinition")]
        named = {role for role, label in labels.items() if label in note.name.lower()}
        assert {first for first, *_ in groups} <= named, note.id
        assert named <= {role for roles in groups for role in roles}, note.id


def test_every_stage_has_a_note_on_who_does_what() -> None:
    shapes = read(Path("processes/reunification.bpmn")).shapes.values()
    assert [shape.parent for shape in shapes if shape.name.startswith("Who does what")] == sorted(STAGES)


def test_every_deadline_is_marked_as_one_on_the_drawing(drawing: Drawing) -> None:
    for task in drawing.tree.iter(f"{BPMN}serviceTask"):
        definition = task.find(f".//{ZEEBE}taskDefinition")
        starts = definition is not None and definition.get("type") == "deadlines.start"
        assert starts == task.get("name", "").startswith("Deadline: "), task.get("id")


def test_the_five_stages_stand_in_the_guides_order_and_words() -> None:
    drawing = read(Path("processes/reunification.bpmn"))
    found = {shape.id: shape.name for shape in drawing.siblings("pathway") if shape.kind == "subProcess"}
    # Beside them stands only what lasts as long as they do.
    assert found == STAGES | {"coming_of_age": "The 18th birthday, as long as the pathway runs"}
    one, two, three, four, five = (drawing.shapes[stage].box for stage in STAGES)
    # Three columns from left to right: preparing (1 above 2), working (3 above 4, at one time), home (5).
    assert one.bottom < two.y
    assert max(one.right, two.right) < min(three.x, four.x)
    assert three.bottom < four.y
    assert max(three.right, four.right) < five.x


def test_the_pathway_fills_a_landscape_page() -> None:
    bounds = [shape.box for shape in read(Path("processes/reunification.bpmn")).shapes.values()]
    width = max(box.right for box in bounds) - min(box.x for box in bounds)
    height = max(box.bottom for box in bounds) - min(box.y for box in bounds)
    assert 1.25 < width / height < 1.6  # the A formats are 1.41 wide
    # On A0 (1,189 mm wide, 20 mm of margin) its 12-pixel words are at least 1.9 mm high: 5.5 points.
    assert 12 * (1189 - 40) / width > 1.9


def test_every_diagram_has_only_one_plane_and_draws_nothing_twice(drawing: Drawing) -> None:
    drawn = [item.get("bpmnElement") for item in drawing.tree.iter(f"{DI}BPMNShape", f"{DI}BPMNEdge")]
    assert len(drawn) == len(set(drawn)) == len(drawing.shapes) + len(drawing.lines)
    assert len(list(drawing.tree.iter(f"{DI}BPMNPlane"))) == 1


def test_the_linter_is_configured_with_its_recommended_rules() -> None:
    assert json.loads(Path(".bpmnlintrc").read_text(encoding="utf-8")) == {"extends": "bpmnlint:recommended"}
