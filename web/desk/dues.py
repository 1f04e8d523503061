"""When something is due, as the pages show it."""

from datetime import datetime, timedelta
from typing import Any

from engine.calendar import WorkingCalendar
from engine.deadline_words import by_words, day_words, describe_due
from engine.local_time import day_of, last_day_of
from web.pages import Due, DueStatus

SOON = timedelta(days=2)


def due_of(
    due_at: datetime | None,
    now: datetime,
    calendar: WorkingCalendar,
    detail: Any = None,
    *,
    recommended: bool = False,
    awaited: bool = False,
) -> Due:
    """The tag, the date in full and how it was worked out. What is only recommended is never called overdue (A20), nor
    what is `awaited`: a day that comes by itself, such as a birthday (B4).
    """
    if due_at is None:
        return Due()
    words = describe_due(due_at, now, calendar)
    status: DueStatus = words.status
    if status == "later" and due_at - now <= SOON:
        status = "soon"
    explanation = tuple((detail or {}).get("explanation", ()))
    said = words.words[:1].upper() + words.words[1:]
    if recommended and status == "overdue":
        ago = words.words.removeprefix("overdue").removeprefix(" by")
        said = f"Recommended date passed{ago and f'{ago} ago'}"
    if awaited:
        return _awaited(said, status, due_at, explanation)
    return Due(said, status, by_words(due_at), explanation, recommended)


def _awaited(said: str, status: DueStatus, due_at: datetime, explanation: tuple[str, ...]) -> Due:
    ago = said.removeprefix("Overdue").removeprefix(" by ")
    words = f"Came {ago} ago" if ago else "Has come"
    if status != "overdue":
        words = "Today" if status == "today" else said.replace("Due in", "In")
    return Due(words, status, f"on {day_words(last_day_of(due_at) or day_of(due_at))}", explanation, recommended=True)
