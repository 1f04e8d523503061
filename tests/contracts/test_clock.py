"""Only engine/clock.py reads the time, or a case could neither be replayed nor simulated."""

import ast
from collections.abc import Iterator

import pytest

from tests.contracts.repository import ROOMS, dotted, name, python, tree

CLOCK = "engine/clock.py"
READERS = (
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns", "time.localtime",
    "time.gmtime", "func.now", "func.current_timestamp",
)  # fmt: skip
BARE = {"time": {"time", "time_ns", "localtime", "gmtime"}}


def clock_reads(module: ast.Module) -> Iterator[tuple[int, str]]:
    """Where a module reads, or takes hold of, the machine's clock."""
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and any(f".{dotted(node)}".endswith(f".{reader}") for reader in READERS):
            yield node.lineno, dotted(node)
        if isinstance(node, ast.ImportFrom) and node.module in BARE:
            yield from ((node.lineno, alias.name) for alias in node.names if alias.name in BARE[node.module])


def test_nothing_but_the_clock_reads_the_time() -> None:
    reads = [
        f"{name(path)}:{line} {what}"
        for path in python(*ROOMS)
        if name(path) != CLOCK
        for line, what in clock_reads(tree(path))
    ]
    assert reads == []


@pytest.mark.parametrize(
    "source",
    [
        "import datetime\ndatetime.datetime.now()",
        "from datetime import datetime\ntick(datetime.utcnow)",
        "from datetime import date\ndate.today()",
        "from time import time\ntime()",
        "column(default=func.now())",
    ],
)
def test_every_way_to_read_the_time_is_seen(source: str) -> None:
    assert list(clock_reads(ast.parse(source)))


@pytest.mark.parametrize("source", ["clock.now()", "import time\ntime.monotonic()", "clock.today()", "case.time"])
def test_our_clock_and_a_stop_watch_are_let_through(source: str) -> None:
    assert list(clock_reads(ast.parse(source))) == []
