"""What the pathway's tests ask for: a scenario played on SQLite and on PostgreSQL, with the machine's time frozen."""

from collections.abc import Iterator

import pytest
from freezegun import freeze_time
from freezegun.api import FrozenDateTimeFactory

import handlers
from engine.store.database import Database
from tests.pathways.playing import Played, play


@pytest.fixture
def played(database_url: str) -> Iterator[Played]:
    """The scenario sets the date; until then it is the first minute of 2026. Handlers are loaded before, as their types
    are read when they register; pytest's own stopwatch runs on.
    """
    handlers.load_all()
    database = Database(database_url)
    with freeze_time("2026-01-01", ignore=["_pytest"]) as time:
        assert isinstance(time, FrozenDateTimeFactory)
        yield lambda name: play(name, database, time)
    database.close()
