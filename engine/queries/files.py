"""Files that stand in a case's answers."""

import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Text, cast, select

from engine.store.tables import ANSWERS, ATTACHMENTS

DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
MARKS = {"name", "size", "sha256"}


def find_file(connection: Connection, case_id: int, sha256: str) -> tuple[str, bytes] | None:
    """(name, content) of the file with this hash, as one of those uploaded it who gave an answer of this case that
    names it; null where there is none, as for somebody else's upload that the case never recorded. The name is what
    the newest of these answers calls it: the same bytes may stand under another name in another child's case.
    """
    if not DIGEST.fullmatch(sha256):
        return None
    named = cast(ANSWERS.c.value, Text).contains(f'"sha256":"{sha256}"')
    answers = select(ANSWERS.c.value, ANSWERS.c.person_id).where(ANSWERS.c.case_id == case_id, named)
    for answer in connection.execute(answers.order_by(ANSWERS.c.number.desc())).all():
        name = dict(files_in(answer.value)).get(sha256)
        query = select(ATTACHMENTS.c.content).where(
            ATTACHMENTS.c.sha256 == sha256, ATTACHMENTS.c.uploaded_by == answer.person_id
        )
        content = connection.execute(query).scalar()
        if name is not None and content is not None:
            return name, content
    return None


def files_in(answer: Any) -> Iterator[tuple[str, str]]:
    """(sha256, name) of every file in an answer, however deep."""
    if isinstance(answer, dict):
        if set(answer) == MARKS:
            yield str(answer["sha256"]), str(answer["name"])
            return
        for inner in answer.values():
            yield from files_in(inner)
    elif isinstance(answer, list):
        for inner in answer:
            yield from files_in(inner)
