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
