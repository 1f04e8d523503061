"""The catalogue, the diagrams and the tests agree through docs/requirements.md, both ways."""

from collections.abc import Mapping
from functools import cache

import pytest
from lxml import etree

import handlers
from engine.registry import HANDLERS
from engine.release.settings import read_settings
from forms.components import Question, everything
from forms.reader import read_form
from tests.contracts.repository import ROOT
from tests.contracts.requirement_marks import marked_tests
from tests.contracts.requirements import CATALOGUE, DOCUMENT, NO_TEST, Place, Row, files_of, rows, with_tests

TEXT = DOCUMENT.read_text(encoding="utf-8")
ROWS = rows(TEXT)
BPMN, ZEEBE = "{http://www.omg.org/spec/BPMN/20100524/MODEL}", "{http://camunda.org/schema/zeebe/1.0}"
RENEW = "run `python -m tests.contracts.requirements_table`"


@cache
def elements() -> dict[str, tuple[str, frozenset[str]]]:
    """Every element and process: its diagram's file name, and the ids in its `requirements` property."""
    found = {}
    for path in sorted(ROOT.glob("processes/*.bpmn")):
        for element in etree.parse(path).iter(f"{BPMN}*"):
            held = element.findall(f"{BPMN}extensionElements/{ZEEBE}properties/{ZEEBE}property[@name='requirements']")
            ids = frozenset(one.strip() for each in held for one in str(each.get("value")).split(","))
            found[str(element.get("id"))] = (path.name, ids)
    return found


@cache
def fields(form_id: str) -> frozenset[str]:
    """`key` of every question, `rows.key` of those inside repeating rows; nothing where there is no such form."""
    path = ROOT / "forms" / f"{form_id}.json"
    if not path.is_file():
        return frozenset()
    parts = everything(read_form(path.read_bytes(), f"forms/{path.name}").components)
    return frozenset(f"{rows.key}.{one.key}" if rows else one.key for one, rows in parts if isinstance(one, Question))


def has_setting(path: str) -> bool:
    found: object = read_settings((ROOT / "processes/settings.yaml").read_bytes())
    for part in path.split("."):
        if not isinstance(found, Mapping) or part not in found:
            return False
        found = found[part]
    return True


def is_there(place: Place) -> bool:
    form_id, _, field = place.name.partition(".")
    if place.kind.endswith(".bpmn"):
        return elements().get(place.name, ("",))[0] == place.kind
    return {
        "form": lambda: field in fields(form_id),
        "setting": lambda: has_setting(place.name),
        "handler": lambda: place.name in HANDLERS,
        "code": (ROOT / place.name).is_file,
    }[place.kind]()


def test_the_document_has_one_row_for_each_id_of_the_catalogue() -> None:
    assert [row.id for row in ROWS] == list(CATALOGUE)


def test_every_element_form_field_setting_handler_and_file_that_a_row_names_is_there() -> None:
    handlers.load_all()
    places = [(row.id, place) for row in ROWS for place in row.places]
    assert len(places) > len(ROWS)
    assert [f"{one}: {place.kind} {place.name}" for one, place in places if not is_there(place)] == []


def test_elements_carry_ids_of_the_catalogue_only() -> None:
    assert {name: ids for name, (_, ids) in elements().items() if ids - set(CATALOGUE)} == {}


def test_every_id_that_elements_carry_has_one_of_them_in_its_row() -> None:
    carried = {one for _, ids in elements().values() for one in ids}
    named = {row.id for row in ROWS if any(place.kind.endswith(".bpmn") for place in row.places)}
    assert carried - named == set()


def test_an_element_that_a_row_names_carries_the_id() -> None:
    named = [(row.id, place.name) for row in ROWS for place in row.places if place.kind.endswith(".bpmn")]
    assert [f"{one}: {name}" for one, name in named if one not in elements().get(name, ("", frozenset()))[1]] == []


def test_tests_are_marked_with_ids_of_the_catalogue_only() -> None:
    assert {one: tests for one, tests in marked_tests().items() if one not in CATALOGUE} == {}


def test_the_document_names_the_tests_that_are_marked() -> None:
    marks = marked_tests()
    stale = [row.id for row in ROWS if list(row.shown) != files_of(marks.get(row.id, []))]
    assert (stale, with_tests(TEXT, marks) == TEXT) == ([], True), f"docs/requirements.md is stale: {RENEW}"


def test_every_requirement_is_shown_by_a_test() -> None:
    assert [row.id for row in ROWS if not row.shown] == []


@pytest.mark.parametrize(
    ("line", "row"),
    [
        (
            "| S2-12a | Again and again. | a.bpmn `x`, `y`; code `b/c.py`. **Not yet:** `d` | `tests/e.py` |",
            [Place("a.bpmn", "x"), Place("a.bpmn", "y"), Place("code", "b/c.py")],
        ),
        ("| K1 | In time. | setting `deadlines.K1`, | " + NO_TEST + " |", [Place("setting", "deadlines.K1")]),
    ],
)
def test_a_row_is_read_as_it_is_written(line: str, row: list[Place]) -> None:
    assert [list(one.places) for one in rows(line)] == [row]


def test_the_column_of_tests_is_written_anew() -> None:
    old = "# Title\n| K1 | In time. | code `a.py` | `tests/gone.py` |"
    shown = {"K1": ["tests/b.py::test_x[1]", "tests/b.py::test_x[2]", "tests/a.py::test_y"]}
    assert with_tests(old, shown) == "# Title\n| K1 | In time. | code `a.py` | `tests/a.py`, `tests/b.py` |"
    assert rows(with_tests(old, {})) == [Row("K1", "In time.", "code `a.py`", ())]
