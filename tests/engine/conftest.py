"""A library with people, on SQLite and on PostgreSQL: one database of each for the whole run, emptied for each test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import handlers
from tests.sample import handlers as sample_handlers
from tests.sample.library import Library
from tests.setup.postgres import PrivatePostgres

Libraries = dict[str, Library]


@pytest.fixture(scope="module", autouse=True)
def _handlers() -> None:
    """Whatever a test's diagram may call, and none of it failing."""
    handlers.load_all()
    sample_handlers.FAILING.clear()


@pytest.fixture(scope="session")
def _libraries() -> Iterator[Libraries]:
    found: Libraries = {}
    yield found
    for library in found.values():
        library.database.close()


@pytest.fixture(scope="session")
def _sqlite_library(_libraries: Libraries, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Library]:
    def get() -> Library:
        if "sqlite" not in _libraries:
            path: Path = tmp_path_factory.mktemp("library") / "homeward.db"
            _libraries["sqlite"] = Library(f"sqlite:///{path}")
        return _libraries["sqlite"]

    return get


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def library(request: pytest.FixtureRequest, _libraries: Libraries) -> Library:
    """The library with its people and its first release, and no cases."""
    if request.param not in _libraries:
        if request.param == "sqlite":
            get: Callable[[], Library] = request.getfixturevalue("_sqlite_library")
            get()
        else:
            server: PrivatePostgres = request.getfixturevalue("postgres")
            _libraries["postgres"] = Library(server.url(server.create_database()))
    found = _libraries[request.param]
    found.empty()
    return found


@pytest.fixture
def sqlite_library(_sqlite_library: Callable[[], Library]) -> Library:
    """The same on SQLite only, for what does not depend on the database."""
    found = _sqlite_library()
    found.empty()
    return found
