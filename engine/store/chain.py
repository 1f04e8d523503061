"""The hash chain of a case's history. Salted digests are chained and payloads stand apart, so lawful erasure breaks
nothing (trap 16).
"""

import hashlib
import secrets
from dataclasses import dataclass

from engine.store.columns import canonical

FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class Link:
    """The sealed part of one event."""

    salt: str
    digest: str
    hash: str


def seal(previous: str, open_columns: dict[str, object], payload: str) -> Link:
    """Digest the payload with a fresh salt, and chain it with the open columns to the event before."""
    salt = secrets.token_hex(16)
    digest = digest_of(salt, payload)
    return Link(salt, digest, hash_of(previous, open_columns, digest))


def digest_of(salt: str, payload: str) -> str:
    """SHA-256 of salt and payload."""
    return hashlib.sha256(f"{salt}\0{payload}".encode()).hexdigest()


def hash_of(previous: str, open_columns: dict[str, object], digest: str) -> str:
    """SHA-256 of the event before, this event's open columns and its digest."""
    return hashlib.sha256(f"{previous}\0{canonical(open_columns)}\0{digest}".encode()).hexdigest()
