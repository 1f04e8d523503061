"""docs/elements.md, the engine's dialect and the tests of the elements say the same."""

import re
from collections.abc import Iterator

import pytest

from engine.definitions.dialect import EVENTS, REFUSED, RUNS
from engine.runtime.build import SUPPORTED
from tests.builders.bpmn import boundary, catch, diagram, element, end, event, path, process, start, sub, throw, user
from tests.builders.checking import problems_of
from tests.contracts.repository import ROOT

PALETTE = {
    "startEvent": {"none", "message", "timer", "conditional", "signal", "error", "escalation"},
    "intermediateThrowEvent": {"none", "message", "escalation", "link", "compensate", "signal"},
    "intermediateCatchEvent": {"message", "timer", "conditional", "link", "signal"},
    "boundaryEvent": {"message", "timer", "escalation", "conditional", "error", "cancel", "signal", "compensate"},
    "endEvent": {"none", "message", "escalation", "error", "cancel", "compensate", "signal", "terminate"},
}
"""What the menus of bpmn-js offer for events."""
OTHERS = {
    "task", "userTask", "serviceTask", "sendTask", "receiveTask", "businessRuleTask", "manualTask", "scriptTask",
    "callActivity", "subProcess", "transaction", "adHocSubProcess", "exclusiveGateway", "inclusiveGateway",
    "parallelGateway", "eventBasedGateway", "complexGateway",
}  # fmt: skip
"""And for activities and gateways."""


def rows(title: str) -> Iterator[list[str]]:
    """The cells of one table's rows, without their backticks."""
    text = (ROOT / "docs/elements.md").read_text(encoding="utf-8")
    part = text.split(f"## {title}\n")[1].split("\n## ")[0]
    for line in part.splitlines():
        if line.startswith("| ") and not line.startswith("| element"):
            yield [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]


def listed(title: str) -> dict[str, set[str]]:
    """Element -> the kinds that stand with it in one table."""
    found: dict[str, set[str]] = {}
    for cells in rows(title):
        found.setdefault(cells[0], set()).update(kind.strip() for kind in cells[1].split(","))
    return found


def test_every_element_that_works_is_one_that_the_engine_builds() -> None:
    works = {name for name in listed("Works") if not name.startswith("any ")}
    assert works == RUNS == set(SUPPORTED)


def test_every_event_that_works_is_one_that_the_dialect_lets_through() -> None:
    works = listed("Works")
    assert {name: works[name] for name in EVENTS} == EVENTS


def test_everything_refused_by_name_stands_in_the_table() -> None:
    refused = listed("Refused")
    assert set(REFUSED) <= set(refused)
    assert not set(REFUSED) & set(listed("Works"))


def test_the_whole_palette_stands_in_one_table_or_the_other() -> None:
    works, refused = listed("Works"), listed("Refused")
    assert set(works) | set(refused) >= OTHERS
    for name, kinds in PALETTE.items():
        assert kinds <= works.get(name, set()) | refused.get(name, set()), name


def test_each_row_that_works_names_a_test_that_is_there() -> None:
    for cells in rows("Works"):
        path_to_test = ROOT / "tests/engine/elements" / cells[3]
        assert path_to_test.is_file(), cells
        assert re.search(r"^def test_", path_to_test.read_text(encoding="utf-8"), re.MULTILINE)


EVENT_XML = {
    "startEvent": lambda kind: [element("startEvent", "begin", event(kind)), end(), path("begin", "done")],
    "endEvent": lambda kind: [start(), end("done", kind), path("begin", "done")],
    "intermediateCatchEvent": lambda kind: [start(), catch("at", kind), end(), path("begin", "at", "done")],
    "intermediateThrowEvent": lambda kind: [start(), throw("at", kind), end(), path("begin", "at", "done")],
    "boundaryEvent": lambda kind: [
        start(), user("at"), boundary("on_it", "at", kind), end(), path("begin", "at", "done"), path("on_it", "done"),
    ],
}  # fmt: skip
WORDS = {
    "message": "message:m",
    "timer": "timer:PT1H",
    "signal": "signal:s",
    "error": "error:e",
    "escalation": "escalation:e",
}


@pytest.mark.parametrize(
    ("name", "kind"), [(name, kind) for name, kinds in PALETTE.items() for kind in sorted(kinds - {"none"})]
)
def test_check_refuses_exactly_the_events_that_the_table_refuses(name: str, kind: str) -> None:
    found = problems_of(diagram(process("main", *EVENT_XML[name](WORDS.get(kind, kind)))))
    refused = any("which Homeward does not run there" in text or "starts with an event" in text for text in found)
    stands_with_works = kind in listed("Works").get(name, set()) and not (name == "startEvent" and kind == "message")
    assert refused is not stands_with_works, found


@pytest.mark.parametrize("name", sorted(OTHERS))
def test_check_refuses_exactly_the_activities_and_gateways_that_the_table_refuses(name: str) -> None:
    inside = sub(name, start("b"), end("d"), path("b", "d")) if name == "subProcess" else element(name, "at")
    at = name if name == "subProcess" else "at"
    found = problems_of(diagram(process("main", start(), inside, end(), path("begin", at, "done"))))
    assert any(text in problem for problem in found for text in REFUSED.values()) is (
        name in listed("Refused") and name != "subProcess"
    )
