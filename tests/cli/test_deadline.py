"""`homeward deadline` prints the due instant and its explanation."""

import json

import pytest
from click.testing import CliRunner, Result

from cli.main import main


def homeward(*words: str) -> Result:
    return CliRunner().invoke(main, ["deadline", *words])


def test_words_say_when_and_how() -> None:
    # Wed 23 Dec 2026: Thu 24 (1), Tue 29 (2), Wed 30 (3), Thu 31 (4), Mon 4 Jan (5)
    result = homeward("2026-12-23T16:30", "5", "working-days")
    assert result.exit_code == 0
    assert result.stdout.startswith("Due by the end of Monday 4 January 2027.\n")
    assert "Friday 25 December 2026 (Christmas Day)" in result.stdout


def test_json_gives_due_last_day_and_explanation() -> None:
    found = json.loads(homeward("2026-12-23T16:30", "5", "working-days", "--json").stdout)
    assert found["due"] == "2027-01-05T00:00:00+00:00"
    assert found["last_day"] == "2027-01-04"
    assert found["explanation"][0].startswith("It starts on Wednesday 23 December 2026 at 4:30pm.")
    assert found["provisional"] is False


def test_due_has_london_s_offset_in_summer() -> None:
    found = json.loads(homeward("2026-03-27T16:00", "48", "hours", "--json").stdout)
    assert found["due"] == "2026-03-29T17:00:00+01:00"  # 48 elapsed hours; the clocks went forward
    assert found["last_day"] == "2026-03-29"


def test_twelve_weeks_are_84_days() -> None:
    found = json.loads(homeward("2026-01-05", "12", "weeks", "--json").stdout)
    assert found["last_day"] == "2026-03-30"  # 26 days left of January, 28 of February, 30 of March


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("0202-12-23", "5", "working-days"), "cannot be right: the year must be between"),
        (("2026-12-23", "five", "working-days"), "'five' is not a length"),
        (("2026-12-23", "-5", "working-days"), "must be nought or more"),
        (("20261223", "5", "days"), "Write it like 2026-12-23"),
        (("2026-W52-3", "5", "days"), "Write it like 2026-12-23"),
        (("20261223T0900", "5", "days"), "Write it like 2026-12-23"),
        (("2026-12-23", "5", "fortnights"), "Use one of hours, working-hours, working-days, days, weeks, months"),
        (("2026-12-23", "48", "hours"), "needs the time of its start"),
        (("2045-12-29", "5", "working-days"), "is outside the working-day calendar"),
    ],
)
def test_nonsense_is_refused_in_one_line_and_exit_code_1(words: tuple[str, ...], message: str) -> None:
    result = homeward(*words)
    assert result.exit_code == 1
    assert message in result.stderr
    assert result.stderr.count("\n") == 1
