"""Dates and instants as people type them and forms give them."""

from datetime import UTC, date, datetime

import pytest

from engine.local_time import DeadlineError, read_day, read_moment


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("0202-03-04", "04/03/0202 cannot be right"),
        ("2202-03-04T10:00", "cannot be right"),
        ("yesterday", "is not a date or time"),
        ("2026-13-01", "is not a date or time"),
        ("2026-11-31", "is not a date or time"),
        ("", "is not a date or time"),
        ("2026-03-29T01:30", "the clocks go forward then"),
    ],
)
def test_a_nonsense_moment_is_refused_in_plain_words(text: str, message: str) -> None:
    with pytest.raises(DeadlineError, match=message):
        read_moment(text)


def test_a_moment_without_offset_is_london_time() -> None:
    assert read_moment("2026-07-01T12:00") == datetime(2026, 7, 1, 11, tzinfo=UTC)
    assert read_moment("2026-07-01T12:00Z") == datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert read_moment("2026-10-25T01:30") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # the first of the two
    assert read_day("2026-06-30T23:30+00:00") == date(2026, 7, 1)  # half past midnight in London
