"""A setting of a kind that its readers cannot use is named in the settings, with who reads it, before any case runs."""

import json
from typing import Any

import pytest

from engine.release.bundle import Bundle, read_folder
from tests.builders.bpmn import diagram, each, end, flow, gateway, path, process, service, start, user
from tests.engine.release.test_check import SETTINGS, problems
from tests.sample.library import FOLDER, bundle_of

SAMPLE = read_folder(FOLDER)
TEXT: dict[str, Any] = {"type": "textfield", "validate": {"maxLength": 20}}
DUE = {"start": "=now()", "length": "=5", "unit": "days"}


def named(bundle: Bundle, settings: str) -> list[str]:
    """What the check says of the part `library.x` of the settings."""
    text = SAMPLE.files[SETTINGS].decode() + f"  x: {settings}\n"
    found = problems(Bundle(bundle.files | {SETTINGS: text.encode()}))
    start_of = "processes/settings.yaml library.x: "
    return [each.removeprefix(start_of) for each in found if each.startswith(start_of)]


def on_a_diagram(settings: str, work: str, condition: str = '=ask.seen = "yes"') -> list[str]:
    which, late = gateway("exclusive", "which", default="done"), end("late")
    parts = (start(), user("ask", "desk", "look_at_shelves"), work, which, late, end())
    ways = (path("begin", "ask", "work", "which", "done"), flow("which", "late", condition))
    return named(bundle_of(main=diagram(process("main", *parts, *ways))), settings)


def on_a_form(settings: str, **component: Any) -> list[str]:
    """Of a form that the sample uses, with one more question."""
    file = "forms/look_at_shelves.json"
    form = json.loads(SAMPLE.files[file])
    form["components"].append({"id": "more", "key": "more", "label": "More"} | component)
    return named(Bundle(SAMPLE.files | {file: json.dumps(form).encode()}), settings)


@pytest.mark.parametrize(
    ("settings", "inputs", "said"),
    [
        ("many", {"length": "=settings.library.x"}, "is 'many', and the input length of deadlines.start does not take"),
        ("yes", {"length": "=settings.library.x"}, "is yes, and the input length"),
        ("[5]", {"length": "=settings.library.x"}, "is [5], and the input length"),
        ("many", {"length": "=if ask.seen = null then 5 else settings.library.x"}, "is 'many', and the input length"),
        ("perhaps", {"roll_weekend_forward": "=settings.library.x"}, "is 'perhaps', and the input roll_weekend_"),
        ("many", {"length": "=settings.library.x * 7"}, "is 'many', and a number belongs here, such as 5. It is read"),
        ("5", {"unit": "=if settings.library.x then \"days\" else \"weeks\""}, "is 5, and true or false belongs here."),
    ],
)  # fmt: skip
def test_what_a_handler_is_given_fits_what_it_takes(settings: str, inputs: dict[str, str], said: str) -> None:
    [found] = on_a_diagram(settings, service("work", "deadlines.start", {**DUE, **inputs}, deadline="K"))
    assert found.startswith(said)
    assert found.endswith("It is read by processes/main.bpmn work.")


ECHO = service("work", "sample.echo", {"text": "hello"})


@pytest.mark.parametrize(
    ("settings", "condition", "said"),
    [
        ("many", "=count(ask.seen) > settings.library.x", "is 'many', and a number belongs here, such as 5."),
        ("", "=count(ask.seen) > settings.library.x", "is empty, and a number belongs here, such as 5."),
        ("perhaps", "=settings.library.x", "is 'perhaps', and true or false belongs here."),
        ("5", '=ask.seen = "yes" and settings.library.x', "is 5, and true or false belongs here."),
        ("no", '=settings.library.x = "pause"', "is no, and a text belongs here; put it in quotes"),
        ("yes", "=list contains(settings.library.x, ask.seen)", "is yes, and a list belongs here"),
        ("next week", "=date(settings.library.x) > today()", "is 'next week', and a date belongs here"),
    ],
)
def test_what_a_condition_asks_can_be_answered(settings: str, condition: str, said: str) -> None:
    [found] = on_a_diagram(settings, ECHO, condition)
    assert found.startswith(said)
    assert found.endswith("It is read by which__late in processes/main.bpmn.")


@pytest.mark.parametrize(
    ("settings", "condition"),
    [
        ("5", "=count(ask.seen) > settings.library.x"),
        ("2026-03-02", "=date(settings.library.x) > today()"),
        ("[a, b]", '=list contains(settings.library.x, "a")'),
        ("", "=settings.library.x = null or count(ask.seen) > settings.library.x"),
        ("none", '=settings.library.x = "none"'),
        ("true", "=settings.library.x"),
    ],
)
def test_what_fits_is_accepted(settings: str, condition: str) -> None:
    assert on_a_diagram(settings, ECHO, condition) == []


def test_what_an_element_repeats_over_is_a_list() -> None:
    work = each(ECHO, "=settings.library.x")
    assert on_a_diagram("[a]", work) == []
    assert on_a_diagram("a", work) == [
        "is 'a', and a list belongs here, such as [one, another]. It is read by processes/main.bpmn work."
    ]


@pytest.mark.parametrize(
    ("settings", "component", "said"),
    [
        ("some", {"type": "radio", "valuesExpression": "=settings.library.x"}, "is 'some', and a list of choices"),
        ("many", {"type": "number", "properties": {"prefill": "=settings.library.x"}}, "is 'many', and a number"),
        ("5", {"type": "checklist", "values": [{"value": "a", "label": "A"}],
               "properties": {"prefill": "=settings.library.x"}}, "is 5, and a list belongs here"),
        ("perhaps", {**TEXT, "properties": {"rule": "=settings.library.x", "ruleMessage": "No"}},
         "is 'perhaps', and true or false belongs here"),
        ("perhaps", {**TEXT, "conditional": {"hide": "=settings.library.x = true"}}, "is 'perhaps', and true or false"),
        ("many", {**TEXT, "properties": {"rule": "=string length(more) < settings.library.x", "ruleMessage": "No"}},
         "is 'many', and a number belongs here"),
    ],
)  # fmt: skip
def test_what_a_form_reads_fits_its_question(settings: str, component: dict[str, Any], said: str) -> None:
    [found] = on_a_form(settings, **component)
    assert found.startswith(said)
    assert found.endswith("It is read by forms/look_at_shelves.json more.")


def of_settings(old: str, new: str) -> list[str]:
    text = SAMPLE.files[SETTINGS].decode()
    assert old in text
    found = problems(Bundle(SAMPLE.files | {SETTINGS: text.replace(old, new).encode()}))
    return [each.removeprefix("processes/settings.yaml ") for each in found]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("label: Library desk", "label: no", "roles.desk.label: is no, and a text belongs here."),
        ("to: [head]", "to: head", "escalation.standard.3.to: is 'head', and a list belongs here, such as [owner]."),
        ("urgent: true", "urgent: perhaps", "escalation.standard.3.urgent: is 'perhaps', and true or false"),
        ("subject: Overdue}", "subject: 5}", "escalation.standard.2.subject: is 5, and a text belongs here."),
        ("library:", "deputies: {head: manager}\nlibrary:", "deputies.head: is 'manager', and a list belongs here"),
        ("library:", "outcomes: {done: yes, found: Found}\nlibrary:", "outcomes.done: is yes, and a text belongs here"),
        (
            "costly_pounds: 30",
            "costly_pounds: 30\n  kinds: [{value: no, label: None}]",
            "library.kinds.1.value: is no,",
        ),
        ("costly_pounds: 30", "costly_pounds: 30\n  words: [yes, maybe]", "library.words.1: is yes among texts, and"),
    ],
)
def test_what_the_program_reads_itself_is_looked_at_too(old: str, new: str, said: str) -> None:
    others = ("names the outcome", "is read by no diagram")
    found = [each for each in of_settings(old, new) if not any(other in each for other in others)]
    assert len(found) == 1
    assert found[0].startswith(said)
