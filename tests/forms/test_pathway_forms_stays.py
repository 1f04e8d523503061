"""The forms about stays at home: what each accepts and what it refuses."""

from datetime import datetime
from typing import cast

import pytest

from forms.render import render_form
from tests.forms.pathway_second import CARE_ORDER, FRIDAY
from tests.forms.pathway_stays import GOOD
from tests.forms.pathway_tables import facts_of, form_of, marked, problems_of, refused

TONIGHT = "2026-11-22T20:00:00+00:00"
EARLY = {"starts_at": "2026-09-30T10:00:00+01:00", "nights_in_period": 28}
SINCE_OCTOBER: dict[str, object] = {"case": {**CARE_ORDER, "looked_after_since": "2026-10-01"}}
TOLD: dict[str, object] = {"stay_number": 3, "case": {"stays_alerted": [3]}}
AT_HOME: dict[str, object] = {"stay_number": 3, "case": {"stays_gone_on": [2, 3]}}
NOT_YET = {"starts_at": "2026-11-27T10:00:00+00:00"}
NO_END = {"starts_at": "2026-11-20T18:00:00+00:00", "ends_at": None}
OTHER = {"number": 3, "starts_at": "2026-11-13T17:00:00+00:00", "ends_at": "2026-11-16T17:00:00+00:00"}
OPEN = {"number": 4, "starts_at": "2026-11-30T17:00:00+00:00", "ends_at": None}
"""Stays that are planned or under way: three nights from a Friday, and one from Monday 30 November with no end."""
LONG = {"starts_at": "2026-10-01T18:00:00+01:00", "ends_at": "2026-11-25T18:00:00+00:00"}


@pytest.mark.parametrize("form_id", [marked(good.ids, form_id) for form_id, good in GOOD.items()])
def test_a_form_accepts_good_answers_as_they_are(form_id: str, now: datetime) -> None:
    answers = GOOD[form_id].answers
    assert form_of(form_id).check(answers, facts_of(form_id), now) == answers


REFUSED = [
    refused("S2-13", "home_stay_reported", {"ends_at": FRIDAY}, "ends_at", "must be after its start"),
    refused("S2-13", "home_stay_reported", {"nights_in_period": 29}, "nights_in_period", "must be 28 or less"),
    # Friday to Sunday are two nights; at home since Friday 20 November without an end, two by Sunday the 22nd; and of a
    # stay from 1 October to 25 November those since 25 October are more than the 28 that can be entered
    refused("S2-13", "home_stay_reported", {"nights_in_period": 1}, "nights_in_period", "must be 2 or more, as this"),
    refused("S2-13", "home_stay_reported", NO_END | {"nights_in_period": 1}, "nights_in_period", "must be 2 or more"),
    refused("S2-13", "home_stay_reported", LONG | {"nights_in_period": 27}, "nights_in_period", "must be 28 or more"),
    refused("S2-13", "classify_stay", {"classification": "holiday"}, "classification", "choose from the list"),
    refused("S2-13", "confirm_stay", {"decision": "return"}, "reason", "Enter what is missing or unclear"),
    refused("S2-12c", "section_20_stay", {"route": None}, "route", "Select how this time at home will work"),
    refused(
        "S2-12c",
        "section_20_stay",
        {},
        "route",
        "confirmed as returning home",
        confirm_stay={"classification": "returning_home"},
    ),
    refused(
        "S2-12c",
        "section_20_stay",
        {"route": "cease"},
        "route",
        "confirmed as family time",
        confirm_stay={"classification": "extended_family_time"},
    ),
    refused("S2-12b", "stay_is_over", {"ended_at": "2026-11-13T09:00:00+00:00"}, "ended_at", "before the stay began"),
    refused(
        "S2-12b",
        "stay_is_over",
        {},
        "what",
        "has not begun yet",
        home_stay_reported={"starts_at": "2026-11-27T10:00:00+00:00"},
    ),
    refused("S2-13", "is_child_back", {"back_at": "2026-11-13T09:00:00+00:00"}, "back_at", "before the stay began"),
    refused("S2-13", "is_child_back", {"back_at": TONIGHT}, "back_at", "must be in the past"),
    refused("S2-12b", "is_child_back", {"child_is": None}, "child_is", "Enter how the child is"),
    refused("S2-12b", "is_child_back", {"back": "no"}, "why", "Enter why the child is still at home"),
    refused(
        "S2-12b",
        "is_child_back",
        {"back": "no", "why": "The mother asked for it", "new_end": "2026-11-20T08:30:00+00:00"},
        "new_end",
        "must be later than now",
    ),
    refused("S2-12b", "end_stay", {"what_was_done": None}, "what_was_done", "Enter what was done"),
    # Looked after since 1 October 2026; a stay may have started that day, not on the last of September.
    refused("S2-13", "home_stay_reported", EARLY, "starts_at", "looked after, on 1 October 2026", **SINCE_OCTOBER),
    # Stay 3 began on Friday 13 November at 10am, and managers were told that the child is at home.
    refused("S2-12b", "stay_is_over", {"what": "cancelled"}, "what", "have been told that the child", **TOLD),
    refused("S2-13", "stay_is_over", {"what": "cancelled"}, "what", "have been told that the child", **AT_HOME),
    refused("S2-12b", "end_stay", {"what": "cancelled"}, "how_known", "how you know that the child never", **TOLD),
    # Somebody has said that the child was still at home: nobody can say that the child never went.
    refused("S2-13", "end_stay", {"what": "cancelled"}, "what", "on record that the child was still", **AT_HOME),
    refused("S2-13", "is_child_back", {"back": "never_went"}, "back", "on record that the child was still", **AT_HOME),
    refused("S2-13", "confirm_never_went", {}, "confirmed", "on record that the child was still", **AT_HOME),
    refused("S2-12b", "confirm_never_went", {"reason": None}, "reason", "Enter your reasons"),
    refused("S2-12b", "end_stay", {}, "what", "has not begun yet", home_stay_reported=NOT_YET),
    refused("S2-12b", "end_stay", {"ended_on": "2026-11-12"}, "ended_on", "before the stay began"),
    refused("S2-12b", "end_stay", {"ended_on": "2026-11-23"}, "ended_on", "must be today or in the past"),
    refused("S2-13", "answer_unauthorised_stay", {"decision": "never_went"}, "decision", "still at home", **AT_HOME),
    refused("S2-12b", "answer_unauthorised_stay", {"decision": "agree_now"}, "decision", "choose from the list"),
    refused("S2-12b", "answer_unauthorised_stay", {"safety_checked": None}, "safety_checked", "that the child is safe"),
]


@pytest.mark.parametrize(("form_id", "change", "path", "says", "facts"), REFUSED)
def test_a_form_refuses_what_cannot_be_true_of_a_stay(
    form_id: str, change: dict[str, object], path: str, says: str, facts: dict[str, object], now: datetime
) -> None:
    problems = problems_of(form_id, {**GOOD[form_id].answers, **change}, facts, now)
    assert list(problems) == [path]
    assert says in problems[path]


def test_every_form_about_a_stay_has_one_refused_set_of_answers() -> None:
    assert {cast(str, case.values[0]) for case in REFUSED} == set(GOOD)


@pytest.mark.requirement("S2-13")
def test_a_stay_may_have_started_on_the_day_from_which_the_child_was_looked_after(now: datetime) -> None:
    answers = {**GOOD["home_stay_reported"].answers, **EARLY, "starts_at": "2026-10-01T10:00:00+01:00"}
    assert problems_of("home_stay_reported", answers, SINCE_OCTOBER, now) == {}


@pytest.mark.requirement("S2-13", "S2-12b")
@pytest.mark.parametrize(
    ("starts", "ends", "other"),
    [
        ("2026-11-14T10:00", "2026-11-15T10:00", "13 November 2026"),  # inside it
        ("2026-11-13T17:00", "2026-11-16T17:00", "13 November 2026"),  # the same stay once more
        ("2026-11-16T16:59", "2026-11-18T17:00", "13 November 2026"),  # begins a minute before that one ends
        ("2026-11-10T17:00", "2026-11-20T17:00", "13 November 2026"),  # around it
        ("2026-11-10T17:00", None, "13 November 2026"),  # with no end, so it reaches into it
        ("2026-12-04T17:00", "2026-12-07T17:00", "30 November 2026"),  # nobody knows when that one ends
    ],
)
def test_a_stay_within_another_one_is_refused_with_what_to_do(
    starts: str, ends: str | None, other: str, now: datetime
) -> None:
    problems = problems_of("home_stay_reported", reported(starts, ends), {"case": {"stays": [OTHER, OPEN]}}, now)
    assert list(problems) == ["starts_at"]
    assert other in problems["starts_at"]
    assert "over or was cancelled, report that first" in problems["starts_at"]


@pytest.mark.requirement("S2-13")
@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        ("2026-11-16T17:00", "2026-11-20T17:00"),  # from the minute in which that one ends
        ("2026-11-10T17:00", "2026-11-13T17:00"),  # until the minute in which it begins
        ("2026-11-20T17:00", "2026-11-30T17:00"),  # until the one begins whose end nobody knows
    ],
)
def test_stays_may_follow_each_other_at_once(starts: str, ends: str, now: datetime) -> None:
    facts: dict[str, object] = {"case": {"stays": [OTHER, OPEN]}}
    assert problems_of("home_stay_reported", reported(starts, ends), facts, now) == {}


def reported(starts: str, ends: str | None) -> dict[str, object]:
    changed = {"starts_at": f"{starts}:00+00:00", "ends_at": ends and f"{ends}:00+00:00", "nights_in_period": 28}
    return {**GOOD["home_stay_reported"].answers, **changed}


@pytest.mark.requirement("S2-12b")
@pytest.mark.parametrize("form_id", ["stay_is_over", "end_stay"])
def test_a_stay_that_nobody_was_told_of_may_have_been_called_off_before_or_after_its_start(
    form_id: str, now: datetime
) -> None:
    answers = {**GOOD[form_id].answers, "what": "cancelled"}
    assert problems_of(form_id, answers, {}, now) == {}
    assert problems_of(form_id, answers, {"home_stay_reported": NOT_YET}, now) == {}
    # Managers were told of another stay, not of this one.
    assert problems_of(form_id, answers, {**TOLD, "stay_number": 4}, now) == {}


@pytest.mark.requirement("S2-12b")
def test_that_a_child_never_went_though_managers_were_told_is_said_with_how_it_is_known(now: datetime) -> None:
    answers = {**GOOD["end_stay"].answers, "what": "cancelled", "how_known": "The carers had the child"}
    assert problems_of("end_stay", answers, TOLD, now) == {}


@pytest.mark.requirement("S2-12b", "A0-5")
def test_the_assistant_director_reads_who_says_that_the_child_never_went_and_why(now: datetime) -> None:
    said = {"is_child_back": {"back": "never_went", "child_is": "The carers had the child all weekend"}}
    form = form_of("answer_unauthorised_stay")
    assert "had the child all weekend" in render_form(form, {}, facts_of(form.id, said), (), now)
    # How a child is who is still at home is no reason to say that the child never went.
    said["is_child_back"]["back"] = "no"
    assert "had the child all weekend" not in render_form(form, {}, facts_of(form.id, said), (), now)


@pytest.mark.requirement("S2-12b", "A0-5")
def test_the_social_worker_reads_why_it_was_not_confirmed_that_the_child_never_went(now: datetime) -> None:
    no = {"confirm_never_went": {"confirmed": "no", "reason": "Nobody has spoken with the child"}}
    page = render_form(form_of("end_stay"), {}, facts_of("end_stay", no), (), now)
    assert "Nobody has spoken with the child" in page
    assert "does not confirm" not in render_form(form_of("end_stay"), {}, facts_of("end_stay"), (), now)


@pytest.mark.requirement("S2-13")
def test_a_team_manager_starts_from_the_social_workers_view_of_the_stay(now: datetime) -> None:
    facts = facts_of("confirm_stay", {"classify_stay": {"classification": "extended_family_time"}})
    assert form_of("confirm_stay").starting_answers(facts, now) == {"classification": "extended_family_time"}


@pytest.mark.requirement("S2-13")
@pytest.mark.parametrize(
    "form_id",
    [
        *("classify_stay", "confirm_stay", "section_20_stay", "is_child_back"),
        *("stay_is_over", "end_stay", "confirm_never_went"),
    ],
)
def test_people_see_how_long_the_stay_is_by_now_and_not_how_long_it_was_to_be(form_id: str, now: datetime) -> None:
    # Reported until Monday, 72 hours; then its end moved to Thursday 19 November at 5pm, 144 hours and 6 nights.
    reported = {"starts_at": "2026-11-13T17:00:00+00:00", "nights_in_period": 3}
    row = {"number": 3, "ends_at": "2026-11-19T17:00:00+00:00", "hours": 144, "nights": 6}
    seen = {"home_stay_reported": reported, "stay": {"hours": 72}, "stay_until": "2026-11-16T17:00:00+00:00"}
    facts = facts_of(form_id, {**seen, "case": {"stays": [{"number": 2}, row]}, "stay_number": 3})
    page = render_form(form_of(form_id), {}, facts, (), now)
    assert ("144" in page, "19 November 2026" in page) == (True, True)
    assert ("72" in page, "16 November 2026" in page) == (False, False)


@pytest.mark.requirement("A0-5", "S2-12b")
def test_nothing_is_said_of_an_agreement_that_there_is_not(now: datetime) -> None:
    page = render_form(form_of("answer_unauthorised_stay"), {}, facts_of("answer_unauthorised_stay"), (), now)
    assert "It covers" not in page
    # Nothing is agreed, which is not the same as nothing recorded.
    assert "Not agreed" in page
    assert "What you decide here is no agreement" in page


@pytest.mark.requirement("F-06a")
@pytest.mark.parametrize(("agreed_at", "ended"), [("2026-11-02T10:00:00+00:00", False), (None, True)])
def test_a_new_agreement_says_whether_the_one_that_it_starts_from_has_ended(
    agreed_at: str | None, ended: bool, now: datetime
) -> None:
    case = {"pwp_household": [{"name": "First adult"}], "pwp_authorised_at": agreed_at}
    page = render_form(form_of("pwp_agreement"), {}, facts_of("pwp_agreement", {"case": case}), (), now)
    assert "from the agreement that was agreed last" in page
    assert ("which has ended" in page) == ended
