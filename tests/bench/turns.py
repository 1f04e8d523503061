"""Our engine, a bare commit and the stock engine by turns, one action of the script after the other."""

from collections.abc import Callable

from engine.store.database import Database
from tests.bench.commit import BareCommit, written
from tests.bench.pathway import Pathway, pathways
from tests.bench.ratios import Series, line
from tests.bench.recording import Recorded, record
from tests.bench.stock_model import stock_diagram
from tests.bench.stock_process import StockProcess, stock_process

MOST_COMMITS, LEAST_TIMES_STOCK, MOST_COMMITS_TO_START = 8, 10, 4
STARTS = 20


def compare(url: str, rounds: int) -> list[str]:
    """The report's lines for one database."""
    with pathways(url) as fresh:
        first = fresh()
        script, tape = record(first)
        database = first.services.database
        diagram = stock_diagram(first.release.definitions)
        with stock_process(url, diagram, tape) as stock:
            turns = _turns(fresh, script, BareCommit(database), stock, rounds)
            sizes = f"state {first.state_bytes():,} bytes, stock {stock.state_bytes():,} bytes"
        starts = _starts(fresh, database, rounds)
    return [*_report(turns, starts), f"  after the script: {sizes}", _milliseconds(turns, starts)]


def _turns(
    fresh: Callable[[], Pathway], script: list[Recorded], bare: BareCommit, stock: StockProcess, rounds: int
) -> Series:
    series = Series()
    for _ in range(rounds):
        series.begin()
        ours = fresh()
        ours.start()
        stock.start()
        for action in script:
            rest = action.written - action.state
            series.add("ours", ours.answer(ours.open_task(action.element), ours.answers_for(action.element)))
            series.add("commit", bare.seconds(action.state, rest))
            series.add("driver", bare.driver_seconds(action.state, rest))
            series.add("stock", stock.complete(action.element, action.answers))
    return series


def _starts(fresh: Callable[[], Pathway], database: Database, rounds: int) -> Series:
    series, bare = Series(), BareCommit(database)
    with written(database) as counter:
        first = fresh()
        first.start()
        _, size = counter.take()
    state = first.state_bytes()
    for _ in range(rounds):
        series.begin()
        for _ in range(STARTS):
            series.add("start", fresh().start())
            series.add("commit", bare.seconds(state, size - state))
            series.add("driver", bare.driver_seconds(state, size - state))
    return series


def _report(turns: Series, starts: Series) -> list[str]:
    commits, times = turns.ratio("ours", "commit"), turns.ratio("stock", "ours")
    start = starts.ratio("start", "commit")
    return [
        line("complete a user task / one durable commit", commits, "at most 8", commits.middle <= MOST_COMMITS),
        line("stock serialiser / ours, the same script", times, "at least 10", times.middle >= LEAST_TIMES_STOCK),
        line("start a case / one durable commit", start, "at most 4", start.middle <= MOST_COMMITS_TO_START),
        (
            f"  (against a commit through the bare driver: {turns.ratio('ours', 'driver')}, "
            f"start {starts.ratio('start', 'driver')})"
        ),
    ]


def _milliseconds(turns: Series, starts: Series) -> str:
    shown = {
        "user task": turns.milliseconds("ours"),
        "commit": turns.milliseconds("commit"),
        "driver's commit": turns.milliseconds("driver"),
        "stock": turns.milliseconds("stock"),
        "start": starts.milliseconds("start"),
    }
    return "  medians in ms, of no worth on another machine: " + ", ".join(f"{k} {v:.2f}" for k, v in shown.items())
