"""The demonstration's clock is moved once, however often it is asked to go to the same instant."""

from datetime import datetime, timedelta

import pytest

from engine import clock
from engine.commands.move_clock import clock_offset, move_clock_to
from engine.errors import CommandRefused
from tests.sample.library import Library, at

THREE = datetime.fromisoformat("2026-03-02T15:00+00:00")
FOUR = datetime.fromisoformat("2026-03-02T16:00+00:00")


def test_it_runs_ahead_by_what_was_skipped(library: Library) -> None:
    """From 10:00 to 15:00 is five hours; half an hour later it says 15:30, and another half to 16:00 makes six less a
    half, as half an hour has passed by itself.
    """
    with at("2026-03-02 10:00"):
        move_clock_to(library.services, THREE)
    assert clock_offset(library.services) == timedelta(hours=5)
    with clock.shifted(timedelta(hours=5)), at("2026-03-02 15:30"):
        move_clock_to(library.services, FOUR)
    assert clock_offset(library.services) == timedelta(hours=5, minutes=30)


def test_two_clicks_on_the_same_instant_move_it_once(library: Library) -> None:
    """The second request began two seconds later, before the first had moved the clock; the clock never goes back."""
    for time in ("10:00:00", "10:00:02"):
        with at(f"2026-03-02 {time}"):
            move_clock_to(library.services, THREE)
    assert clock_offset(library.services) == timedelta(hours=5)


def test_it_cannot_go_back(library: Library) -> None:
    with at("2026-03-02 15:00"), pytest.raises(CommandRefused, match="only be moved forward"):
        move_clock_to(library.services, THREE)
