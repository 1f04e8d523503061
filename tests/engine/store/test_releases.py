"""Publishing: a number belongs to what was committed under it, and code that changed since is told by name."""

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from engine.registry import HANDLERS
from engine.release.bundle import Bundle
from engine.store.releases import Releases
from engine.store.tables import RELEASES
from forms.reader import read_form
from tests.builders.bpmn import diagram, end, path, process, service, start, user
from tests.sample.library import Library, at, bundle_of


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
