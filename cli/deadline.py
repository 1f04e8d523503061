"""`homeward deadline START LENGTH UNIT`: when something is due, and how that is worked out."""

import json
import re
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import click

from engine.calendar import WorkingCalendar
from engine.deadline import UNITS, Deadline, DeadlineError, compute, read_moment
from engine.deadline_words import by_words
from engine.local_time import day_of, local

CALENDAR = Path(__file__).parents[1] / "processes" / "calendar.json"
_NUMBER = re.compile(r"[+-]?\d{1,9}(\.\d{1,6})?", re.ASCII)


@click.command(context_settings={"ignore_unknown_options": True})  # so that -5 is a length, refused with the reason
@click.argument("start")
@click.argument("length")
@click.argument("unit", metavar=f"[{'|'.join(UNITS)}]")
@click.option("--json", "json_output", is_flag=True, help="One JSON object: due, last_day, explanation and more.")
def deadline(start: str, length: str, unit: str, json_output: bool) -> None:
    """When LENGTH UNITs from START are over, such as 2026-12-23T16:30 5 working-days."""
    run(start, length, unit, json_output)


def run(start: str, length: str, unit: str, json_output: bool) -> int:
    """Print the deadline, in words or as JSON, and give exit code 0. Raises HomewardError where it makes no sense."""
    if not _NUMBER.fullmatch(length):
        raise DeadlineError(f"{length[:40]!r} is not a length. Give a number, such as 5.")
    calendar = WorkingCalendar.from_json(CALENDAR.read_bytes(), "processes/calendar.json")
    size = Decimal(length)
    found = compute(read_moment(start), int(size) if size == int(size) else size, unit, calendar)
    click.echo(_as_json(found) if json_output else _as_text(found))
    return 0


def _as_text(found: Deadline) -> str:
    words = by_words(found.due)
    return "\n".join([f"Due {words}.", "", *found.explanation])


def _as_json(found: Deadline) -> str:
    """`due` with London's offset. `last_day` is always given: for hours it is the day on which they run out."""
    last_day = found.last_day or day_of(found.due - timedelta(microseconds=1))
    answer = {
        "start": local(found.start).isoformat(),
        "length": found.length if isinstance(found.length, int) else str(found.length),
        "unit": found.unit,
        "due": local(found.due).isoformat(),
        "last_day": last_day.isoformat(),
        "explanation": list(found.explanation),
        "skipped": [{"date": day.date.isoformat(), "reason": day.reason} for day in found.skipped],
        "calendar_version": found.calendar_version,
        "provisional": found.provisional,
    }
    return json.dumps(answer, ensure_ascii=False)
