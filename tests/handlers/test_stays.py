"""How long a stay at home is, and when people must say what it is (A8, S2-13)."""

from collections.abc import Callable
from typing import Any

import pytest

Call = Callable[..., Any]


def measure(call: Call, starts_at: str, ends_at: str | None, **facts: object) -> Any:
    return call("stays.measure", starts_at=starts_at, ends_at=ends_at, **({"threshold_hours": 24} | facts))


@pytest.mark.requirement("A8", "S2-13")
@pytest.mark.parametrize(
    ("starts_at", "ends_at", "hours", "nights", "extended"),
    [
        ("2026-11-27T16:00", "2026-11-28T16:00", 24, 1, False),  # not more than 24 hours
        ("2026-11-27T16:00", "2026-11-28T16:01", 24.02, 1, True),
        ("2026-11-27T16:00", "2026-11-29T16:00", 48, 2, True),
        ("2026-10-24T16:00", "2026-10-25T16:00", 25, 1, True),  # the clocks go back: 25 hours
        ("2026-03-28T16:00", "2026-03-29T16:30", 23.5, 1, False),  # they go forward
    ],
)
def test_a_stay_is_long_when_it_lasts_more_than_24_hours(
    call: Call, starts_at: str, ends_at: str, hours: float, nights: int, extended: bool
) -> None:
    found = measure(call, starts_at, ends_at)
    assert (found["hours"], found["nights"], found["extended"]) == (hours, nights, extended)


@pytest.mark.requirement("A8")
def test_many_short_stays_are_long_together_where_the_council_counts_nights(call: Call) -> None:
    short = ("2026-11-27T16:00", "2026-11-28T10:00")
    assert not measure(call, *short, nights_in_period=9)["extended"]
    assert measure(call, *short, nights_in_period=9, threshold_nights=9)["extended"]
    assert not measure(call, *short, nights_in_period=9, threshold_nights=10)["extended"]


@pytest.mark.requirement("S2-12b")
@pytest.mark.parametrize(("starts_at", "begun"), [("2026-11-23T10:00", True), ("2026-11-23T10:01", False)])
def test_it_tells_whether_the_stay_has_begun(call: Call, starts_at: str, begun: bool) -> None:
    found = measure(call, starts_at, None)  # now is 10:00
    assert found["begun"] is begun
    assert found["extended"]  # no end is known


def note(call: Call, **facts: object) -> Any:
    stay = {"number": 1, "starts_at": "2026-12-04T15:00", "ends_at": "2026-12-07T09:00", "legal_route": "pwp"}
    return call("stays.note", **(stay | facts))


AGREED = {
    "kind": "extended_stay",
    "agreed_at": "2026-12-05T11:00:00+00:00",
    "starts_at": "2026-12-04T15:00",
    "ends_at": "2026-12-07T09:00",
}
"""Agreed on Saturday, a day after the stay began."""


@pytest.mark.requirement("S2-12b")
@pytest.mark.parametrize(
    ("facts", "authority"),
    [
        ({}, "not authorised"),
        ({"authorities": [AGREED]}, "authorised until Monday 7 December 2026 at 9am"),  # late, but from Saturday on
        ({"authorities": [AGREED | {"ends_at": None}]}, "authorised"),
        ({"authorities": [AGREED | {"ends_at": None, "route": "immediate"}]}, "authorised at once (regulation 19)"),
        ({"authorities": [AGREED | {"status": "withdrawn"}]}, "not authorised"),
        ({"authorities": [AGREED], "ends_at": None}, "authorised until Monday 7 December 2026 at 9am"),
        ({"authorities": [AGREED | {"ends_at": "2026-12-05T10:00"}]}, "not authorised"),
        ({"legal_route": "s20"}, "section 20, needs no authority"),
    ],
)
def test_the_case_shows_whether_a_stay_is_authorised(call: Call, facts: dict[str, object], authority: str) -> None:
    assert note(call, **facts)["words"] == f"from Friday 4 December 2026 at 3pm: {authority}"


@pytest.mark.requirement("S2-12b", "S2-13")
def test_a_stay_that_is_over_is_no_longer_shown_while_others_are(call: Call) -> None:
    one = note(call)
    two = note(call, number=2, starts_at="2026-12-11T15:00", ends_at="2026-12-14T09:00", stays=one["stays"])
    assert [stay["number"] for stay in two["stays"]] == [1, 2]
    left = note(call, over=True, stays=two["stays"])
    assert left["words"] == "from Friday 11 December 2026 at 3pm: not authorised"
    none = note(call, number=2, over=True, stays=left["stays"])
    assert (none["stays"], none["words"]) == ([], None)


def look(call: Call, **facts: object) -> str:
    stay = {"look_again_days": 7, "legal_route": "pwp", "ends_at": "2026-11-27T16:00:00+00:00"}
    return str(call("stays.next_look", **(stay | facts))["at"])


UNTIL_FRIDAY = AGREED | {"starts_at": "2026-11-20T16:00", "ends_at": "2026-11-27T16:00"}


@pytest.mark.requirement("S2-12b", "S2-13", "A0-5")
@pytest.mark.parametrize(
    ("facts", "at"),
    [
        # Now is Monday 23 November at 10:00.
        ({"authorities": [UNTIL_FRIDAY]}, "2026-11-27T16:00"),  # agreed to its end: asked about then
        ({"authorities": [UNTIL_FRIDAY], "ends_at": "2026-12-09T16:00"}, "2026-11-27T16:00"),  # agreed for a part of it
        ({"authorities": [UNTIL_FRIDAY], "ends_at": None}, "2026-11-27T16:00"),  # no end, but the agreement has one
        ({"authorities": [UNTIL_FRIDAY | {"ends_at": None}], "ends_at": None}, "2026-11-30T10:00"),  # a week from now
        ({"authorities": [UNTIL_FRIDAY | {"ends_at": None}], "ends_at": "2026-12-09T16:00"}, "2026-12-09T16:00"),
        ({"authorities": [UNTIL_FRIDAY | {"status": "withdrawn"}], "ends_at": "2026-12-09T16:00"}, "2026-11-30T10:00"),
        ({"ends_at": "2026-12-09T16:00"}, "2026-11-30T10:00"),  # nothing agreed: a week from now, not in sixteen days
        ({}, "2026-11-27T16:00"),  # nothing agreed, and it ends before the week is over
        ({"ends_at": None}, "2026-11-30T10:00"),
        ({"legal_route": "s20", "ends_at": "2026-12-09T16:00"}, "2026-12-09T16:00"),
        ({"legal_route": "s20", "ends_at": None}, "2026-11-30T10:00"),
    ],
)
def test_a_stay_is_asked_about_when_it_or_its_agreement_should_be_over_and_weekly_where_neither_ends(
    call: Call, facts: dict[str, object], at: str
) -> None:
    assert look(call, **facts)[:16] == at


@pytest.mark.requirement("S2-13")
@pytest.mark.parametrize(("ends_at", "ended"), [("2026-11-23T10:00", True), ("2026-11-23T10:01", False), (None, False)])
def test_it_tells_whether_the_stay_was_over_when_it_was_reported(call: Call, ends_at: str | None, ended: bool) -> None:
    assert measure(call, "2026-11-20T10:00", ends_at)["ended"] is ended  # now is 10:00


@pytest.mark.requirement("S2-13")
def test_the_length_of_a_stay_is_measured_anew_when_its_end_moves(call: Call) -> None:
    # Friday 4 December 3pm to Monday 7 December 9am: 66 hours and 3 nights; until Thursday 72 hours and 3 nights more.
    [row] = note(call)["stays"]
    assert (row["hours"], row["nights"]) == (66, 3)
    [row] = note(call, stays=[row], ends_at="2026-12-10T09:00")["stays"]
    assert (row["hours"], row["nights"]) == (138, 6)
    [row] = note(call, stays=[row], ends_at=None)["stays"]
    assert (row["hours"], row["nights"]) == (None, None)


@pytest.mark.requirement("S2-12b", "S2-13")
def test_a_stay_that_is_over_leaves_its_time_and_its_standing_behind(call: Call) -> None:
    known, over = note(call)["stays"], {"over": True, "ends_at": "2026-12-06T18:30"}
    began = "from Friday 4 December 2026 at 3pm"
    assert note(call, stays=known, **over)["last"] == f"{began} until Sunday 6 December 2026 at 6:30pm: not authorised"
    # Where only the day of the end is known, the day is said.
    day = note(call, stays=known, over=True, ends_at="2026-12-06")["last"]
    assert day == f"{began} until Sunday 6 December 2026: not authorised"
    assert note(call, stays=known, happened=False, **over)["last"] == f"{began}: did not take place"
    assert note(call, stays=known, became_return=True, **over)["last"] == f"{began}: became the return home"
    assert note(call, stays=known)["last"] is None
