"""Who recorded what: for rules that keep one person from doing two things (S1-02, B6)."""

from sqlalchemy import bindparam, select

from engine.definitions.elements import Node
from engine.store.loading import LoadedCase
from engine.store.tables import ANSWERS

AUTHORS = select(ANSWERS.c.number, ANSWERS.c.person_id).where(
    ANSWERS.c.case_id == bindparam("case"), ANSWERS.c.number.in_(bindparam("numbers", expanding=True))
)


INPUTS = "inputs"
"""What a called process was given, recorded by whoever's act set it off."""


def barred_from(loaded: LoadedCase, node: Node, scope: str) -> dict[str, str]:
    """Who may not do this user task because they did what it follows: person to the element that they completed. The
    start of a called process stands for the act that called it.
    """
    numbers: dict[int, str] = {}
    for element in filter(None, (part.strip() for part in node.properties.get("notSameActorAs", "").split(","))):
        started = loaded.release.definitions.nodes[element].kind == "startEvent"
        called = started and not loaded.release.definitions.nodes[element].groups
        number = loaded.run.answers.find(scope, INPUTS if called else element)
        if number is not None:
            numbers[number] = element
    if not numbers:
        return {}
    found = _still_to_be_written(loaded, numbers)
    missing = [number for number in numbers if number not in found]
    if missing:
        rows = loaded.connection.execute(AUTHORS, {"case": loaded.id, "numbers": missing})
        found |= {row.number: row.person_id for row in rows}
    barred: dict[str, str] = {}
    for number, element in numbers.items():  # in the diagram's order, which the refusal names first
        person = found.get(number)
        if person:
            barred.setdefault(person, element)
    return barred


def _still_to_be_written(loaded: LoadedCase, numbers: dict[int, str]) -> dict[int, str | None]:
    """Of this command's own answers, which the save has yet to write."""
    added = {number: loaded.actor_id for number, *_ in loaded.run.answers.added}
    waiting = [row for (statement, _), rows in loaded.writes.items() if statement.table is ANSWERS for row in rows]
    added |= {row["number"]: row["person_id"] for row in waiting}
    return {number: person for number, person in added.items() if number in numbers}
