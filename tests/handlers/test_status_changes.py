"""What a confirmed change of legal status changes (A0-19)."""

from collections.abc import Callable
from typing import Any

import pytest

Call = Callable[..., Any]
PWP = ["interim_care_order", "care_order"]
HOME_AFTER_S20 = {
    "legal_status": "none",
    "legal_route": "not_looked_after",
    "looked_after_since": "2025-01-06",
    "care_ended_on": "2026-10-01",
    "ended_status": "s20",
    "returned_home_on": "2026-10-01",
    "placed_on": "2026-10-01",
    "placement_kind": "ended",
    "reviews_held": 3,
    "last_review_on": "2026-08-03",
    "return_authorised_at": "2026-09-01T10:00:00+00:00",
}
AT_HOME = {"legal_status": "care_order", "legal_route": "pwp", "returned_home_on": "2026-10-01", "reviews_held": 3}


def changed(call: Call, new_status: str, before: dict[str, Any], **more: object) -> Any:
    given = {"decision": "agree", "changed_on": "2026-11-02", "pwp_statuses": PWP, "end_of_care_statuses": ["s20"]}
    return call("status_changes.apply", **{**given, "new_status": new_status, **before, **more})


@pytest.mark.requirement("A0-19")
def test_nothing_changes_until_somebody_has_confirmed_it(call: Call) -> None:
    found = changed(call, "s20", AT_HOME, decision="return")
    assert (found["legal_status"], found["legal_route"], found["way_home_changed"]) == ("care_order", "pwp", False)


@pytest.mark.requirement("A0-19", "S2-12b", "B1", "K10", "K9")
def test_an_order_after_care_has_ended_is_a_new_period_in_care_without_an_agreed_placement(call: Call) -> None:
    found = changed(call, "interim_care_order", HOME_AFTER_S20)
    assert found["home_without_agreement"]
    assert found["way_home_changed"]
    assert found["care_ended_on"] is None
    assert found["ended_status"] is None
    assert found["return_authorised_at"] is None
    assert (found["reviews_held"], found["last_review_on"]) == (0, None)
    since = ("looked_after_since", "placed_on", "home_under_order_since", "order_made_on")
    assert {found[key] for key in since} == {"2026-11-02"}
    assert found["placement_kind"] == "with_parents"


@pytest.mark.requirement("A0-19", "S2-12b")
@pytest.mark.parametrize(("at_home", "alert"), [("yes", True), ("no", False)])
def test_an_order_during_a_stay_at_home_under_section_20_is_noticed(call: Call, at_home: str, alert: bool) -> None:
    found = changed(call, "care_order", {"legal_status": "s20", "legal_route": "s20"}, at_home_now=at_home)
    assert found["home_without_agreement"] is alert
    assert found["legal_route"] == "pwp"


@pytest.mark.requirement("A10")
def test_an_interim_order_that_becomes_a_care_order_at_home_keeps_the_placement(call: Call) -> None:
    before = {**AT_HOME, "legal_status": "interim_care_order", "return_authorised_at": "2026-09-01T10:00:00+00:00"}
    found = changed(call, "care_order", before)
    assert not found["home_without_agreement"]
    assert not found["way_home_changed"]
    assert found["return_authorised_at"] is not None


@pytest.mark.requirement("S5-08", "A21", "B1")
def test_care_ends_on_the_date_of_the_order_and_keeps_what_ended(call: Call) -> None:
    found = changed(call, "none", AT_HOME, court_order="discharged")
    assert (found["legal_status"], found["legal_route"]) == ("none", "not_looked_after")
    assert (found["care_ended_on"], found["ended_status"], found["ended_by"]) == (
        "2026-11-02",
        "care_order",
        "discharged",
    )
