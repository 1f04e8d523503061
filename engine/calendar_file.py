"""Reads and checks `calendar.json`: the bank holidays year by year, and a council's own closure days."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from engine.errors import DefinitionError, Problem

STATUSES = ("announced", "computed")
FRIDAY = 4
LARGEST_FILE = 1_000_000


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day that does not count as a working day, and what people call it."""

    date: date
    name: str


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """One year's bank holidays. `status`: `announced` by the government, or `computed` by rule and so provisional."""

    year: int
    status: str
    holidays: tuple[NamedDay, ...]


@dataclass(frozen=True, slots=True)
class CalendarData:
    """What the file says, checked: at least one year, years without a gap, in order."""

    version: str
    source: str
    use_closure_days: bool
    closure_days: tuple[NamedDay, ...]
    years: tuple[CalendarYear, ...]


def read_calendar(content: bytes, file: str) -> CalendarData:
    """The checked content of a calendar file. Raises DefinitionError with every problem: `file`, year, field."""
    return _Reader(file).read(content)


class _Reader:
    """Collects problems while reading, so that all of them are told at once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def problem(self, element: str, field: str, message: str) -> None:
        self.problems.append(Problem(self.file, element, message, field))

    def read(self, content: bytes) -> CalendarData:
        raw = self.document(content)
        years = self.years(raw.get("years"))
        use_closure_days = raw.get("use_closure_days", False)
        if not isinstance(use_closure_days, bool):
            self.problem("", "use_closure_days", "must be true or false")
        data = CalendarData(
            version=self.text(raw, "", "version"),
            source=self.text(raw, "", "source"),
            use_closure_days=use_closure_days is True,
            closure_days=self.days(raw.get("closure_days", []), "closure_days"),
            years=years,
        )
        if self.problems:
            raise DefinitionError(self.problems)
        return data

    def document(self, content: bytes) -> Mapping[str, object]:
        if len(content) > LARGEST_FILE:
            message = f"is larger than {LARGEST_FILE:,} bytes, which no calendar needs"
            raise DefinitionError([Problem(self.file, "", message)])
        try:
            raw = json.loads(content)
        except (ValueError, RecursionError) as error:
            raise DefinitionError([Problem(self.file, "", f"is not readable as JSON: {error}")]) from error
        if not isinstance(raw, dict):
            raise DefinitionError([Problem(self.file, "", "must be a JSON object with version, source and years")])
        return raw

    def text(self, raw: Mapping[str, object], element: str, field: str) -> str:
        value = raw.get(field)
        if not isinstance(value, str) or not value.strip():
            self.problem(element, field, "needs some text")
            return ""
        return value.strip()

    def years(self, raw: object) -> tuple[CalendarYear, ...]:
        if not isinstance(raw, list) or not raw:
            self.problem("", "years", "needs a list of at least one year")
            return ()
        years = tuple(year for entry in raw if (year := self.one_year(entry)))
        for earlier, later in pairwise(years):
            if later.year != earlier.year + 1:
                self.problem(str(later.year), "year", f"does not follow {earlier.year}: list each year once, in order")
        return years

    def one_year(self, raw: object) -> CalendarYear | None:
        if not isinstance(raw, dict) or not isinstance(raw.get("year"), int) or not 1900 <= raw["year"] <= 2199:
            self.problem("years", "year", f"every entry needs a year such as 2027, but this one says {str(raw)[:60]}")
            return None
        number: int = raw["year"]
        if raw.get("status") not in STATUSES:
            self.problem(str(number), "status", f"must be one of {', '.join(STATUSES)}")
        holidays = self.days(raw.get("holidays"), str(number))
        for day in holidays:
            if day.date.year != number:
                self.problem(str(number), "date", f"{day.date.isoformat()} is not in {number}")
        self.days_by_law(number, holidays)
        return CalendarYear(number, str(raw.get("status")), holidays)

    def days_by_law(self, number: int, holidays: tuple[NamedDay, ...]) -> None:
        """Reg 2 names Christmas Day and Good Friday beside the bank holidays: all years have them, weekend too (B5)."""
        if date(number, 12, 25) not in {day.date for day in holidays}:
            self.problem(str(number), "holidays", f"Christmas Day ({number}-12-25) is missing")
        if not any(day.name == "Good Friday" and day.date.weekday() == FRIDAY for day in holidays):
            self.problem(str(number), "holidays", "Good Friday is missing, or is not on a Friday")

    def days(self, raw: object, element: str) -> tuple[NamedDay, ...]:
        if not isinstance(raw, list):
            self.problem(element, "holidays", "needs a list of days, each with a date and a name")
            return ()
        days = tuple(day for entry in raw if (day := self.one_day(entry, element)))
        seen: set[date] = set()
        for day in days:
            if day.date in seen:
                self.problem(element, "date", f"{day.date.isoformat()} is listed twice")
            seen.add(day.date)
        return days

    def one_day(self, raw: object, element: str) -> NamedDay | None:
        if not isinstance(raw, dict):
            self.problem(element, "date", f"every day needs a date and a name, but this one says {str(raw)[:60]}")
            return None
        name = self.text(raw, element, "name")
        try:
            return NamedDay(date.fromisoformat(str(raw.get("date"))), name)
        except ValueError:
            self.problem(element, "date", f"{str(raw.get('date'))[:40]} is not a date such as 2027-12-25")
            return None
