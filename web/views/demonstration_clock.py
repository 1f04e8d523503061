"""The demonstration's clock: shows its instant and moves it forward. Its routes exist in a demonstration only."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import get_args

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from engine.clock import LONDON, now
from engine.errors import CommandRefused
from web.pages import ClockMoved, ClockUnit
from web.signed_in import office, the_person

blueprint = Blueprint("clock", __name__, url_prefix="/clock")
LONGEST, DIGITS = 520, 6
BY_HAND = "instant"
CLOCK_TIME = re.compile(r"(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2}))?\s*(?P<half>am|pm)?")
NOON, DAY, HOUR = 12, 24, 60


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with what was typed, and in which box."""

    box: str
    message: str


@blueprint.get("/")
def show() -> ResponseReturnValue:
    return _page()


@blueprint.post("/")
def move() -> ResponseReturnValue:
    try:
        moved = _move_to() if request.form.get("how") == BY_HAND else _move_by()
    except CommandRefused as refusal:
        box = "date-day" if request.form.get("how") == BY_HAND else "length"
        return _page(mistake=Mistake(box, str(refusal))), 422
    if isinstance(moved, Mistake):
        return _page(mistake=moved), 422
    return _page(moved=moved)


def _move_by() -> ClockMoved | Mistake:
    length, unit = request.form.get("length", "").strip(), request.form.get("unit", "")
    if not (length.isascii() and length.isdigit() and len(length) <= DIGITS and 1 <= int(length) <= LONGEST):
        return Mistake("length", f"How far must be a whole number from 1 to {LONGEST}")
    for known in get_args(ClockUnit):
        if unit == known:
            return office().move_clock_by(the_person(), int(length), known)
    return Mistake("unit", "Choose hours, working days, weeks or months")


def _move_to() -> ClockMoved | Mistake:
    day, month, year = (request.form.get(f"date-{part}", "").strip() for part in ("day", "month", "year"))
    at = _clock_time(request.form.get("time", ""))
    if at is None:
        return Mistake("time", "Time must be like 9am, 4:30pm or 16:30")
    try:
        local = datetime.combine(date(int(year), int(month), int(day)), at, tzinfo=LONDON)
        instant = local.astimezone(UTC)
    except (ValueError, OverflowError):
        return Mistake("date-day", "Date must be a real date, such as 4 1 2027")
    return office().move_clock_to(the_person(), instant)


def _clock_time(text: str) -> time | None:
    match = CLOCK_TIME.fullmatch(text.strip().lower())
    if match is None:
        return None
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), match["half"]
    if half and not 1 <= hour <= NOON:
        return None
    hour = hour % NOON + (NOON if half == "pm" else 0) if half else hour
    return time(hour, minute) if hour < DAY and minute < HOUR else None


def _page(moved: ClockMoved | None = None, mistake: Mistake | None = None) -> str:
    """The request itself still runs at the instant before the move, so the page is told the new one."""
    return render_template(
        "clock.html", moved=moved, mistake=mistake, typed=request.form, now=moved.now if moved else now()
    )
