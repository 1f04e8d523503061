"""Whether a project's folder holds what it seems to hold: files that look like parts of it and are not read, and a
calendar that is over.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from engine.calendar import WorkingCalendar
from engine.errors import Problem
from engine.release.bundle import SUFFIXES
from engine.release.settings import FILE

CALENDAR = "processes/calendar.json"
LOOKS_LIKE_A_PART = {".bpmn", ".json", ".yaml", ".yml", ".form", ".dmn", ".xml"}
WHERE = {
    "processes": "Read are diagrams (*.bpmn, small letters), calendar.json and settings.yaml, not in folders inside.",
    "forms": "Read are forms (*.json, small letters), not in folders inside.",
}


def check_folder(root: Path) -> list[Problem]:
    """Every file in `processes/` and `forms/` that looks like a part of the pathway, and is not read."""
    found = []
    for folder in SUFFIXES:
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root)
            if path.is_file() and not _hidden(name) and path.suffix.lower() in LOOKS_LIKE_A_PART and not _read(name):
                message = f"is not looked at. {WHERE[folder]} Give it such a name, or move it away."
                found.append(Problem(name.as_posix(), "", message))
    return found


def check_calendar(calendar: WorkingCalendar, today: date) -> list[Problem]:
    """A calendar that is over starts no deadline, so that every case would stop at its next one."""
    return [Problem(CALENDAR, "", message) for message in _over(calendar, today)]


def _over(calendar: WorkingCalendar, today: date) -> Iterator[str]:
    if today > calendar.ends:
        yield from calendar.warnings(today)[:1]


def _hidden(name: Path) -> bool:
    return any(part.startswith((".", "__")) for part in name.parts)


def _read(name: Path) -> bool:
    if len(name.parts) != 2:
        return False
    if name.parts[0] == "processes" and name.suffix != ".bpmn":
        return name.as_posix() in {CALENDAR, FILE}
    return name.suffix in SUFFIXES[name.parts[0]]
