"""Where the tests keep temporary files."""

import tempfile
from pathlib import Path

import pytest

from tests.setup.memory import use_memory


@pytest.fixture(autouse=True)
def nothing_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TMPDIR", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", tempfile.tempdir)


def test_a_folder_in_memory_with_room_is_used_by_this_process_and_its_children(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", "/before")  # so that it is put back afterwards
    monkeypatch.delenv("TMPDIR")
    assert use_memory(tmp_path, enough=1) is True
    assert tempfile.gettempdir() == str(tmp_path)


@pytest.mark.parametrize("enough", [2**62])
def test_where_there_is_little_room_the_disk_is_used(tmp_path: Path, enough: int) -> None:
    assert use_memory(tmp_path, enough) is False


def test_where_there_is_no_such_folder_the_disk_is_used(tmp_path: Path) -> None:
    assert use_memory(tmp_path / "nowhere", enough=1) is False


def test_what_somebody_chose_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", "/chosen")
    assert use_memory(tmp_path, enough=1) is False
