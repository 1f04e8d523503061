"""Messages: what Homeward tells people, by reference and subject only, and what the history says of it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert

from engine.clock import simulate
from engine.commands.tick import tick
from engine.store.tables import OUTBOX
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


def test_they_stand_newest_first_by_when_they_were_left_and_a_long_list_has_pages(new_town: Town) -> None:
    # Written one after the other, as when a case is loaded whose past lies further back: the newest were left in April.
    reference = new_town.start()
    case, seq = new_town.case(reference).id, 1
    with new_town.services.database.transaction() as connection:
        left = [("April", 1), ("January", 30), ("February", 30)]
        rows = [(name, number) for name, times in left for number in range(times)]
        months = {"January": 1, "February": 2, "April": 4}
        for name, number in rows:
            at = datetime(2026, months[name], 1 + number % 28, 9, number, tzinfo=UTC)
            values = {"case_id": case, "seq": seq, "to_role": "social_worker", "to_person": "amara", "kind": "notice",
                      "subject": f"{name} {number}", "urgent": False, "created_at": at, "sent_at": None}  # fmt: skip
            connection.execute(insert(OUTBOX), [values])
    first, second, third = (new_town.as_("amara").get(f"/messages/?page={page}").text for page in (1, 2, 3))
    said = re.compile(r"(?:January|February|April) \d+(?= *\n)")
    shown = [said.findall(page) for page in (first, second, third)]
    assert [len(page) for page in shown] == [25, 25, 11]
    # 1 April; 28 February 27; …; 1 February 28 and 0, of which the later minute stands first.
    assert shown[0][:3] == ["April 0", "February 27", "February 26"]
    assert [name.split()[0] for name in shown[0] + shown[1] + shown[2]] == [
        "April",
        *["February"] * 30,
        *["January"] * 30,
    ]
    # Read them all: also those that a later page shows, whichever was written last.
    newest = re.search(r'name="newest" value="(\d+)"', third)
    assert newest is not None
    new_town.as_("amara").post("/messages/read", data={"newest": newest.group(1)})
    assert "Messages (" not in new_town.as_("amara").get("/messages/").text


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


@pytest.mark.requirement("S3-06")
def test_the_history_says_what_was_decided_about_a_concern(town: Town) -> None:
    raised = town.answers("concern_raised", "HW-00006")
    assert town.as_("idris").post("/cases/HW-00006/events/concern_raised", data=raised).status_code == 303
    town.complete("amara", "acknowledge_concern", "HW-00006")
    town.complete("carys", "respond_to_concern", "HW-00006", next_step="watch")
    page = visible(town.as_("carys").get("/cases/HW-00006").text)
    assert re.search(r"completed “Decide what to do about the concern[^”]*”: We keep an eye on it", page)


DECLINED = {
    "decision": "decline", "decline_reason": "capacity", "rationale": "There is no room until May.",
}  # fmt: skip
