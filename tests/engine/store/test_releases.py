"""Publishing: a number belongs to what was committed under it, and code that changed since is told by name."""

import gc
import logging
import weakref
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from engine.commands.complete_user_task import complete_user_task
from engine.commands.services import Services
from engine.definitions import marks
from engine.definitions.model import Definitions
from engine.errors import DefinitionError, HandlerFailed
from engine.registry import HANDLERS
from engine.release.bundle import Bundle
from engine.store import releases as releases_module
from engine.store.releases import Releases
from engine.store.tables import INCIDENTS, RELEASES
from forms.reader import read_form
from tests.builders.bpmn import boundary, diagram, end, path, process, service, start, user
from tests.sample.library import ANN, Library, at, bundle_of


def bundle(name: str) -> Bundle:
    task = user("check", "desk", "acknowledge")
    work = service("work", "sample.echo", {"text": name})
    return bundle_of(main=diagram(process("main", start(), task, work, end(), path("begin", "check", "work", "done"))))


def other_process_of_the_server() -> Releases:
    return Releases(read_form)


def test_a_publication_that_was_rolled_back_leaves_its_number_to_another(library: Library) -> None:
    releases = library.services.releases
    with library.database.transaction() as connection:
        releases.publish(connection, bundle("one"), "meg", "a test")
        connection.rollback()
    with library.database.transaction() as connection:
        other = other_process_of_the_server().publish(connection, bundle("two"), "bob", "a test")
    with library.database.reading() as connection:
        assert releases.get(connection, other.id).digest == bundle("two").digest
        assert releases.newest(connection).digest == bundle("two").digest


def test_the_same_files_published_twice_at_once_are_one_release(library: Library) -> None:
    together, before = Barrier(2), len(library.rows(RELEASES))

    def publish(_: int) -> int:
        releases = other_process_of_the_server()
        together.wait(10)
        with library.database.transaction() as connection:
            return releases.publish(connection, bundle("same"), "meg", "a test").id

    with ThreadPoolExecutor(2) as threads:
        numbers = list(threads.map(publish, range(2)))
    assert numbers[0] == numbers[1]
    assert len(library.rows(RELEASES)) == before + 1


def test_a_handler_whose_code_changed_is_named_at_start_and_when_its_release_is_loaded(
    library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    number = library.publish(bundle("one"))
    with library.database.reading() as connection:
        assert library.services.releases.warnings(connection) == []
    monkeypatch.setitem(HANDLERS, "sample.echo", replace(HANDLERS["sample.echo"], source_digest="0" * 64))
    with library.database.reading() as connection, caplog.at_level(logging.WARNING, "homeward.releases"):
        [warning] = library.services.releases.warnings(connection)
        other_process_of_the_server().get(connection, number)
    assert warning.startswith(f"Release {number} was published with the handler sample.echo, which has other code now.")
    assert [record.message for record in caplog.records] == [warning]


def test_a_release_that_no_open_case_is_on_and_that_is_not_the_newest_is_not_spoken_of(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.publish(bundle("one"))
    with at("2026-03-02 09:00"):
        case = library.start("main")
    library.publish(bundle("two"))
    newest = library.publish(bundle("three"))
    monkeypatch.delitem(HANDLERS, "sample.echo")
    with library.database.reading() as connection:
        warnings = library.services.releases.warnings(connection)
    assert [warning.split()[1] for warning in warnings] == [str(library.case(case).release_id), str(newest)]
    assert all("is not there any more" in warning for warning in warnings)


def never_heard() -> Bundle:
    """What was published when it was still accepted: an error event on a task of a person, who throws none."""
    heard = boundary("torn", "check", "error:torn")
    parts = start(), user("check", "desk", "acknowledge"), heard, end(), path("begin", "check", "done")
    return bundle_of(main=diagram(process("main", *parts, path("torn", "done"))))


def test_a_case_goes_on_by_a_release_that_newer_rules_would_refuse(
    library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody can mend a published release, so a new version of Homeward must not stop the cases that live by it."""
    with monkeypatch.context() as earlier:
        earlier.setitem(marks.THROWERS, "error", marks.ACTIVITIES)
        number = library.publish(never_heard())
        with at("2026-03-02 09:00"):
            case = library.start("main")
    with pytest.raises(DefinitionError, match="check: carries the boundary event torn, which would never happen"):
        other_process_of_the_server().read(never_heard(), 0)
    newer = Services(library.database, other_process_of_the_server())
    with caplog.at_level(logging.WARNING, "homeward.releases"), at("2026-03-02 10:00"):
        complete_user_task(newer, ANN, library.task("check"), {"read": True})
    assert library.case(case).status == "closed"
    [warning] = [record.message for record in caplog.records]
    assert warning.startswith(f"Release {number} was published before this was refused: processes/main.bpmn check: ")


def test_a_step_whose_handler_is_gone_fails_alone(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """And waits for a person, instead of keeping every case of its release from being opened at all."""
    library.publish(bundle("one"))
    with at("2026-03-02 09:00"):
        library.start("main")
    monkeypatch.delitem(HANDLERS, "sample.echo")
    newer = Services(library.database, other_process_of_the_server())
    with at("2026-03-02 10:00"), pytest.raises(HandlerFailed, match="there is no such handler"):
        complete_user_task(newer, ANN, library.task("check"), {"read": True})
    assert [incident.element_id for incident in library.rows(INCIDENTS)] == ["work"]


def test_a_release_that_cannot_be_read_is_refused_also_when_it_is_published(library: Library) -> None:
    unreadable = Bundle(bundle("one").files | {"processes/settings.yaml": b"roles: ["})
    with pytest.raises(DefinitionError, match=r"settings\.yaml"):
        other_process_of_the_server().read(unreadable, 7)


def test_a_parsed_release_that_nobody_asks_for_any_more_is_let_go(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(releases_module, "KEPT", 2)
    first, second, third = [library.publish(bundle(f"release {number}")) for number in range(3)]
    server, parsed = Releases(read_form), list[weakref.ref[Definitions]]()
    with library.database.reading() as connection:
        for number in (first, second, first, third, first, second):  # the first is never the one to be dropped
            parsed.append(weakref.ref(server.get(connection, number).definitions))
    gc.collect()
    alive = {id(found()) for found in parsed if found() is not None}
    assert len(alive) == 2
    assert parsed[0]() is parsed[2]() is parsed[4]() is not None
