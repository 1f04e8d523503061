"""Whether the calendar file says what it seems to: a mistyped name or year in it would quietly do nothing."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from engine.calendar import WorkingCalendar
from engine.errors import Problem

NAMES = ("version", "source", "use_closure_days", "closure_days", "years")
OF_A_YEAR = ("year", "status", "holidays")
OF_A_DAY = ("date", "name")


def check_closures(calendar: WorkingCalendar, content: bytes, file: str) -> list[Problem]:
    """Names that nobody reads, and closure days outside the calendar's years, in a calendar that could be read."""
    raw = json.loads(content)
    return [Problem(file, place, message) for place, message in [*_names(raw), *_closures(calendar, raw)]]


def _names(raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    parts: list[tuple[str, Any, tuple[str, ...]]] = [("", raw, NAMES)]
    parts += [("closure_days", day, OF_A_DAY) for day in raw.get("closure_days", [])]
    for year in raw["years"]:
        place = str(year["year"])
        parts += [(place, year, OF_A_YEAR), *((place, day, OF_A_DAY) for day in year["holidays"])]
    for place, part, known in parts:
        for name in sorted(set(part) - set(known)):
            yield place, f"holds {name}, which means nothing here. The names are {', '.join(known)}."


def _closures(calendar: WorkingCalendar, raw: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for day in raw.get("closure_days", []):
        if not calendar.covers(date.fromisoformat(day["date"])):
            first, last = raw["years"][0]["year"], raw["years"][-1]["year"]
            yield "closure_days", f"{day['date']} is not in the calendar’s years, {first} to {last}. Check the year."
