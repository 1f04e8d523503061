"""The only reader of time. `now()` is the simulated instant where there is one, else the machine's."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

_simulated: ContextVar[datetime | None] = ContextVar("simulated", default=None)
_offset: ContextVar[timedelta] = ContextVar("offset", default=timedelta(0))


def now() -> datetime:
    """The present instant, aware, in UTC."""
    simulated = _simulated.get()
    return simulated if simulated is not None else datetime.now(UTC) + _offset.get()


def today() -> date:
    """The present date as people in England and Wales read it."""
    return now().astimezone(LONDON).date()


def ahead() -> timedelta:
    """How far the clock was moved ahead of the machine's, as this context sees it."""
    return _offset.get()


@contextmanager
def simulate(instant: datetime) -> Iterator[None]:
    """Hold the clock at `instant` (aware) inside the block, in this context only: other requests of the same server are
    not touched.
    """
    if instant.tzinfo is None:
        raise ValueError("the simulated instant needs an offset, such as 2026-11-22T09:00+00:00")
    token = _simulated.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _simulated.reset(token)


@contextmanager
def shifted(offset: timedelta) -> Iterator[None]:
    """Let the clock run `offset` ahead inside the block; the demonstration's movable clock."""
    token = _offset.set(offset)
    try:
        yield
    finally:
        _offset.reset(token)
