"""Legal status, age, the approver by law and the return's codes."""

from collections.abc import Callable
from typing import Any

import pytest

from engine.errors import BusinessError

Call = Callable[..., Any]
SETTINGS = {"pwp_statuses": ["care_order", "interim_care_order"], "end_of_care_statuses": ["s20"]}


@pytest.mark.requirement("S2-12b", "A0-19", "A10")
@pytest.mark.parametrize(
    ("status", "route"),
    [
        ("care_order", "pwp"),
        ("interim_care_order", "pwp"),
        ("s20", "s20"),
        ("other", "not_covered"),
        ("none", "not_looked_after"),
        (None, "not_covered"),
    ],
)
def test_every_legal_status_has_a_way_or_is_not_covered(call: Call, status: str | None, route: str) -> None:
    assert call("legal.status_route", legal_status=status, **SETTINGS)["route"] == route


@pytest.mark.requirement("A10")
def test_a_council_may_take_interim_orders_out_of_placement_with_parents(call: Call) -> None:
    local = SETTINGS | {"pwp_statuses": ["care_order"]}
    assert call("legal.status_route", legal_status="interim_care_order", **local)["route"] == "not_covered"


@pytest.mark.requirement("A9")
def test_no_setting_makes_section_20_a_placement_with_parents(call: Call) -> None:
    with pytest.raises(BusinessError, match="Take s20 out"):
        call("legal.status_route", legal_status="s20", **(SETTINGS | {"pwp_statuses": ["s20"]}))


@pytest.mark.requirement("B4")
@pytest.mark.parametrize(
    ("born", "age", "sixteen_or_seventeen", "birthday"),
    [
        ("2010-11-24", 15, False, "2028-11-24"),  # turns 16 tomorrow
        ("2010-11-23", 16, True, "2028-11-23"),
        ("2008-11-24", 17, True, "2026-11-24"),
        ("2008-11-23", 18, False, "2026-11-23"),
        ("2012-02-29", 14, False, "2030-03-01"),  # 2030 has no 29 February
    ],
)
def test_ages_turn_on_the_birthday(call: Call, born: str, age: int, sixteen_or_seventeen: bool, birthday: str) -> None:
    flags = call("legal.age_flags", born_on=born, on="2026-11-23")
    assert (flags["age"], flags["aged_16_or_17"], flags["eighteenth_birthday"]) == (age, sixteen_or_seventeen, birthday)
    assert flags["under_18"] is (age < 18)


@pytest.mark.requirement("B4")
@pytest.mark.parametrize(
    ("since", "flag"),
    [
        ("2026-08-24", True),  # 7 days left of August, 30, 31, 23 of November: 91 days = 13 weeks
        ("2026-08-25", False),  # 90 days
        ("2020-01-01", True),
        (None, False),
    ],
)
def test_13_weeks_of_care_since_14_make_a_child_of_16_eligible(call: Call, since: str | None, flag: bool) -> None:
    flags = call("legal.age_flags", born_on="2010-01-05", on="2026-11-23", looked_after_since=since)
    assert flags["leaving_care_flag"] is flag


def test_care_before_the_fourteenth_birthday_does_not_count(call: Call) -> None:
    # 14 on 1 October 2026 and not yet 16 on the day: no flag, whatever the length of care
    assert not call("legal.age_flags", born_on="2012-10-01", on="2026-11-23", looked_after_since="2015-01-01")[
        "leaving_care_flag"
    ]


def test_a_birth_after_the_day_is_refused(call: Call) -> None:
    with pytest.raises(BusinessError, match="Check the date of birth"):
        call("legal.age_flags", born_on="2027-01-01", on="2026-11-23")


@pytest.mark.requirement("B4", "A0-20")
@pytest.mark.parametrize(
    ("born", "status", "since", "approver", "by_law"),
    [
        ("2010-11-23", "s20", "2026-01-05", "director_of_childrens_services", True),  # 16 on the day
        ("2010-11-24", "s20", "2026-01-05", "nominated_officer", True),  # 16 the day after
        ("2010-01-05", "care_order", "2026-01-05", "nominated_officer", True),  # in care
        # Mon 26 Oct 2026 to Mon 23 Nov: 27-30 Oct (4), 2-6 (9), 9-13 (14), 16-20 (19), 23 Nov (20)
        ("2015-05-05", "s20", "2026-10-26", "nominated_officer", True),
        ("2015-05-05", "s20", "2026-10-27", "nominated_officer", False),  # 19 working days
        ("2015-05-05", "s20", "2009-10-26", "nominated_officer", True),  # long before the calendar begins
        ("2015-05-05", "s20", None, "nominated_officer", True),
    ],
)
def test_who_approves_the_end_of_care(
    call: Call, born: str, status: str, since: str | None, approver: str, by_law: bool
) -> None:
    found = call(
        "legal.end_of_care_approver", born_on=born, on="2026-11-23", legal_status=status, looked_after_since=since
    )
    assert (found["approver"], found["required_by_law"]) == (approver, by_law)


@pytest.mark.requirement("B10")
@pytest.mark.parametrize(
    ("status", "with_parents", "planned", "codes"),
    [
        ("interim_care_order", True, None, ("C1", "P1", "PR0", "")),
        ("care_order", True, True, ("C2", "P1", "PR0", "E4A")),
        ("s20", False, True, ("V2", "", "", "E4A")),
        ("s20", False, False, ("V2", "", "", "E4B")),
    ],
)
def test_codes_of_the_statutory_return(
    call: Call, status: str, with_parents: bool, planned: bool | None, codes: tuple[str, ...]
) -> None:
    found = call("legal.episode_codes", legal_status=status, placed_with_parents=with_parents, planned=planned)
    assert (found["legal_code"], found["placement_code"], found["provider_code"], found["end_code"]) == codes
    assert found["valid"]


@pytest.mark.requirement("B10", "A9")
def test_section_20_with_parents_is_never_valid(call: Call) -> None:
    found = call("legal.episode_codes", legal_status="s20", placed_with_parents=True, planned=True)
    assert not found["valid"]
    assert "P1 with V2" in found["problem"]


def test_a_child_arrangements_order_has_its_own_end_and_no_status_no_code(call: Call) -> None:
    found = call("legal.episode_codes", legal_status="care_order", planned=True, court_order="child_arrangements_order")
    assert found["end_code"] == "E41"
    assert not call("legal.episode_codes", legal_status="other")["valid"]
