"""A posted page becomes raw answers, whatever was posted, and nothing that was typed is lost."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage, MultiDict

from forms.form import Form
from forms.posted import RowAction

Problems = Callable[[Form, Mapping[str, object]], dict[str, str]]


def post(*fields: tuple[str, str]) -> MultiDict[str, str]:
    return MultiDict(fields)


def test_a_filled_in_page_becomes_the_answers_that_json_would_give(
    visit: Form, facts: dict[str, object], now: datetime
) -> None:
    answers = visit.from_post(
        post(
            ("csrf_token", "x"),
            ("visit_day-day", "20"),
            ("visit_day-month", "11"),
            ("visit_day-year", "2026"),
            ("seen_alone", "yes"),
            ("concerns", "neglect"),
            ("concerns", "physical"),
            ("safety", " 7 "),
            ("is_true", "true"),
        )
    )
    assert visit.check(answers, facts, now) == {
        "visit_day": "2026-11-20",
        "seen_alone": "yes",
        "concerns": ["neglect", "physical"],
        "safety": 7,
        "is_true": True,
    }


def test_what_cannot_be_read_stays_as_it_was_typed(visit: Form) -> None:
    answers = visit.from_post(
        post(("visit_day-day", "31"), ("visit_day-month", "2"), ("visit_day-year", "2026"), ("safety", "about 7"))
    )
    assert answers["visit_day"] == {"day": "31", "month": "2", "year": "2026"}
    assert answers["safety"] == "about 7"


@pytest.mark.parametrize("joint", [".", "-"])
def test_rows_are_read_in_order_though_numbers_are_missing(plan: Form, joint: str) -> None:
    fields = [("goals", "7", "goal", "Second"), ("goals", "2", "goal", "First"), ("goals", "2", "target-day", "1")]
    answers = plan.from_post(post(*((joint.join(path), value) for *path, value in fields)))
    goals = answers["goals"]
    assert isinstance(goals, list)
    assert [row["goal"] for row in goals] == ["First", "Second"]
    assert goals[0]["target"] == {"day": "1", "month": "", "year": ""}


def test_a_row_of_unticked_boxes_is_still_a_row(signing: Form) -> None:
    answers = signing.from_post(post(("signatures.0", "1")))
    assert answers["signatures"] == [{"name": None, "agrees": False, "copy": None}]


def test_add_another_adds_a_blank_row_and_keeps_the_rest(plan: Form) -> None:
    data = post(("goals.0.goal", "Mine"), ("row-action", "add:goals"))
    assert plan.row_action(data) == RowAction("add", "goals")
    goals = plan.from_post(data)["goals"]
    assert isinstance(goals, list)
    assert [row.get("goal") for row in goals] == ["Mine", None]


def test_remove_takes_away_the_row_whose_button_was_pressed(plan: Form) -> None:
    data = post(("goals.0.goal", "One"), ("goals.3.goal", "Two"), ("row-action", "remove:goals:0"))
    assert plan.row_action(data) == RowAction("remove", "goals", 0)
    goals = plan.from_post(data)["goals"]
    assert isinstance(goals, list)
    assert [row["goal"] for row in goals] == ["Two"]


@pytest.mark.parametrize(
    "pressed",
    ["", "add", "add:", "add:visit_day", "add:risks", "remove:goals", "remove:goals:x", "remove:goals:-1", "x:goals"],
)
def test_a_button_that_is_not_there_does_nothing(plan: Form, pressed: str) -> None:
    data = post(("goals.0.goal", "One"), ("row-action", pressed))
    assert plan.row_action(data) is None
    assert len(plan.from_post(data)["goals"]) == 1  # type: ignore[arg-type]


def test_no_more_rows_are_added_than_the_list_may_hold(plan: Form) -> None:
    rows = [(f"goals.{number}.goal", "x") for number in range(5)]
    assert len(plan.from_post(post(*rows, ("row-action", "add:goals")))["goals"]) == 5  # type: ignore[arg-type]


def test_a_read_only_answer_cannot_be_posted(signing: Form, facts: dict[str, object], now: datetime) -> None:
    answers = signing.from_post(post(("version", "99")))
    assert "version" not in answers
    complete = {**answers, "met_at": "2026-11-20T10:00", "worker": "p1", "first_goal": "g1", "version": "99"}
    assert signing.check(complete, facts, now)["version"] == "2"


def test_a_file_is_measured_and_left_ready_to_be_stored(signing: Form) -> None:
    upload = FileStorage(BytesIO(b"%PDF-1.7"), "C:\\letters\\signed.pdf")
    answers = signing.from_post(post(), MultiDict([("minutes", upload)]))
    digest = hashlib.sha256(b"%PDF-1.7").hexdigest()
    assert answers["minutes"] == {"name": "signed.pdf", "size": 8, "sha256": digest}
    assert upload.stream.read() == b"%PDF-1.7"


def test_a_file_in_a_row_is_kept_when_the_page_is_shown_again(signing: Form) -> None:
    kept = {"a" * 64: {"name": "signed.pdf", "size": 8, "sha256": "a" * 64}}
    data = post(("signatures.1.name", "Sam"), ("signatures.1.copy-kept", "a" * 64))
    rows = signing.from_post(data, None, kept)["signatures"]
    assert rows == [{"name": "Sam", "agrees": False, "copy": kept["a" * 64]}]


def test_a_file_that_this_person_never_gave_is_not_taken(signing: Form) -> None:
    assert signing.from_post(post(("minutes-kept", "b" * 64)), None, {})["minutes"] is None


def test_a_file_that_was_given_before_has_the_name_that_it_has_on_the_page(signing: Form) -> None:
    kept = {"a" * 64: {"name": "another child.pdf", "size": 8, "sha256": "a" * 64}}
    data = post(("minutes-kept", "a" * 64), ("minutes-kept-name", "letters/sig\ned.pdf"))
    assert signing.kept_before(data) == {"a" * 64}
    assert signing.from_post(data, None, kept)["minutes"] == {"name": "sig ed.pdf", "size": 8, "sha256": "a" * 64}


def test_only_what_a_question_asks_for_and_accepts_is_worth_keeping(signing: Form, visit: Form) -> None:
    def files(*given: tuple[str, str, bytes]) -> Any:
        return MultiDict([(path, FileStorage(BytesIO(content), name)) for path, name, content in given])

    posted = files(
        ("minutes", "minutes.pdf", b"1"), ("signatures.3.copy", "copy.png", b"2"), ("signatures-4-copy", "c.pdf", b"3"),
        ("other", "other.pdf", b"4"), ("signatures.5.name", "name.pdf", b"5"), ("signatures.6.copy", "virus.exe", b"6"),
        ("signatures.7.copy", "empty.pdf", b""), ("signatures.8.copy", "big.pdf", b"x" * 10_000_001),
    )  # fmt: skip
    assert [file.filename for file in signing.acceptable(posted)] == ["minutes.pdf", "copy.png", "c.pdf"]
    assert visit.acceptable(posted) == []  # it asks for no file


@pytest.mark.parametrize(
    ("name", "size", "message"),
    [
        ("plan.exe", 5, "The selected file must be a PDF, PNG, JPG or JPEG"),
        ("plan.pdf", 0, "The selected file is empty"),
        ("plan.pdf", 2_000_001, "The selected file must be smaller than 2MB"),
        ("plan.PDF", 2_000_000, None),
    ],
)
def test_a_file_is_held_to_its_limits(
    signing: Form, problems: Problems, name: str, size: int, message: str | None
) -> None:
    found = problems(signing, {"minutes": {"name": name, "size": size, "sha256": "a" * 64}})
    assert found.get("minutes") == message


@pytest.mark.parametrize("file", ["x", {}, {"name": "a.pdf"}, {"name": "a.pdf", "size": True, "sha256": "a" * 64}])
def test_a_file_answer_of_the_wrong_shape_is_refused(signing: Form, problems: Problems, file: object) -> None:
    assert "minutes" in problems(signing, {"minutes": file})
