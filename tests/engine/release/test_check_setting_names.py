"""What the settings and the calendar name is there, and everything in them is read."""

import json

import pytest

from engine.release.bundle import Bundle, read_folder
from tests.builders.bpmn import diagram, end, path, process, start, user
from tests.engine.release.test_check import SETTINGS, problems
from tests.sample.library import FOLDER, bundle_of

SAMPLE = read_folder(FOLDER)
CALENDAR = "processes/calendar.json"


def of_settings(old: str, new: str) -> list[str]:
    """Problems of the sample with one change in its settings."""
    text = SAMPLE.files[SETTINGS].decode()
    assert old in text
    found = problems(Bundle(SAMPLE.files | {SETTINGS: text.replace(old, new, 1).encode()}))
    return [each.removeprefix("processes/settings.yaml ") for each in found]


def with_part(part: str) -> list[str]:
    return of_settings("\nroles:\n", f"\n{part}\nroles:\n")


@pytest.mark.parametrize(
    "part",
    [
        "sees_all_cases: [head]\nmay_retry: [head, manager]\nallocators: []",
        "recommended_only: [standard]",
        "awaited_only: [standard]",
        "reference_prefix: LB2",
        "outcomes: {found: The book was found}",
    ],
)
def test_what_is_there_may_be_named(part: str) -> None:
    old = "reference_prefix: LB\n"
    changed = of_settings(old, f"{part}\n") if part.startswith("reference") else with_part(part)
    assert [each for each in changed if "names the outcome" not in each] == []


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("sees_all_cases: [haed]", "sees_all_cases: names haed, which is not listed under roles. Did you mean head?"),
        ("may_retry: [nobody_here]", "may_retry: names nobody_here, which is not listed under roles."),
        ("allocators: [x]", "allocators: names x, which is not listed under roles."),
        ("allocators: head", "allocators: must be a list of names from roles, such as [desk]."),
        ("recommended_only: [stndard]", "recommended_only: names stndard, which is not listed under escalation."),
        ("awaited_only: [stndard]", "awaited_only: names stndard, which is not listed under escalation."),
        ("subject_fact: child_reff", "subject_fact: names the fact child_reff, which no output mapping on a diagram"),
        ("linked_fact: 5", "linked_fact: names the fact 5, which no output mapping on a diagram sets."),
        ("facts: {nothing: Nothing}", "facts.nothing: names the fact nothing, which no output mapping on a diagram"),
        ("facts: [title]", "facts: must hold names with values."),
        ("outcmes: {found: Found}", "outcmes: is a part that nothing reads. Did you mean outcomes?"),
        ("fact: {title: Title}", "fact: is a part that nothing reads. Did you mean facts?"),
        ("xyzzy: 1", "xyzzy: is a part that nothing reads. Remove it, or read it on a diagram or form."),
    ],
)
def test_a_name_that_leads_nowhere_is_told(part: str, said: str) -> None:
    [found] = with_part(part)
    assert found.startswith(said)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "lost_book: [desk]",
            "lost_bok: [desk]",
            "start_roles.lost_bok: is no process that can be started. Did you mea",
        ),
        ("lost_book: [desk]", "replacement: [desk]", "start_roles.replacement: is no process that can be started."),
        ("lost_book: [desk]", "lost_book: desk", "start_roles.lost_book: must be a list of roles"),
        ("team: any", "team: divison", "roles.head.team: is 'divison'. Write area, division, any, or the id of a team"),
        ("team: any", "team: [any]", "roles.head.team: is ['any']. Write area, division, any"),
        ("team: any", "taem: any", "roles.head.taem: means nothing here. A role has label, line_manager, team."),
        ("urgent: true", "urgnt: true", "escalation.standard: has an entry with urgnt, which means nothing here."),
        ("reference_prefix: LB", "reference_prefix:", "reference_prefix: must be text, such as HW."),
    ],
)
def test_a_detail_that_would_quietly_do_nothing_is_told(old: str, new: str, said: str) -> None:
    [found] = of_settings(old, new)
    assert found.startswith(said)


def test_a_team_may_be_named_by_its_id() -> None:
    assert of_settings("team: any", "team: central") == []


def ending(outcomes: str) -> list[str]:
    """Of a process that ends as `found`."""
    parts = (start(), user("ask", "desk", "acknowledge"), end(outcome="found"), path("begin", "ask", "done"))
    files = bundle_of(main=diagram(process("main", *parts))).files
    return problems(Bundle(files | {SETTINGS: files[SETTINGS] + outcomes.encode()}))


def test_an_end_has_an_outcome_that_the_settings_list() -> None:
    assert ending("") == ending("outcomes: {found: The book was found}\n") == []
    assert ending("outcomes: {paid: It was paid for, given_up: Given up}\n") == [
        "processes/main.bpmn done: names the outcome found, which settings.yaml does not list. It lists given_up, paid."
    ]


def of_calendar(**changes: object) -> list[str]:
    raw = json.loads(SAMPLE.files[CALENDAR]) | changes
    found = problems(Bundle(SAMPLE.files | {CALENDAR: json.dumps(raw).encode()}))
    return [each.removeprefix("processes/calendar.json") for each in found]


def test_a_closure_day_lies_in_the_calendars_years() -> None:
    """Those of the sample are 2025 to 2027."""
    assert of_calendar(closure_days=[{"date": "2027-12-24", "name": "Closed"}]) == []
    [found] = of_calendar(closure_days=[{"date": "0202-12-24", "name": "Closed"}])
    assert found == " closure_days: 0202-12-24 is not in the calendar’s years, 2025 to 2027. Check the year."


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"use_closure_day": True},
            ": holds use_closure_day, which means nothing here. The names are version, source,",
        ),
        (
            {"closure_days": [{"date": "2026-12-24", "name": "Closed", "nmae": "x"}]},
            " closure_days: holds nmae, which means nothing here. The names are date, name.",
        ),
    ],
)
def test_a_misspelt_name_in_the_calendar_is_told(changes: dict[str, object], said: str) -> None:
    [found] = of_calendar(**changes)
    assert found.startswith(said)


def asking(expression: str, settings: str) -> list[str]:
    """Of a form with a text that reads a setting."""
    form = json.loads(SAMPLE.files["forms/acknowledge.json"])
    form["components"].append({"type": "text", "id": "told", "text": f"It is {{{{ {expression} }}}}."})
    text = SAMPLE.files[SETTINGS].decode() + settings
    changed = {"forms/acknowledge.json": json.dumps(form).encode(), SETTINGS: text.encode()}
    return problems(Bundle(SAMPLE.files | changed))


def test_a_form_reads_settings_that_are_there() -> None:
    assert asking("settings.library.most_late_pounds", "") == []
    assert asking("settings.library.kinds.value", "  kinds: [{value: a, label: A}]\n") == []  # of each row
    assert asking("settings.library.most_late", "") == [
        "forms/acknowledge.json: reads settings.library.most_late, which settings.yaml does not hold."
    ]


def test_a_choice_has_a_value_and_a_label() -> None:
    found = of_settings("library:\n", "library:\n  kinds: [{value: a, label: A}, {value: b, lable: B}]\n")
    assert [each for each in found if "is read by no diagram" not in each] == [
        "library.kinds.2: is a choice without a label. Write it like {value: other, label: Another}."
    ]
