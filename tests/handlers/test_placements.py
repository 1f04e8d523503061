"""The hard guard: a child on a care order moves home only after the assistant director's agreement (A0-5, S5-04)."""

from collections.abc import Callable
from typing import Any

import pytest

from engine.errors import BusinessError

Call = Callable[..., Any]
MOVE = {
    "moved_at": "2026-12-04T15:30",
    "needed_kind": "full_return",
    "legal_route": "pwp",
    "authorised_at": "2026-12-03T11:00:00+00:00",
    "authorised_kind": "full_return",
}


def check(call: Call, **facts: object) -> Any:
    return call("placements.check_authority", **(MOVE | facts))


@pytest.mark.requirement("A0-5", "S5-04", "S5-01")
def test_a_move_after_the_agreement_is_authorised(call: Call) -> None:
    assert check(call) == {
        "authorised": True,
        "reason": "The assistant director agreed before the move, Thursday 3 December 2026 at 11:00.",
    }


@pytest.mark.requirement("A0-5", "S2-12b")
@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"authorised_at": None}, "has not agreed"),
        ({"authorised_at": "2026-12-04T15:31:00+00:00"}, "did not come before the move"),
        ({"authorised_at": "2026-12-04T15:30:00+00:00"}, "did not come before the move"),  # strictly before
        ({"authorised_kind": "extended_stay"}, "not a full-time return"),
        ({"authorised_kind": None}, "not a full-time return"),
        ({"covers_from": "2026-12-05T09:00"}, "does not cover"),
        ({"covers_from": "2026-12-01T09:00", "covers_to": "2026-12-04T15:00"}, "does not cover"),
        ({"legal_route": "not_covered"}, "does not cover this legal status"),
        ({"legal_route": None}, "does not cover this legal status"),
    ],
)
def test_a_move_without_a_fitting_agreement_is_not(call: Call, facts: dict[str, object], reason: str) -> None:
    found = check(call, **facts)
    assert not found["authorised"]
    assert reason in found["reason"]


@pytest.mark.requirement("S2-12b", "A0-5")
@pytest.mark.parametrize(("until", "covered"), [("2026-12-07T09:00", True), ("2026-12-07T09:01", False), (None, False)])
def test_an_agreement_covers_a_stay_to_its_end_or_not_at_all(call: Call, until: str | None, covered: bool) -> None:
    agreed = {"authorised_kind": "extended_stay", "covers_from": "2026-12-04T15:00", "covers_to": "2026-12-07T09:00"}
    found = check(call, needed_kind="extended_stay", until=until, whole_stay=True, **agreed)
    assert found["authorised"] is covered


@pytest.mark.requirement("A0-5")
@pytest.mark.parametrize("kind", ["extended_stay", "full_return"])
def test_a_stay_is_covered_by_its_own_agreement_or_by_that_for_the_return(call: Call, kind: str) -> None:
    found = check(
        call,
        needed_kind="extended_stay",
        authorised_kind=kind,
        covers_from="2026-12-04T15:00",
        covers_to="2026-12-07T09:00",
    )
    assert found["authorised"]


@pytest.mark.requirement("A9", "S2-12c")
def test_under_section_20_no_agreement_is_needed(call: Call) -> None:
    assert check(call, legal_route="s20", authorised_at=None)["authorised"]


def test_an_agreement_in_summer_is_compared_as_an_instant(call: Call) -> None:
    # 15:30 on the wall on 3 July is 14:30 UTC: an agreement at 14:45 UTC comes too late
    found = check(call, moved_at="2026-07-03T15:30", authorised_at="2026-07-03T14:45:00+00:00")
    assert not found["authorised"]


@pytest.mark.requirement("A0-5", "B2")
def test_an_agreement_is_kept_with_its_version_and_cover(call: Call) -> None:
    found = call(
        "placements.record_authority",
        kind="extended_stay",
        version=2,
        decided_at="2026-12-03T11:00:00+00:00",
        covers_from="2026-12-04T15:00",
        covers_to=None,
        legal_status="care_order",
        iro_consulted_on="2026-11-30",
    )
    assert (found["decision"], found["kind"], found["version"]) == ("authorised", "extended_stay", 2)
    assert found["authorised_at"].startswith("2026-12-03T11:00:00")
    assert found["covers_from"].startswith("2026-12-04T15:00:00")
    assert found["covers_to"] is None


@pytest.mark.requirement("B2", "B10")
@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"legal_status": "s20", "iro_consulted_on": "2026-11-30"}, "Under section 20"),
        ({"legal_status": "care_order", "iro_consulted_on": None}, "reviewing officer must be consulted"),
    ],
)
def test_an_agreement_that_the_law_does_not_allow_is_refused(
    call: Call, facts: dict[str, object], message: str
) -> None:
    with pytest.raises(BusinessError, match=message):
        call("placements.record_authority", kind="full_return", version=1, **facts)


def test_a_refusal_is_noted_with_its_version(call: Call) -> None:
    found = call("placements.record_refusal", kind="full_return", version=3)
    assert found == {"decision": "refused", "kind": "full_return", "version": 3}


@pytest.mark.requirement("S5-01", "K8")
@pytest.mark.parametrize(("route", "kind"), [("pwp", "with_parents"), ("s20", "ended")])
def test_the_return_home_is_noted_with_its_local_date(call: Call, route: str, kind: str) -> None:
    found = call("placements.record_return", moved_at="2026-07-03T23:30:00+00:00", legal_route=route)
    assert found["returned_home_on"] == "2026-07-04"  # half past midnight in summer time
    assert found["placement_kind"] == kind
