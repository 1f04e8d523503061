"""Published releases: rows that never change, parsed once for each process of the server."""

import gc
from dataclasses import replace
from threading import Lock

from sqlalchemy import Connection, insert, select

from engine import clock
from engine.errors import NotFound
from engine.registry import HANDLERS
from engine.release.bundle import Bundle, unpack
from engine.release.form import FormReader
from engine.release.release import Release, read_release
from engine.store.tables import RELEASES

NEWEST = select(RELEASES.c.id).order_by(RELEASES.c.id.desc()).limit(1)
KEPT = 16
"""Parsed releases kept in memory: a council has one or two in force and a few that old cases are pinned to."""


def _leave_alone() -> None:
    """Take what lives now, mostly the parsed release, out of the garbage collector's sight: it stays as long as the
    process, and every full collection would walk all of it, in the middle of somebody's command.
    """
    gc.collect()
    gc.freeze()


class Releases:
    """Publishes bundles and gives parsed releases by id."""

    def __init__(self, read_form: FormReader) -> None:
        self.read_form = read_form
        self._parsed: dict[int, Release] = {}
        self._lock = Lock()

    def publish(self, connection: Connection, bundle: Bundle, author: str, reason: str) -> Release:
        """Check and store a bundle; the same bundle again is the same release. Raises DefinitionError."""
        found = connection.execute(select(RELEASES.c.id).where(RELEASES.c.digest == bundle.digest)).scalar()
        if found is not None:
            return self.get(connection, found)
        release = self.read(bundle, 0)
        called = {node.handler for node in release.definitions.nodes.values() if node.handler}
        digests = {name: HANDLERS[name].source_digest for name in sorted(called)}
        row = {"digest": bundle.digest, "bundle": bundle.pack(), "handlers": digests, "published_at": clock.now()}
        result = connection.execute(insert(RELEASES).values(**row, published_by=author, reason=reason))
        assert result.inserted_primary_key is not None
        return self._keep(replace(release, id=result.inserted_primary_key[0]))

    def get(self, connection: Connection, release_id: int) -> Release:
        """Raises NotFound."""
        found = self._parsed.get(release_id)
        if found is not None:
            return found
        blob = connection.execute(select(RELEASES.c.bundle).where(RELEASES.c.id == release_id)).scalar()
        if blob is None:
            raise NotFound(f"there is no release {release_id}")
        release = self._keep(self.read(unpack(blob), release_id))
        _leave_alone()
        return release

    def read(self, bundle: Bundle, release_id: int) -> Release:
        """Parse and check a bundle. Raises DefinitionError."""
        return read_release(bundle, self.read_form, release_id)

    def newest(self, connection: Connection) -> Release:
        """The release that new cases start on. Raises NotFound before the first is published."""
        found = connection.execute(NEWEST).scalar()
        if found is None:
            raise NotFound("no release is published yet; run `homeward demo` or publish one")
        return self.get(connection, found)

    def _keep(self, release: Release) -> Release:
        with self._lock:
            while len(self._parsed) >= KEPT:
                self._parsed.pop(next(iter(self._parsed)))
            self._parsed[release.id] = release
        return release
