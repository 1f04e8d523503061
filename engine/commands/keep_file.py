"""Keeps an uploaded file, named by the hash of its bytes, until and after the answers that name it are recorded."""

import hashlib
import mimetypes
from typing import Any

from sqlalchemy import insert, select

from engine import clock
from engine.commands.services import Actor, Services
from engine.store.tables import ATTACHMENTS

SHOWN = 100
"""The newest of a person's files that a form may still refer to."""


def keep_file(services: Services, actor: Actor, name: str, content: bytes) -> str:
    """Gives the file's SHA-256. Keeping the same file twice is harmless."""
    digest = hashlib.sha256(content).hexdigest()
    with services.database.transaction() as connection:
        known = select(ATTACHMENTS.c.sha256).where(
            ATTACHMENTS.c.sha256 == digest, ATTACHMENTS.c.uploaded_by == actor.id
        )
        if connection.execute(known).scalar() is None:
            row = {
                "sha256": digest,
                "uploaded_by": actor.id,
                "name": name[:255],
                "size": len(content),
                "content": content,
            }
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            connection.execute(insert(ATTACHMENTS), [row | {"media_type": kind, "uploaded_at": clock.now()}])
    return digest


def kept_files(services: Services, actor: Actor) -> dict[str, dict[str, Any]]:
    """This person's newest files: sha256 to {name, size, sha256}."""
    query = select(ATTACHMENTS.c.sha256, ATTACHMENTS.c.name, ATTACHMENTS.c.size).where(
        ATTACHMENTS.c.uploaded_by == actor.id
    )
    with services.database.reading() as connection:
        rows = connection.execute(query.order_by(ATTACHMENTS.c.uploaded_at.desc()).limit(SHOWN)).all()
    return {row.sha256: {"name": row.name, "size": row.size, "sha256": row.sha256} for row in rows}
