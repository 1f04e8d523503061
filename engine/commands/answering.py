"""What completing a task and reporting an event have in common: check the answers, keep them, map them on, meet the
deadline.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from engine.deadline_words import in_time
from engine.definitions.elements import Node
from engine.errors import AnswerProblem, HandlerFailed, InvalidAnswers
from engine.local_time import DeadlineError, read_moment
from engine.plain_text import tidy
from engine.release.release import Release
from engine.runtime.case_file import CaseFile
from engine.runtime.deadlines import DeadlineState, canonical_instant
from engine.runtime.run import Run, instant_text
from engine.store.loading import LoadedCase
from engine.store.tables import PEOPLE, ROLES

LATE_REASON = "late_reason"
"""An extra answer that a late completion must have (the STD rule): late work stays doable, and says why it is late."""

LONGEST_REASON = 2000


class People(Mapping[str, Any]):
    """People by role for a form's pickers, looked up when one is drawn or checked."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def __getitem__(self, role: str) -> list[dict[str, str]]:
        query = select(PEOPLE.c.id, PEOPLE.c.name).join(ROLES, ROLES.c.person_id == PEOPLE.c.id)
        query = query.where(ROLES.c.role == role, PEOPLE.c.active.is_(True)).order_by(PEOPLE.c.name)
        return [{"label": name, "value": person} for person, name in self._connection.execute(query)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._connection.execute(select(ROLES.c.role).distinct()).scalars().all())

    def __len__(self) -> int:
        return len(list(iter(self)))


def facts_for_form(loaded: LoadedCase, node: Node, scope: str) -> CaseFile:
    """What the form of an element may read."""
    form = loaded.release.form(node.form)
    loaded.run.answers.prefetch(scope, form.names)
    return loaded.run.file(scope, people=People(loaded.connection))


def check_answers(
    loaded: LoadedCase, node: Node, scope: str, answers: Mapping[str, object], now: datetime
) -> dict[str, Any]:
    """Clean answers, an empty mapping for an element without a form. Raises InvalidAnswers."""
    if not node.form:
        return {}
    return loaded.release.form(node.form).check(answers, facts_for_form(loaded, node, scope), now)


def keep_answers(run: Run, node: Node, scope: str, clean: dict[str, Any]) -> None:
    """Append the answers under the element's id, then its output mappings."""
    run.answers.put(scope, node.id, clean)
    for mapping in node.outputs:
        run.write(scope, mapping.target, run.evaluate(scope, mapping.source))


def meet_deadline(release: Release, run: Run, node: Node, scope: str, late_reason: str, tried: datetime) -> None:
    """Completing a task meets its deadline, at the date of the event as entered where the task says so (K3: the
    meeting's date), else when it was `tried` first: a step of ours that was broken makes nobody late.

    Raises InvalidAnswers when it is met late and nobody says why.
    """
    key = node.deadline
    found = run.deadlines.find(scope, key) if key else None
    if found is None or found.state != "running":
        return
    if not is_enough(run, node, scope):
        return
    on = node.property_value("metOn")
    entered = run.evaluate(scope, on) if on is not None else None
    happened = _entered(node, on.text, entered) if on is not None and entered is not None else tried
    now = canonical_instant(tried)
    kept = in_time(datetime.fromisoformat(found.due), happened)
    if not kept and not late_reason:
        raise InvalidAnswers([_why_late(release, found)])
    met_at = min(instant_text(entered), now) if isinstance(entered, str) else now
    if kept:  # a day lasts to its end, which may be later than an hour of that day
        met_at = min(met_at, found.due)
    run.deadlines.end(found, met_at, late_reason)


def read_late_reason(raw: object) -> str:
    """What a person can read of it; "" where that is nothing. Raises InvalidAnswers where it is too long."""
    reason = tidy(str(raw or ""))
    if len(reason) > LONGEST_REASON:
        said = f"Why this is late must be {LONGEST_REASON:,} characters or fewer"
        raise InvalidAnswers([AnswerProblem(LATE_REASON, said)])
    return reason


def _entered(node: Node, text: str, value: object) -> date | datetime:
    """The moment that `metOn` gives. A diagram that gives none has to be mended, which an incident tells."""
    try:
        return read_moment(value if isinstance(value, str) else repr(value))
    except DeadlineError as error:
        raise HandlerFailed(node.id, "metOn", f"{text}: {error}") from error


def is_enough(run: Run, node: Node, scope: str) -> bool:
    """Whether what is recorded is all that the task is for (`metWhen`); a visit where the child was not seen is not."""
    when = node.property_value("metWhen")
    return when is None or run.evaluate(scope, when) is True


def also_late(
    loaded: LoadedCase, node: Node, scope: str, late_reason: str, refusal: InvalidAnswers, tried: datetime
) -> InvalidAnswers:
    """The form's mistakes together with the missing reason for being late, so that they are mended in one go. Where a
    mistake stands in the date by which it would be met, nobody knows yet whether it is late.
    """
    found = loaded.run.deadlines.find(scope, node.deadline) if node.deadline else None
    if found is None or found.state != "running" or late_reason or node.property_value("metOn") is not None:
        return refusal
    if in_time(datetime.fromisoformat(found.due), tried):
        return refusal
    return InvalidAnswers([*refusal.problems, _why_late(loaded.release, found)])


def _why_late(release: Release, found: DeadlineState) -> AnswerProblem:
    label = release.definitions.nodes[found.element].label
    return AnswerProblem(LATE_REASON, f"Enter why this is late: “{label}” was due earlier")


def tried_before(tried: datetime | None) -> dict[str, str]:
    """For the record of what was done again: when its person did it first."""
    return {} if tried is None else {"first_tried": canonical_instant(tried)}
