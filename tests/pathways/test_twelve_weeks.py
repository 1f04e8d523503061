"""K5: the service's support ends within 12 weeks of its start, unless the reunification manager extends it."""

import pytest

from tests.pathways.playing import Played, london

# Support from Tuesday 10 March 2026 + 84 days: 21 left of March, 30 of April (51), 31 of May (82), 2 of June.
END_OF_WEEK_12 = london("2026-06-03 00:00")


@pytest.mark.requirement("K5")
@pytest.mark.requirement("S2-07")
@pytest.mark.requirement("S4-06")
def test_support_that_ends_on_the_last_day_of_the_12_weeks_is_in_time_and_warned_of(played: Played) -> None:
    walk = played("twelve_weeks_exactly")
    assert walk.deadline("K5").due_at == END_OF_WEEK_12
    assert walk.deadline("K5").met_at <= END_OF_WEEK_12
    warned = [
        sent.created_at
        for sent in walk.messages()
        if sent.to_role == "reunification_manager" and sent.subject.endswith("Last day of RSS support")
    ]
    # 10 March + 56, + 70 and + 77 days: Tuesday 5, 19 and 26 May, as the day begins.
    assert warned == [london("2026-05-05 00:00"), london("2026-05-19 00:00"), london("2026-05-26 00:00")]


@pytest.mark.requirement("K5")
@pytest.mark.requirement("S2-07")
def test_support_that_ends_a_day_after_the_12_weeks_is_late(played: Played) -> None:
    walk = played("twelve_weeks_and_a_day")
    assert walk.deadline("K5").due_at == END_OF_WEEK_12
    assert walk.deadline("K5").met_at > END_OF_WEEK_12
    assert walk.row().facts["rss_withdrawn_on"] == "2026-06-03"


@pytest.mark.requirement("A6")
@pytest.mark.requirement("S2-07")
@pytest.mark.requirement("K5")
def test_an_extension_by_the_reunification_manager_moves_the_end_and_its_warnings_once(played: Played) -> None:
    walk = played("twelve_weeks_extended")
    k5 = walk.deadline("K5")
    # To Tuesday 30 June, its end; support ended on that day.
    assert k5.due_at == london("2026-07-01 00:00")
    assert k5.met_at <= k5.due_at
    assert walk.row().facts["extensions"] == 1
    # Told again as the day begins four weeks before 30 June: Tuesday 2 June.
    assert london("2026-06-02 00:00") in [sent.created_at for sent in walk.messages() if "Four weeks" in sent.subject]


@pytest.mark.requirement("A6")
@pytest.mark.requirement("S2-07")
@pytest.mark.requirement("K5")
def test_extensions_have_a_limit_and_another_decider_and_then_support_goes_on_visibly_late(played: Played) -> None:
    walk = played("extension_limits")
    # Extended once, to Wednesday 10 June; now it is Friday 12 June.
    assert walk.deadline("K5").due_at == london("2026-06-11 00:00")
    assert walk.deadline("K5").met_at is None


@pytest.mark.requirement("S2-07", "S2-06")
def test_the_case_never_says_that_support_goes_on_longer_than_it_may(played: Played) -> None:
    assert played("plan_ends_at_the_limit").row().facts["rss_plan_ends_on"] == "2026-06-02"
