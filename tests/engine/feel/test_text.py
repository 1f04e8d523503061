"""Values written as text and as JSON."""

import json
from datetime import UTC, date, datetime, time, timedelta

import pytest

from engine.clock import LONDON
from engine.errors import ExpressionError
from engine.feel import Duration, Range, to_json
from engine.feel.decimals import to_text


def test_json_keeps_dates_as_iso_text_and_instants_in_utc() -> None:
    assert to_json(date(2026, 12, 23)) == "2026-12-23"
    assert to_json(datetime(2026, 7, 1, 12, tzinfo=LONDON)) == "2026-07-01T11:00:00+00:00"
    assert to_json(datetime(2026, 12, 23, 16, 30, tzinfo=UTC)) == "2026-12-23T16:30:00+00:00"
    assert to_json(datetime(2026, 7, 1, 12)) == "2026-07-01T12:00:00"  # noqa: DTZ001  # a local date-time
    assert to_json(time(9, 5)) == "09:05:00"
    assert to_json(Duration(months=14)) == "P1Y2M"
    assert to_json(Duration(time=timedelta(hours=36))) == "P1DT12H"


def test_json_numbers_are_whole_where_they_are_whole() -> None:
    assert json.dumps(to_json([1.0, 2.5, 3, float("inf"), float("nan"), True])) == "[1, 2.5, 3, null, null, true]"


def test_json_has_no_ranges() -> None:
    assert to_json({"a": Range(1, 2), "b": [None, "x"]}) == {"a": None, "b": [None, "x"]}


def test_json_beyond_the_budget_is_refused() -> None:
    value: list[object] = [1]
    for _ in range(20):
        value = [value, value]
    with pytest.raises(ExpressionError, match="steps"):
        to_json(value)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (5, "5"),
        (5.0, "5"),
        (0.1, "0.1"),
        (1e-6, "0.000001"),
        (1e-7, "1e-7"),
        (1e20, "100000000000000000000"),
        (1e21, "1e+21"),
    ],
)
def test_numbers_are_written_as_javascript_writes_them(number: float, text: str) -> None:
    assert to_text(number) == text
