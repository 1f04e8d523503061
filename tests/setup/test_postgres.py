"""The tests' own PostgreSQL is an ordinary user's, keeps to the loopback, and leaves nothing behind."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from tests.setup.postgres import PrivatePostgres, private_postgres

pytestmark = pytest.mark.postgres

SERVER_THEN_WAIT = """
import time
from tests.setup.postgres import private_postgres
with private_postgres() as server:
    print(server.url("postgres"), flush=True)
    time.sleep(600)
"""


def plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://")


def ask(url: str, question: str) -> str:
    with psycopg.connect(plain(url)) as connection:
        row = connection.execute(question.encode()).fetchone()
    assert row is not None
    return str(row[0])


def test_it_listens_on_the_loopback_only(postgres_url: str) -> None:
    assert ask(postgres_url, "SHOW listen_addresses") == "127.0.0.1"
    assert ask(postgres_url, "SHOW unix_socket_directories") == ""


def test_the_tests_server_does_not_wait_for_the_disk(postgres_url: str) -> None:
    assert ask(postgres_url, "SHOW fsync") == "off"


@pytest.mark.usefixtures("postgres")  # skips where there is no PostgreSQL
def test_a_server_for_measuring_keeps_its_durability() -> None:
    with private_postgres() as server:
        url = server.url(server.create_database())
        assert ask(url, "SHOW fsync") == "on"
        assert ask(url, "SHOW synchronous_commit") == "on"


def test_nobody_gets_in_without_its_password(postgres: PrivatePostgres) -> None:
    with pytest.raises(psycopg.OperationalError, match="no password supplied"):
        psycopg.connect(host="127.0.0.1", port=postgres.port, user="homeward", dbname="postgres")


def test_a_new_database_holds_what_its_template_holds(postgres: PrivatePostgres) -> None:
    template = postgres.create_database()
    with psycopg.connect(plain(postgres.url(template))) as connection:
        connection.execute("CREATE TABLE seen (word text)")
        connection.execute("INSERT INTO seen VALUES ('copied')")
    copy = postgres.create_database(template)
    assert ask(postgres.url(copy), "SELECT word FROM seen") == "copied"


@pytest.mark.usefixtures("postgres")
def test_a_test_run_that_is_killed_leaves_neither_server_nor_folder() -> None:
    with subprocess.Popen([sys.executable, "-c", SERVER_THEN_WAIT], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        url = run.stdout.readline().strip()
        folder = Path(ask(url, "SHOW data_directory")).parent
        assert re.fullmatch(r"homeward-postgres-\w+", folder.name)
        os.kill(run.pid, signal.SIGKILL)
    give_up = time.monotonic() + 20
    while folder.exists() and time.monotonic() < give_up:
        time.sleep(0.05)
    assert not folder.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(plain(url))
