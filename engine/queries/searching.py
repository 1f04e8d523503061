"""What somebody types into a search box, as a condition on a list."""

from sqlalchemy import ColumnElement, func, or_, true

from engine.store.subject import one_spelling
from engine.store.tables import CASES

LONGEST = 200
"""Letters of what somebody is looking for: nothing that is found has more, and SQLite refuses far more."""


def found_in(find: str, *more: ColumnElement[str]) -> ColumnElement[bool]:
    """Rows of which a case's reference, label or subject, or one of `more`, holds the words; all rows where nothing is
    typed. The child's reference is found however it is spelt.
    """
    if not find.strip():
        return true()
    find = find[:LONGEST]
    words = func.lower(f"%{find.strip().replace('%', '').replace('_', '')}%")  # small by whoever makes the column so
    parts = [func.lower(column).like(words) for column in (*more, CASES.c.reference, CASES.c.label)]
    subject = one_spelling(find)
    return or_(*parts, CASES.c.subject.like(f"%{subject}%")) if subject else or_(*parts)
