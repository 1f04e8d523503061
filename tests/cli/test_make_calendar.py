"""The published calendar is what the two packages say, and they agree with each other."""

from pathlib import Path

from cli.make_calendar import FIRST_YEAR, LAST_YEAR, announced_days, calendar_json, computed_days, disagreements
from engine.calendar_file import read_calendar

PUBLISHED = Path("processes/calendar.json")


def test_announced_years_agree_with_the_rules() -> None:
    assert disagreements(announced_days()) == []


def test_the_published_bank_holidays_are_those_that_the_tool_writes() -> None:
    published = read_calendar(PUBLISHED.read_bytes(), "calendar.json")
    made = read_calendar(calendar_json(published.version, FIRST_YEAR, LAST_YEAR).encode(), "made")
    assert [year.holidays for year in published.years] == [year.holidays for year in made.years]


def test_a_disagreement_names_the_year_and_the_days() -> None:
    wrong = {2026: {day: name for day, name in computed_days(2026).items() if name != "Good Friday"}}
    assert disagreements(wrong) == ["2026: announced and computed differ on 2026-04-03"]
