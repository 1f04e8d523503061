"""A handler that is given what it does not take says so in plain words: what it got, and what belongs there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Literal

import pytest

from engine.calendar import WorkingCalendar
from engine.registry import HANDLERS, HandlerContext, HandlerInputError, handler
from tests.sample.library import FOLDER

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Row:
    size: int


@dataclass(frozen=True, slots=True)
class Wanted:
    start: datetime | date | str
    length: int | Decimal | None = None
    weeks: int | None = None
    unit: Literal["", "days", "weeks"] = ""
    sure: bool = False
    note: str | None = None
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Given:
    text: str


def called(**inputs: object) -> str:
    """What is said of a call; "" where nothing is wrong."""

    @handler("words.wanted")
    def wanted(inputs: Wanted, _: HandlerContext) -> Given:
        """Takes one of each kind."""
        return Given(str(inputs.start))

    found = HANDLERS.pop("words.wanted")
    calendar = WorkingCalendar.from_json(Path(FOLDER / "processes/calendar.json").read_bytes(), "calendar.json")
    context = HandlerContext(NOW, NOW.date(), calendar, {}, "HW-1")
    try:
        found.call(inputs, context)
    except HandlerInputError as error:
        return str(error)
    return ""


def test_what_it_takes_is_taken() -> None:
    assert called(start="2026-03-02", length="1.5", weeks=3, unit="days", sure=True, rows=[{"size": 1}]) == ""


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"start": None}, "start is empty, and a date or time, such as 2026-03-02, belongs here"),
        ({}, "start is empty, and a date or time, such as 2026-03-02, belongs here"),
        ({"length": "five"}, "length is 'five', and a number belongs here"),
        ({"weeks": 1.5}, "weeks is 1.5, and a whole number belongs here"),
        ({"unit": "fortnights"}, "unit is 'fortnights', and one of days, weeks belongs here"),
        ({"sure": "perhaps"}, "sure is 'perhaps', and true or false belongs here"),
        ({"note": 5}, "note is 5, and a text belongs here"),
        ({"note": ["a"]}, "note is ['a'], and a text belongs here"),
        ({"length": {"a": 1}}, "length is {'a': 1}, and a number belongs here"),
        ({"rows": "x"}, "rows is 'x', and a list belongs here"),
        (
            {"rows": [{"size": 1}, {"size": "x"}]},
            "rows cannot be used: in row 2, size: input should be a valid integer",
        ),
    ],
)
def test_what_it_does_not_take_is_told_once_for_each_input(inputs: Mapping[str, object], said: str) -> None:
    start = {} if "start" in said else {"start": "2026-03-02"}
    assert called(**start, **inputs).startswith(f"words.wanted: {said}")
    assert ";" not in called(**start, **inputs)


def test_every_input_that_is_wrong_is_told() -> None:
    assert called(start=None, weeks="x") == (
        "words.wanted: start is empty, and a date or time, such as 2026-03-02, belongs here; weeks is 'x', and a whole"
        " number belongs here"
    )
