"""The page of one case: where it is, what is due and why, what has happened, in words of people."""

import re
from datetime import timedelta

import pytest

from cli.parts import ROOT
from engine.clock import simulate
from engine.release.bundle import Bundle, read_folder
from tests.web.desk.conftest import TUESDAY
from tests.web.desk.town import Town

ENGINE_WORDS = re.compile(
    r"\b(token|instance|gateway|workflow|READY|COMPLETED|spec|context|SLA|subprocess|sub-process|event_reported"
    r"|task_completed|deadline_step|scope|null|None|True|False|traceback)\b"
)
VISIBLE = re.compile(r"<script.*?</script>|<!--.*?-->|<[^>]+>", re.DOTALL)


def visible(page: str) -> str:
    """What a person reads: no mark-up, no data for the picture."""
    return VISIBLE.sub(" ", page)


def stages(page: str) -> dict[str, str]:
    found = re.findall(r'app-tracker__name">(\d) [^<]*</span>\s*([^<]*?)\s*</li>', page)
    return dict(found)


def test_the_tracker_shows_the_five_stages_and_how_each_stands(town: Town) -> None:
    page = town.as_("amara").get("/cases/HW-00006").text
    assert list(stages(page)) == ["1", "2", "3", "4", "5"]
    assert (stages(page)["1"], stages(page)["2"], stages(page)["5"]) == ("Done", "Done", "Not started")
    assert stages(page)["3"].startswith("In progress")


def rows_of(part: str) -> list[str]:
    """The first cell of every row of a table's body."""
    return [visible(cell).strip() for cell in re.findall(r'<th scope="row"[^>]*>(.*?)</th>', part, re.DOTALL)]


def test_every_row_of_the_steps_names_its_step_and_the_count_is_that_of_the_rows(town: Town) -> None:
    page = town.as_("amara").get("/cases/HW-00006").text
    steps = page[page.index("Steps in progress") : page.index("What has happened so far")]
    open_part, done_part = re.split(r"Steps done \(\d+\)", steps)
    said = re.search(r"Steps done \((\d+)\)", steps)
    assert said is not None
    assert len(rows_of(done_part)) == int(said.group(1)) > 10
    assert "" not in rows_of(open_part) + rows_of(done_part)


def test_a_stage_that_was_left_before_its_end_is_not_shown_as_done(town: Town) -> None:
    # A parent takes the child home while stages 3 and 4 run side by side: both are broken off, and 5 never comes.
    report = town.answers("unplanned_removal", "HW-00005")
    assert town.as_("amara").post("/cases/HW-00005/events/unplanned_removal", data=report).status_code == 303
    town.complete("carys", "respond_to_removal", "HW-00005")
    page = town.as_("amara").get("/cases/HW-00005").text
    assert list(stages(page).values()) == ["Done", "Done", "Ended early", "Ended early", "Not reached"]
    assert "This case is closed: Removed by a parent" in visible(page)
    # The headline says what it did to the child's care, not what was answered beside it.
    headline = "completed “Respond to the removal (removal of 3 March 2026)”: Yes, accommodation has ended"
    assert headline in " ".join(visible(page).split())


def test_an_early_advice_case_shows_no_stages_that_it_never_takes(town: Town) -> None:
    answers = town.answers("advice_enquiry")
    started = town.as_("amara").post("/start/early_advice", data=answers)
    page = town.as_("amara").get(started.headers["Location"]).text
    assert "app-tracker" not in page
    assert "Not started" not in page


def test_the_top_of_the_page_says_the_legal_status_and_the_stage(town: Town) -> None:
    page = visible(town.as_("amara").get("/cases/HW-00004").text)
    assert re.search(r"RS\s+Care order\. Stage 2 of 5: Planning", page)


def test_the_legal_status_and_what_else_is_known_is_said_in_words(town: Town) -> None:
    page = visible(town.as_("amara").get("/cases/HW-00006").text)
    assert re.search(r"Legal status\s+Care order", page)
    assert re.search(r"Social worker\s+Amara Sallow", page)
    assert "care_order" not in page


def test_every_running_deadline_says_when_it_is_due_and_how_that_was_worked_out(town: Town) -> None:
    page = town.as_("hana").get("/cases/HW-00002").text
    deadlines = page[page.index("Deadlines</h2>") : page.index("About this case")]
    assert deadlines.count("How was this worked out?") >= 1
    assert re.search(r"48 hours", deadlines)


def test_history_is_plain_language_newest_first_and_paged(town: Town) -> None:
    first = town.as_("amara").get("/cases/HW-00006").text
    second = town.as_("amara").get("/cases/HW-00006?history=2").text
    for page in (first, second):
        history = page[page.index("What has happened so far") :]
        times = re.findall(r'<time datetime="([^"]+)"', history)
        assert times == sorted(times, reverse=True)
        assert 1 <= len(times) <= 20
    assert "Amara Sallow</strong>" not in first  # who did it comes with the role
    assert "Amara Sallow (social worker)</strong> completed “" in first + second


@pytest.mark.parametrize(
    "reference", ["HW-00001", "HW-00003", "HW-00005", "HW-00006", "HW-00009", "HW-00010", "HW-00011"]
)
def test_no_page_of_a_case_says_a_word_of_the_engine(town: Town, reference: str) -> None:
    pages = -(-len(town.history(reference)) // 20)
    for number in range(1, pages + 1):
        text = visible(town.as_("hana").get(f"/cases/{reference}?history={number}").text)
        assert f"{reference}" in text
        assert ENGINE_WORDS.findall(text) == []
        assert re.findall(r"\b[a-z]+_[a-z_]+\b", text) == []


def test_answers_in_the_history_are_labels_and_names_not_codes(town: Town) -> None:
    page = visible(town.as_("amara").get("/cases/HW-00001").text)
    assert re.search(r"What is the child’s legal status\?\s+Care order", page)
    assert re.search(r"Allocated social worker\s+Amara Sallow", page)
    assert "9 March 2016" in page or "2016" in page


def test_the_diagram_is_the_one_of_the_case_s_own_release(town: Town) -> None:
    files = read_folder(ROOT).files
    changed = files["processes/reunification.bpmn"].replace(b"Stage 1: Identification", b"Stage 1: Noticing")
    with town.services.database.transaction() as connection:
        newer = Bundle(files | {"processes/reunification.bpmn": changed})
        town.services.releases.publish(connection, newer, "test", "Another name for a stage")
    xml = town.as_("amara").get("/cases/HW-00001/diagrams/reunification.bpmn")
    assert xml.mimetype == "application/xml"
    assert b"Stage 1: Identification" in xml.data
    assert b"Stage 1: Noticing" not in xml.data
    newest = town.start()
    assert b"Stage 1: Noticing" in town.as_("amara").get(f"/cases/{newest}/diagrams/reunification.bpmn").data
    assert "1 Noticing" in town.as_("amara").get(f"/cases/{newest}").text
    assert "1 Identification" in town.as_("amara").get("/cases/HW-00001").text


@pytest.mark.parametrize("name", ["../../../etc/passwd", "settings.yaml", "%2e%2e", "handlers"])
def test_nothing_but_diagrams_comes_out_as_a_diagram(town: Town, name: str) -> None:
    answer = town.as_("amara").get(f"/cases/HW-00001/diagrams/{name}.bpmn")
    assert answer.status_code == 404 or b"<bpmn:definitions" in answer.data


def test_the_table_below_the_picture_says_what_the_picture_says(town: Town) -> None:
    page = town.as_("amara").get("/cases/HW-00006").text
    table = visible(page[page.index("Steps in progress") : page.index("What has happened so far")])
    assert re.search(r"Monitor progress with child and family\s+(Overdue|In progress)", table)
    assert "Steps done" in table


def test_a_long_stay_in_the_case_does_not_make_its_page_longer_than_a_page_of_history(town: Town) -> None:
    with simulate(TUESDAY + timedelta(weeks=8)):
        page = town.as_("amara").get("/cases/HW-00008").text
    assert page.count("app-history__entry") == 20


@pytest.mark.requirement("S2-02", "S2-11")
def test_a_target_that_has_passed_says_so_until_it_is_reached(town: Town) -> None:
    # The child of HW-00007 was to be home 70 days after the meeting 2a, in February; the one of HW-00008 is home.
    late, home, early = (
        visible(town.as_(person).get(f"/cases/{reference}").text)
        for person, reference in (("esi", "HW-00007"), ("amara", "HW-00008"), ("amara", "HW-00006"))
    )
    target = re.compile(r"Target date for the return home\s+(\w+ \d+ \w+ \d{4}, which has passed|\w+ \d+ \w+ \d{4})")
    assert [
        found.group(1).endswith("has passed") for page in (late, home, early) if (found := target.search(page))
    ] == [
        True,
        False,
        False,
    ]


@pytest.mark.requirement("K15")
def test_a_case_and_the_one_that_follows_from_it_name_each_other(town: Town) -> None:
    report = town.answers("unplanned_removal", "HW-00005")
    assert town.as_("amara").post("/cases/HW-00005/events/unplanned_removal", data=report).status_code == 303
    before = town.as_("amara").get("/cases/HW-00005").text
    assert "Other cases of this child" not in before
    town.complete("carys", "respond_to_removal", "HW-00005")
    page = town.as_("amara").get("/cases/HW-00005").text
    found = re.search(
        r'href="/cases/(HW-\d+)">Follow-up: returning to care <span class="app-reference">\(\1\)</span></a>', page
    )
    assert found is not None
    assert "Open, opened on Tuesday 3 March 2026" in visible(page)
    assert "Homeward opened a case of its own for this child: “Follow-up: returning to care”" in visible(page)
    other = town.as_("amara").get(f"/cases/{found[1]}").text
    assert "Reunification pathway (HW-00005)" in " ".join(visible(other).split())
    assert "Closed: Removed by a parent, opened on" in visible(other)
    assert "opened the case, which follows on from HW-00005" in visible(other)


def test_a_promise_that_is_stopped_after_it_was_due_stays_on_the_page_as_missed(town: Town) -> None:
    # HW-00004: meeting 2a was due by the 3rd of March, five working days after the decision; on the 13th the child is
    # found to live under another council, and everything stops.
    with simulate(TUESDAY + timedelta(days=10)):
        report = town.answers("child_left_pathway", "HW-00004")
        assert town.as_("amara").post("/cases/HW-00004/events/child_left_pathway", data=report).status_code == 303
        town.complete("carys", "confirm_child_left", "HW-00004")
        page = visible(town.as_("amara").get("/cases/HW-00004").text)
    ended = page[page.index("Deadlines that have ended") : page.index("About this case")]
    row = ended[ended.index("Professional planning meeting") :]
    assert "Missed" in row[:2000]
    assert "Stopped on Friday 13 March 2026, when it was not done yet" in row
    facts = page[page.index("About this case") : page.index("Who is who")]
    assert re.search(r"Left the pathway because\s+Another council is now responsible", facts)
    assert re.search(r"Left the pathway on\s+Friday 13 March 2026", facts)


@pytest.mark.requirement("K15")
def test_a_follow_up_that_waits_says_when_somebody_looks_next(town: Town) -> None:
    page = " ".join(visible(town.as_("keira").get("/cases/HW-00010").text).split())
    # Home since 19 January 2026: three months are 19 April.
    assert "Returned home Monday 19 January 2026" in page
    assert "There is nothing to do on this case now." in page
    assert "Next check whether the child is still at home Sunday 19 April 2026" in page
