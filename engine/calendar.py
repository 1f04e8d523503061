"""The working days of England and Wales, read from versioned data (B5): which days count, and why a day does not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from engine.calendar_file import CalendarData, read_calendar
from engine.errors import CalendarError

SATURDAY, SUNDAY = 5, 6
ADD_YEARS = "Add years to processes/calendar.json."
WARN_DAYS_BEFORE_END = 183
"""About six months; the calendar starts to warn this many days before its last day."""


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """A published calendar. Not working days: weekends, bank holidays and, where switched on, council closure days."""

    version: str
    source: str
    begins: date
    ends: date
    _reasons: Mapping[date, str]
    _computed_years: frozenset[int]

    @classmethod
    def from_json(cls, content: bytes, file: str) -> "WorkingCalendar":
        """Read `processes/calendar.json`. Raises DefinitionError with every problem, naming `file` and the year."""
        return cls.from_data(read_calendar(content, file))

    @classmethod
    def from_data(cls, data: CalendarData) -> "WorkingCalendar":
        """The calendar of data that was read and checked already."""
        closures = data.closure_days if data.use_closure_days else ()
        # Bank holidays last: where a council closes on one as well, the law's name for the day is the better reason.
        holidays = (day for year in data.years for day in year.holidays)
        reasons = {day.date: day.name for day in (*closures, *holidays)}
        return cls(
            version=data.version,
            source=data.source,
            begins=date(data.years[0].year, 1, 1),
            ends=date(data.years[-1].year, 12, 31),
            _reasons=reasons,
            _computed_years=frozenset(year.year for year in data.years if year.status == "computed"),
        )

    def is_working_day(self, day: date) -> bool:
        """Whether `day` counts. Raises CalendarError for a day that the calendar does not cover."""
        return self.why_not_working(day) is None

    def why_not_working(self, day: date) -> str | None:
        """'Saturday', 'Good Friday', … or None for a working day. Raises CalendarError for a day not covered."""
        self._require_cover(day)
        if day in self._reasons:
            return self._reasons[day]
        return {SATURDAY: "Saturday", SUNDAY: "Sunday"}.get(day.weekday())

    def provisional(self, day: date) -> bool:
        """Whether that year's bank holidays were worked out by rule, not announced. Raises CalendarError as above."""
        self._require_cover(day)
        return day.year in self._computed_years

    def covers(self, day: date) -> bool:
        """Whether the calendar can say anything about `day`."""
        return self.begins <= day <= self.ends

    def working_days_after(self, day: date) -> Iterator[date]:
        """The working days after `day`, in order, until the calendar's end, where it raises CalendarError."""
        while True:
            day += timedelta(days=1)
            if self.is_working_day(day):
                yield day

    def working_day_before(self, day: date) -> date:
        """The last working day before `day`. Raises CalendarError where that lies before the calendar."""
        day -= timedelta(days=1)
        while not self.is_working_day(day):
            day -= timedelta(days=1)
        return day

    def count_working_days(self, after: date, until: date) -> int:
        """How many working days lie after `after`, up to and with `until`; 0 where `until` is not later."""
        days = (until - after).days
        return sum(self.is_working_day(after + timedelta(days=step)) for step in range(1, days + 1))

    def warnings(self, today: date) -> list[str]:
        """What its keeper should see to now: an end less than six months away, or a present year never announced."""
        found = []
        if today > self.ends:
            found.append(f"The working-day calendar ended on {self.ends}; no later day can be counted. {ADD_YEARS}")
        elif self.ends - today < timedelta(days=WARN_DAYS_BEFORE_END):
            found.append(f"The working-day calendar ends on {self.ends}, less than six months away. {ADD_YEARS}")
        if today.year in self._computed_years:
            found.append(
                f"The bank holidays of {today.year} were worked out by rule, not announced. Check them against the "
                "announced list, and mark the year as announced in processes/calendar.json."
            )
        return found

    def _require_cover(self, day: date) -> None:
        if not self.covers(day):
            raise CalendarError(
                f"{day} is outside the working-day calendar, which covers {self.begins} to {self.ends} "
                f"(version {self.version}). Check the date. {ADD_YEARS}"
            )
