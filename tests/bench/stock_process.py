"""Asks the stock engine, which runs beside us in a process of its own, for one action at a time."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from tests.bench.stock import Tape


@dataclass(frozen=True, slots=True)
class StockProcess:
    """One action at a time; each gives the seconds that it took there."""

    running: subprocess.Popen[str]

    def start(self) -> float:
        return float(self._ask({"do": "start"}))

    def complete(self, element: str, answers: dict[str, Any]) -> float:
        return float(self._ask({"do": "complete", "element": element, "answers": answers}))

    def state_bytes(self) -> int:
        return int(self._ask({"do": "measure"}))

    def tell(self, message: dict[str, Any]) -> None:
        assert self.running.stdin is not None
        self.running.stdin.write(json.dumps(message) + "\n")
        self.running.stdin.flush()

    def _ask(self, message: dict[str, Any]) -> Any:
        assert self.running.stdout is not None
        self.tell(message)
        line = self.running.stdout.readline()
        if not line:
            raise RuntimeError("the stock engine stopped; see its message above")
        return json.loads(line)


@contextmanager
def stock_process(url: str, diagram: bytes, tape: Tape) -> Iterator[StockProcess]:
    """Runs inside the block; it ends when its input does."""
    command = [sys.executable, "-m", "tests.bench.stock"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        stock = StockProcess(running)
        stock.tell({"url": url, "diagram": diagram.decode()} | asdict(tape))
        yield stock
        assert running.stdin is not None
        running.stdin.close()
