"""What a scenario expects at a step: tasks open or not, deadlines, facts, messages, the outcome."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from cli.simulation.scenario import ScenarioError, read_local
from cli.simulation.walk import Walk
from engine.deadline_words import in_time
from engine.errors import HomewardError


def unmet(walk: Walk, expected: Mapping[str, Any]) -> list[str]:
    """What is not as expected, in words; empty where everything is. That it names only what there is, was looked at
    before (`sound.py`).
    """
    return [problem for name, value in expected.items() for problem in CHECKS[name](walk, value)]


def _open(walk: Walk, value: Any) -> list[str]:
    present = walk.open()
    return [
        f"{name} is not open; open: {', '.join(present) or 'nothing'}" for name in _list(value) if name not in present
    ]


def _not_open(walk: Walk, value: Any) -> list[str]:
    return [f"{name} is open" for name in _list(value) if name in walk.open()]


def _due(walk: Walk, value: Any) -> list[str]:
    return [
        f"{key} is due at {_local(walk.deadline(key).due_at)}, not {text}"
        for key, text in value.items()
        if walk.deadline(key).due_at != read_local(str(text))
    ]


def _deadline_state(walk: Walk, value: Any) -> list[str]:
    return [f"{key} is {_state(walk, key)}, not {text}" for key, text in value.items() if _state(walk, key) != text]


def _state(walk: Walk, key: str) -> str:
    row = walk.deadline(key)
    if row.state == "running":
        return "running" if in_time(row.due_at, walk.time.now()) else "overdue"
    if row.state == "cancelled" and row.ended_at > row.due_at:
        return "missed"
    return "met late" if row.state == "met" and row.met_at > row.due_at else str(row.state)


def _fact(walk: Walk, value: Any) -> list[str]:
    facts = walk.row().facts
    return [
        f"{name} is {facts.get(name)!r}, not {want!r}"
        for name, want in value.items()
        if not _same(facts.get(name), want)
    ]


def _same(found: Any, want: Any) -> bool:
    """Instants may be written in several ways: `2026-06-02T11:00` in London is `2026-06-02T10:00:00+00:00`."""
    if not isinstance(found, str) or not isinstance(want, str) or "T" not in found or "T" not in want:
        return bool(found == want)
    try:
        return read_local(found) == read_local(want)
    except ScenarioError:
        return found == want


def _outcome(walk: Walk, value: Any) -> list[str]:
    found = walk.row().outcome
    return [] if found == value else [f"the outcome is {found!r}, not {value!r}"]


def _status(walk: Walk, value: Any) -> list[str]:
    found = walk.row().status
    return [] if found == value else [f"the case is {found}, not {value}"]


def _told(walk: Walk, value: Any) -> list[str]:
    """Roles with part of a subject of a message that went to them, or `{about: part, at: instant}`."""
    return [
        f"no message about {part!r} went to {role}{f' at {_local(at)}' if at else ''}; {_sent(walk, role)}"
        for role, part, at in messages_expected(value)
        if not _was_told(walk, role, part, at)
    ]


def _not_told(walk: Walk, value: Any) -> list[str]:
    """The same, of messages that must not have gone."""
    return [
        f"a message about {part!r} went to {role}"
        for role, part, at in messages_expected(value)
        if _was_told(walk, role, part, at)
    ]


def messages_expected(value: Mapping[str, Any]) -> list[tuple[str, str, datetime | None]]:
    """Role, part of the subject, and instant where one is named. Raises ScenarioError for what is no such thing."""
    found: list[tuple[str, str, datetime | None]] = []
    for role, parts in value.items():
        for item in (parts or [None]) if isinstance(parts, list) else [parts]:
            given = item if isinstance(item, Mapping) else {"about": item}
            unknown = [name for name in given if name not in OF_A_MESSAGE]
            if unknown:
                words = f"`{unknown[0]}` means nothing in a message to {role}; there are {', '.join(OF_A_MESSAGE)}."
                raise ScenarioError(words)
            if not str(given.get("about") or "").strip():
                raise ScenarioError(f"a message to {role} needs part of its subject, such as `{role}: Overdue`.")
            found.append((str(role), str(given["about"]), read_local(str(given["at"])) if "at" in given else None))
    return found


def _was_told(walk: Walk, role: str, part: str, at: datetime | None) -> bool:
    return any(
        sent.to_role == role and part in sent.subject and at in (None, sent.created_at) for sent in walk.messages()
    )


def _sent(walk: Walk, role: str) -> str:
    found = [f"{sent.subject!r} at {_local(sent.created_at)}" for sent in walk.messages() if sent.to_role == role]
    return f"{role} got {', '.join(found) or 'none'}"


def _other_case(walk: Walk, value: Any) -> list[str]:
    """A process: this child has another case of it."""
    return [] if walk.other_case(str(value)) else [f"this child has no other case of {value}"]


def _no_other_case(walk: Walk, value: Any) -> list[str]:
    found = walk.other_case(str(value))
    return [f"this child has another case of {value}, {found}"] if found else []


def _refused(walk: Walk, value: Any) -> list[str]:
    """That completing a task, or reporting an event, with these answers is refused, with words that hold `says`."""
    verb = "report" if "report" in value else "complete"
    act = walk.report if verb == "report" else walk.complete
    try:
        act(str(value[verb]), value.get("answers", {}), str(value.get("by", "")))
    except HomewardError as error:
        says = str(value["says"])
        return [] if says in str(error) else [f"the refusal says {str(error)!r}, not {says!r}"]
    return [f"{value[verb]} was accepted"]


CHECKS: dict[str, Callable[[Walk, Any], list[str]]] = {
    "open": _open,
    "not_open": _not_open,
    "due": _due,
    "deadline": _deadline_state,
    "fact": _fact,
    "outcome": _outcome,
    "status": _status,
    "told": _told,
    "not_told": _not_told,
    "other_case": _other_case,
    "no_other_case": _no_other_case,
    "refused": _refused,
}
OF_A_MESSAGE = ("about", "at")
NAMED = ("due", "deadline", "fact", "told", "not_told", "refused")


def _list(value: Any) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def _local(instant: datetime) -> str:
    return instant.isoformat()
