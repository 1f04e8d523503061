"""The background look at the timers outlives whatever goes wrong in one look."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from click.testing import CliRunner

from cli import serve
from cli.main import main
from engine.commands.services import Services
from engine.commands.tick import Ticked
from engine.store.database import Database
from engine.store.releases import Releases
from forms.reader import read_form
from tests.sample.library import Library
from tests.setup.postgres import PrivatePostgres
from web.app import create_app
from web.config import WebConfig


class Stopped(BaseException):
    """Ends the endless loop of a test."""


def stop_after(looks: int, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == looks:
            raise Stopped

    monkeypatch.setattr("cli.serve.time.sleep", sleep)
    return slept


@pytest.mark.parametrize("mistake", [ValueError("a mistake of ours"), MemoryError(), RecursionError()])
def test_one_look_that_fails_is_logged_and_the_next_one_is_taken(
    mistake: Exception, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    looks: list[Any] = []

    def fails_once(_services: Services) -> timedelta:
        looks.append(None)
        if len(looks) == 1:
            raise mistake
        return timedelta(0)

    monkeypatch.setattr(serve, "clock_offset", fails_once)
    monkeypatch.setattr(serve, "tick", lambda _services: Ticked(0, ()))
    stop_after(3, monkeypatch)
    with caplog.at_level(logging.ERROR, "homeward.tick"), pytest.raises(Stopped):
        serve.tick_for_ever(Services(Database("sqlite://"), Releases(read_form)), serve.Looks())
    assert len(looks) == 3
    assert ["could not be looked at" in record.message for record in caplog.records] == [True]


def test_the_server_is_up_while_looks_succeed_and_down_when_none_did_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    at, works = [0.0], [True]
    monkeypatch.setattr("cli.serve.time.monotonic", lambda: at[0])
    monkeypatch.setattr(serve, "look", lambda _services: works[0])
    services, looks = Services(Database("sqlite://"), Releases(read_form)), serve.Looks()
    office: Any = None
    visitor = create_app(WebConfig("", "x" * 32), office, looks.go_on).test_client()

    def seconds_later(seconds: float, works_now: bool) -> tuple[int, str]:
        at[0], works[0] = at[0] + seconds, works_now
        stop_after(1, monkeypatch)
        with pytest.raises(Stopped):
            serve.tick_for_ever(services, looks)
        answer = visitor.get("/health")
        return answer.status_code, answer.text

    assert seconds_later(15, works_now=True) == (200, "up\n")
    assert seconds_later(100, works_now=False) == (200, "up\n")
    assert seconds_later(30, works_now=False) == (503, "down\n")  # 130 seconds without one
    assert seconds_later(15, works_now=True) == (200, "up\n")


@pytest.mark.postgres
def test_a_database_server_that_restarts_stops_no_timer_for_good(postgres: PrivatePostgres) -> None:
    """The server throws everybody out and lets nobody in, as while it fails over; then it is there again."""
    name = postgres.create_database()
    library = Library(postgres.url(name))
    assert serve.look(library.services)
    library.database.engine.dispose()
    postgres.run("ALTER DATABASE {} ALLOW_CONNECTIONS false", name)
    assert not serve.look(library.services)
    postgres.run("ALTER DATABASE {} ALLOW_CONNECTIONS true", name)
    assert serve.look(library.services)
    library.database.close()
    postgres.drop_database(name)


@pytest.mark.parametrize("port", ["99999", "0", "-1"])
def test_a_port_that_is_none_is_a_usage_error(port: str) -> None:
    result = CliRunner().invoke(main, ["serve", "--port", port])
    assert result.exit_code == 2
    assert "1<=x<=65535" in result.stderr
