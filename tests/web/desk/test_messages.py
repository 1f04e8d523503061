"""Messages: what Homeward tells people, by reference and subject only, and what the history says of it."""

import re
from datetime import timedelta

from engine.clock import simulate
from engine.commands.tick import tick
from tests.web.desk.conftest import TUESDAY
from tests.web.desk.test_case_page import visible
from tests.web.desk.town import Town

ALERT = "Alert: a child has moved home without agreement"


def move_home_unasked(town: Town) -> None:
    """HW-00006 is on a care order; the child is found at home, and nobody has agreed to it."""
    report = town.answers("home_stay_reported", "HW-00006")
    assert town.as_("amara").post("/cases/HW-00006/events/home_stay_reported", data=report).status_code == 303


def notify(town: Town, to: str, subject: str) -> None:
    """A message as a step of the diagram leaves it."""
    holder = town.case("HW-00006").holders.get(to)
    with town.services.database.transaction() as connection:
        connection.exec_driver_sql(
            "INSERT INTO outbox (case_id, seq, to_role, to_person, kind, subject, urgent, created_at)"
            " VALUES (6, 1, ?, ?, 'notice', ?, 1, '2026-03-03T10:00:00.000000+00:00')",
            (to, holder, subject),
        )


def test_who_a_message_is_for_sees_its_subject_and_its_case_and_nobody_else_does(town: Town) -> None:
    notify(town, "assistant_director", ALERT)
    leon, renske = (town.as_(person).get("/messages/").text for person in ("leon", "renske"))
    assert ALERT in leon
    assert 'href="/cases/HW-00006"' in leon
    assert ALERT not in renske  # who has the other division
    assert "AB" not in visible(leon[leon.index("<main") :])  # no initials, no fact of the child


def test_the_navigation_counts_what_is_new_until_it_is_marked_as_read(town: Town) -> None:
    notify(town, "assistant_director", ALERT)
    leon = town.as_("leon")
    page = leon.get("/messages/").text
    count = re.search(r"Messages \((\d+)\)", page)
    newest = re.search(r'name="newest" value="(\d+)"', page)
    assert count is not None
    assert newest is not None
    assert leon.post("/messages/read", data={"newest": newest.group(1)}).status_code == 303
    page = leon.get("/messages/").text
    assert "Messages (" not in page
    assert ALERT in page  # read, but not gone
    notify(town, "assistant_director", "Another")
    assert "Messages (1)" in leon.get("/work").text


def test_a_number_that_is_none_marks_nothing_as_read(town: Town) -> None:
    notify(town, "assistant_director", ALERT)
    for newest in ("", "-1", "x", "9" * 40):
        assert town.as_("leon").post("/messages/read", data={"newest": newest}).status_code == 303
    assert "Messages (" in town.as_("leon").get("/work").text


def test_a_message_of_a_deadline_that_passed_is_there_for_its_owner(town: Town) -> None:
    with simulate(TUESDAY + timedelta(days=2)):  # the 48 hours of HW-00002 ended on Wednesday the 4th of March at 9am
        tick(town.services)
        page = town.as_("hana").get("/messages/").text
    assert re.search(r"Overdue: First response to the request", page)
    assert 'href="/cases/HW-00002"' in page


def test_the_history_says_what_was_decided_and_whom_it_was_told(town: Town) -> None:
    town.complete("hana", "decide_request", "HW-00002", **DECLINED)
    page = visible(town.as_("hana").get("/cases/HW-00002").text)
    assert re.search(r"You completed “Decide on the request”: Decline", page)
    assert re.search(r"Hana Ashlock \(reunification manager\)\s+completed “Decide on the request”: Decline", page)
    told = "Homeward left a message for the social worker and the team manager: “A decision on your request for"
    assert told in page
    assert "A decision on your request" in town.as_("bryn").get("/messages/").text


DECLINED = {
    "decision": "decline", "decline_reason": "capacity", "rationale": "There is no room until May.",
}  # fmt: skip
