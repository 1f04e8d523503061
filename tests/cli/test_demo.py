"""The demonstration loads on any day, once, and a load that was interrupted is carried on."""

from datetime import datetime

import pytest

import handlers
from cli.demonstration import load
from cli.demonstration.cases import CASES
from cli.demonstration.load import load_demonstration
from engine.clock import LONDON, simulate
from engine.commands.services import Services
from engine.queries.cases import list_cases
from engine.store.database import MEMORY, Database
from engine.store.migrate import upgrade
from engine.store.releases import Releases
from forms.reader import read_form


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
