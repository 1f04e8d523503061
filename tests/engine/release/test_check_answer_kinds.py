"""An answer is asked only what its kind can say: a text is never more than 3, and no choice is simply true. Such a
condition is met in no case.
"""

import json

import pytest

from engine.release.bundle import Bundle
from tests.builders.bpmn import diagram, end, flow, gateway, path, process, start, user
from tests.engine.release.test_check import problems
from tests.sample.library import bundle_of

QUESTIONS: tuple[dict[str, object], ...] = (
    {"type": "textfield", "key": "note", "label": "Note"},
    {"type": "number", "key": "copies", "label": "Copies"},
    {"type": "checkbox", "key": "sure", "label": "Sure"},
    {"type": "radio", "key": "seen", "label": "Seen", "values": [{"value": "yes", "label": "Yes"}]},
    {"type": "checklist", "key": "rooms", "label": "Rooms", "values": [{"value": "attic", "label": "Attic"}]},
    {"type": "datetime", "subtype": "date", "dateLabel": "On", "key": "on", "label": "On"},
)
MAIN, FORM = "processes/main.bpmn which__late: ", "forms/acknowledge.json"


def found_in(condition: str, *more: dict[str, object]) -> list[str]:
    """Of a process whose only step asks `QUESTIONS` and `more`, and is followed by this condition."""
    which, ways = gateway("exclusive", "which", default="done"), path("begin", "ask", "which", "done")
    parts = (start(), user("ask", "desk", "acknowledge"), which, end(), end("late"), ways)
    bundle = bundle_of(main=diagram(process("main", *parts, flow("which", "late", condition))))
    asked = [{"id": f"q{number}", **question} for number, question in enumerate((*QUESTIONS, *more))]
    form = {"type": "default", "id": "acknowledge", "schemaVersion": 17, "components": asked}
    return problems(Bundle(bundle.files | {FORM: json.dumps(form).encode()}))


def hidden_if(condition: str) -> dict[str, object]:
    return {"type": "textfield", "key": "other", "label": "Other", "conditional": {"hide": f"={condition}"}}


@pytest.mark.parametrize(
    "asked",
    [
        'note = "x"', "copies > 3", "copies + 1 = 3", "sure", "not(sure)", "sure = true", 'seen = "yes"', "on = null",
        'list contains(rooms, "attic")', "count(rooms) > 0", 'rooms = "attic"', "date(on) < today()", "on > on",
        'on >= "2026-03-02"', 'if sure then copies > 3 else note = "x"', "count([{copies: 1}][copies = true]) > 0",
    ],
)  # fmt: skip
def test_what_an_answer_can_be_asked_is_accepted(asked: str) -> None:
    names = ("note", "copies", "sure", "seen", "on", "rooms")
    on_diagram = asked if "[{" in asked else "".join(_with(part, names) for part in asked.split(" "))
    assert found_in(f"={on_diagram}") == []
    assert found_in("=ask.sure", hidden_if(asked)) == []


def _with(part: str, names: tuple[str, ...]) -> str:
    bare = part.rsplit("(", maxsplit=1)[-1].rstrip("),")
    return " " + (part.replace(bare, f"ask.{bare}") if bare in names else part)


CHOICE = "the value of a choice, which is a text."


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            "{0}seen",
            f'uses {{0}}seen as true or false, but its answer is {CHOICE} Compare it, as in {{0}}seen = "yes".',
        ),
        ("{0}seen > 3", f"uses {{0}}seen as a number, but its answer is {CHOICE}"),
        ("{0}seen and true", "uses {0}seen as true or false, but"),
        ("3 = {0}note", "uses {0}note as a number, but its answer is a text."),
        ("{0}on > 5", "uses {0}on as a number, but its answer is a date."),
        ("{0}rooms > 5", "uses {0}rooms as a number, but its answer is a list."),
        ('{0}copies = "3"', "uses {0}copies as a text, but its answer is a number."),
        ('{0}sure = "yes"', "uses {0}sure as a text, but its answer is true or false."),
        ("date({0}copies) = null", "uses {0}copies as a date, but its answer is a number."),
        ("{0}on >= today()", "uses {0}on as a date, which it is not before date({0}on) makes one of it. Write that."),
        ("{0}on = today()", "uses {0}on as a date, which it is not before"),
        ("years and months duration({0}on, today()) = null", "uses {0}on as a date, which it is not before"),
    ],
)
def test_what_an_answer_can_never_say_is_refused_on_diagrams_and_forms(asked: str, message: str) -> None:
    [found] = found_in("=" + asked.format("ask."))
    assert found.startswith(MAIN + message.format("ask."))
    [found] = found_in("=ask.sure", hidden_if(asked.format("")))
    assert found.startswith(f"{FORM} other conditional.hide: {message.format('')}")


def test_a_fact_is_no_date_either_before_it_is_made_one() -> None:
    assert found_in("=date(case.started_on) < today()") == []
    [found] = found_in("=case.started_on < today()")
    assert found.startswith(f"{MAIN}uses case.started_on as a date, which it is not before")
