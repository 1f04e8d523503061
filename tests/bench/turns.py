"""Our engine, a bare commit and the stock engine by turns, one action of the script after the other."""

from collections.abc import Callable
from statistics import median

from tests.bench.commit import BareCommit
from tests.bench.pathway import Pathway, pathways
from tests.bench.ratios import Series, line
from tests.bench.recording import Recorded, record
from tests.bench.stock_process import StockProcess, stock_process

MOST_COMMITS, LEAST_TIMES_STOCK, MOST_COMMITS_TO_START = 8, 10, 4
STARTS = 20


def compare(url: str, rounds: int) -> list[str]:
    """The report's lines for one database."""
    recording = record(url)
    script = recording.script
    with pathways(url) as fresh, stock_process(url, recording.diagram, recording.tape) as stock:
        bare = BareCommit(fresh().services.database)
        turns = _turns(fresh, script, bare, stock, rounds)
        starts = _starts(fresh, recording.start, bare, rounds)
        sizes = f"state {script[-1].state:,} bytes, of the stock engine {stock.state_bytes():,}"
    counts = f"{median(action.statements for action in script):.0f} SQL statements a command (median)"
    return [*_report(turns, starts), f"  after the script: {sizes}; {counts}", _milliseconds(turns, starts)]


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


def _starts(fresh: Callable[[], Pathway], start: Recorded, bare: BareCommit, rounds: int) -> Series:
    series, rest = Series(), start.written - start.state
    for _ in range(rounds):
        series.begin()
        for _ in range(STARTS):
            series.add("start", fresh().start())
            series.add("commit", bare.seconds(start.state, rest))
            series.add("driver", bare.driver_seconds(start.state, rest))
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
