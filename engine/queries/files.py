"""Files that stand in a case's answers."""

import re
from typing import Any

from sqlalchemy import Connection, Row, Text, cast, select

from engine.store.tables import ANSWERS, ATTACHMENTS

DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


def find_file(connection: Connection, case_id: int, sha256: str) -> Row[Any] | None:
    """The file with this hash, as one of those uploaded it who gave an answer of this case that names it; null where
    there is none, as for somebody else's upload that the case never recorded.
    """
    if not DIGEST.fullmatch(sha256):
        return None
    named = cast(ANSWERS.c.value, Text).contains(f'"sha256":"{sha256}"')
    givers = select(ANSWERS.c.person_id).where(ANSWERS.c.case_id == case_id, named)
    query = select(ATTACHMENTS).where(ATTACHMENTS.c.sha256 == sha256, ATTACHMENTS.c.uploaded_by.in_(givers))
    return connection.execute(query.limit(1)).one_or_none()
