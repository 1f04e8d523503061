"""Reads dates, times and instants: day, month and year as people type them, or ISO text."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, tzinfo

from engine.clock import LONDON
from forms.components import TimeQuestion
from forms.reading import Reading
from forms.words import listed, subject

FIRST_YEAR, LAST_YEAR = 1900, 2200
PARTS = ("day", "month", "year")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_ISO_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})?"
)
_TIME = re.compile(r"([0-9]{1,2})(?:[:.]?([0-9]{2}))?(?::[0-9]{2})?(am|pm)?")


def read_moment(question: TimeQuestion, raw: object) -> Reading:
    """An ISO date, an `HH:MM` time or an instant in UTC, as the question's kind asks."""
    if isinstance(raw, Mapping):
        raw = {name: _part(raw.get(name)) for name in (*PARTS, "time")}
        if not any(raw.values()):
            return Reading(None)
    elif raw is None or raw == "":
        return Reading(None)
    if question.kind == "time":
        return _read_time(question, raw)
    return _read_date(question, raw) if question.kind == "date" else _read_instant(question, raw)


def _part(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _read_date(question: TimeQuestion, raw: object) -> Reading:
    found = _date_of(raw)
    return (
        Reading(found.isoformat()) if isinstance(found, date) else Reading(None, f"{subject(question.label)} {found}")
    )


def _date_of(raw: object) -> date | str:
    """A date, or what is wrong with it, to follow the question's name."""
    if isinstance(raw, str):
        match = _ISO_DATE.fullmatch(raw.strip())
        return _real_date(match[3], match[2], match[1]) if match else "must be a real date"
    if not isinstance(raw, Mapping):
        return "must be a date, such as 2026-12-23"
    missing = [name for name in PARTS if not raw[name]]
    if missing:
        return f"must include a {listed(missing)}"
    return _real_date(raw["day"], raw["month"], raw["year"])


def _real_date(day: str, month: str, year: str) -> date | str:
    names = [name for name in MONTHS if len(month) >= 3 and name.startswith(month.lower())]
    month = str(MONTHS.index(names[0]) + 1) if names else month
    if not all(re.fullmatch("[0-9]{1,4}", part) for part in (day, month, year)):
        return "must be a real date"
    if len(year) < 4:
        return "must have a year of 4 numbers, such as 2026"
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return f"must have a year between {FIRST_YEAR} and {LAST_YEAR}"
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return "must be a real date"


def _read_time(question: TimeQuestion, raw: object) -> Reading:
    typed = raw.get("time") if isinstance(raw, Mapping) else raw
    found = _time_of(typed)
    return (
        Reading(found.strftime("%H:%M"))
        if found
        else Reading(None, f"{subject(question.label)} must be a time, such as 14:30 or 2:30pm")
    )


def _time_of(typed: object) -> time | None:
    match = _TIME.fullmatch(re.sub(r"\s", "", typed).lower()) if isinstance(typed, str) else None
    if not match or not (match[2] or match[3]):
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3] == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _read_instant(question: TimeQuestion, raw: object) -> Reading:
    if isinstance(raw, str):
        return _read_iso_instant(question, raw.strip())
    name = subject(question.label)
    found = _date_of(raw)
    if isinstance(found, str):
        return Reading(None, f"{name} {found}")
    typed = raw["time"] if isinstance(raw, Mapping) else ""
    clock = _time_of(typed)
    if clock is None:
        return Reading(None, f"{name} must include a time" + (", such as 14:30 or 2:30pm" if typed else ""))
    return _instant(question, datetime.combine(found, clock), LONDON)


def _read_iso_instant(question: TimeQuestion, raw: str) -> Reading:
    if not _ISO_INSTANT.fullmatch(raw):
        return Reading(None, f"{subject(question.label)} must be a date and time, such as 2026-12-23T16:30")
    day = _date_of(raw[:10])
    if isinstance(day, str):
        return Reading(None, f"{subject(question.label)} {day}")
    try:
        instant = datetime.fromisoformat(raw)
    except ValueError:
        return Reading(None, f"{subject(question.label)} must be a real date and time")
    return _instant(question, instant, instant.tzinfo or LONDON)


def _instant(question: TimeQuestion, moment: datetime, zone: tzinfo) -> Reading:
    """In UTC. Of an hour that the autumn clock change repeats, the first; one that spring leaves out is refused."""
    aware = moment.replace(tzinfo=zone)
    utc = aware.astimezone(UTC)
    if utc.astimezone(zone).replace(tzinfo=None) != aware.replace(tzinfo=None):
        return Reading(None, f"{subject(question.label)} is not a real time: the clocks went forward in that hour")
    return Reading(utc.isoformat())
