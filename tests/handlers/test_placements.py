"""The hard guard: a child on a care order moves home only after the assistant director's agreement (A0-5, S5-04)."""

from collections.abc import Callable
from typing import Any

import pytest

from engine.errors import BusinessError

Call = Callable[..., Any]
AGREED: dict[str, object] = {"kind": "full_return", "agreed_at": "2026-12-03T11:00:00+00:00", "version": 1}
STAY: dict[str, object] = {"kind": "extended_stay", "starts_at": "2026-12-04T15:00", "ends_at": "2026-12-07T09:00"}
"""From Friday 4 December at 3pm to Monday 7 December at 9am."""
MOVE = {"moved_at": "2026-12-04T15:30", "needed_kind": "full_return", "legal_route": "pwp"}


def check(call: Call, *agreed: dict[str, object], **facts: object) -> Any:
    """Against the register of these agreements, each given as what differs from the plain one."""
    rows = [AGREED | row for row in agreed]
    return call("placements.check_authority", **(MOVE | {"authorities": rows} | facts))


@pytest.mark.requirement("A0-5", "S5-04", "S5-01")
def test_a_move_after_the_agreement_is_authorised(call: Call) -> None:
    assert check(call, {}) == {
        "authorised": True,
        "reason": "The assistant director agreed before the move, Thursday 3 December 2026 at 11am.",
    }


@pytest.mark.requirement("A0-5", "S2-12b")
@pytest.mark.parametrize(
    ("agreed", "reason"),
    [
        ({"agreed_at": "2026-12-04T15:31:00+00:00"}, "did not come before the move"),
        ({"agreed_at": "2026-12-04T15:30:00+00:00"}, "did not come before the move"),  # strictly before
        ({"kind": "extended_stay"}, "not a full-time return"),
        ({"starts_at": "2026-12-05T09:00"}, "does not cover"),
        ({"starts_at": "2026-12-01T09:00", "ends_at": "2026-12-04T15:00"}, "does not cover"),
        ({"status": "withdrawn", "withdrawn_at": "2026-12-04T15:30:00+00:00"}, "no longer stood"),
        ({"status": "replaced", "withdrawn_at": "2026-12-04T10:00:00+00:00"}, "no longer stood"),
    ],
)
def test_a_move_without_a_fitting_agreement_is_not(call: Call, agreed: dict[str, object], reason: str) -> None:
    found = check(call, agreed)
    assert not found["authorised"]
    assert reason in found["reason"]


@pytest.mark.requirement("A0-5", "S2-12b")
@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"authorities": None}, "has not agreed"),
        ({"authorities": []}, "has not agreed"),
        ({"legal_route": "not_covered"}, "does not cover this legal status"),
        ({"legal_route": None}, "does not cover this legal status"),
    ],
)
def test_a_move_that_nothing_was_agreed_for_is_not(call: Call, facts: dict[str, object], reason: str) -> None:
    found = check(call, {}, **facts)
    assert not found["authorised"]
    assert reason in found["reason"]


@pytest.mark.requirement("A0-5")
def test_an_agreement_that_ended_later_still_answers_for_a_move_before(call: Call) -> None:
    assert check(call, {"status": "withdrawn", "withdrawn_at": "2026-12-04T15:31:00+00:00"})["authorised"]


@pytest.mark.requirement("A0-5", "S2-12a")
def test_any_agreement_of_the_register_may_be_the_one_that_fits(call: Call) -> None:
    # Agreed first for 4 to 7 December, then for 11 to 14 December: the later one takes nothing from the first.
    later = STAY | {"starts_at": "2026-12-11T15:00", "ends_at": "2026-12-14T09:00", "version": 2}
    until = "2026-12-07T09:00"
    assert check(call, STAY, later, needed_kind="extended_stay", until=until, whole_stay=True)["authorised"]
    between = "2026-12-08T10:00"
    assert not check(call, STAY, later, needed_kind="extended_stay", moved_at=between)["authorised"]


@pytest.mark.requirement("B2", "K11")
def test_an_immediate_placement_counts_from_the_nominated_officers_decision(call: Call) -> None:
    found = check(call, {"route": "immediate"})
    assert found == {
        "authorised": True,
        "reason": "The nominated officer agreed before the move, Thursday 3 December 2026 at 11am.",
    }


@pytest.mark.requirement("S2-12b", "A0-5")
@pytest.mark.parametrize(("until", "covered"), [("2026-12-07T09:00", True), ("2026-12-07T09:01", False), (None, False)])
def test_an_agreement_covers_a_stay_to_its_end_or_not_at_all(call: Call, until: str | None, covered: bool) -> None:
    found = check(call, STAY, needed_kind="extended_stay", until=until, whole_stay=True)
    assert found["authorised"] is covered


@pytest.mark.requirement("A0-5")
@pytest.mark.parametrize("kind", ["extended_stay", "full_return"])
def test_a_stay_is_covered_by_its_own_agreement_or_by_that_for_the_return(call: Call, kind: str) -> None:
    assert check(call, STAY | {"kind": kind}, needed_kind="extended_stay")["authorised"]


@pytest.mark.requirement("A9", "S2-12c")
def test_under_section_20_no_agreement_is_needed(call: Call) -> None:
    assert check(call, legal_route="s20")["authorised"]


def test_an_agreement_in_summer_is_compared_as_an_instant(call: Call) -> None:
    # 15:30 on the wall on 3 July is 14:30 UTC: an agreement at 14:45 UTC comes too late
    found = check(call, {"agreed_at": "2026-07-03T14:45:00+00:00"}, moved_at="2026-07-03T15:30")
    assert not found["authorised"]


def agree(call: Call, kind: str, **facts: object) -> Any:
    plain = {"version": 2, "legal_status": "care_order", "iro_consulted_on": "2026-11-20"}
    return call("placements.record_authority", kind=kind, **(plain | facts))


@pytest.mark.requirement("A0-5", "B2")
def test_an_agreement_is_kept_with_its_version_and_cover(call: Call) -> None:
    found = agree(
        call,
        "extended_stay",
        authorities=[AGREED],
        decided_at="2026-12-03T12:00:00+00:00",
        covers_from="2026-12-04T15:00",
        covers_to="2026-12-07T09:00",
    )
    assert (found["decision"], found["kind"], found["version"]) == ("authorised", "extended_stay", 2)
    assert found["authorised_at"].startswith("2026-12-03T12:00:00")
    assert found["covers_from"].startswith("2026-12-04T15:00:00")
    # The one for the return stands beside it.
    assert found["return_authorised_at"].startswith("2026-12-03T11:00:00")
    assert [(row["kind"], row["status"]) for row in found["authorities"]] == [
        ("full_return", "in_force"),
        ("extended_stay", "in_force"),
    ]


@pytest.mark.requirement("A0-5", "S5-04")
def test_a_new_agreement_to_the_return_takes_the_place_of_the_earlier_one(call: Call) -> None:
    found = agree(call, "full_return", authorities=[AGREED], decided_at="2026-12-05T10:00:00+00:00")
    assert [(row["version"], row["status"]) for row in found["authorities"]] == [(1, "replaced"), (2, "in_force")]
    assert found["return_authorised_at"].startswith("2026-12-05T10:00:00")


@pytest.mark.requirement("B2", "K11")
def test_an_immediate_agreement_is_none_by_the_assistant_director(call: Call) -> None:
    found = agree(call, "extended_stay", route="immediate", iro_consulted_on=None)
    assert (found["authorised_at"], found["kind"], found["authorities"][0]["route"]) == (None, None, "immediate")


@pytest.mark.requirement("B2", "B10")
@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"legal_status": "s20"}, "Under section 20"),
        ({"iro_consulted_on": None}, "reviewing officer must be consulted"),
        ({"kind": "extended_stay"}, "An extended stay has an end"),
    ],
)
def test_an_agreement_that_the_law_does_not_allow_is_refused(
    call: Call, facts: dict[str, object], message: str
) -> None:
    with pytest.raises(BusinessError, match=message):
        agree(call, str(facts.pop("kind", "full_return")), **facts)


@pytest.mark.requirement("S2-12a", "A0-5")
def test_a_refusal_ends_what_was_agreed_earlier_for_the_same_placement_only(call: Call) -> None:
    later = STAY | {"starts_at": "2026-12-11T15:00", "ends_at": "2026-12-14T09:00", "version": 2}
    found = call(
        "placements.record_refusal",
        reason="A later version was refused",
        authorities=[AGREED, AGREED | STAY, AGREED | later],
        kind="extended_stay",
        starts_at="2026-12-05T10:00",
        ends_at="2026-12-08T10:00",
    )
    assert found["decision"] == "refused"
    assert [row["status"] for row in found["authorities"]] == ["in_force", "withdrawn", "in_force"]
    assert found["authorities"][1]["withdrawn_at"].startswith("2026-11-23T10:00:00")


@pytest.mark.requirement("S2-12b", "A0-5")
def test_when_the_order_no_longer_stands_nothing_agreed_under_it_does(call: Call) -> None:
    rows = [AGREED, AGREED | STAY]
    ended = call("placements.withdraw_authority", reason="Status changed", authorities=rows, legal_route="s20")
    assert {row["status"] for row in ended["authorities"]} == {"withdrawn"}
    assert (ended["authorised_at"], ended["return_authorised_at"]) == (None, None)
    kept = call("placements.withdraw_authority", reason="Status changed", authorities=rows, legal_route="pwp")
    assert {row["status"] for row in kept["authorities"]} == {"in_force"}


@pytest.mark.requirement("S5-01", "K8")
@pytest.mark.parametrize(("route", "kind"), [("pwp", "with_parents"), ("s20", "ended")])
def test_the_return_home_is_noted_with_its_local_date(call: Call, route: str, kind: str) -> None:
    found = call("placements.record_return", moved_at="2026-07-03T23:30:00+00:00", legal_route=route)
    assert found["returned_home_on"] == "2026-07-04"  # half past midnight in summer time
    assert found["placement_kind"] == kind
