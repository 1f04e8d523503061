"""Uploaded files as answers: name, size and sha256. Keeping the bytes is the web layer's work."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import IO, Protocol

from engine.plain_text import file_name

KeptFiles = Mapping[str, Mapping[str, object]]
CHUNK = 1 << 16


class PostedData(Protocol):
    """What of werkzeug's MultiDict a form reads; the forms stay free of werkzeug."""

    def lists(self) -> Iterable[tuple[str, list[str]]]: ...


class PostedFile(Protocol):
    """What of werkzeug's FileStorage a form reads."""

    filename: str | None

    @property
    def stream(self) -> IO[bytes]: ...


class PostedFiles(Protocol):
    """A MultiDict of posted files."""

    def lists(self) -> Iterable[tuple[str, list[PostedFile]]]: ...


def file_answer(posted: PostedFile | None, kept: Mapping[str, object] | None) -> dict[str, object] | None:
    """The answer for a new file, else for the one given before, else None."""
    if posted is not None and posted.filename:
        size, digest = _measure(posted.stream)
        return {"name": file_name(posted.filename), "size": size, "sha256": digest}
    return {name: kept.get(name) for name in ("name", "size", "sha256")} if kept else None


def _measure(stream: IO[bytes]) -> tuple[int, str]:
    """Size in bytes and sha256; the stream is left at its start, ready to be stored."""
    digest, size = hashlib.sha256(), 0
    stream.seek(0)
    while chunk := stream.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    stream.seek(0)
    return size, digest.hexdigest()
