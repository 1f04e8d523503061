"""What follows from a command: this person's next task on the case, or who is to act now."""

import logging
from collections.abc import Callable
from typing import TypeVar

from engine import clock
from engine.commands.failures import MISTAKES
from engine.deadline_words import list_words
from engine.errors import HomewardError
from engine.queries.cases import find_case
from engine.queries.people import names_of
from engine.queries.work_list import OpenTask, tasks_of_case
from web.desk.desk import Desk
from web.desk.dues import due_of
from web.desk.names import Names
from web.pages import Done, Person

LOG = logging.getLogger("homeward.web")
T = TypeVar("T")


def what_is_next(
    desk: Desk,
    who: Person,
    reference: str,
    sentence: str,
    before: frozenset[str],
    title: str = "",
    *,
    enough: bool = True,
) -> Done:
    """What the command opened comes first, whoever else is waiting; but not what was done just now under `title`, which
    may be open again for next time. Where what was recorded is not `enough`, that very task is still to be done, and
    comes before all others. `before`: the tasks that were open already.
    """
    with desk.services.database.reading() as connection:
        row = find_case(connection, reference)
        release = desk.services.releases.get(connection, row.release_id)
        tasks = tasks_of_case(connection, row.id)
        people = names_of(connection, {task.assignee_id for task in tasks if task.assignee_id})
    again = [task for task in tasks if task.name == title and task.id not in before]
    if again and not enough:
        tasks, sentence = again, f"Your answers are recorded, but are not enough: “{title}” is still to be done."
    else:
        tasks = [task for task in tasks if task.name != title]
    opened = [task for task in tasks if task.id not in before]
    mine = next((task for task in opened if task.assignee_id == who.person_id), None)
    if mine is None and not opened:
        mine = next((task for task in tasks if task.assignee_id == who.person_id), None)
    if mine is not None:
        recommended = mine.element_id in Names(release).recommended
        due = due_of(mine.due_at, clock.now(), release.calendar, recommended=recommended)
        words = due.words[:1].lower() + due.words[1:] if mine.due_at else ""
        return Done(reference, sentence, mine.id, mine.name, words)
    return Done(reference, sentence, others=_others(opened, Names(release, people)))


def said_of_what_is_done(plain: T, say: Callable[[], T]) -> T:
    """What is said once a command has been carried out, or `plain` where even saying it fails: it is done all the same,
    and a page that calls it a failure would not be true.
    """
    try:
        return say()
    except (HomewardError, *MISTAKES):
        LOG.exception("a command was carried out, but what follows from it could not be told")
        return plain


def _others(opened: list[OpenTask], names: Names) -> str:
    """“Carys Undle (team manager) is next: “Agree the assessment”.”"""
    said = []
    for task in opened:
        role = names.role_in_sentence(task.role)
        person = names.people.get(task.assignee_id or "")
        said.append(f"“{task.name}” by {f'{person} ({role})' if person else f'the {role}'}")
    return f"Next: {list_words(said)}." if said else ""
