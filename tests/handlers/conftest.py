"""Calls handlers the way a diagram does: by name, with inputs as JSON, giving the result as JSON."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import handlers
from engine.calendar import WorkingCalendar
from engine.clock import LONDON
from engine.registry import HANDLERS, HandlerContext

Call = Callable[..., Any]
CALENDAR = WorkingCalendar.from_json(Path("processes/calendar.json").read_bytes(), "calendar.json")
NOW = datetime.fromisoformat("2026-11-23T10:00+00:00")
"""A Monday morning."""


@pytest.fixture(scope="session", autouse=True)
def _registered() -> None:
    handlers.load_all()


@pytest.fixture
def call() -> Call:
    """`call(name, now=..., **inputs)`."""

    def by_name(name: str, now: datetime = NOW, **inputs: object) -> Any:
        context = HandlerContext(now, local_day(now), CALENDAR, {}, "HW-1")
        return HANDLERS[name].call(inputs, context)[1]

    return by_name


def local_day(now: datetime) -> date:
    return now.astimezone(LONDON).date()
