"""Repeating rows: checks by row, blank rows, rows that the case file gives."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import pytest

from forms.components import Rows, everything
from forms.form import Form
from forms.reader import read_form

Problems = Callable[[Form, Mapping[str, object]], dict[str, str]]
GOAL = {"goal": "A calm bedtime", "measure": "Five nights of seven", "target": "2026-12-20", "status": "open"}
GOOD: dict[str, object] = {
    "goals": [GOAL],
    "risks": [{"now_is": "gone"}, {"now_is": "worse"}],
    "plan_end": "2027-01-04",
    "discharge": "By application in spring",
}


def test_rows_come_back_clean_with_what_the_case_file_gives(
    plan: Form, facts: dict[str, object], now: datetime
) -> None:
    clean = plan.check({**GOOD, "goals": [{**GOAL, "reason": "hidden, so dropped"}, {}]}, facts, now)
    assert clean == {**GOOD, "risks": [{"area": "Home", "now_is": "gone"}, {"area": "School", "now_is": "worse"}]}


@pytest.mark.requirement("S2-09")
@pytest.mark.parametrize(("missing", "message"), [("measure", "Enter measure"), ("target", "Enter target date")])
def test_a_goal_without_a_measure_or_a_date_is_refused(
    plan: Form, problems: Problems, missing: str, message: str
) -> None:
    second = {key: value for key, value in GOAL.items() if key != missing}
    assert problems(plan, {**GOOD, "goals": [GOAL, second]}) == {f"goals.1.{missing}": message}


def test_an_untouched_row_falls_away_and_the_others_keep_their_place(plan: Form, problems: Problems) -> None:
    untouched = {"status": "open", "goal": ""}  # the default alone
    late = {**GOAL, "target": "2027-01-05"}  # the plan ends on 4 January
    found = problems(plan, {**GOOD, "goals": [untouched, GOAL, late]})
    assert found == {"goals.2.target": "Target date must be on or before the end of the plan"}


def test_a_list_that_needs_a_row_says_so(plan: Form, problems: Problems) -> None:
    assert problems(plan, {**GOOD, "goals": []}) == {"goals": "Add at least one goal"}


def test_a_needed_row_that_is_blank_shows_what_is_missing(plan: Form, problems: Problems) -> None:
    found = problems(plan, {**GOOD, "goals": [{}]})
    assert sorted(found) == ["goals.0.goal", "goals.0.measure", "goals.0.target"]


def test_a_condition_in_a_row_reads_its_own_row(plan: Form, problems: Problems) -> None:
    dropped = {**GOAL, "status": "dropped"}
    assert problems(plan, {**GOOD, "goals": [GOAL, dropped]}) == {"goals.1.reason": "Enter reason for dropping it"}


def test_a_rule_over_the_rows_reads_them_all(plan: Form, problems: Problems) -> None:
    dropped = {**GOAL, "status": "dropped", "reason": "Done otherwise"}
    assert problems(plan, {**GOOD, "goals": [dropped]}) == {"goals": "Keep at least one goal"}


def test_more_rows_than_the_list_may_hold_are_refused(plan: Form, problems: Problems) -> None:
    assert problems(plan, {**GOOD, "goals": [GOAL] * 6}) == {"goals": "Goals must have 5 rows or fewer"}


@pytest.mark.parametrize("rows", ["text", 5, ["text"], [None], {"goal": "x"}])
def test_rows_of_the_wrong_shape_are_refused(plan: Form, problems: Problems, rows: object) -> None:
    assert problems(plan, {**GOOD, "goals": rows}) == {"goals": "Goals must be a list of rows"}


def test_an_unknown_name_in_a_row_is_refused(plan: Form, problems: Problems) -> None:
    assert list(problems(plan, {**GOOD, "goals": [{**GOAL, "mesure": "x"}]})) == ["goals.0.mesure"]


@pytest.mark.parametrize(
    "risks",
    [
        [{"area": "School", "now_is": "gone"}, {"area": "Home", "now_is": "worse"}],  # in another order
        [{"now_is": "gone"}, {"now_is": "worse"}, {"now_is": "gone"}],  # one more than there are now
    ],
)
def test_rows_that_no_longer_match_the_case_file_are_not_mixed_up(
    plan: Form, problems: Problems, risks: object
) -> None:
    assert list(problems(plan, {**GOOD, "risks": risks})) == ["risks"]


def test_fixed_rows_that_nobody_answered_are_still_asked(plan: Form, problems: Problems) -> None:
    found = problems(plan, {key: value for key, value in GOOD.items() if key != "risks"})
    assert sorted(found) == ["risks.0.now_is", "risks.1.now_is"]


def test_the_lists_of_one_form_of_the_pathway_call_their_rows_by_different_names() -> None:
    for path in sorted(Path("forms").glob("*.json")):
        lists = [found for found, _ in everything(read_form(path.read_bytes(), path.name).components)]
        names = [found.row_label for found in lists if isinstance(found, Rows) and found.row_label]
        assert len(names) == len(set(names)), path.name
