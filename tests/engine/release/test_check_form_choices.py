"""What a form's conditions and rules ask of answers, its own and those of other forms, can be answered somewhere."""

import json
from typing import Any

import pytest

from engine.errors import DefinitionError
from engine.release.bundle import Bundle
from engine.release.release import read_release
from forms.reader import read_form
from tests.builders.bpmn import diagram, end, path, process, start, user
from tests.sample.library import bundle_of

FORM = "forms/look_at_shelves.json"
BRANCHES = [{"label": name.capitalize(), "value": name} for name in ("east", "west")]
PLACE: dict[str, Any] = {"type": "radio", "id": "place", "key": "place", "label": "Place", "values": BRANCHES}
ROWS: dict[str, Any] = {"type": "dynamiclist", "id": "rows", "path": "visits", "label": "Visits"}
NOTE: dict[str, Any] = {"type": "textfield", "id": "note", "key": "note", "label": "Note"}


def problems(*components: dict[str, Any]) -> list[str]:
    """Of a form with these questions besides its own (`seen`, which is yes or no), asked after `report`, the report of
    a loss, whose branches are east, north and west.
    """
    kept = {"kind": "=report.member", "case.word": "=report.title"}
    tasks = user("report", "desk", "report_loss", kept), user("ask", "desk", "look_at_shelves")
    bundle = bundle_of(main=diagram(process("main", start(), *tasks, end(), path("begin", "report", "ask", "done"))))
    form = json.loads(bundle.files[FORM])
    form["components"] += components
    try:
        read_release(Bundle(bundle.files | {FORM: json.dumps(form).encode()}), read_form)
    except DefinitionError as error:
        return [str(problem) for problem in error.problems]
    return []


def hidden_if(condition: str) -> dict[str, Any]:
    return {**NOTE, "conditional": {"hide": f"={condition}"}}


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ('seen = "perhaps"', "compares seen with 'perhaps', which nobody can choose. The choices are no, yes."),
        ('seen in ("yes", "perhaps")', "compares seen with 'perhaps'"),
        ('"south" in report.branches', "compares report.branches with 'south', which nobody can choose."),
        ('list contains(report.branches, "south")', "The choices are east, north, west."),
        ('kind != "dog"', "compares kind with 'dog', which nobody can choose. The choices are adult, child."),
        ('some one in visits satisfies one.place = "south"', "compares visits.place with 'south'"),
    ],
)
def test_a_condition_that_asks_for_what_nobody_can_answer_is_refused(condition: str, said: str) -> None:
    [found] = problems({**ROWS, "components": [PLACE]}, hidden_if(condition))
    assert found.startswith(f"{FORM} note conditional.hide: compares ")
    assert said in found


def test_a_rule_is_read_too_and_in_rows_this_and_parent() -> None:
    rules = {
        "rule": '=this.place != "south"',
        "ruleMessage": "No",
        "rule2": '=parent.seen = "never"',
        "ruleMessage2": "No",
    }
    row = {**NOTE, "properties": rules}
    found = problems({**ROWS, "components": [PLACE, row]})
    assert [problem.split(": ")[1].split(",")[0] for problem in found] == [
        "compares visits.place with 'south'",
        "compares seen with 'never'",
    ]


@pytest.mark.parametrize(
    "condition",
    [
        'seen = "yes"', 'report.member != "child"', 'report.title = "Atlas"', 'case.word = "anything"', 'seen = ""',
        'note = "anything"', 'count(visits[place = "south"]) > 0', 'report.branches[item = "north"] = []',
    ],
)  # fmt: skip
def test_what_can_be_answered_and_what_nobody_knows_is_accepted(condition: str) -> None:
    assert (
        problems(
            {**ROWS, "components": [PLACE]},
            {**NOTE, "id": "other", "key": "other"} | {"conditional": {"hide": f"={condition}"}},
            NOTE,
        )
        == []
    )


def test_a_forms_own_answer_wins_over_what_the_case_file_calls_the_same() -> None:
    """`kind` is kept from the report as adult or child, but this form asks for a kind of its own."""
    own = {**PLACE, "key": "kind"}
    assert problems(own, hidden_if('kind = "east"')) == []
    [found] = problems(own, hidden_if('kind = "adult"'))
    assert found.endswith("compares kind with 'adult', which nobody can choose. The choices are east, west.")
