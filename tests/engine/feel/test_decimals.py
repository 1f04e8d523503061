"""Numbers are decimals of 34 significant digits: what people count on paper is what a gateway decides on."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calendar import WorkingCalendar
from engine.feel import compile_expression, to_json
from engine.registry import HANDLERS, HandlerContext, handler

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
ENDLESS = 30
"""Seconds of processor time: far more than anything here needs, on any machine."""
CALENDAR = WorkingCalendar("none", "", date(2026, 1, 1), date(2026, 12, 31), {}, frozenset())
shares = st.integers(-(10**12), 10**12).map(lambda units: Decimal(units).scaleb(-6))
"""Numbers with six places, which a float is written with in full."""


def value(text: str, **scope: object) -> object:
    return compile_expression(text).evaluate(scope, NOW)


@pytest.mark.parametrize(
    "text",
    [
        "0.1 + 0.2 = 0.3",
        "1.1 * 3 = 3.3",
        "100 * 1.1 = 110",
        "0.3 - 0.1 * 3 = 0",
        "sum([0.1, 0.2, 0.3]) = 0.6",
        "mean([0.1, 0.2]) = 0.15",
        "9007199254740993 != 9007199254740992",
        "9007199254740992 + 1 = 9007199254740993",
        "0.7 + 0.1 >= 0.8",
        "0.1 + 0.2 in [0.3..0.4]",
        "list contains([0.3], 0.1 + 0.2)",
        "[0.1 + 0.2..1] = [0.3..1]",
        '"0.3" = string(0.1 + 0.2)',
        'number("0.1") + number("0.2") = 0.3',
        'duration("PT1.1S").seconds + 0.2 = 1.3',
        "1.50 = 1.5",
    ],
)
def test_reckoning_is_as_on_paper(text: str) -> None:
    assert value(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "visit.share + 0.2 = 0.3",
        "visit.share = 0.1",
        "visit.share <= 0.1",
        "visit.share in (0.1, 7)",
        "visit.share between 0.1 and 0.2",
        "sum(visit.shares) = 0.3",
        "count(visit.shares[item = 0.1]) = 1",
        "max(visit.shares) = 0.2",
        "visit.far = 100000000000000000000000",
    ],
)
def test_numbers_of_the_case_file_count_as_they_are_written(text: str) -> None:
    written = '{"share": 0.1, "shares": [0.1, 0.2], "far": 1e23}'
    assert value(text, visit=json.loads(written)) is True


@given(shares, shares)
def test_json_numbers_add_and_compare_as_decimals(left: Decimal, right: Decimal) -> None:
    a, b = float(left), float(right)
    assert value("a + b", a=a, b=b) == left + right
    assert value("a - b", a=a, b=b) == left - right
    assert value("a < b", a=a, b=b) is (left < right)


def test_whole_numbers_stay_whole_and_exact_to_34_digits() -> None:
    assert value("12345678901234567890 * 10000000000") == 123456789012345678900000000000
    assert value("2 ** 100") == 1267650600228229401496703205376
    assert value("4 ** 0.5") == 2
    assert all(type(value(text)) is int for text in ("10 / 5", "0.5 + 0.5", "2 ** 3", "1.0", "-0.0", "mean([1, 3])"))


def test_the_34th_digit_is_rounded_half_even() -> None:
    assert str(value("1 / 3")) == "0." + 34 * "3"
    assert str(value("2 / 3")) == "0." + 33 * "6" + "7"
    assert value("1 / 3 * 3 = 1") is False  # 34 nines after the point, as the standard has it


def test_json_has_plain_numbers() -> None:
    numbers = ["0.1 + 0.2", "1.10", "0.5 + 0.5", "1 / 3", "9007199254740993", "10 ** 40", "-0.0", "0.0000001"]
    shown = json.dumps([to_json(value(text)) for text in numbers])
    assert shown == "[0.3, 1.1, 1, 0.3333333333333333, 9007199254740993, 1e+40, 0, 1e-07]"


@pytest.mark.parametrize(
    "text",
    [
        "1.0000000001 ** 999999999",
        "1.00000000000000000000000000000001 ** 9999999999999999999999999999999999",
        "0.9999999999 ** 99999999999.5",
        f"{'9' * 1_000} / {'7' * 1_000}",
        f"0.{'1' * 3_000} * 0.{'3' * 500}",
        " * ".join(["9999999999999999999999999999999999"] * 100),
        " ** ".join(["9.9"] * 500),
    ],
)
def test_no_number_takes_long(text: str) -> None:
    start = process_time()
    to_json(value(text))
    assert process_time() - start < ENDLESS


def test_numbers_of_a_thousand_digits_in_the_case_file_are_harmless() -> None:
    vast = 10**1_000 + 1
    assert value("a * a + a", a=vast) is None
    assert value("a > 1", a=vast) is True
    assert to_json(value("a", a=vast)) is None


@dataclass(frozen=True, slots=True)
class Shares:
    number: int
    exact: Decimal
    near: float


@pytest.fixture
def given_to_a_handler() -> Iterator[list[Shares]]:
    seen: list[Shares] = []

    @handler("try.shares")
    def keep(inputs: Shares, _: HandlerContext) -> None:
        """Keeps what it is given."""
        seen.append(inputs)

    yield seen
    del HANDLERS["try.shares"]


def test_a_handler_gets_the_kind_of_number_that_it_asks_for(given_to_a_handler: list[Shares]) -> None:
    context = HandlerContext(NOW, date(2026, 11, 22), CALENDAR, {})
    inputs = {name: to_json(value(text)) for name, text in (("number", "1.5 * 2"), ("exact", "0.1 + 0.2"))}
    HANDLERS["try.shares"].call(inputs | {"near": to_json(value("0.1 + 0.2"))}, context)
    (seen,) = given_to_a_handler
    assert (seen.number, seen.exact, seen.near) == (3, Decimal("0.3"), 0.3)
    assert [type(part) for part in (seen.number, seen.exact, seen.near)] == [int, Decimal, float]
