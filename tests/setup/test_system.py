"""What `make test` says and does about programs that pip cannot bring."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.setup import system
from tests.setup.system import Need, find_driver, install, left_out

SCRIPT = Path(__file__).with_name("environment.sh")
CHROMIUM = Need("Chromium", ("chromium",), "the browser tests", lambda: None)
POSTGRES = Need("PostgreSQL", ("postgresql",), "the tests on PostgreSQL", lambda: None)


def fake_program(folder: Path, name: str, script: str) -> None:
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def make_environment(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = ["/bin/sh", str(SCRIPT), str(folder)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def empty_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_one_line_says_what_is_missing_why_and_which_tests_are_left_out() -> None:
    assert left_out([CHROMIUM, POSTGRES], "there is no apt-get here") == (
        "Missing: Chromium and PostgreSQL (there is no apt-get here). "
        "Left out: the browser tests and the tests on PostgreSQL."
    )


def test_tests_that_several_programs_are_missing_for_are_named_once() -> None:
    driver = Need("libatomic", ("libatomic1",), "the browser tests", lambda: None)
    found = left_out([CHROMIUM, driver], "there is no apt-get here")
    assert found == "Missing: Chromium and libatomic (there is no apt-get here). Left out: the browser tests."


@pytest.mark.parametrize(("script", "found"), [("echo Version 1.2", "Version 1.2"), ("exit 127", None)])
def test_what_drives_chromium_is_there_only_if_it_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, found: str | None
) -> None:
    """Playwright's own program needs a library that a bare Debian has not."""
    fake_program(tmp_path, "python", script)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    assert find_driver() == found


@pytest.mark.usefixtures("empty_path")
def test_without_apt_nothing_is_tried() -> None:
    assert install(["chromium"]) == "there is no apt-get here"


def test_a_failed_install_is_tried_once_more_after_reading_the_package_lists(
    empty_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_program(empty_path, "apt-get", f"echo \"$@\" >>{empty_path}/calls\necho 'E: no such package' >&2\nexit 100")
    fake_program(empty_path, "env", 'shift; exec "$@"')
    monkeypatch.setattr(system, "prefix_for_root", list)
    assert install(["chromium"]) == "E: no such package"
    verbs = [line.split()[4] for line in (empty_path / "calls").read_text().splitlines()]
    assert verbs == ["install", "update", "install"]


def test_a_person_who_is_neither_root_nor_in_sudo_is_told_so(empty_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_program(empty_path, "apt-get", "exit 1")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert install(["chromium"]) == "installing needs root or sudo"


def test_an_old_python_is_refused_in_one_line_before_anything_is_made(tmp_path: Path) -> None:
    fake_program(tmp_path, "python3", "exit 1")
    done = make_environment(tmp_path / "venv", PATH=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "Python 3.11 or newer is needed" in done.stderr
    assert not (tmp_path / "venv").exists()


def test_the_python_that_is_named_is_taken_before_the_one_on_the_path(tmp_path: Path) -> None:
    fake_program(tmp_path, "python3", "exit 1")
    fake_program(tmp_path, "chosen", f'echo "$@" >>{tmp_path}/calls')
    done = make_environment(tmp_path / "venv", PATH=str(tmp_path), PYTHON=str(tmp_path / "chosen"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "calls").read_text().splitlines()[-1] == f"-m venv --clear {tmp_path}/venv"
