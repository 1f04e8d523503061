"""What it costs to look at a case does not grow with its past: counted in what SQLite does, not in time."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from engine.clock import simulate
from engine.store.database import Database
from engine.store.tables import DEADLINES, HISTORY
from tests.bench.pathway import Pathway, pathways
from tests.bench.script import ROUND
from web.desk.engine_office import EngineOffice

ENTRIES, ENDED = 20, 10


@dataclass(slots=True)
class Work:
    """`steps` of SQLite's machine: every row that it looks at takes some, also those that it does not give."""

    steps: int = 0
    rows: int = 0
    statements: int = 0


@contextmanager
def counted(database: Database) -> Iterator[Work]:
    """Counts on every connection that is taken from here on."""
    work, engine = Work(), database.engine

    def step() -> int:
        work.steps += 1
        return 0

    def row(_: Any, values: tuple[Any, ...]) -> tuple[Any, ...]:
        work.rows += 1
        return values

    def taken(connection: Any, *_: Any) -> None:
        connection.set_progress_handler(step, 1)
        connection.row_factory = row

    def executed(*_: Any) -> None:
        work.statements += 1

    event.listen(engine, "checkout", taken)
    event.listen(engine, "after_cursor_execute", executed)
    yield work
    event.remove(engine, "checkout", taken)
    event.remove(engine, "after_cursor_execute", executed)
    engine.dispose()


def go_round(case: Pathway, times: int) -> None:
    """A review, and one of each of the seven kinds of work of a fortnight."""
    for _ in range(times):
        case.review()
        for element in ROUND:
            case.complete(element)


@dataclass(frozen=True, slots=True)
class Onlooker:
    """The social worker, who looks at one case."""

    case: Pathway

    def costs(self) -> dict[str, Work]:
        """Of each page, once it has been looked at before."""
        office, reference = EngineOffice(self.case.services), self.case.reference
        who = office.person("social_worker")
        task = self.case.open_task("monitor_plan").id
        assert who is not None
        pages: dict[str, Callable[[], object]] = {
            "case": lambda: office.case(who, reference, "", 1, 1),
            "older history": lambda: office.case(who, reference, "", 2, 1),
            "task": lambda: office.task(who, task),
            "work list": lambda: office.work_list(who, "mine", "", 1),
            "the team's work list": lambda: office.work_list(who, "team", "", 1),
            "cases": lambda: office.cases(who, "", 1),
        }
        return {name: self._cost(look) for name, look in pages.items()}

    def _cost(self, look: Callable[[], object]) -> Work:
        with simulate(self.case.now):
            look()
            with counted(self.case.services.database) as work:
                look()
        return work

    def page(self, deadlines: int = 1) -> Any:
        office = EngineOffice(self.case.services)
        who = office.person("social_worker")
        assert who is not None
        with simulate(self.case.now):
            return office.case(who, self.case.reference, "", 1, deadlines)


@pytest.fixture
def onlooker(tmp_path: Path) -> Iterator[Onlooker]:
    """The only case of its database, six rounds into its support."""
    with pathways(f"sqlite:///{tmp_path / 'past.db'}") as fresh:
        case = fresh().to_support()
        go_round(case, 6)
        yield Onlooker(case)


def test_looking_costs_the_same_after_6_and_after_30_rounds(onlooker: Onlooker) -> None:
    early, shown = onlooker.costs(), onlooker.page()
    go_round(onlooker.case, 24)
    late, still_shown = onlooker.costs(), onlooker.page()
    assert {name: work.statements for name, work in late.items()} == {
        name: work.statements for name, work in early.items()
    }
    # a page of history may hold a few answers more or fewer than another, so a tenth is allowed; five times the past
    # read would be far more
    for name, work in late.items():
        assert work.steps <= early[name].steps * 1.1, name
        assert work.rows <= early[name].rows * 1.1, name
    assert [len(page.history.rows) for page in (shown, still_shown)] == [ENTRIES, ENTRIES]
    assert [len(page.ended.rows) for page in (shown, still_shown)] == [ENDED, ENDED]
    assert still_shown.diagram == shown.diagram
    assert [row.label for row in still_shown.deadlines] == [row.label for row in shown.deadlines]


def test_the_deadlines_that_have_ended_are_all_there_page_after_page(onlooker: Onlooker) -> None:
    pages, number = [onlooker.page()], 1
    while pages[-1].ended.more:
        number += 1
        pages.append(onlooker.page(number))
    with onlooker.case.services.database.reading() as connection:
        ended = connection.execute(DEADLINES.select().where(DEADLINES.c.state.in_(("met", "cancelled")))).all()
    assert len(pages) > 1
    assert [len(page.ended.rows) for page in pages[:-1]] == [ENDED] * (len(pages) - 1)
    assert sorted(row.label for page in pages for row in page.ended.rows) == sorted(row.label for row in ended)
    assert {row.state for page in pages for row in page.ended.rows} <= {"met", "met late", "cancelled"}
    assert {row.state for row in pages[0].deadlines} <= {"running", "overdue"}


def test_what_a_case_has_passed_is_what_its_history_says(onlooker: Onlooker) -> None:
    with onlooker.case.services.database.reading() as connection:
        payloads = connection.execute(HISTORY.select().order_by(HISTORY.c.seq)).all()
    told = [move for row in payloads for move in json.loads(row.payload)["moves"]]
    completed = list(dict.fromkeys(element for what, element, _ in told if what == "completed"))
    assert onlooker.case.row().passed.split() == completed
