"""Two children from identification to the end: one on a care order, one accommodated under section 20."""

from datetime import date

import pytest

from tests.pathways.playing import HERE, Played, london

SUPPORT_STARTED = date(2026, 3, 10)


@pytest.mark.requirement("S5-01")
@pytest.mark.requirement("S5-08")
@pytest.mark.requirement("S5-09")
@pytest.mark.requirement("F-10")
@pytest.mark.requirement("K8")
def test_a_child_on_a_care_order_goes_home_and_the_court_discharges_the_order(played: Played) -> None:
    walk = played("care_order_journey")
    row = walk.row()
    assert (row.status, row.outcome) == ("closed", "reunified_co_discharged")
    # 10 March + 80 days: 21 left of March, 30 of April, 29 of May. + 225: 204 to the end of September, 21 of October.
    assert (date(2026, 5, 29) - SUPPORT_STARTED).days == 80
    assert row.facts["returned_home_on"] == "2026-05-29"
    assert row.facts["care_ended_on"] == "2026-10-21"
    # The assistant director agreed on Thursday 28 May 09:00; the child moved on Friday 29 May 10:00, so after it.
    assert row.facts["pwp_authorised_at"][:16] == "2026-05-28T08:00"
    assert walk.open() == []


@pytest.mark.requirement("S5-01")
@pytest.mark.requirement("S5-03")
@pytest.mark.requirement("A9")
@pytest.mark.requirement("A21")
def test_a_child_under_section_20_goes_home_and_accommodation_ends_without_a_court(played: Played) -> None:
    walk = played("section_20_journey")
    row = walk.row()
    assert (row.status, row.outcome) == ("closed", "reunified_s20_ended")
    assert row.facts["care_ended_on"] == "2026-05-29"
    assert "court_order" not in row.facts
    # Support of Tuesday 10 March + 84 days = Tuesday 2 June; the service withdrew on Monday 1 June.
    assert walk.deadline("K5").due_at == london("2026-06-03 00:00")
    assert walk.deadline("K5").met_at <= london("2026-06-02 00:00")


def test_every_scenario_is_played_by_a_test() -> None:
    tests = "\n".join(path.read_text(encoding="utf-8") for path in HERE.glob("test_*.py"))
    scenarios = {path.stem for path in HERE.glob("*.yaml") if not path.stem.startswith("answers")}
    assert {name for name in scenarios if f'"{name}"' not in tests} == set()
