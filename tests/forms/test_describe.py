"""Answers as labels and text, for checking and for history."""

from datetime import datetime

from forms.describe import describe_answers
from forms.form import Form
from forms.shown import shown


def test_each_answer_is_in_words(visit: Form) -> None:
    answers = {
        "visit_day": "2026-11-20",
        "seen_alone": "yes",
        "concerns": ["neglect", "physical"],
        "safety": 7,
        "is_true": True,
    }
    assert describe_answers(visit, answers) == [
        ("Date of visit", "20 November 2026"),
        ("Was the child seen alone?", "Yes"),
        ("Which concerns were noted", "Neglect\nPhysical harm"),
        ("Safety scale (0 to 10)", "7"),
        ("This record is true", "Yes"),
    ]


def test_rows_name_their_row(plan: Form) -> None:
    answers = {"goals": [{"goal": "A calm bedtime", "status": "open"}, {"goal": "School"}]}
    assert describe_answers(plan, answers) == [
        ("Goal 1: Goal", "A calm bedtime"),
        ("Goal 1: Status", "Open"),
        ("Goal 2: Goal", "School"),
    ]


def test_people_have_their_names_where_the_case_file_is_at_hand(
    signing: Form, facts: dict[str, object], now: datetime
) -> None:
    answers = {
        "worker": "p1",
        "met_at": "2026-07-23T15:30:00+00:00",
        "minutes": {"name": "m.pdf", "size": 1, "sha256": "x"},
    }
    assert describe_answers(signing, answers, facts, now) == [
        ("When the meeting began", "23 July 2026 at 4:30pm"),
        ("Reunification practitioner", "Pat Doe"),
        ("Minutes", "m.pdf"),
    ]
    assert ("Reunification practitioner", "p1") in describe_answers(signing, answers)


def test_values_are_shown_as_people_write_them() -> None:
    values = [
        None,
        "",
        True,
        3,
        2.5,
        "2027-01-04",
        "2027-13-04",
        "2026-12-23T12:00:00Z",
        ["a", 1],
        [],
        {"a": "x", "b": None},
    ]
    assert [shown(value) for value in values] == [
        "Not recorded",
        "Not recorded",
        "Yes",
        "3",
        "2.5",
        "4 January 2027",
        "2027-13-04",
        "23 December 2026 at midday",
        "a, 1",
        "None",
        "x",
    ]
