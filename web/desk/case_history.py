"""What has happened to a case, in plain language."""

from typing import Any

from engine import clock
from engine.deadline_words import list_words
from engine.queries.cases import Event, form_of, history_of
from engine.queries.people import names_of, people_by_role
from engine.release.release import Release
from forms.describe import describe_answers
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
    return HistoryEntry(event.at, who, what_happened(event, names), _details(event, release, facts))


def what_happened(event: Event, names: Names) -> str:
    detail = event.payload.get("detail", {})
    node = names.release.definitions.nodes.get(event.element_id)
    label = node.label if node is not None else event.element_id
    match event.kind:
        case "case_started":
            return "opened the case"
        case "task_completed":
            return f"completed “{label}”"
        case "event_reported":
            return f"reported “{node.properties.get('ask') or label}”" if node is not None else "reported an event"
        case "timer_fired":
            return f"noted that the time had come: “{label}”"
        case "deadline_step":
            to = list_words([f"the {names.role_in_sentence(role)}" for role in detail.get("to", [])]) or "nobody"
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


def _details(event: Event, release: Release, facts: dict[str, Any]) -> tuple[Fact, ...]:
    form = form_of(release, event.element_id)
    answers = event.answers.get(event.element_id)
    found = []
    if form is not None and isinstance(answers, dict):
        seen = facts | {"settings": release.settings, "case": {}}
        found = [Fact(label, text) for label, text in describe_answers(form, answers, seen, clock.now())]  # type: ignore[arg-type]
    late = event.payload.get("detail", {}).get("late_reason")
    return (*found, Fact("Why it was late", str(late))) if late else tuple(found)
