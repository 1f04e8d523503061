"""An uploaded file: kept once for each person, under a name that can be served, and found by its hash."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from hashlib import sha256
from threading import Barrier

import pytest

from engine.clock import now, simulate
from engine.commands.keep_file import keep_file, kept_files
from engine.store.tables import ATTACHMENTS
from tests.sample.library import ANN, BOB, Library, at

SCAN = b"%PDF-1.7 made up"
DIGEST = sha256(SCAN).hexdigest()


def test_it_is_found_by_its_hash_however_many_newer_ones_there_are(library: Library) -> None:
    with at("2026-03-02 09:00"):
        keep_file(library.services, ANN, "scan.pdf", SCAN)
        begin = now()
    for number in range(1, 102):
        with simulate(begin + timedelta(minutes=number)):
            keep_file(library.services, ANN, f"{number}.pdf", b"%d" % number)
    expected = {"name": "scan.pdf", "size": 16, "sha256": DIGEST}  # 8 bytes before the blank, 8 from there on
    assert kept_files(library.services, ANN, [DIGEST, "0" * 64]) == {DIGEST: expected}
    assert kept_files(library.services, ANN, []) == {}


def test_it_is_nobody_else_s(library: Library) -> None:
    keep_file(library.services, ANN, "scan.pdf", SCAN)
    assert kept_files(library.services, BOB, [DIGEST]) == {}


def test_given_again_it_is_there_once_as_it_was_given_last(library: Library) -> None:
    with at("2026-03-02 09:00"):
        keep_file(library.services, ANN, "scan.pdf", SCAN)
    with at("2026-03-03 09:00"):
        keep_file(library.services, ANN, "scan again.pdf", SCAN)
    [row] = library.rows(ATTACHMENTS)
    assert (row.name, row.uploaded_at.isoformat()[:16]) == ("scan again.pdf", "2026-03-03T09:00")


@pytest.mark.parametrize("name", ["a\nb.pdf", "a\r\nb.pdf", "a\0 b.pdf", "letters\\a b.pdf"])
def test_its_name_holds_nothing_that_a_database_or_a_download_refuses(library: Library, name: str) -> None:
    keep_file(library.services, ANN, name, SCAN)
    assert [row.name for row in library.rows(ATTACHMENTS)] == ["a b.pdf"]


def test_a_double_click_keeps_it_once(library: Library) -> None:
    for number in range(5):
        together, content = Barrier(2), b"%d" % number

        def keep(_: int, together: Barrier = together, content: bytes = content) -> None:
            together.wait(10)
            keep_file(library.services, ANN, "scan.pdf", content)

        with ThreadPoolExecutor(2) as threads:
            list(threads.map(keep, range(2)))
    assert len(library.rows(ATTACHMENTS)) == 5
