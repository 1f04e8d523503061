"""Work list, cases, case page and clock, as a person reads them."""

import re

import pytest
from flask.testing import FlaskClient

from tests.web.fake_office import FakeOffice

ENGINE_WORDS = re.compile(
    r"\b(tokens?|instances?|gateways?|workflows?|READY|specs?|context|SLA|sub-?process|boundary|payload|null|None|BPMN)\b"
)
PAGES = ("/sign-in", "/work", "/work?tab=team", "/cases/", "/cases/HW-0042", "/tasks/t1", "/start/",
         "/start/identification", "/cases/HW-0042/events/concern", "/clock/", "/none-such")  # fmt: skip


def text_of(html: str) -> str:
    """What a person reads on a page: its text without mark-up, scripts and hidden values."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)))


@pytest.mark.parametrize("address", PAGES)
def test_no_page_uses_the_engines_words(jo: FlaskClient, address: str) -> None:
    text = text_of(jo.get(address).text)
    assert "Homeward" in text
    assert ENGINE_WORDS.findall(text.replace("BPMN.iO", "")) == []


def test_my_work_is_what_is_assigned_to_me_and_counts_both_lists(jo: FlaskClient) -> None:
    text = text_of(jo.get("/work").text)
    assert "My work (3)" in text
    assert "My team’s (5)" in text
    assert "Record the planning meeting" in text
    assert "Decide the request" not in text


def test_the_teams_list_keeps_the_order_of_what_is_due_and_says_it_in_words_and_colour(jo: FlaskClient) -> None:
    html = jo.get("/work?tab=team").text
    tags = re.findall(r'<strong class="govuk-tag govuk-tag--(\w+)"\s*>\s*(.*?)\s*</strong>', html)
    assert tags == [
        ("red", "Overdue by 2 working days"),
        ("orange", "Due today by 4:30pm"),
        ("yellow", "Due in 3 working days"),
        ("grey", "Due in 31 working days"),
    ]


def test_finding_keeps_the_list_and_shows_what_was_typed(jo: FlaskClient) -> None:
    html = jo.get("/work?tab=team&find=MIDWAY").text
    assert "Hold the midway review" in html
    assert "Decide the request" not in html
    assert 'value="MIDWAY"' in html


def test_finding_nothing_says_so(jo: FlaskClient) -> None:
    assert "Nothing here matches “&lt;b&gt;zzz”" in jo.get("/work?find=<b>zzz").text


def test_a_long_list_has_pages_and_keeps_the_search(jo: FlaskClient) -> None:
    html = jo.get("/cases/?find=example&page=5").text
    shown = re.findall(r'href="/cases/\?find=example&amp;page=(\d+)"', html)
    assert sorted(set(shown), key=int) == ["1", "4", "5", "6", "12"]


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "99999999999999", "²"])
def test_an_unreadable_page_number_is_the_first(jo: FlaskClient, page: str) -> None:
    assert 'aria-label="Page 1"' in jo.get(f"/cases/?page={page}").text


def test_the_case_page_tells_the_whole_story(jo: FlaskClient) -> None:
    text = text_of(jo.get("/cases/HW-0042").text)
    for words in (
        "1 Identification Done", "2 Planning In progress, something is overdue", "3 Implementation Not started",
        "Legal status Care order", "Somebody has a concern", "Asha Meadow asked for more information",
        "By the end of Tuesday 8 December 2026", "5 working days: 2, 3, 4, 7 and 8 December.", "Met",
        "An automatic step failed: Work out the planning deadline", "Reunification practitioner Not allocated yet",
    ):  # fmt: skip
        assert words in text, words


def test_deadlines_that_have_ended_are_one_click_away_and_keep_the_place_in_the_history(jo: FlaskClient) -> None:
    newest, older, beyond = (jo.get(f"/cases/HW-0042?history=2&deadlines={number}").text for number in (1, 2, 3))
    assert "Discussion of the questions" in newest
    assert "Council’s own record" not in newest
    assert 'href="/cases/HW-0042?history=2&amp;deadlines=2#ended-deadlines"' in newest
    assert "Later ones" not in newest
    assert "Met late" in text_of(older)
    assert '<details class="govuk-details" id="ended-deadlines" open>' in older
    assert 'href="/cases/HW-0042?history=2&amp;deadlines=1#ended-deadlines"' in older
    assert "Earlier ones" not in older
    assert "There are no more." in beyond


def test_the_picture_and_the_lists_below_it_say_the_same(jo: FlaskClient) -> None:
    html = jo.get("/cases/HW-0042").text
    assert '{"id": "s2_task_1", "status": "overdue", "word": "Overdue"}' in html
    assert re.search(r"Hold the planning meeting</th>\s*<td[^>]*>\s*<strong[^>]*>\s*Overdue", html)
    assert "Steps done (3)" in html


def test_the_diagram_is_served_as_it_was_published(jo: FlaskClient) -> None:
    answer = jo.get("/cases/HW-0042/diagrams/pathway.bpmn")
    assert answer.mimetype == "application/xml"
    assert answer.text.startswith("<?xml")


def test_a_step_that_failed_is_tried_again_by_those_who_may(jo: FlaskClient, asha: FlaskClient) -> None:
    assert jo.post("/cases/HW-0042/incidents/i1/retry").status_code == 403
    answer = asha.post("/cases/HW-0042/incidents/i1/retry", follow_redirects=True)
    assert "The step was tried again, and it worked." in answer.text


def test_the_clock_moves_forward_and_every_page_sees_it(jo: FlaskClient, office: FakeOffice) -> None:
    answer = jo.post("/clock/", data={"how": "length", "length": "2", "unit": "hours"})
    assert answer.status_code == 200
    assert "Thursday 3 December 2026 at 4:02pm" in answer.text
    assert office.offset.total_seconds() == 2 * 60 * 60


def test_the_clock_moves_to_a_moment_told_in_local_time(jo: FlaskClient, office: FakeOffice) -> None:
    moment = {"how": "instant", "date-day": "1", "date-month": "7", "date-year": "2027", "time": "9am"}
    assert "Thursday 1 July 2027 at 9am" in jo.post("/clock/", data=moment).text


@pytest.mark.parametrize(
    ("typed", "says", "box"),
    [
        (("x", "weeks"), "whole number from 1 to 520", "length"),
        (("-3", "weeks"), "whole number from 1 to 520", "length"),
        (("000001999999999", "hours"), "whole number from 1 to 520", "length"),
        (("3", "years"), "Choose hours", "unit"),
        (("31", "2", "2027", "9am"), "real date", "date-day"),
        (("1", "7", "2027", "25:00"), "like 9am", "time"),
        (("1", "7", "2020", "9am"), "only go forward", "date-day"),
    ],
)
def test_a_move_that_cannot_be_is_refused_beside_its_box(
    jo: FlaskClient, typed: tuple[str, ...], says: str, box: str
) -> None:
    boxes = ("length", "unit") if len(typed) == 2 else ("date-day", "date-month", "date-year", "time")
    how = "length" if len(typed) == 2 else "instant"
    answer = jo.post("/clock/", data={"how": how, **dict(zip(boxes, typed, strict=True))})
    assert answer.status_code == 422
    assert says in answer.text
    assert f'href="#{box}"' in answer.text
    assert f'id="{box}"' in answer.text


def test_licences_of_everything_bundled_are_shown_with_the_watermarks_rule(anybody: FlaskClient) -> None:
    assert "bpmn.io" in anybody.get("/licences").text
    assert "the watermark must stay fully visible" in anybody.get("/licences/bpmn-js.txt").text
    assert anybody.get("/licences/../init.js").status_code in {303, 404}
