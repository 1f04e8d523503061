"""What the guide leaves open about clocks, a practice lead sets: in the settings, or on the diagram where noted."""

from datetime import datetime, timedelta

import pytest

from tests.builders.running import Case
from tests.processes.journeys import SETTINGS, Change, answer, changed, day, due, start, walk

HELD = {"held_on": "2026-03-09", "arranged_on": "2026-03-06", "area_took_part": "yes", "rss_took_part": "yes"}


def until(case: Case, moment: str) -> Case:
    """London and UTC are the same until 29 March 2026."""
    case.wait(seconds=(datetime.fromisoformat(f"{moment}+00:00") - case.now).total_seconds())
    return case


def requested(settings: dict[str, object], moment: str, **change: tuple[Change, ...]) -> Case:
    case = until(walk(start(settings=settings, change=change), "request_support"), moment)
    answer(case, "request_support")
    return case


@pytest.mark.requirement("A1")
@pytest.mark.parametrize(
    ("unit", "length", "roll", "expected"),
    [
        ("hours", 48, False, "2026-03-08T16:00"),  # Friday 16:00 and 48 hours: Sunday 16:00
        ("hours", 48, True, "2026-03-10T00:00"),  # that Sunday rolls on to the end of Monday 9 March
        ("working-hours", 48, False, "2026-03-10T16:00"),  # Saturday and Sunday do not count: Tuesday 16:00
        ("working-days", 2, False, "2026-03-11T00:00"),  # Monday 9, Tuesday 10, to its end
    ],
)
@pytest.mark.parametrize("key", ["K1", "K1_decision"])
def test_48_hours_can_be_elapsed_or_working(unit: str, length: int, roll: bool, expected: str, key: str) -> None:
    rule = {"length": length, "unit": unit, "roll_weekend_forward": roll}
    case = requested({"deadlines.K1": rule}, "2026-03-06T16:00")
    found = case.run.deadlines.find("", key)
    assert found is not None
    assert found.due[:16] == expected


@pytest.mark.requirement("A2")
@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, "2026-03-18T00:00"),  # five working days from Tuesday 10: Wed 11, Thu 12, Fri 13, Mon 16, Tue 17, its end
        ({"deadlines.K2_decision": {"length": 3, "unit": "working-days"}}, "2026-03-14T00:00"),  # 11, 12, 13 March
        ({"request.decision_clock": "pause"}, "2026-03-13T10:00"),  # 24 of 48 hours were left on Tuesday 09:00
        ({"request.decision_clock": "restart"}, "2026-03-14T10:00"),  # 48 hours from Thursday 10:00
    ],
)
def test_the_decision_after_more_information_has_its_own_clock_or_the_48_hours_pause_or_restart(
    settings: dict[str, object], expected: str
) -> None:
    case = until(requested(settings, "2026-03-09T09:00"), "2026-03-10T09:00")
    case.complete("decide_request", {"decision": "more_information"}).complete("reply_information")
    until(case, "2026-03-12T10:00").complete("discuss_information", {"held_on": "2026-03-12"})
    assert case.open == ["decide_after_information"]
    found = case.run.deadlines.find("", "K2_decision")
    assert found is not None
    assert found.due[:16] == expected


@pytest.mark.requirement("A3")
def test_the_first_meeting_counts_from_the_decision_or_from_the_request_as_the_diagram_says() -> None:
    from_request = (("start_k3", "case.request_decided_at", "case.requested_at"),)
    # Requested Monday 9, decided Tuesday 10 March. Five working days: to Tuesday 17; from the request to Monday 16.
    for change, expected in (({}, "2026-03-17"), ({"reunification": from_request}, "2026-03-16")):
        case = until(requested({}, "2026-03-09T09:00", **change), "2026-03-10T09:00")
        walk(case, "allocate_practitioner")
        assert due(case, "K3") == expected


@pytest.mark.requirement("A4")
def test_a_meeting_counts_when_held_or_when_convened_as_the_diagram_says() -> None:
    convened = (
        ("professional_meeting", 'value="=professional_meeting.held_on"', 'value="=professional_meeting.arranged_on"'),
    )
    for change, expected in (({}, "2026-03-09"), ({"reunification": convened}, "2026-03-06")):
        case = walk(start(change=change), "professional_meeting")
        met_on = case.definitions.nodes["professional_meeting"].properties["metOn"]
        answer(case, "professional_meeting", professional_meeting=HELD)
        assert case.value(met_on.removeprefix("=")) == expected


@pytest.mark.requirement("A5")
def test_the_second_meetings_length_is_set_and_its_milestone_stands_on_the_diagram() -> None:
    # Held Monday 9 March. Five working days: Monday 16; three: Thursday 12.
    for length, expected in ((5, "2026-03-16"), (3, "2026-03-12")):
        case = walk(start(settings={"deadlines.K4.length": length}), "professional_meeting")
        answer(case, "professional_meeting", professional_meeting=HELD)
        assert due(case, "K4") == expected
    nodes = start().definitions.nodes
    assert "practitioner_met" in nodes["family_meeting"].properties["metWhen"]


@pytest.mark.requirement("A6")
@pytest.mark.requirement("S2-07")
@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, "2026-06-08"),  # 84 days from Monday 16 March: 15 left in March, 30, 31, and 8 in June
        ({"rss_support.limit_weeks": 8}, "2026-05-11"),  # 56 days: 15, 30, and 11 in May
        ({"rss_support.starts_at": "plan_agreed"}, "2026-05-26"),  # 84 days from Tuesday 3 March: 28, 30, and 26 in May
    ],
)
def test_the_limit_of_support_has_a_length_and_a_start(settings: dict[str, object], expected: str) -> None:
    case = walk(start(settings=settings), "start_support")
    assert day(case) == "2026-03-03"
    answer(until(case, "2026-03-16T09:00"), "start_support")
    assert due(case, "K5") == expected


@pytest.mark.requirement("A6")
def test_an_extension_keeps_the_warnings_which_count_back_from_the_new_end() -> None:
    case = walk(start(), "start_support")
    answer(case, "start_support")
    assert due(case, "K5") == "2026-05-26"
    case.send("extension_asked").complete(
        "decide_extension", {"decision": "agree", "new_end_on": "2026-06-23", "reason": "Exams"}
    )
    found = case.run.deadlines.find("", "K5")
    assert found is not None
    assert found.profile == "twelve_weeks"
    # Tuesday 23 June, less four, two and one weeks: the mornings of 26 May, 9 and 16 June, in summer time.
    warnings = [instant[:16] for instant, _ in found.steps][:3]
    assert warnings == ["2026-05-25T23:00", "2026-06-08T23:00", "2026-06-15T23:00"]


@pytest.mark.requirement("A19")
@pytest.mark.requirement("S5-07")
def test_a_new_visiting_pattern_moves_the_next_visit_and_its_reminders() -> None:
    case = walk(start(), "start_support")
    answer(case, "start_support")
    case.send("visit_plan_change", {"interval_days": 14, "reason": "Settled"})
    case.complete("agree_visit_plan", {"decision": "agree"})
    assert due(case, "K9") == "2026-03-17"  # fourteen days after Tuesday 3 March
    found = case.run.deadlines.find("", "K9")
    assert found is not None
    assert found.profile == "standard"
    assert found.steps[0][0][:16] == "2026-03-10T12:00"  # half of the 15 days from 3 March 00:00 to 18 March 00:00


@pytest.mark.requirement("A20")
@pytest.mark.requirement("K8")
@pytest.mark.parametrize(("months", "expected"), [(3, "2026-06-04"), (2, "2026-05-04")])
def test_care_planning_meetings_have_an_interval(months: int, expected: str) -> None:
    case = walk(start(settings={"deadlines.K8.length": months}), "visit_plan_at_home")
    assert case.facts["returned_home_on"] == "2026-03-04"
    assert due(case, "K8") == expected


@pytest.mark.requirement("A20")
def test_care_planning_meetings_are_soft_or_hard_by_the_profile_on_the_diagram() -> None:
    assert [entry["at"] for entry in changed()["escalation"]["advisory"]] == ["-5 working days", "due"]
    hard = (("start_k8", 'value="advisory"', 'value="standard"'),)
    case = walk(start(change={"reunification": hard}), "visit_plan_at_home")
    found = case.run.deadlines.find("", "K8")
    assert found is not None
    assert len(found.steps) == 5  # half, one day before, due, one and five working days after


@pytest.mark.requirement("A23")
@pytest.mark.requirement("K13")
@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"length": 0, "unit": "working-days"}, "2026-03-05T00:00"),  # Wednesday 4 March, its end
        ({"length": 4, "unit": "hours"}, "2026-03-04T14:00"),
    ],
)
def test_a_concern_is_acknowledged_the_same_day_or_within_hours(rule: dict[str, object], expected: str) -> None:
    case = until(walk(start(settings={"deadlines.K13": rule}), "start_support"), "2026-03-04T10:00")
    case.send("concern_raised", {"raised_at": case.now.isoformat(), "severity": "high", "what": "A bruise"})
    assert [deadline.due[:16] for deadline in case.run.deadlines.running() if deadline.key == "K13"] == [expected]


@pytest.mark.requirement("A0-3")
@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"length": 2, "unit": "working-days"}, "2026-03-05T00:00"),  # Monday 2 March: 3 and 4 March, to its end
        ({"length": 1, "unit": "working-days"}, "2026-03-04T00:00"),
    ],
)
def test_a_decision_without_a_clock_in_the_documents_has_the_councils_own(
    rule: dict[str, object], expected: str
) -> None:
    case = walk(start(settings={"deadlines.decision": rule}), "agree_plan")
    case.complete("agree_plan", {"agreements": [{"role": "social_worker", "answer": "not_agreed"}]})
    assert case.open == ["resolve_disagreement"]
    found = case.run.deadlines.find("", "resolve_disagreement")
    assert found is not None
    assert (found.due[:16], found.profile) == (expected, "standard")


@pytest.mark.requirement("S2-12a")
@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        # On Tuesday 3 March: Wednesday 4, 5, 6, 9 and Tuesday 10 March, or three of these
        ({"length": 5, "unit": "working-days"}, "2026-03-10"),
        ({"length": 3, "unit": "working-days"}, "2026-03-06"),
    ],
)
def test_how_long_it_may_take_to_write_the_agreement_to_a_stay_is_a_setting(
    rule: dict[str, object], expected: str
) -> None:
    case = walk(start(settings={"deadlines.stay_agreement": rule}), "session_record")
    begins = case.now + timedelta(days=14)
    ends = begins + timedelta(days=3)
    case.send("home_stay_reported", {"starts_at": begins.isoformat(), "ends_at": ends.isoformat()})
    case.complete("classify_stay", {"classification": "extended_family_time"})
    case.complete("confirm_stay", {"decision": "agree", "classification": "extended_family_time"})
    case.complete("choose_pwp_route", {"route": "planned"})
    assert day(case) == "2026-03-03"
    found = [kept["agreement"] for kept in case.run.deadlines.kept.values() if "agreement" in kept]
    assert [(each.last_day, each.profile) for each in found] == [(expected, "standard")]


URGENT = (
    *("answer_unauthorised_stay", "answer_unauthorised_move", "end_stay", "end_unauthorised_move"),
    "confirm_never_went",
    *("end_immediate_placement", "respond_to_removal"),
)


@pytest.mark.requirement("S2-12b", "B1")
@pytest.mark.parametrize("element", URGENT)
def test_where_a_child_may_be_at_risk_meanwhile_the_step_is_due_the_same_working_day(element: str) -> None:
    node = start().definitions.nodes[element]
    assert node.properties["dueWithin"] == "=settings.deadlines.same_day"
    assert node.properties["escalation"] == "urgent"
    assert SETTINGS["deadlines"]["same_day"] == {"length": 0, "unit": "working-days"}
