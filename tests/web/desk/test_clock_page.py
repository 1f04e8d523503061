"""The demonstration's clock: time passes in seconds, and what falls due on the way happens in its order."""

import re
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import pytest
from freezegun import freeze_time

from engine.commands.services import Services
from engine.store.database import Database
from engine.store.releases import Releases
from tests.web.desk.conftest import TUESDAY, empty_services
from tests.web.desk.test_first_and_second import to_request
from tests.web.desk.town import Town, open_town

HAPPENED = re.compile(r'app-history__when">([^<]*)</p><p[^>]*><strong>([^<]*)</strong>: ([^<]*)</p>')


@pytest.fixture
def moving_town(tmp_path: Path, releases: Releases) -> Iterator[Town]:
    """On the machine's own clock, which freezegun holds: `simulate` would hide that the clock was moved."""
    with freeze_time(TUESDAY.astimezone(UTC).replace(tzinfo=None), ignore=["_pytest"]):
        services: Services = empty_services(f"sqlite:///{tmp_path / 'clock.db'}", releases)
        yield open_town(services)
        services.database.close()


def move(town: Town, length: str, unit: str) -> str:
    return town.as_("amara").post("/clock/", data={"how": "length", "length": length, "unit": unit}).text


def test_forty_eight_hours_pass_and_the_reminders_come_in_the_order_of_their_instants(moving_town: Town) -> None:
    # The request is made on Tuesday at 10am, so the decision is due on Thursday at 10am, 48 hours later (K1). Half of
    # it is over on Wednesday at 10am. The day before the last working day's end comes to the same morning or earlier.
    reference = to_request(moving_town)
    page = move(moving_town, "48", "hours")
    assert "Thursday 5 March 2026 at 10am" in page
    found = HAPPENED.findall(page)
    assert {case for _, case, _ in found} == {f"Case {reference}"}
    assert found[0][0] == "Wednesday 4 March 2026 at 10am"
    assert found[-1][0] == "Thursday 5 March 2026 at 10am"
    assert "told " in found[-1][2]
    assert "Due today" in moving_town.as_("hana").get("/work").text
    move(moving_town, "1", "hours")
    assert "Overdue" in moving_town.as_("hana").get("/work").text


def test_every_page_says_the_new_time_and_what_is_recorded_then_carries_it(moving_town: Town) -> None:
    reference = moving_town.start()
    page = move(moving_town, "3", "working-days")
    said = re.findall(r"clock says <strong>([^<]*)</strong>", page)
    # Wednesday, Thursday, Friday: the same time of day, three working days after Tuesday.
    assert said == ["Friday 6 March 2026 at 10am"] * 2
    moving_town.as_("amara").post(
        f"/tasks/{moving_town.open(reference)['assess_need'].id}", data={"draft": "yes", "needs": "x"}
    )
    address = moving_town.address("assess_need", reference)
    assert "saved on Friday 6 March 2026 at 10am" in moving_town.as_("amara").get(address).text


def test_the_clock_is_moved_to_an_instant_and_never_back(moving_town: Town) -> None:
    amara = moving_town.as_("amara")
    date = {"how": "instant", "date-day": "30", "date-month": "3", "date-year": "2026", "time": "9am"}
    # The clocks went forward on Sunday the 29th: nine o'clock stays nine o'clock.
    assert "Monday 30 March 2026 at 9am" in amara.post("/clock/", data=date).text
    back = amara.post("/clock/", data=date | {"date-day": "2"})
    assert back.status_code == 422
    assert "The clock can only be moved forward." in back.text
    assert "Monday 30 March 2026 at 9am" in amara.get("/clock/").text


@pytest.mark.parametrize(
    ("length", "unit"), [("0", "hours"), ("-1", "weeks"), ("x", "hours"), ("5", "years"), ("521", "weeks")]
)
def test_a_move_that_makes_no_sense_is_refused_in_words(moving_town: Town, length: str, unit: str) -> None:
    answer = moving_town.as_("amara").post("/clock/", data={"how": "length", "length": length, "unit": unit})
    assert answer.status_code == 422
    assert "There is a problem" in answer.text


@pytest.mark.parametrize(("length", "unit"), [("240", "months"), ("520", "working-days")])
def test_beyond_the_calendar_the_clock_says_so_and_stays(moving_town: Town, length: str, unit: str) -> None:
    # The calendar ends with 2045: from the end of 2044, 20 years or 520 working days, two years, lead beyond it.
    amara = moving_town.as_("amara")
    date = {"date-day": "1", "date-month": "12", "date-year": "2044", "time": "9am"}
    amara.post("/clock/", data=date | {"how": "instant"})
    refused = amara.post("/clock/", data={"how": "length", "length": length, "unit": unit})
    assert refused.status_code == 422
    assert "calendar" in refused.text
    assert "1 December 2044" in amara.get("/clock/").text


def test_the_clock_is_kept_for_the_next_start_of_the_server(
    moving_town: Town, tmp_path: Path, releases: Releases
) -> None:
    move(moving_town, "2", "weeks")
    again = open_town(Services(Database(moving_town.services.database.url), releases))
    assert "17 March 2026" in again.as_("amara").get("/clock/").text
    again.services.database.close()
