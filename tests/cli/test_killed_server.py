"""`kill -9` in the middle of work: whoever was told that their answers are in finds them, and nothing is half done."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPException
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, OpenerDirector, build_opener

import pytest

from engine import clock
from engine.store.loading import load_case
from engine.store.tables import ANSWERS, CASES, DEADLINES, HISTORY, OUTBOX, TASKS, TIMERS
from engine.store.verify import what_was_changed
from tests.builders.bpmn import boundary, diagram, end, flow, gateway, path, process, service, start, user
from tests.contracts.repository import ROOT
from tests.sample.library import Library, bundle_of

WRITING = process(
    "writing",
    start(),
    gateway("exclusive", "again"),
    user("write", "desk", "complaint"),
    service("promise", "deadlines.start", {"start": "=now()", "length": "=5", "unit": "days"}, deadline="K"),
    service("tell", "messages.notify", {"to": "manager", "subject": "Written"}, tag="sendTask"),
    gateway("exclusive", "enough", default="again"),
    end(),
    path("begin", "again", "write", "promise", "tell", "enough", "again"),
    flow("enough", "done", '=write.words = "enough"'),
)
"""Round and round: each time an answer, a deadline in the place of the one before, and a message."""

CHASED = process(
    "chased",
    start("cb"),
    user("reply", "desk", "acknowledge"),
    boundary("late", "reply", "timer:PT1S"),
    user("chase", "desk", "acknowledge"),
    end("cd"),
    path("cb", "reply", "cd") + path("late", "chase", "cd"),
)
CASES_AT_ONCE, BEFORE_IT_IS_KILLED, LONGEST = 3, 9, 20.0


class Stay(HTTPRedirectHandler):
    """A redirect is an answer like any other."""

    def redirect_request(self, *_: Any) -> None:
        return None


@dataclass(slots=True)
class Client:
    """A signed-in person's browser."""

    address: str
    opener: OpenerDirector = field(default_factory=lambda: build_opener(HTTPCookieProcessor(CookieJar()), Stay()))

    def send(self, where: str, **form: str) -> int:
        """Post a form as its page gives it. The status."""
        with self.opener.open(self.address + where, timeout=LONGEST) as page:
            token = re.search(r'name="csrf_token" value="([^"]+)"', page.read().decode())
        assert token is not None
        data = urlencode({"csrf_token": token[1], **form}).encode()
        try:
            with self.opener.open(self.address + where, data, timeout=LONGEST) as answer:
                return int(answer.status)
        except HTTPError as answer:
            return answer.code


@dataclass(slots=True)
class Server:
    """`homeward serve` on a free loopback port; each start is a new process."""

    library: Library

    @contextmanager
    def running(self) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        named = {"HOMEWARD_DATABASE_URL": self.library.database.url, "HOMEWARD_SECRET_KEY": "only-for-tests-" * 3}
        command = [sys.executable, "-c", "from cli.main import main; main()", "serve", "--port", str(port)]
        run = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **named, "HOMEWARD_DEMONSTRATION": "on"}, stdout=subprocess.DEVNULL
        )
        try:
            address = f"http://127.0.0.1:{port}"
            until(lambda: _is_up(address))
            yield run, address
        finally:
            run.kill()
            run.wait()


def _is_up(address: str) -> bool:
    try:
        with build_opener().open(f"{address}/health", timeout=LONGEST) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def until(is_so: Any) -> None:
    begun = time.monotonic()
    while not is_so():
        assert time.monotonic() - begun < LONGEST, "waited too long"
        time.sleep(0.02)


@pytest.fixture
def library(database_url: str) -> Iterator[Library]:
    found = Library(database_url)
    found.publish(bundle_of(main=diagram(WRITING, CHASED)))
    yield found
    found.database.close()


def write_on(library: Library, address: str, case: str, acknowledged: list[str]) -> None:
    """One person writes until the server is gone; what it said yes to is acknowledged."""
    client = Client(address)
    try:
        assert client.send("/sign-in", person="ann") == 303
        while True:
            [task] = library.open(case_id=library.case(case).id)
            words = f"{case}, task {task.number}"
            date = {"made_on-day": "2", "made_on-month": "3", "made_on-year": "2026"}
            assert client.send(f"/tasks/{task.id}", words=words, **date) == 303
            acknowledged.append(words)
    except (OSError, HTTPException):
        return


def work_until_killed(library: Library, cases: list[str], acknowledged: list[str]) -> str:
    """Gives the case whose timer falls due while nobody serves."""
    with Server(library).running() as (run, address):
        threads = [
            threading.Thread(target=write_on, args=(library, address, case, acknowledged), daemon=True)
            for case in cases
        ]
        for thread in threads:
            thread.start()
        enough = len(acknowledged) + BEFORE_IT_IS_KILLED
        until(lambda: len(acknowledged) >= enough)
        slow = library.start("chased")
        os.kill(run.pid, signal.SIGKILL)
        assert run.wait() == -signal.SIGKILL
        for thread in threads:
            thread.join(LONGEST)
            assert not thread.is_alive()
    return slow


def assert_whole(library: Library, case: str) -> list[str]:
    """Every round is there with all of its parts, or not at all. Gives what was written."""
    row = library.case(case)
    written = [answer.value["words"] for answer in library.rows(ANSWERS, case_id=row.id, name="write")]
    events = Counter(event.kind for event in library.rows(HISTORY, case_id=row.id))
    tasks = Counter(task.state for task in library.rows(TASKS, case_id=row.id))
    deadlines = library.rows(DEADLINES, case_id=row.id)
    assert events == {"case_started": 1, "task_completed": len(written)}
    assert tasks == {"completed": len(written), "open": 1}
    assert len(deadlines) == len(library.rows(OUTBOX, case_id=row.id, kind="notice")) == len(written)
    assert [deadline.state for deadline in deadlines].count("running") == 1
    with library.database.transaction() as connection:
        assert what_was_changed(connection, row.id) == []
        loaded = load_case(connection, library.services.releases, row.id, clock.now())
    assert list(loaded.open_before) == [task.number for task in library.open(case_id=row.id)]
    return written


def test_what_was_acknowledged_is_there_and_nothing_is_half_done(library: Library) -> None:
    cases, acknowledged = [library.start("writing") for _ in range(CASES_AT_ONCE)], list[str]()
    for _ in range(2):
        slow = work_until_killed(library, cases, acknowledged)
        written = [words for case in cases for words in assert_whole(library, case)]
        assert set(acknowledged) <= set(written)
        assert len(set(written)) == len(written), "nobody's answers are in twice"
        assert [row.element_id for row in library.open(case_id=library.case(slow).id)] == ["reply"]

    [timer] = library.rows(TIMERS, case_id=library.case(slow).id)
    until(lambda: datetime.now(UTC) > timer.due_at)
    with Server(library).running():
        until(lambda: [row.element_id for row in library.open(case_id=library.case(slow).id)] == ["chase"])
    fired = [row for row in library.rows(HISTORY, case_id=library.case(slow).id) if row.kind == "timer_fired"]
    assert [event.element_id for event in fired] == ["late"]
    with library.database.reading() as connection:
        assert [what_was_changed(connection, row.id) for row in library.rows(CASES)] == [[]] * len(library.rows(CASES))
