"""A file that cannot be read is told once, and nothing false is said of the sound ones that need it."""

import pytest

from engine.release.bundle import Bundle, read_folder
from tests.engine.release.test_check import SETTINGS, problems
from tests.sample.library import FOLDER

SAMPLE = read_folder(FOLDER)
LEFT_OUT = "other checks that need this file were left out. Mend it, then check again."


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("forms/report_loss.json", b"{", "The file is not JSON"),
        ("forms/report_loss.json", b'{"id": "other", "type": "default", "components": []}', "is 'other', but the file"),
        ("processes/lost_book.bpmn", b"<torn", "is not well-formed XML"),
        ("processes/replacement.bpmn", b"<torn", "is not well-formed XML"),
        (SETTINGS, b"roles: [", "cannot be read"),
    ],
)
def test_only_the_file_itself_is_told(file: str, content: bytes, said: str) -> None:
    wrong, left_out = problems(Bundle(SAMPLE.files | {file: content}))
    assert wrong.startswith(file)
    assert said in wrong
    assert left_out == f"{file}: {LEFT_OUT}"


def test_a_diagram_without_a_process_counts_as_unread() -> None:
    empty = b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>'
    found = problems(Bundle(SAMPLE.files | {"processes/replacement.bpmn": empty}))
    assert [each for each in found if not each.startswith("processes/replacement.bpmn")] == []
    assert f"processes/replacement.bpmn: {LEFT_OUT}" in found


def test_what_does_not_need_the_unread_file_is_told_all_the_same() -> None:
    diagram = SAMPLE.files["processes/lost_book.bpmn"].replace(b'formId="report_loss"', b'formId="nowhere"')
    settings = SAMPLE.files[SETTINGS].replace(b"line_manager: head", b"line_manager: nobody")
    torn = {"processes/replacement.bpmn": b"<torn", "processes/lost_book.bpmn": diagram, SETTINGS: settings}
    found = problems(Bundle(SAMPLE.files | torn))
    assert any("refers to the form nowhere, but there is no forms/nowhere.json" in each for each in found)
    assert any("has the line manager nobody" in each for each in found)
    assert not any("Remove it" in each for each in found)
