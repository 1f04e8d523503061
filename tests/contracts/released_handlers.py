"""What the code of the handlers was that councils' releases may call: everything that has reached the main branch.

Run as `python -m tests.contracts.released_handlers` after a change of a handler that means the same as before, and
for a new one.
"""

import json
from collections.abc import Mapping

import handlers
from engine.registry import HANDLERS
from tests.contracts.repository import ROOT

RECORD = ROOT / "tests" / "contracts" / "released_handlers.json"


def present() -> dict[str, str]:
    """Name to digest of its source, of the handlers that diagrams may call; not those of the tests."""
    handlers.load_all()
    return {
        name: found.source_digest
        for name, found in sorted(HANDLERS.items())
        if found.function.__module__.startswith("handlers.")
    }


def differences(recorded: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """What a release that was published with the recorded handlers would trip over, with what to do."""
    gone = [f"{name} is gone: cases whose release calls it would stop. Put it back." for name in recorded.keys() - now]
    changed = [
        f"{name} has other code than was handed over. If it means something else now, put the old code back and"
        f" register the new as {name.partition('@')[0]}@2; if it means the same, record it anew."
        for name in recorded.keys() & now
        if recorded[name] != now[name]
    ]
    return sorted(gone + changed)


def read_record() -> dict[str, str]:
    return dict(json.loads(RECORD.read_text(encoding="utf-8")))


if __name__ == "__main__":
    RECORD.write_text(json.dumps(present(), indent=2) + "\n", encoding="utf-8")
