"""What can happen to a case is offered where it makes sense, and leads on by itself."""

from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest

from forms.reader import read_form
from tests.builders.running import Case
from tests.processes.journeys import PWP, answer, changed, due, start, walk


def offered(case: Case, event: str) -> bool:
    """Whether the event stands in the list of what can be reported now."""
    available = case.definitions.nodes[event].properties.get("available")
    return available is None or case.value(available.removeprefix("=")) is True


def supported(status: str = "care_order") -> Case:
    case = walk(start(), "start_support", status)
    answer(case, "start_support", status)
    return case


@pytest.mark.requirement("B1")
@pytest.mark.parametrize(("status", "expected"), [("s20", True), ("care_order", False), ("interim_care_order", False)])
def test_a_parent_can_only_end_accommodation_under_section_20(status: str, expected: bool) -> None:
    assert not offered(start(), "unplanned_removal")
    assert offered(walk(start(), "assess_need", status), "unplanned_removal") == expected


@pytest.mark.requirement("S2-12a")
@pytest.mark.parametrize("status", ["s20", "care_order", "interim_care_order"])
def test_a_stay_at_home_can_be_reported_for_every_looked_after_child_at_any_stage(status: str) -> None:
    assert not offered(start(), "home_stay_reported")
    for stop in ("assess_need", "decide_request", "family_meeting", "start_support", "record_return_home"):
        assert offered(walk(start(), stop, status), "home_stay_reported"), stop
    gone_home = walk(start(), "record_return_home", "s20")
    answer(gone_home, "record_return_home", "s20")
    assert not offered(gone_home, "home_stay_reported")


@pytest.mark.requirement("S2-07")
@pytest.mark.requirement("S4-02")
@pytest.mark.parametrize("event", ["extension_asked", "additional_review_asked", "visit_plan_change"])
def test_support_is_extended_and_reviewed_and_visits_changed_only_while_they_run(event: str) -> None:
    assert not offered(walk(start(), "start_support"), event)
    case = supported()
    assert offered(case, event)
    walk(case, "withdraw_rss")
    case.complete("withdraw_rss", {"withdrawn_on": "2026-03-04"})
    # The command that meets K5 is not part of this walk; here it is stopped by hand.
    k5 = case.run.deadlines.find("", "K5")
    assert k5 is not None
    case.run.deadlines.end(k5, met_at="2026-03-04T00:00:00+00:00")
    assert offered(case, event) == (event == "visit_plan_change")


@pytest.mark.requirement("A0-14")
@pytest.mark.requirement("S3-06")
@pytest.mark.parametrize(
    "event", ["concern_raised", "plan_change_proposed", "legal_status_recorded", "child_left_pathway"]
)
def test_what_can_happen_at_any_moment_is_always_offered(event: str) -> None:
    assert offered(start(), event)
    assert offered(supported(), event)


@pytest.mark.requirement("S3-06")
@pytest.mark.requirement("A0-14")
def test_a_concern_that_calls_for_it_leads_on_to_a_decision_about_the_plan() -> None:
    case = supported()
    case.send("concern_raised", {"raised_at": case.now.isoformat(), "severity": "high", "what": "Left alone at night"})
    case.complete("acknowledge_concern").complete("respond_to_concern", {"next_step": "change_of_plan"})
    assert case.open[-1] == "consider_at_review"
    case.complete("consider_at_review")
    case.complete("plan_change_tm", {"decision": "revert"}).complete("plan_change_sm", {"decision": "revert"})
    assert case.open == ["tell_of_reversion"]
    case.complete("tell_of_reversion")
    assert case.open == ["end_after_reversion"]


@pytest.mark.requirement("S3-06")
def test_a_concern_that_is_answered_otherwise_ends_there() -> None:
    case = supported()
    before = case.open
    case.send("concern_raised", {"raised_at": case.now.isoformat(), "severity": "low", "what": "Tired at school"})
    case.complete("acknowledge_concern").complete("respond_to_concern", {"next_step": "watch"})
    assert case.open == before


def stay(case: Case) -> Case:
    """A stay from now on, on a care order, that needs an agreement."""
    begins, ends = case.now + timedelta(days=3), case.now + timedelta(days=6)
    case.send(
        "home_stay_reported", {"starts_at": begins.isoformat(), "ends_at": ends.isoformat(), "nights_in_period": 3}
    )
    case.complete("classify_stay")
    return case.complete("confirm_stay", {"decision": "agree", "classification": "extended_family_time"})


AGREEMENT: dict[str, object] = {
    "starts_at": "2026-03-06T10:00:00+00:00",
    "ends_at": "2026-03-09T10:00:00+00:00",
    "iro_consulted_on": "2026-03-02",
    "assessed_on": "2026-03-02",
}


@pytest.mark.requirement("B3")
@pytest.mark.requirement("K9")
def test_an_immediate_placement_is_visited_within_a_week_and_then_weekly_until_it_is_decided() -> None:
    case = stay(supported())
    assert due(case, "K9") == "2026-03-10"
    case.complete("choose_pwp_route", {"route": "immediate"})
    case.complete("agree_immediate_placement", {"decision": "agree"})
    case.wait(days=2)
    case.complete("record_immediate_placement", {"placed_on": "2026-03-05"})
    assert (case.facts["placement_kind"], due(case, "K9")) == ("with_parents_immediate", "2026-03-12")
    case.wait(days=5)
    case.complete("statutory_visit", {"child_seen": "yes", "visited_on": "2026-03-10"})
    assert due(case, "K9") == "2026-03-17"  # a week after Tuesday 10 March
    case.complete("make_placement_plan", {"made_on": "2026-03-10"})
    case.complete("pwp_agreement", AGREEMENT)
    for step in PWP[2:]:
        answer(case, step)
    assert case.facts["placement_kind"] == "with_parents"


@pytest.mark.requirement("B2")
def test_an_immediate_placement_that_is_refused_must_end_and_the_child_lives_elsewhere_again() -> None:
    case = stay(supported())
    case.complete("choose_pwp_route", {"route": "immediate"})
    case.complete("agree_immediate_placement", {"decision": "agree"})
    case.complete("record_immediate_placement", {"placed_on": "2026-03-03"})
    case.complete("make_placement_plan", {"made_on": "2026-03-03"})
    answer(case, "pwp_agreement")
    case.complete("pwp_team_manager", {"decision": "refuse"})
    # The child lives with parents until somebody has ended that.
    assert (case.open[-1], case.facts["placement_kind"]) == ("end_immediate_placement", "with_parents_immediate")
    case.complete("end_immediate_placement", {"ended_on": "2026-03-04", "placement_kind": "foster"})
    assert (case.facts["placement_kind"], case.facts["placed_on"]) == ("foster", "2026-03-04")
    assert "end_immediate_placement" not in case.open


@pytest.mark.requirement("S5-04")
def test_an_agreed_stay_is_where_the_agreement_for_the_full_return_starts_from() -> None:
    household = [{"name": "Parent", "relation": "mother", "placed_with": "yes", "checks": "done"}]
    case = stay(supported())
    case.complete("choose_pwp_route", {"route": "planned"})
    case.complete("pwp_agreement", AGREEMENT | {"household": household})
    for step in PWP[2:]:
        answer(case, step)
    form = read_form(Path("forms/pwp_agreement.json").read_bytes(), "forms/pwp_agreement.json")
    facts = {"case": case.facts, "settings": changed(), "inputs": {"kind": "full_return"}}
    [person] = cast(list[dict[str, object]], form.starting_answers(facts, case.now)["household"])
    assert {**household[0], **person} == person


@pytest.mark.requirement("M-02")
def test_every_case_is_stamped_with_the_version_of_the_guide() -> None:
    assert walk(start(), "assess_need").facts["pathway_version"] == "V1"
