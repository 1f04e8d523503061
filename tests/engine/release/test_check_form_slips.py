"""What can be read in a form and cannot be meant is refused; a release that was published with it still runs."""

import json

import pytest

from engine.release.bundle import Bundle
from engine.release.release import read_release
from forms.reader import read_form
from tests.engine.release.test_check import SAMPLE, problems

FORM = "forms/acknowledge.json"


def with_one(**attributes: object) -> Bundle:
    form = json.loads(SAMPLE.files[FORM])
    form["components"].append({"id": "more", "label": "More", **attributes})
    return Bundle(SAMPLE.files | {FORM: json.dumps(form).encode()})


def choices(*labels: str) -> list[dict[str, str]]:
    return [{"value": f"v{number}", "label": label} for number, label in enumerate(labels)]


@pytest.mark.parametrize(
    "attributes",
    [
        {"type": "textfield", "key": "note", "validate": {"minLength": 5, "maxLength": 5}},
        {"type": "radio", "key": "kind", "values": choices("Yes", "No")},
        {"type": "text", "text": "On {{ today() }} and {{ {a: 1}.a }}."},
    ],
)
def test_what_can_be_meant_is_accepted(attributes: dict[str, object]) -> None:
    assert problems(with_one(**attributes)) == []


@pytest.mark.parametrize(
    ("attributes", "said"),
    [
        (
            {"type": "textfield", "key": "note", "validate": {"minLength": 50, "maxLength": 5}},
            "note validate.minLength: is 50, more than the 5 characters that a text may have. Change one.",
        ),
        (
            {"type": "radio", "key": "kind", "values": choices("Yes", "No", "yes ")},
            "kind values: has several choices that read Yes. Give each words of its own.",
        ),
        ({"type": "text", "text": "On {{ today()."}, "more text: holds {{ without }}. Write an insert as {{ … }}."),
        ({"type": "text", "text": "On today() }}."}, "more text: holds }} without {{. Write an insert as {{ … }}."),
        (
            {
                "type": "textfield", "key": "note",
                "properties": {"rule": '=note != "x"', "ruleMessage": "Not before {{ today()"},
            },
            "note properties.ruleMessage: holds {{ without }}. Write an insert as {{ … }}.",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(attributes: dict[str, object], said: str) -> None:
    bundle = with_one(**attributes)
    assert problems(bundle) == [f"{FORM} {said}"]
    assert [str(found) for found in read_release(bundle, read_form, release_id=7).refused] == [f"{FORM} {said}"]
