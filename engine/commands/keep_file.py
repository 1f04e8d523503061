"""Keeps an uploaded file, named by the hash of its bytes, until and after the answers that name it are recorded."""

import hashlib
import mimetypes
from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from engine import clock
from engine.commands.services import Actor, Services
from engine.plain_text import file_name
from engine.store.tables import ATTACHMENTS
from engine.store.upsert import put


def keep_file(services: Services, actor: Actor, name: str, content: bytes) -> str:
    """Gives the file's SHA-256. Keeping the same file twice, or at the same moment, is harmless: it is kept once, as it
    was given last.
    """
    digest, clean = hashlib.sha256(content).hexdigest(), file_name(name)
    row = {
        "sha256": digest,
        "uploaded_by": actor.id,
        "name": clean,
        "media_type": mimetypes.guess_type(clean)[0] or "application/octet-stream",
        "size": len(content),
        "content": content,
        "uploaded_at": clock.now(),
    }
    with services.database.transaction() as connection:
        put(connection, ATTACHMENTS, row)
    return digest


def kept_files(services: Services, actor: Actor, digests: Collection[str]) -> dict[str, dict[str, Any]]:
    """Those of this person's files that have one of these hashes: sha256 to {name, size, sha256}."""
    query = select(ATTACHMENTS.c.sha256, ATTACHMENTS.c.name, ATTACHMENTS.c.size).where(
        ATTACHMENTS.c.uploaded_by == actor.id, ATTACHMENTS.c.sha256.in_(digests)
    )
    with services.database.reading() as connection:
        rows = connection.execute(query).all()
    return {row.sha256: {"name": row.name, "size": row.size, "sha256": row.sha256} for row in rows}
