"""Runs the script once through our engine and keeps what the measured rounds need: answers, sizes, choices, results."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from engine.definitions.elements import Value
from engine.runtime.run import Run
from engine.store.tables import HISTORY
from tests.bench.commit import Written, written
from tests.bench.pathway import Pathway, pathways
from tests.bench.script import SCRIPT
from tests.bench.stock import Tape
from tests.bench.stock_model import stock_diagram


@dataclass(frozen=True, slots=True)
class Recorded:
    """One action of the script: who answers what, and the bytes that our command wrote for it."""

    element: str
    answers: dict[str, Any]
    statements: int
    state: int
    written: int


@dataclass(frozen=True, slots=True)
class Recording:
    """What one walk through the script gave."""

    start: Recorded
    script: list[Recorded]
    tape: Tape
    diagram: bytes


def record(url: str) -> Recording:
    """Walk the script on a fresh case, through a `Database` of its own: counting slows every later command on it."""
    with pathways(url) as fresh:
        pathway, asked = fresh(), dict[str, bool]()
        with written(pathway.services.database) as counter, _listening(asked):
            pathway.start()
            statements, size = counter.take()
            start = Recorded("", {}, statements, pathway.state_bytes(), size)
            script = [_record(pathway, element, counter) for element in SCRIPT]
        definitions = pathway.release.definitions
        conditions = {flow.id: flow.condition.text for flow in definitions.flows.values() if flow.condition}
        choices = {name: asked[text] for name, text in conditions.items() if text in asked}
        return Recording(start, script, Tape(choices, _results(pathway)), stock_diagram(definitions))


def _record(pathway: Pathway, element: str, counter: Written) -> Recorded:
    task, answers = pathway.open_task(element), pathway.answers_for(element)
    counter.take()
    pathway.answer(task, answers)
    statements, size = counter.take()
    return Recorded(element, answers, statements, pathway.state_bytes(), size)


@contextmanager
def _listening(asked: dict[str, bool]) -> Iterator[None]:
    """Notes what each condition gave; in this script every condition gives the same each time."""
    evaluate = Run.evaluate

    def noting(self: Run, scope: str, value: Value, **extra: object) -> Any:
        result = evaluate(self, scope, value, **extra)
        asked[value.text] = result is True
        return result

    Run.evaluate = noting  # type: ignore[method-assign]
    try:
        yield
    finally:
        Run.evaluate = evaluate  # type: ignore[method-assign]


def _results(pathway: Pathway) -> dict[str, Any]:
    query = select(HISTORY.c.payload).where(HISTORY.c.case_id == pathway.row().id).order_by(HISTORY.c.seq)
    with pathway.services.database.reading() as connection:
        payloads = connection.execute(query).scalars().all()
    return {found["element"]: found["result"] for text in payloads for found in json.loads(text or "{}")["results"]}
