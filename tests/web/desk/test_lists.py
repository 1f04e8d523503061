"""Sign-in, work lists and the list of cases, as each of the demonstration's people sees them."""

import re
from datetime import timedelta

from engine.clock import simulate
from tests.web.desk.conftest import TUESDAY
from tests.web.desk.town import Town

TAGS = re.compile(r"govuk-tag--(red|orange|yellow|grey)\"?>\s*([^<]*)<")


def tags(page: str) -> list[tuple[str, str]]:
    return [(colour, words.strip()) for colour, words in TAGS.findall(page)]


def test_the_sign_in_page_lists_people_by_role(town: Town) -> None:
    page = town.app.test_client().get("/sign-in").text
    assert page.index("Social worker</h2>") < page.index("Amara Sallow") < page.index("Team manager</h2>")
    assert "North area team" in page
    assert "Leon Eastgrove" in page


def test_nobody_signs_in_under_a_name_that_is_not_there(town: Town) -> None:
    answer = town.app.test_client().post("/sign-in", data={"person": "nobody"})
    assert answer.status_code == 403


def test_my_work_is_what_is_allocated_to_me_and_my_teams_is_all_of_it(town: Town) -> None:
    mine, team = (town.as_("bryn").get(f"/work?tab={tab}").text for tab in ("mine", "team"))
    assert "Amara Sallow" not in mine
    assert "Amara Sallow" in team
    assert "Esi Wrenfold" not in team


def test_work_is_due_soonest_first_and_says_so_in_words_and_colour(town: Town) -> None:
    # On Monday the 16th the meeting of HW-00004 (decided about the 25th of February, five working days) is overdue.
    with simulate(TUESDAY + timedelta(days=13)):
        page = town.as_("amara").get("/work").text
        found = tags(page)
    colours = [colour for colour, _ in found]
    order = {"red": 0, "orange": 1, "yellow": 2, "grey": 3}
    assert colours == sorted(colours, key=lambda colour: order[colour])
    assert found[0][0] == "red"
    assert found[0][1].startswith("Overdue by ")
    assert found[-1][1].startswith("Due in ")
    assert f"<strong>{colours.count('red')} tasks are overdue</strong> on this list." in page
    assert page.index("Overdue by") < page.index("Due in") < page.index("No date")


def test_a_decision_due_within_two_days_is_marked_before_it_is_late(town: Town) -> None:
    colours = {colour for colour, _ in tags(town.as_("hana").get("/work").text)}
    assert colours & {"orange", "yellow"}


def test_the_list_is_searched_by_task_by_child_and_by_reference(town: Town) -> None:
    hana = town.as_("hana")
    for find, shown in (("decide", "HW-00002"), ("HW-00002", "MK"), ("mk", "HW-00002"), ("CH-2047", "HW-00002")):
        assert shown in hana.get(f"/work?tab=team&find={find}").text, find
    assert "Nothing here matches “zzz”." in hana.get("/work?tab=team&find=zzz").text
    assert hana.get("/work?tab=team&find=%25%27;--").status_code == 200


def test_the_list_of_cases_shows_where_each_is_and_what_became_of_it(town: Town) -> None:
    page = town.as_("hana").get("/cases/").text
    assert page.count('href="/cases/HW-') == 10
    assert "Stage 2 of 5: Planning" in page
    assert "Care order" in page
    assert "accommodation" in page.lower()


def test_a_social_worker_sees_the_cases_of_their_own_team(town: Town) -> None:
    page = town.as_("esi").get("/cases/").text
    assert set(re.findall(r"/cases/(HW-\d+)", page)) == {"HW-00003", "HW-00007", "HW-00010"}
