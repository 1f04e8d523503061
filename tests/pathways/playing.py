"""Plays a scenario file of this folder for a test: the whole pathway, a fresh database, time held by freezegun."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from cli.parts import ROOT
from cli.simulation.play import prepare
from cli.simulation.scenario import read_scenario
from cli.simulation.walk import Walk
from engine.clock import LONDON
from engine.release.bundle import Bundle, read_folder
from engine.release.release import Release
from engine.store.database import Database
from engine.store.releases import Releases
from engine.store.tables import CASES
from engine.store.verify import what_was_changed
from forms.reader import read_form
from tests.pathways.frozen_time import FrozenTime

HERE = Path(__file__).parent
PARSED: dict[str, Release] = {}


class ParsedOnce(Releases):
    """Many tests play the same pathway: it is read and checked once for all of them."""

    def read(self, bundle: Bundle, release_id: int) -> Release:
        if bundle.digest not in PARSED:
            PARSED[bundle.digest] = super().read(bundle, release_id)
        return replace(PARSED[bundle.digest], id=release_id)


Played = Callable[[str], Walk]
"""Plays `<name>.yaml` to its last step and gives the walk as it then stands, to look at and to carry on."""


def play(name: str, database: Database, time: FrozenDateTimeFactory) -> Walk:
    """Every `expect` of the scenario has held when this returns, and the record of every case in it is whole."""
    scenario = read_scenario(HERE / f"{name}.yaml")
    walk = prepare(scenario, _bundle(), database, FrozenTime(time), ParsedOnce(read_form)).finish()
    with database.reading() as connection:
        cases = connection.execute(select(CASES.c.id)).scalars().all()
        assert [change for case in cases for change in what_was_changed(connection, case)] == []
    return walk


def london(text: str) -> datetime:
    """`2026-03-08 16:00` as people in London read it."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@cache
def _bundle() -> Bundle:
    return read_folder(ROOT)
