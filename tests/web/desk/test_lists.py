"""Sign-in, work lists and the list of cases, as each of the demonstration's people sees them."""

import re
from datetime import date, datetime, time, timedelta

import pytest

from engine.clock import LONDON, simulate
from tests.web.desk.conftest import TUESDAY
from tests.web.desk.test_case_page import rows_of, visible
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
    assert f"<strong>{colours.count('red')} things are overdue</strong> on this list." in page
    assert page.index("Overdue by") < page.index("Due in") < page.index("No date")


def test_a_decision_due_within_two_days_is_marked_before_it_is_late(town: Town) -> None:
    colours = {colour for colour, _ in tags(town.as_("hana").get("/work").text)}
    assert colours & {"orange", "yellow"}


def test_the_list_is_searched_by_task_by_child_and_by_reference(town: Town) -> None:
    hana = town.as_("hana")
    for find, shown in (
        ("decide", "HW-00002"),
        ("HW-00002", "MK"),
        ("mk", "HW-00002"),
        ("CH-2047", "HW-00002"),
        ("ch2047", "HW-00002"),
    ):
        assert shown in hana.get(f"/work?tab=team&find={find}").text, find
    assert "Nothing here matches “zzz”." in hana.get("/work?tab=team&find=zzz").text
    assert hana.get("/work?tab=team&find=%25%27;--").status_code == 200


def test_the_list_of_cases_shows_where_each_is_and_what_became_of_it(town: Town) -> None:
    page = town.as_("hana").get("/cases/").text
    assert page.count('href="/cases/HW-') == 12  # ten, and the follow-ups of the two that have ended
    assert "Stage 2 of 5: Planning" in page
    assert "Care order" in page
    assert "accommodation" in page.lower()
    assert "Closed" in visible(row_of(page, "HW-00011"))
    assert "No date" in visible(row_of(page, "HW-00012"))  # its follow-up waits for a day


def test_a_social_worker_sees_the_cases_of_their_own_team(town: Town) -> None:
    page = town.as_("esi").get("/cases/").text
    assert set(re.findall(r"/cases/(HW-\d+)", page)) == {"HW-00003", "HW-00007", "HW-00011", "HW-00012"}


def row_of(page: str, words: str) -> str:
    """The table row that says these words, as mark-up."""
    return next((row for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL) if words in row), "")


def test_a_deadline_that_has_passed_without_an_open_task_stands_on_its_owners_list(town: Town) -> None:
    # The plan of HW-00006 has a review on day 48, Monday the 16th of March (K6); ten days later nobody has held it.
    # It is the social worker's promise, met by the review itself: no task stands for it.
    with simulate(TUESDAY + timedelta(days=23)):
        mine, bryns = (town.as_(person).get("/work?tab=mine").text for person in ("amara", "bryn"))
        team, cases = town.as_("bryn").get("/work?tab=team").text, town.as_("amara").get("/cases/").text
        case = town.as_("amara").get("/cases/HW-00006").text
    row = row_of(mine, "Review of RSS support")
    assert 'href="/cases/HW-00006#deadlines"' in row
    assert "No task is open for it" in row
    assert "Amara Sallow" in row
    assert "Overdue by 8 working days" in row  # 17, 18, 19, 20, 23, 24, 25 and 26 March
    assert "Review of RSS support" in row_of(team, "HW-00006#deadlines")
    assert "Review of RSS support" not in bryns
    assert "Overdue by" in row_of(cases, "HW-00006")
    assert "4 Review" in case
    assert "something is overdue" in case


def test_the_limit_of_twelve_weeks_that_has_passed_stands_on_the_reunification_managers_list(town: Town) -> None:
    # The twelve weeks of HW-00007 ended on Thursday the 26th of February:
    # 27 February, 2 and 3 March are 3 working days.
    row = row_of(town.as_("hana").get("/work?tab=mine").text, "Last day of RSS support")
    assert "Overdue by 3 working days" in row
    assert 'href="/cases/HW-00007#deadlines"' in row


def test_nobody_with_an_empty_list_is_told_that_all_is_well_while_their_teams_work_is_late(town: Town) -> None:
    page = town.as_("keira").get("/work").text
    assert "nothing for you to do" not in page
    assert re.search(r'href="/work\?tab=team"><strong>\d+ things are overdue', page)


BOTH = ("First response to the request", "Decision on the request within 48 hours")


@pytest.mark.requirement("K1")
def test_the_first_response_and_the_decision_are_one_line_while_they_are_one_promise(town: Town) -> None:
    # The 48 hours of HW-00003 are long over. One task keeps both promises, and it is on the list once.
    hana = town.as_("hana")
    work = visible(hana.get("/work?tab=team&find=HW-00003").text)
    assert work.count("Decide on the request") == 1
    assert BOTH[1] not in work
    labels = [" ".join(cell.split()) for cell in rows_of(hana.get("/cases/HW-00003").text)]
    assert [label for label in labels if BOTH[0] in label] == [f"{BOTH[0]} {BOTH[1]} Reunification manager"]
    # A question answers the request and decides nothing: now the decision is a promise of its own, and nobody's task.
    asks = {"decision": "more_information", "questions": "Who will help at weekends?"}
    answers = town.answers("decide_request", "HW-00003", **asks) | {"late_reason": "On leave"}
    assert hana.post(town.address("decide_request", "HW-00003"), data=answers).status_code == 303
    work = visible(hana.get("/work?tab=team&find=HW-00003").text)
    assert BOTH[1] in work
    assert BOTH[0] not in work
    labels = [" ".join(cell.split()) for cell in rows_of(hana.get("/cases/HW-00003").text)]
    assert f"{BOTH[1]} Reunification manager" in labels
    assert f"{BOTH[0]} Reunification manager" in labels  # among those that have ended


def test_a_task_of_which_somebody_has_a_draft_says_so_to_them_only(town: Town) -> None:
    task = town.address("assess_need", "HW-00001")
    town.as_("amara").post(task, data={"draft": "yes"})
    words = "You have a draft of this"
    assert words in row_of(town.as_("amara").get("/work").text, f'href="{task}"')
    assert words not in town.as_("bryn").get("/work?tab=team").text


def test_a_task_goes_to_the_next_group_where_the_first_ones_holder_may_not_do_it(town: Town) -> None:
    # Confirming a legal status is the team manager's or the service manager's, but not whoever recorded it.
    report = town.answers("legal_status_recorded", "HW-00006")
    assert town.as_("carys").post("/cases/HW-00006/events/legal_status_recorded", data=report).status_code == 303
    confirm = "Confirm the legal status"
    assert confirm in town.as_("dermot").get("/work").text
    said = town.as_("carys").get("/cases/HW-00006").text
    assert "Next: “Confirm the legal status (change of 3 March 2026)” by Dermot Vellum" in said
    assert "Next for you" not in said
    assert confirm not in town.as_("carys").get("/work").text


def test_a_task_of_several_groups_stands_on_the_list_of_each(town: Town) -> None:
    report = town.answers("legal_status_recorded", "HW-00006")
    assert town.as_("amara").post("/cases/HW-00006/events/legal_status_recorded", data=report).status_code == 303
    confirm = "Confirm the legal status"
    assert confirm in town.as_("carys").get("/work").text
    assert confirm in town.as_("dermot").get("/work?tab=team").text
    assert town.as_("dermot").get("/work?tab=team").text.count(confirm) == town.as_("carys").get("/work").text.count(
        confirm
    )
    assert confirm not in town.as_("farid").get("/work?tab=team").text


@pytest.mark.requirement("S5-09", "K8", "A20")
def test_a_recommended_meeting_that_was_missed_is_amber_and_not_called_overdue(town: Town) -> None:
    # The child of HW-00008 is home by March; three months later, in the middle of June, no meeting has been held.
    with simulate(TUESDAY + timedelta(days=105)):
        mine = town.as_("amara").get("/work?tab=mine&find=HW-00008").text
        case = town.as_("amara").get("/cases/HW-00008").text
        task = town.open("HW-00008")["care_planning_meeting"].id
        form = town.as_("amara").get(f"/tasks/{task}").text
    [(colour, words)] = tags(row_of(mine, "Hold the care planning meeting"))
    assert (colour, words.rpartition(" ")[2]) == ("orange", "ago")
    assert words.startswith("Recommended date passed ")
    [(colour, words)] = tags(row_of(case, "Care planning meeting"))
    assert colour == "orange"
    assert "It was recommended by the end of" in " ".join(visible(form).split())
    # The visits, which the law asks for, are red all the same.
    assert "red" in {found for found, _ in tags(row_of(mine, "Record a visit at home"))}


@pytest.mark.requirement("S5-09", "K8", "A20")
def test_on_the_list_of_cases_too_a_missed_recommendation_is_amber_beside_what_is_owed(town: Town) -> None:
    # In the middle of June the visits of HW-00008 are overdue, as the law asks for them; the meeting was recommended.
    with simulate(TUESDAY + timedelta(days=105)):
        case = row_of(town.as_("amara").get("/cases/?find=HW-00008").text, "HW-00008")
    [(first, owed), (second, missed)] = tags(case)
    assert (first, second) == ("red", "orange")
    assert owed.startswith("Overdue by ")
    assert missed.startswith("Recommended date passed ")


@pytest.mark.requirement("B4")
def test_an_eighteenth_birthday_comes_and_nobody_is_late_with_it(town: Town) -> None:
    birthday = date.fromisoformat(town.case("HW-00006").facts["eighteenth_birthday"])
    found = {}
    for days in (-6, 0, 1):
        with simulate(datetime.combine(birthday + timedelta(days=days), time(9), LONDON)):
            found[days] = town.as_("amara").get("/cases/HW-00006").text
            listed = tags(row_of(town.as_("amara").get("/cases/?find=HW-00006").text, "HW-00006"))
    [(_, before)], [(_, on)], [(colour, after)] = (tags(row_of(found[days], "The child turns 18")) for days in found)
    assert (before[:3], on, colour, after[:5], after[-4:]) == ("In ", "Today", "orange", "Came ", " ago")
    assert ("18th birthday" in visible(found[0]), "Aged 16 or 17" in visible(found[0])) == (True, False)
    assert ("orange", "18th birthday has passed") in listed


@pytest.mark.requirement("S2-02")
def test_the_list_of_cases_says_where_a_target_date_has_passed(town: Town) -> None:
    # The child of HW-00007 was to be home in February and is not; the one of HW-00008 is home.
    said = ("orange", "Target date for the return home has passed")
    late, home = (
        tags(row_of(town.as_(person).get(f"/cases/?find={reference}").text, reference))
        for person, reference in (("esi", "HW-00007"), ("amara", "HW-00008"))
    )
    assert said in late
    assert said not in home


def test_every_cell_of_the_list_of_cases_says_something(town: Town) -> None:
    # HW-00011 and HW-00012, say, are follow-ups: nobody is asked for a legal status there.
    page = town.as_("hana").get("/cases/").text
    cells = re.findall(r'<td class="[^"]*" role="cell" data-label="Legal status">(.*?)</td>', page)
    assert "Not asked here" in cells
    assert "" not in [cell.strip() for cell in cells]
