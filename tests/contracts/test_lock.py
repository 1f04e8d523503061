"""Every version is pinned, with its digests, and the tests run on what is served."""

import re
import tomllib

import pytest

from tests.contracts.repository import ROOT

LOCKS = ("requirements.lock", "requirements-test.lock")
PIN = re.compile(r"^([a-z0-9-]+)(?:\[[\w,]+\])?==(\S+)(.*(?:\n    --hash=sha256:[0-9a-f]{64}(?: \\)?)*)", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    return {found[1]: found[2] for found in PIN.finditer((ROOT / lock).read_text(encoding="utf-8"))}


def wanted(*extras: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]
    return {re.split(r"[\[<>=!~ ;]", line)[0].lower().replace("_", "-") for line in lines}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_pins_one_version_and_its_digests(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    starts = [line.split("==")[0].split("[")[0] for line in text.splitlines() if re.match(r"[a-zA-Z]", line)]
    assert starts == list(pins(lock))
    assert all("--hash" in found[3] for found in PIN.finditer(text))


def test_what_the_project_asks_for_is_in_its_lock() -> None:
    assert wanted("build") - set(pins("requirements.lock")) == set()
    assert wanted("test") - set(pins("requirements-test.lock")) == set()


def test_the_tests_use_the_very_versions_that_are_served() -> None:
    served, tested = pins("requirements.lock"), pins("requirements-test.lock")
    assert {package: tested.get(package) for package in served} == served
