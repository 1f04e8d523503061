"""The standard rule: reminders at half time and a day before, then overdue, after one and after five working days."""

import pytest

from tests.pathways.playing import Played, london
from tests.pathways.told import told

MEETING_2A, MEETING_2B = "Professional planning meeting (2a)", "Child and family planning meeting (2b)"


@pytest.mark.requirement("S3-06")
@pytest.mark.requirement("K13")
@pytest.mark.requirement("A23")
@pytest.mark.requirement("A0-11")
def test_a_concern_on_a_saturday_night_is_shared_at_once(played: Played) -> None:
    walk = played("concern_on_saturday_night")
    at = [london("2026-03-14 23:45"), london("2026-03-25 10:00"), london("2026-04-03 22:00")]
    assert told(walk, "social_worker", "A concern has been raised") == at
    assert told(walk, "team_manager", "A concern has been raised") == at
    assert all(sent.urgent for sent in walk.messages() if "A concern has been raised" in sent.subject)
    # Raised on the evening of Good Friday, 3 April: the next working day is Tuesday 7 April.
    assert walk.deadline("K13").due_at == london("2026-04-08 00:00")
    # Of the three only the second was left alone: nobody above the managers heard of the others.
    assert told(walk, "assistant_director", "Concern acknowledged") == [london("2026-04-02 00:00")]


@pytest.mark.requirement("K3")
@pytest.mark.requirement("K4")
@pytest.mark.requirement("S2-02")
@pytest.mark.requirement("S2-08")
@pytest.mark.requirement("A4")
@pytest.mark.requirement("A5")
def test_what_counts_is_when_it_happened_and_late_work_says_why(played: Played) -> None:
    walk = played("recorded_late")
    held, family = walk.deadline("K3"), walk.deadline("K4")
    # 2a was held on Friday 13 March, its last day, and recorded on Monday: in time, by the end of that Friday.
    assert held.met_at <= held.due_at == london("2026-03-14 00:00")
    assert told(walk, "reunification_manager", f"Still overdue: {MEETING_2A}") == []
    # 2b: five working days from Friday 13 March are over on Friday the 20th; held on Friday the 27th.
    assert family.start_at == london("2026-03-13 00:00")
    assert family.due_at == london("2026-03-21 00:00") < family.met_at
    assert family.late_reason == "The mother was in hospital."
    # Who heard of it when: owner and line manager at due, then the managers, then the assistant director.
    assert told(walk, "team_manager", MEETING_2B) == [london("2026-03-21 00:00")]
    assert told(walk, "reunification_manager", MEETING_2B) == [london("2026-03-24 00:00")]
    assert told(walk, "service_manager", MEETING_2B) == [london("2026-03-24 00:00")]
    assert told(walk, "assistant_director", MEETING_2B) == [london("2026-03-28 00:00")]
