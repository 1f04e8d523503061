"""What can be made is listed by `make help` and told in the documents."""

import re
import subprocess

from tests.contracts.repository import ROOT, files, name

TARGETS = {"help", "run", "test", "bench", "check", "lint", "lock", "bundles", "oracle", "fuzz", "clean"}


def declared() -> set[str]:
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert phony
    return set(phony.group(1).split())


def test_every_agreed_target_is_there() -> None:
    assert declared() >= TARGETS


def test_make_alone_lists_every_target_with_its_purpose() -> None:
    said = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    lines = [re.fullmatch(r"\s+make (\S+)\s+(\S.*)", line) for line in said.splitlines()]
    assert {line.group(1) for line in lines if line} == declared()


def test_the_documents_mention_every_target() -> None:
    documents = [path for path in files() if path.suffix == ".md"]
    told = "\n".join(path.read_text(encoding="utf-8") for path in documents if name(path) != "CHANGELOG.md")
    assert {target for target in declared() if f"make {target}" not in told} == set()


def test_ci_runs_make_test_and_stops_at_the_first_failure() -> None:
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert "set -euo pipefail" in script
    assert script.rstrip().endswith("make test")
