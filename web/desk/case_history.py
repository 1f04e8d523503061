"""What has happened to a case, in plain language."""

from typing import Any

from engine import clock
from engine.deadline_words import list_words
from engine.queries.cases import Event, form_of, history_of
from engine.queries.files import files_in
from engine.queries.people import names_of, people_by_role
from engine.registry import Own, bare
from engine.release.release import Release
from engine.runtime.about import with_about
from forms.describe import decision_in, describe_answers
from web.desk.desk import Desk, pages_of
from web.desk.names import Names
from web.pages import Fact, HistoryEntry, Page

ENTRIES = 20


def history_page(connection: Any, desk: Desk, row: Any, page: int) -> Page[HistoryEntry]:
    """Newest first."""
    events = history_of(connection, row.id, ENTRIES, (page - 1) * ENTRIES)
    people = names_of(connection, _people_in(events))
    facts = {"people": people_by_role(connection)}
    entries = []
    for event in events:
        release = desk.services.releases.get(connection, event.release_id)
        entries.append(_entry(event, Names(release, people), release, facts))
    return Page(tuple(entries), page, pages_of(row.history_length, ENTRIES), row.history_length)


def _people_in(events: list[Event]) -> set[str]:
    found = {event.actor_id for event in events}
    return found | {str(event.payload.get("detail", {}).get("person", "")) for event in events}


def _entry(event: Event, names: Names, release: Release, facts: dict[str, Any]) -> HistoryEntry:
    who = names.people.get(event.actor_id, "Homeward" if event.actor_id == "system" else event.actor_id)
    if event.actor_role and event.actor_id != "system":
        who = f"{who} ({names.role_in_sentence(event.actor_role)})"
    seen = facts | {"settings": release.settings, "case": {}}
    form, answers = form_of(release, event.element_id), event.answers.get(event.element_id)
    decided, details = "", []
    if form is not None and isinstance(answers, dict):
        deciding = release.deciding.get(event.element_id, frozenset())
        decided = decision_in(form, deciding, answers, seen, clock.now())  # type: ignore[arg-type]
        details = [Fact(*pair) for pair in describe_answers(form, answers, seen, clock.now())]  # type: ignore[arg-type]
    late = event.payload.get("detail", {}).get("late_reason")
    if late:
        details.append(Fact("Why it was late", str(late)))
    told, files = messages_noted(event, names), tuple(dict(files_in(answers)).items())
    return HistoryEntry(event.at, who, what_happened(event, names, decided), tuple(details), told, files)


def messages_noted(event: Event, names: Names) -> tuple[str, ...]:
    """What the event gave rise to: messages and to whom, and cases that follow; a deadline's step says so itself."""
    if event.kind == "deadline_step":
        return ()
    told = [
        f"Homeward left a message for {_to(roles, names)}: “{subject}”"
        for roles, subject, _ in event.payload.get("notices", [])
    ]
    opened = [
        f"Homeward opened a case of its own for this child: “{names.process(done['result']['process'])}”"
        for done in event.payload.get("results", [])
        if bare(done["handler"]) == Own.OPEN
    ]
    return (*told, *opened)


def _to(roles: list[str], names: Names) -> str:
    return list_words([f"the {names.role_in_sentence(role)}" for role in roles]) or "nobody"


def what_happened(event: Event, names: Names, decided: str = "") -> str:
    """`decided`: what the form's first choice was answered with."""
    detail = event.payload.get("detail", {})
    node = names.release.definitions.nodes.get(event.element_id)
    label = node.asked if node is not None else event.element_id or "an event"
    label = with_about(label, str(detail.get("about", "")))
    match event.kind:
        case "case_started":
            asked_by = detail.get("asked_by")
            return f"opened the case, which follows on from {asked_by}" if asked_by else "opened the case"
        case "task_completed":
            return f"completed “{label}”{f': {decided}' if decided else ''}"
        case "event_reported":
            return f"reported “{label}”{f': {decided}' if decided else ''}"
        case "timer_fired":
            return f"noted that the time had come: “{label}”"
        case "deadline_step":
            to = _to(detail.get("to", []), names)
            late = str(detail.get("step")).startswith(("due", "+")) and not str(detail.get("step")).endswith(
                "from start"
            )
            return f"told {to} that “{label}” is overdue" if late else f"reminded {to} of “{label}”"
        case "timer_failed":
            return f"could not carry out an automatic step after “{label}”; it is kept below for somebody to try again"
        case "allocated":
            person = names.people.get(detail.get("person", ""), "somebody")
            return f"allocated {person} as {names.role_in_sentence(detail.get('role', ''))}"
        case "migrated":
            return f"moved the case to release {detail.get('to')}: {detail.get('reason')}"
        case "incident_resolved":
            worked = detail.get("done", True)
            return f"tried a failed automatic step again, and it {'worked' if worked else 'was no longer needed'}"
    return event.kind.replace("_", " ")
