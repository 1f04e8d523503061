"""Values as people read them: dates in one style everywhere, and what each of two dates is."""

from datetime import datetime
from pathlib import Path

import pytest

from forms.reader import read_form
from forms.render import render_form
from forms.shown import shown


def test_a_date_in_an_object_says_what_it_is() -> None:
    action = {"what": "Weekly session", "from": "2027-01-06", "until": "2027-03-20"}
    assert shown(action) == "Weekly session, from 6 January 2027, until 20 March 2027"
    assert shown({"by": "The mother", "on": "2027-01-06", "note": ""}) == "The mother, on 6 January 2027"


@pytest.mark.requirement("S2-06", "S1-02")
@pytest.mark.parametrize(
    ("form_id", "facts", "words"),
    [
        (
            "agree_rss_plan",
            {"rss_plan": {"actions": [{"action": "A walk", "who": "Ada", "starts_on": "2027-01-06", "ends_on": None}]}},
            "A walk, Ada, from 6 January 2027",
        ),
        (
            "close_case",
            {"case": {"risk_classifications": [
                {"level": "medium", "on": "2020-01-05", "author": "Ada", "rationale": "Debts"}
            ]}},
            "Medium, on 5 January 2020, Ada: Debts",
        ),
        (
            "outstanding_issues",
            {"case": {"review_next_steps": [{"step": "A weekend", "owner": "Ada", "on": "2027-01-06"}]}},
            "A weekend, Ada, by 6 January 2027",
        ),
    ],
)  # fmt: skip
def test_lists_of_facts_give_dates_in_words(form_id: str, facts: dict[str, object], words: str, now: datetime) -> None:
    form = read_form(Path(f"forms/{form_id}.json").read_bytes(), form_id)
    assert words in render_form(form, {}, facts, (), now)


def test_no_fact_writes_a_date_with_strokes() -> None:
    assert [path.name for path in Path("forms").glob("*.json") if '\\"/\\"' in path.read_text(encoding="utf-8")] == []
