"""A PostgreSQL server for the tests: an ordinary user, a temporary folder, a free loopback port; gone at the end."""

import os
import pwd
import secrets
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

from tests.setup.system import find_postgres

START_SECONDS = 60
STOP_SECONDS = 30
USER = "homeward"

# This shell stands between us and the server. When our end of its input closes, however we came to our end, it stops
# the server by its process id and removes the folder: a test run that was killed leaves neither behind. SIGINT is
# PostgreSQL's fast stop.
KEEPER = """
folder=$1; shift
trap '' INT TERM HUP
"$@" >"$folder/server.log" 2>&1 </dev/null &
server=$!
cat >/dev/null
kill -INT $server 2>/dev/null
wait $server
cd /
rm -rf "$folder"
"""


class PostgresUnavailable(Exception):
    """PostgreSQL is not on this machine, or would not start."""


@dataclass(frozen=True)
class PrivatePostgres:
    """A running server. Databases made here vanish with it."""

    port: int
    password: str
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def url(self, database: str) -> str:
        """The SQLAlchemy address of a database on this server."""
        return f"postgresql+psycopg://{USER}:{self.password}@127.0.0.1:{self.port}/{database}"

    def create_database(self, template: str = "template0") -> str:
        """Make a copy of the database `template` (tens of milliseconds) and return its name. Nobody may be using it."""
        name = f"homeward_{next(self._numbers)}"
        self.run("CREATE DATABASE {} TEMPLATE {}", name, template)
        return name

    def drop_database(self, name: str) -> None:
        """Remove a database at once, whoever is connected."""
        self.run("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def run(self, statement: str, *names: str) -> None:
        """Run one statement outside a transaction; each `{}` in it stands for a quoted name."""
        with psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            user=USER,
            password=self.password,
            dbname="postgres",
            autocommit=True,
            connect_timeout=5,
        ) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@dataclass(frozen=True)
class Owner:
    """The ordinary user who runs the server; PostgreSQL refuses root. `uid` is None where we are that user already."""

    uid: int | None = None
    gid: int | None = None

    def start(self, command: list[str], folder: Path) -> subprocess.Popen[str]:
        environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "HOME": str(folder)}
        return subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            user=self.uid,
            group=self.gid,
            extra_groups=None if self.uid is None else [],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def take(self, path: Path) -> None:
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


@contextmanager
def private_postgres(durable: bool = True) -> Iterator[PrivatePostgres]:
    """Run a server inside the block. Without `durable` it does not wait for the disk, for tests that never lose power.
    Raises PostgresUnavailable.
    """
    programs = find_postgres()
    if programs is None:
        raise PostgresUnavailable("PostgreSQL is not on this machine; `make test` installs it where apt is")
    owner = _ordinary_user()
    folder = Path(tempfile.mkdtemp(prefix="homeward-postgres-"))
    server = PrivatePostgres(_free_port(), secrets.token_hex(16))
    owner.take(folder)
    _make_cluster(programs, owner, folder, server.password)
    command = _server_command(programs, folder, server.port, durable)
    keeper = owner.start(["/bin/sh", "-c", KEEPER, "keeper", str(folder), *command], folder)
    try:
        _wait_until_ready(server, folder / "server.log")
        yield server
    finally:
        keeper.communicate(timeout=STOP_SECONDS)


def _ordinary_user() -> Owner:
    if os.geteuid() != 0:
        return Owner()
    users = {user.pw_name: user for user in pwd.getpwall()}
    user = users.get("postgres") or users.get("nobody")
    if user is None:
        raise PostgresUnavailable("root may not run PostgreSQL, and there is neither a user postgres nor a user nobody")
    return Owner(user.pw_uid, user.pw_gid)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _make_cluster(programs: Path, owner: Owner, folder: Path, password: str) -> None:
    """Lay out the data folder. A password, because any user of this machine can reach a loopback port."""
    password_file = folder / "password"
    password_file.touch(mode=0o600)
    password_file.write_text(password)
    owner.take(password_file)
    options = [
        "--auth=scram-sha-256",
        f"--pwfile={password_file}",
        "--encoding=UTF8",
        "--locale=C",
        "--lc-ctype=C.UTF-8",  # in C itself no letter but A to Z has a small one
        "--no-sync",
    ]
    initdb = owner.start([str(programs / "initdb"), "-D", str(folder / "data"), "-U", USER, *options], folder)
    said, _ = initdb.communicate(timeout=START_SECONDS)
    if initdb.returncode:
        raise PostgresUnavailable(f"PostgreSQL could not make its data folder: {said}")


def _server_command(programs: Path, folder: Path, port: int, durable: bool) -> list[str]:
    settings = ["-c", "listen_addresses=127.0.0.1", "-c", f"port={port}", "-c", "unix_socket_directories="]
    if not durable:
        settings += ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
    return [str(programs / "postgres"), "-D", str(folder / "data"), *settings]


def _wait_until_ready(server: PrivatePostgres, log: Path) -> None:
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up:
        try:
            server.run("SELECT 1")
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
        if log.exists() and "database system is shut down" in log.read_text():
            break
    raise PostgresUnavailable(f"PostgreSQL did not start: {log.read_text() if log.exists() else 'it said nothing'}")
