"""The demonstration loads on any day, once, and a load that was interrupted is carried on."""

from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

import handlers
from cli.demonstration import load
from cli.demonstration.cases import CASES
from cli.demonstration.load import load_demonstration
from cli.main import main
from cli.parts import ROOT
from engine.clock import LONDON, simulate
from engine.commands.services import Services
from engine.queries.case_list import list_cases
from engine.release.bundle import Bundle, read_folder
from engine.store.database import MEMORY, Database
from engine.store.migrate import upgrade
from engine.store.releases import Releases
from engine.store.tables import PEOPLE, RELEASES
from forms.reader import read_form
from tests.sample.library import Library


@pytest.fixture(scope="module")
def releases() -> Releases:
    handlers.load_all()
    return Releases(read_form)


def loaded_on(day: str, releases: Releases, monkeypatch: pytest.MonkeyPatch, journeys: tuple[str, ...]) -> int:
    monkeypatch.setattr(load, "CASES", tuple(case for case in CASES if case.journey in journeys))
    services = Services(Database(MEMORY), releases)
    upgrade(services.database)
    with simulate(datetime.fromisoformat(day).replace(tzinfo=LONDON)):
        made = load_demonstration(services)
    services.database.close()
    return made


@pytest.mark.parametrize(
    "day", ["2027-03-28T09:00", "2026-12-27T23:30", "2027-01-01T08:00", "2027-06-22T00:05"],
    ids=["support began over Christmas", "a Sunday at Christmas", "New Year", "support began over Easter"],
)  # fmt: skip
def test_it_loads_whatever_holidays_lie_on_the_way(
    day: str, releases: Releases, monkeypatch: pytest.MonkeyPatch
) -> None:
    # `recommended` begins 66 working days before: from 28 March 2027 that is in the middle of December, and the plan
    # is agreed a week later, so that support begins after the holidays.
    assert loaded_on(day, releases, monkeypatch, ("recommended", "requested")) == 3


def test_a_second_load_changes_nothing_and_one_that_was_interrupted_is_carried_on(
    releases: Releases, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = Services(Database(MEMORY), releases)
    upgrade(services.database)
    with simulate(datetime(2026, 3, 3, 10, tzinfo=LONDON)):
        for journeys, made in ((("identified",), 1), (("identified", "requested"), 2), (("identified",), 0)):
            monkeypatch.setattr(load, "CASES", tuple(case for case in CASES if case.journey in journeys))
            assert load_demonstration(services) == made
    with services.database.reading() as connection:
        assert list_cases(connection, None, "", 1, 0)[1] == 3
    services.database.close()


@pytest.fixture
def no_cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a database for a demonstration of people only, which is quick."""
    url = f"sqlite:///{tmp_path / 'homeward.db'}"
    monkeypatch.setenv("HOMEWARD_DATABASE_URL", url)
    monkeypatch.setattr(load, "CASES", ())
    return url


def test_it_is_not_loaded_among_real_people_unless_somebody_insists(no_cases: str) -> None:
    library = Library(no_cases)
    before = (len(library.rows(PEOPLE)), len(library.rows(RELEASES)))
    refused = CliRunner().invoke(main, ["demo"])
    assert refused.exit_code == 1
    assert "holds people who are not made up, such as Ann" in refused.stderr
    assert (len(library.rows(PEOPLE)), len(library.rows(RELEASES))) == before
    assert CliRunner().invoke(main, ["demo", "--force"]).exit_code == 0
    assert len(library.rows(RELEASES)) == before[1] + 1
    library.database.close()


def test_files_that_went_back_to_an_older_release_are_said_not_to_be_in_force(no_cases: str) -> None:
    """As `make run` does: an edit was published, then undone."""
    assert CliRunner().invoke(main, ["db", "upgrade"]).exit_code == 0
    first = CliRunner().invoke(main, ["demo"])
    assert (first.exit_code, "release" in first.output) == (0, False)
    services = Services(Database(no_cases), Releases(read_form))
    files = read_folder(ROOT).files
    edited = files["processes/settings.yaml"].replace(b"K3: {length: 5", b"K3: {length: 7")
    with services.database.transaction() as connection:
        services.releases.publish(connection, Bundle(files | {"processes/settings.yaml": edited}), "meg", "an edit")
    services.database.close()
    again = CliRunner().invoke(main, ["demo"])
    assert again.exit_code == 0
    assert "These files are release 1 already, and new cases start on release 2, the newest." in again.stderr
