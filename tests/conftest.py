"""What every test can ask for: a fresh database on SQLite and on PostgreSQL, and the budgets of property tests."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings

from tests.setup.memory import use_memory
from tests.setup.postgres import PostgresUnavailable, PrivatePostgres, private_postgres
from tests.setup.system import find_chromium, find_driver

# `test` gives the same examples in every run, so that a red build is about the change; `fuzz` looks for new ones.
settings.register_profile("test", max_examples=50, deadline=None, derandomize=True, database=None)
settings.register_profile("fuzz", max_examples=5_000, deadline=None, print_blob=True)
settings.load_profile("test")


def pytest_configure() -> None:
    """Before pytest chooses its folder for temporary files."""
    use_memory()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PrivatePostgres]:
    """The private PostgreSQL server: started when the first test asks, one for the whole run."""
    with ExitStack() as running:
        try:
            server = running.enter_context(private_postgres(durable=False))
        except PostgresUnavailable as reason:
            pytest.skip(str(reason))
        yield server


@pytest.fixture(scope="module")
def postgres_url(postgres: PrivatePostgres) -> Iterator[str]:
    """An empty PostgreSQL database that the tests of one module share."""
    name = postgres.create_database()
    yield postgres.url(name)
    postgres.drop_database(name)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database, fresh for each test; the test runs once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'homeward.db'}"
        return
    server: PrivatePostgres = request.getfixturevalue("postgres")
    name = server.create_database()
    yield server.url(name)
    server.drop_database(name)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Debian's chromium, for Playwright's `executable_path`."""
    path = find_chromium()
    if path is None or find_driver() is None:
        pytest.skip("Chromium, or what drives it, is not on this machine; `make test` installs it where apt is")
    return path
