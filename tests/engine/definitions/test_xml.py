"""Hostile and broken files are refused before anything in them is looked at; each message names the file."""

import time
from pathlib import Path

import pytest

from engine.definitions.model import read_definitions
from engine.definitions.xml import LARGEST
from engine.errors import DefinitionError
from tests.builders.bpmn import diagram, end, path, process, start, sub

GOOD = diagram(process("main", start(), end(), path("begin", "done")))
BOMB = b"".join(
    [b'<!DOCTYPE bomb [<!ENTITY a "ha">', *(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))]
)


def refused(data: bytes) -> str:
    with pytest.raises(DefinitionError) as caught:
        read_definitions({"processes/bad.bpmn": data})
    assert {problem.file for problem in caught.value.problems} == {"processes/bad.bpmn"}
    return str(caught.value)


def with_doctype(doctype: bytes, text: bytes = b"") -> bytes:
    return b'<?xml version="1.0"?>' + doctype + GOOD.replace(b"</bpmn:process>", text + b"</bpmn:process>")


@pytest.mark.parametrize(
    "data",
    [
        with_doctype(b"<!DOCTYPE x>"),
        with_doctype(b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/evil.dtd">'),
        with_doctype(b'<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>', b"&secret;"),
        with_doctype(BOMB + b"]>", b"&j;"),
    ],
    ids=["a DTD", "a DTD elsewhere", "a file as an entity", "entities that multiply"],
)
def test_document_types_and_entities_are_refused_fast(data: bytes) -> None:
    begun = time.process_time()
    message = refused(data)
    assert "DOCTYPE" in message or "not well-formed" in message
    assert "root:" not in message
    assert time.process_time() - begun < 10


def test_a_file_outside_is_never_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the secret", encoding="utf-8")
    entity = f'<!DOCTYPE x [<!ENTITY secret SYSTEM "{tmp_path / "secret"}">]>'.encode()
    assert "the secret" not in refused(with_doctype(entity, b"&secret;"))


def test_fifty_megabytes_are_refused_without_being_parsed() -> None:
    begun = time.process_time()
    message = refused(GOOD.replace(b"</bpmn:process>", b" " * 50_000_000 + b"</bpmn:process>"))
    assert f"at most {LARGEST:,}" in message
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not well-formed XML"),
        (b"hello", "not well-formed XML"),
        (GOOD[:-20], "not well-formed XML"),
        (GOOD.replace(b'id="begin"', b'id="begin" id="begin"'), "not well-formed XML"),
        (b"\xff\xfe\x00\x00", "not well-formed XML"),
        (b"<definitions/>", "not a BPMN 2.0 diagram"),
        (b'<html xmlns="http://www.w3.org/1999/xhtml"/>', "not a BPMN 2.0 diagram"),
        (diagram(), "holds no process"),
    ],
)
def test_what_is_no_diagram_is_refused(data: bytes, message: str) -> None:
    assert message in refused(data)


def test_nesting_without_end_is_refused_in_words() -> None:
    inner = ""
    for depth in range(400):
        inner = sub(f"level_{depth}", inner)
    assert "not well-formed XML" in refused(diagram(process("main", inner)))


def test_comments_processing_instructions_and_other_tools_data_are_let_through() -> None:
    extra = b'<!-- note --><?tool data?><other:thing xmlns:other="urn:other" id="x"><other:inner/></other:thing>'
    found = read_definitions({"processes/good.bpmn": GOOD.replace(b"<bpmn:startEvent", extra + b"<bpmn:startEvent")})
    assert set(found.nodes) == {"begin", "done"}
