"""docs/elements.md, the engine's dialect and the tests of the elements say the same."""

import importlib
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import handlers
from engine.definitions.dialect import EVENTS, REFUSED, RUNS
from engine.definitions.marks import ACTIVITIES
from engine.runtime.build import SUPPORTED
from tests.builders.bpmn import (
    boundary,
    call,
    catch,
    diagram,
    each,
    element,
    end,
    event,
    event_sub,
    flow,
    gateway,
    path,
    process,
    receive,
    service,
    start,
    sub,
    throw,
    user,
)
from tests.builders.checking import problems_of
from tests.builders.running import Case, compiled
from tests.contracts.repository import ROOT

handlers.load_all()

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


WORKS = [tuple(cells) for cells in rows("Works")]


@pytest.mark.parametrize("row", WORKS, ids=[f"{row[0]} {row[1]}" for row in WORKS])
def test_each_row_that_works_names_a_test_that_drives_the_element(row: tuple[str, ...]) -> None:
    file, _, name = row[3].partition("::")
    module = importlib.import_module(f"tests.engine.elements.{file.removesuffix('.py')}")
    assert hasattr(module, name), f"{file} has no {name}"
    driven = run_with_every_value(getattr(module, name))
    assert (row[0], row[1]) in driven, sorted(driven)


def run_with_every_value(test: Callable[..., None]) -> set[tuple[str, str]]:
    """Run a test of the elements, and give the elements that moved in its cases, as the table calls them."""
    cases: list[Case] = []

    def play(*parts: str, others: tuple[str, ...] = (), **settings: Any) -> Case:
        cases.append(Case(compiled(diagram(process("main", *parts), *others)), **settings))
        return cases[-1]

    marks = [mark.args for mark in getattr(test, "pytestmark", ()) if mark.name == "parametrize"]
    for chosen in itertools.product(*(values for _, values in marks)):
        given: dict[str, Any] = {}
        for (arguments, _), value in zip(marks, chosen, strict=True):
            names = [arguments] if isinstance(arguments, str) else list(arguments)
            given |= dict(zip(names, value if len(names) > 1 else [value], strict=True))
        test(play, **given)
    return {named for case in cases for named in moved(case)}


def moved(case: Case) -> Iterator[tuple[str, str]]:
    for node in (case.definitions.nodes[name] for _, name in case.moves):
        if node.multi is not None:
            yield "any activity", "multi-instance"
        yield node.kind, "event" if node.by_event else node.event.kind if node.event is not None else ""


BODY = [start("b"), end("d"), path("b", "d")]
OF_EACH_KIND = {
    "userTask": user("on"),
    "receiveTask": receive("on", "m"),
    "callActivity": call("on", "other"),
    "subProcess": sub("on", *BODY),
    "intermediateCatchEvent": catch("on", "message:m"),
    "intermediateThrowEvent": throw("on", "signal:s"),
    "endEvent": end("on"),
    "startEvent": start("on"),
    "boundaryEvent": boundary("on", "ask", "message:m"),
    **{kind: service("on", tag=kind) for kind in ("serviceTask", "businessRuleTask", "sendTask")},
    **{f"{kind}Gateway": gateway(kind, "on") for kind in ("exclusive", "inclusive", "parallel", "eventBased")},
}
ON_ACTIVITIES_ONLY, NEVER = "Only activities", "would never happen"


def around(kind: str, xml: str, *more: str) -> list[str]:
    """Problems of an element of this kind, called `on`, in a process that is sound otherwise."""
    ask, done = user("ask"), end("done") if kind != "endEvent" else ""
    begin = start("begin") if kind != "startEvent" else ""
    ways = path("begin", "ask", "on", "done")
    if kind in {"startEvent", "boundaryEvent"}:
        ways = path("on", "ask", "done") if kind == "startEvent" else path("begin", "ask", "done") + path("on", "done")
    other = process("other", start("ob"), end("od"), path("ob", "od"))
    ways = ways.replace(flow("on", "done"), "") if kind == "endEvent" else ways
    event = catch("first", "message:first") + path("on", "first", "done") if kind == "eventBasedGateway" else ""
    ways = ways.replace(flow("on", "done"), "") if event else ways
    return problems_of(diagram(process("main", begin, ask, xml, event, done, ways, *more), other))


@pytest.mark.parametrize("kind", sorted(RUNS))
def test_boundary_events_are_refused_on_exactly_what_is_no_activity(kind: str) -> None:
    assert set(OF_EACH_KIND) == RUNS
    for waits_for in ("message:n", "timer:PT1H", "signal:s", "error:e", "escalation:e"):
        for interrupting in (True, False) if waits_for != "error:e" else (True,):
            carried = boundary("carried", "on", waits_for, interrupting), end("e"), path("carried", "e")
            found = around(kind, OF_EACH_KIND[kind], *carried)
            found = [text for text in found if NEVER not in text or kind not in ACTIVITIES]
            assert [ON_ACTIVITIES_ONLY in text for text in found] == ([] if kind in ACTIVITIES else [True]), found


@pytest.mark.parametrize("sequential", [True, False])
@pytest.mark.parametrize("kind", sorted(RUNS))
def test_repetition_is_refused_on_exactly_what_is_no_activity(kind: str, sequential: bool) -> None:
    found = around(kind, each(OF_EACH_KIND[kind], "=[1, 2]", sequential))
    assert [ON_ACTIVITIES_ONLY in text for text in found] == ([] if kind in ACTIVITIES else [True]), found


def test_event_sub_processes_carry_and_repeat_nothing() -> None:
    aside = event_sub("aside", start("noted", message="note"), end("d"), path("noted", "d"))
    parts = [start(), user("ask"), end(), path("begin", "ask", "done")]
    events = boundary("carried", "aside", "message:m"), end("e"), path("carried", "e")
    assert [text[:42] for text in problems_of(diagram(process("main", *parts, aside, *events)))] == [
        "aside: carries the boundary event carried,"
    ]
    assert [text[:45] for text in problems_of(diagram(process("main", *parts, each(aside, "=[1, 2]"))))] == [
        "aside: is an event sub-process that repeats o"
    ]


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
