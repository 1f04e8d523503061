"""What a form accepts and refuses, as JSON answers, which the simulator and the engine give."""

from collections.abc import Callable, Mapping
from datetime import datetime

import pytest

from engine.errors import InvalidAnswers
from forms.form import Form

Problems = Callable[[Form, Mapping[str, object]], dict[str, str]]
GOOD_VISIT: dict[str, object] = {
    "visit_day": "2026-11-20",
    "seen_alone": "yes",
    "place": "home",
    "concerns": ["neglect"],
    "safety": 7,
    "is_true": True,
}


def test_good_answers_come_back_clean(visit: Form, facts: dict[str, object], now: datetime) -> None:
    typed = {**GOOD_VISIT, "email": "  a.person@example.org \n", "safety": "7", "concerns": ["neglect", "neglect"]}
    clean = visit.check(typed, facts, now)
    assert clean == {**GOOD_VISIT, "email": "a.person@example.org"}


def test_nothing_answered_gives_one_message_for_each_required_question(visit: Form, problems: Problems) -> None:
    assert problems(visit, {}) == {
        "visit_day": "Enter date of visit",
        "seen_alone": "Select an answer to ‘Was the child seen alone?’",
        "safety": "Enter safety scale (0 to 10)",
        "is_true": "Tick ‘This record is true’ to continue",
    }


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("2026-11-22", None),  # today counts as past
        ("2026-11-23", "Date of visit must be today or in the past"),
        ("2026-02-31", "Date of visit must be a real date"),
        ("0202-11-20", "Date of visit must have a year between 1900 and 2200"),
        ("20261120", "Date of visit must be a real date"),
        ({"day": "31", "month": "2", "year": "2026"}, "Date of visit must be a real date"),
        ({"day": "20", "month": "", "year": "2026"}, "Date of visit must include a month"),
        ({"day": "", "month": "", "year": "2026"}, "Date of visit must include a day and month"),
        ({"day": "20", "month": "Nov", "year": "2026"}, None),
        ({"day": "20", "month": "11", "year": "26"}, "Date of visit must have a year of 4 numbers, such as 2026"),
        ({"day": "٢", "month": "11", "year": "2026"}, "Date of visit must be a real date"),
        (20261120, "Date of visit must be a date, such as 2026-12-23"),
    ],
)
def test_a_date_is_real_and_within_its_bounds(
    visit: Form, problems: Problems, day: object, message: str | None
) -> None:
    assert problems(visit, {**GOOD_VISIT, "visit_day": day}).get("visit_day") == message


@pytest.mark.parametrize(
    ("key", "answer", "message"),
    [
        ("safety", 11, "Safety scale (0 to 10) must be 10 or less"),
        ("safety", -1, "Safety scale (0 to 10) must be 0 or more"),
        ("safety", 6.5, "Safety scale (0 to 10) must be a whole number"),
        ("safety", "seven", "Safety scale (0 to 10) must be a number"),
        ("safety", True, "Safety scale (0 to 10) must be a number"),
        ("safety", float("nan"), "Safety scale (0 to 10) must be a number"),
        ("place", "moon", "Where the visit took place: choose from the list; ‘moon’ is not on it"),
        ("place", ["home"], "Where the visit took place must be one of its choices, as text"),
        ("concerns", ["neglect", "moon"], "Which concerns were noted: choose from the list; ‘moon’ is not on it"),
        ("concerns", "neglect", "Which concerns were noted must be a list of its choices"),
        ("email", "not an address", "Enter an email address in the correct format, like name@example.com"),
        ("email", 5, "Email address to notify must be text"),
        ("email", "x" * 5_000_000, "Email address to notify must be 500 characters or fewer"),
        ("reference", "ab1234", "Enter a case reference like AB1234"),
        ("is_true", "yes", "This record is true must be true or false"),
    ],
)
def test_an_answer_outside_its_limits_is_refused(
    visit: Form, problems: Problems, key: str, answer: object, message: str
) -> None:
    assert problems(visit, {**GOOD_VISIT, key: answer}) == {key: message}


def test_a_hidden_answer_is_neither_required_nor_stored(visit: Form, facts: dict[str, object], now: datetime) -> None:
    clean = visit.check({**GOOD_VISIT, "why_not_alone": "said before"}, facts, now)
    assert "why_not_alone" not in clean


def test_a_shown_answer_is_required_in_the_words_of_the_form(visit: Form, problems: Problems) -> None:
    found = problems(visit, {**GOOD_VISIT, "seen_alone": "no", "why_not_alone": " \u200b "})
    assert found == {"why_not_alone": "Enter why the child was not seen alone"}


def test_a_long_text_is_refused_with_its_limit(visit: Form, problems: Problems) -> None:
    found = problems(visit, {**GOOD_VISIT, "seen_alone": "no", "why_not_alone": "x" * 201})
    assert found == {"why_not_alone": "‘Why was the child not seen alone?’ must be 200 characters or fewer"}


def test_a_rule_between_answers_speaks_in_its_own_words(visit: Form, problems: Problems) -> None:
    found = problems(visit, {**GOOD_VISIT, "safety": 9})
    assert found == {"safety": "A safety of 8 or more does not fit with concerns: change one of them"}
    assert problems(visit, {**GOOD_VISIT, "safety": 9, "concerns": []}) == {}


def test_an_unknown_name_is_refused_with_the_names_there_are(visit: Form, problems: Problems) -> None:
    found = problems(visit, {**GOOD_VISIT, "seen_allone": "yes"})
    assert list(found) == ["seen_allone"]
    assert "seen_alone" in found["seen_allone"]


def test_control_characters_never_reach_the_store(visit: Form, facts: dict[str, object], now: datetime) -> None:
    clean = visit.check({**GOOD_VISIT, "reference": "AB\x001234\ud800"}, facts, now)
    assert clean["reference"] == "AB1234"


def test_the_refusal_keeps_the_order_of_the_page(visit: Form, facts: dict[str, object], now: datetime) -> None:
    with pytest.raises(InvalidAnswers) as refusal:
        visit.check({"is_true": False, "safety": "x", "visit_day": ""}, facts, now)
    assert [problem.path for problem in refusal.value.problems] == ["visit_day", "seen_alone", "safety", "is_true"]
