"""Published releases: rows that never change, parsed once for each process of the server."""

import gc
import logging
from collections.abc import Mapping
from dataclasses import replace
from threading import Lock

from sqlalchemy import Connection, bindparam, func, insert, select

from engine import clock
from engine.errors import NotFound
from engine.registry import HANDLERS
from engine.release.bundle import Bundle, unpack
from engine.release.form import FormReader
from engine.release.release import Release, read_release
from engine.store.locks import PUBLISHING, alone
from engine.store.tables import CASES, RELEASES

NEWEST = select(RELEASES.c.id).order_by(RELEASES.c.id.desc()).limit(1)
FIND = select(RELEASES.c.digest, RELEASES.c.bundle, RELEASES.c.handlers).where(RELEASES.c.id == bindparam("release"))
NEWEST_ID = select(func.max(RELEASES.c.id))
LOG = logging.getLogger("homeward.releases")
KEPT = 16
"""Parsed releases kept in memory: a council has one or two in force and a few that old cases are pinned to."""


def _leave_alone() -> None:
    """Take what lives now, mostly parsed releases, out of the garbage collector's sight: every full collection would
    walk all of it, in the middle of somebody's command. What was taken out before and is dropped since goes first.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def changed_handlers(recorded: Mapping[str, str]) -> list[str]:
    """Names of the handlers whose code is another than a release recorded when it was published, or is gone."""
    return [name for name in sorted(recorded) if _digest(name) != recorded[name]]


def other_code(release_id: int, handler: str) -> str:
    """What to say of one of them, for whoever runs the server."""
    what = "is not there any more" if handler not in HANDLERS else "has other code now"
    return (
        f"Release {release_id} was published with the handler {handler}, which {what}. If its meaning has changed, give"
        f" it a new name such as {handler.partition('@')[0]}@2 and keep the old one; else publish again."
    )


def _digest(name: str) -> str:
    return HANDLERS[name].source_digest if name in HANDLERS else ""


class Releases:
    """Publishes bundles and gives parsed releases by id."""

    def __init__(self, read_form: FormReader) -> None:
        self.read_form = read_form
        self._parsed: dict[int, Release] = {}
        self._published: Release | None = None
        self._lock = Lock()

    def publish(self, connection: Connection, bundle: Bundle, author: str, reason: str) -> Release:
        """Check and store a bundle; the same bundle again is the same release. Raises DefinitionError.

        Not kept by its number before it is committed: a publication that is rolled back leaves its number to another.
        """
        alone(connection, PUBLISHING)
        found = self.number_of(connection, bundle)
        if found is not None:
            return self.get(connection, found)
        release = self.read(bundle, 0)
        digests = {name: HANDLERS[name].source_digest for name in sorted(release.handlers)}
        row = {"digest": bundle.digest, "bundle": bundle.pack(), "handlers": digests, "published_at": clock.now()}
        result = connection.execute(insert(RELEASES).values(**row, published_by=author, reason=reason))
        assert result.inserted_primary_key is not None
        self._published = replace(release, id=result.inserted_primary_key[0])
        self._parsed.pop(self._published.id, None)
        return self._published

    def number_of(self, connection: Connection, bundle: Bundle) -> int | None:
        """The number under which these very files are published, or null."""
        query = select(RELEASES.c.id).where(RELEASES.c.digest == bundle.digest)
        number: int | None = connection.execute(query).scalar()
        return number

    def called_by(self, connection: Connection, release_id: int) -> frozenset[str]:
        """The handlers that a release was published with, also of one that cannot be read any more; none of none."""
        query = select(RELEASES.c.handlers).where(RELEASES.c.id == release_id)
        return frozenset(connection.execute(query).scalar() or ())

    def get(self, connection: Connection, release_id: int) -> Release:
        """Raises NotFound."""
        found = self._parsed.get(release_id)
        if found is not None:
            return self._use(found)
        row = connection.execute(FIND, {"release": release_id}).one_or_none()
        if row is None:
            raise NotFound(f"there is no release {release_id}")
        for name in changed_handlers(row.handlers):
            LOG.warning("%s", other_code(release_id, name))
        just = self._published
        if just is not None and (just.id, just.digest) == (release_id, row.digest):
            return self._keep(just)
        release = self._keep(self.read(unpack(row.bundle), release_id))
        for problem in release.refused:
            LOG.warning("Release %d was published before this was refused: %s", release_id, problem)
        _leave_alone()
        return release

    def warnings(self, connection: Connection) -> list[str]:
        """A sentence for each handler whose code is not what a release in use was published with."""
        used = select(CASES.c.release_id).where(CASES.c.status == "open")
        query = select(RELEASES.c.id, RELEASES.c.handlers).where(RELEASES.c.id.in_(used.union(NEWEST_ID)))
        rows = connection.execute(query.order_by(RELEASES.c.id)).all()
        return [other_code(row.id, name) for row in rows for name in changed_handlers(row.handlers)]

    def read(self, bundle: Bundle, release_id: int) -> Release:
        """Parse and check a bundle; see `read_release`. Raises DefinitionError."""
        return read_release(bundle, self.read_form, release_id)

    def newest(self, connection: Connection) -> Release:
        """The release that new cases start on. Raises NotFound before the first is published."""
        found = connection.execute(NEWEST).scalar()
        if found is None:
            raise NotFound("no release is published yet; run `homeward demo` or publish one")
        return self.get(connection, found)

    def _use(self, release: Release) -> Release:
        """The newest used stands last, so that what is dropped is what nobody has asked for longest."""
        with self._lock:
            if next(reversed(self._parsed), None) != release.id and self._parsed.pop(release.id, None) is not None:
                self._parsed[release.id] = release
        return release

    def _keep(self, release: Release) -> Release:
        with self._lock:
            while len(self._parsed) >= KEPT:
                self._parsed.pop(next(iter(self._parsed)))
            self._parsed[release.id] = release
        return release
