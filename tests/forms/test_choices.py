"""Choices that an expression works out."""

import json
from datetime import datetime

import pytest

from engine.errors import InvalidAnswers
from forms.form import Form
from forms.reader import read_form


def form(expression: str) -> Form:
    inside = {"type": "select", "id": "F", "key": "pick", "label": "Pick", "valuesExpression": expression}
    return read_form(json.dumps({"type": "default", "id": "f", "components": [inside]}).encode(), "f.json")


@pytest.mark.parametrize(
    ("found", "accepted"),
    [
        (["a", "b"], ["a", "b"]),
        ([{"label": "A", "value": "a"}, {"label": "A again", "value": "a"}], ["a"]),
        ([1, 2.5], ["1", "2.5"]),
        ([{"label": "no value"}, None, True, [], ""], []),
        ("not a list", []),
        (None, []),
    ],
)
def test_a_list_of_pairs_or_of_plain_values_gives_the_choices(
    found: object, accepted: list[str], now: datetime
) -> None:
    asked = form("=given")
    for value in ("a", "b", "1", "2.5"):
        if value in accepted:
            assert asked.check({"pick": value}, {"given": found}, now) == {"pick": value}
        else:
            with pytest.raises(InvalidAnswers):
                asked.check({"pick": value}, {"given": found}, now)


def test_the_choices_that_are_fixed_are_known_by_key_also_those_of_several_and_those_in_rows() -> None:
    """What a condition on a diagram may ask for; an expression or a role gives choices that nobody knows before."""
    values = [{"label": "East", "value": "east"}, {"label": "West", "value": "west"}]
    one = {"id": "a", "type": "radio", "key": "one", "label": "One", "values": values}
    several = {"id": "b", "type": "checklist", "key": "several", "label": "Several", "values": values[:1]}
    given = {"id": "c", "type": "select", "key": "given", "label": "Given", "valuesExpression": "=given"}
    rows = {"id": "d", "type": "dynamiclist", "path": "rows", "label": "Rows", "components": [{**one, "id": "e"}]}
    file = {"type": "default", "id": "f", "components": [one, several, given, rows]}
    asked = read_form(json.dumps(file).encode(), "f.json")
    assert asked.choices == {"one": {"east", "west"}, "several": {"east"}, "rows.one": {"east", "west"}}
