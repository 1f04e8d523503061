"""Brings what pip cannot: chromium and PostgreSQL. Where that fails, one line says which tests are left out."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from glob import glob
from pathlib import Path

APT_GET = ("apt-get", "-qq", "-y", "-o", "DPkg::Lock::Timeout=300")


def find_chromium() -> str | None:
    """The path of a Chromium or Chrome, or None."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


def find_driver() -> str | None:
    """The version of Playwright, which drives Chromium, or None where this machine lacks a library that it needs."""
    asked = [sys.executable, "-m", "playwright", "--version"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else None


def find_postgres() -> Path | None:
    """The folder with PostgreSQL's server programs, the newest first, or None. Debian keeps them off the PATH."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = sorted((Path(path).parent for path in glob("/usr/lib/postgresql/*/bin/initdb")), key=_version)
    return found[-1] if found else None


def _version(folder: Path) -> int:
    name = folder.parent.name
    return int(name) if name.isdigit() else 0


@dataclass(frozen=True)
class Need:
    """One program from outside Python, the Debian packages that bring it, and the tests that go without it."""

    name: str
    packages: tuple[str, ...]
    tests: str
    find: Callable[[], object]

    @property
    def is_missing(self) -> bool:
        return self.find() is None


NEEDS = (
    Need("Chromium", ("chromium", "fonts-liberation"), "the browser tests", find_chromium),
    Need("libatomic, with which Chromium is driven", ("libatomic1",), "the browser tests", find_driver),
    Need("PostgreSQL", ("postgresql",), "the tests on PostgreSQL", find_postgres),
)


def prefix_for_root() -> list[str] | None:
    """What goes before a command to run it as root: nothing, sudo, or None where neither will do."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo is None:
        return None
    may_ask = sys.stdin is not None and sys.stdin.isatty()
    prefix = [sudo] if may_ask else [sudo, "-n"]
    tried = subprocess.run([*prefix, "true"], capture_output=not may_ask, check=False)
    return prefix if tried.returncode == 0 else None


def install(packages: Sequence[str]) -> str:
    """Install Debian packages, with fresh package lists if the first try fails. Returns why it failed, or nothing."""
    if shutil.which("apt-get") is None:
        return "there is no apt-get here"
    as_root = prefix_for_root()
    if as_root is None:
        return "installing needs root or sudo"
    print(f"Installing from Debian: {' '.join(packages)} (once)", flush=True)
    wanted = ("install", "--no-install-recommends", *packages)
    if _apt(as_root, *wanted):
        _apt(as_root, "update")
        return _apt(as_root, *wanted)
    return ""


def _apt(as_root: list[str], *arguments: str) -> str:
    """Run apt-get without questions; its last words where it fails, else nothing."""
    command = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", *APT_GET, *arguments]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    words = done.stderr.strip().splitlines() or ["apt-get failed"]
    return words[-1] if done.returncode else ""


def left_out(missing: Sequence[Need], reason: str) -> str:
    """One line: what is missing, why, and which tests are left out."""
    names = " and ".join(need.name for need in missing)
    tests = " and ".join(dict.fromkeys(need.tests for need in missing))
    return f"Missing: {names} ({reason}). Left out: {tests}."


def main() -> None:
    missing = [need for need in NEEDS if need.is_missing]
    if not missing:
        return
    reason = install([package for need in missing for package in need.packages])
    still_missing = [need for need in missing if need.is_missing]
    if still_missing:
        print(left_out(still_missing, reason or "the packages did not bring it"))


if __name__ == "__main__":
    main()
