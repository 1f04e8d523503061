"""Which tests are marked with which requirement, asked of pytest itself: many marks stand on parameters.

As a pytest plugin, this module writes them to the file given by `--requirement-marks`.
"""

import json
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import pytest

from tests.contracts.repository import ROOT

OPTION = "--requirement-marks"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(OPTION, help="Write requirement ids with their tests to this file, as JSON.")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Before anything is deselected."""
    found: dict[str, list[str]] = {}
    for item in items:
        for mark in item.iter_markers("requirement"):
            for one in mark.args:
                found.setdefault(str(one), []).append(item.nodeid)
    Path(config.getoption(OPTION)).write_text(json.dumps(found), encoding="utf-8")


@cache
def marked_tests() -> dict[str, list[str]]:
    """Requirement id to the node ids of its tests. Takes the few seconds in which pytest collects everything."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "marks.json")
        plugin = ["-p", "tests.contracts.requirement_marks", "-p", "no:cacheprovider", f"{OPTION}={file}"]
        command = [sys.executable, "-m", "pytest", "--collect-only", "-q", *plugin, "tests"]
        ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if ran.returncode:
            raise RuntimeError(f"pytest could not collect the tests:\n{ran.stdout[-2000:]}{ran.stderr[-2000:]}")
        found: dict[str, list[str]] = json.loads(file.read_text(encoding="utf-8"))
    return found
