"""Something has happened: what a case can receive now is offered, reported with a form, and refused once it is past."""

import re
from typing import Any

import pytest

from tests.web.desk.town import Town


def offered(town: Town, person: str, reference: str) -> list[str]:
    return re.findall(rf'href="/cases/{reference}/events/([^"]+)"', town.as_(person).get(f"/cases/{reference}").text)


def report(town: Town, person: str, reference: str, event: str, **changes: Any) -> int:
    answers = town.answers(event, reference, **changes)
    return town.as_(person).post(f"/cases/{reference}/events/{event}", data=answers).status_code


@pytest.mark.requirement("S3-06")
def test_a_concern_is_offered_reported_and_told_to_whom_it_concerns(town: Town) -> None:
    assert "concern_raised" in offered(town, "amara", "HW-00006")
    page = town.as_("amara").get("/cases/HW-00006/events/concern_raised").text
    assert '<h1 class="govuk-heading-l">Raise a concern about the child</h1>' in page
    assert report(town, "amara", "HW-00006", "concern_raised") == 303
    case = town.as_("amara").get("/cases/HW-00006").text
    assert "You reported “Raise a concern about the child”." in case
    assert "acknowledge_concern" in town.open("HW-00006")


@pytest.mark.requirement("S3-06")
def test_the_assistant_director_who_hears_of_every_alert_can_raise_a_concern(town: Town) -> None:
    assert "concern_raised" in offered(town, "leon", "HW-00006")
    assert report(town, "leon", "HW-00006", "concern_raised") == 303
    assert "acknowledge_concern" in town.open("HW-00006")


def test_a_mistake_in_a_report_records_nothing_and_keeps_the_answers(town: Town) -> None:
    answers = town.answers("concern_raised", "HW-00006") | {"severity": ""}
    refused = town.as_("amara").post("/cases/HW-00006/events/concern_raised", data=answers)
    assert refused.status_code == 422
    assert "A bruise was seen." in refused.text
    assert town.recorded("HW-00006", "concern_raised") is None


def test_a_report_that_the_case_can_no_longer_take_is_a_plain_page_with_the_answers(new_town: Town) -> None:
    # Before there is a request for support nobody can ask to extend the support.
    reference, amara = new_town.start(), new_town.as_("amara")
    assert "extension_asked" not in offered(new_town, "amara", reference)
    address = f"/cases/{reference}/events/extension_asked"
    assert amara.get(address).status_code == 409
    answer = amara.post(address, data={"why": "The last sessions fall in the holidays."})
    assert answer.status_code == 409
    assert "This cannot be recorded now: Ask to extend RSS support beyond its limit" in answer.text
    assert "The last sessions fall in the holidays." in answer.text
    assert "The last sessions fall in the holidays." in amara.get(address).text
    assert len(new_town.history(reference)) == 2  # opened, identified


def test_a_double_click_reports_once_and_a_second_concern_is_a_second_one(town: Town) -> None:
    for _ in range(2):
        assert report(town, "amara", "HW-00006", "concern_raised") == 303
    assert report(town, "amara", "HW-00006", "concern_raised", what="Another bruise was seen.") == 303
    told = [
        event.answers["concern_raised"]["what"] for event in town.history("HW-00006") if event.kind == "event_reported"
    ]
    assert told == ["Another bruise was seen.", "A bruise was seen."]


def test_an_event_that_no_diagram_has_is_not_found(town: Town) -> None:
    amara = town.as_("amara")
    for event in ("nothing_of_the_kind", "assess_need", "x" * 500, "concern_raised-x"):
        address = f"/cases/HW-00006/events/{event}"
        assert amara.get(address).status_code in (404, 409), event
        assert amara.post(address, data={"what": "x"}).status_code in (404, 409), event


def test_who_may_not_report_something_is_not_offered_it_and_refused_when_they_try(town: Town) -> None:
    # An early change of the legal status is the area's to record.
    assert "legal_status_recorded" not in offered(town, "jonah", "HW-00006")
    answers = town.answers("legal_status_recorded", "HW-00006")
    refused = town.as_("oskar").post("/cases/HW-00006/events/legal_status_recorded", data=answers)
    assert refused.status_code == 403
    assert town.recorded("HW-00006", "legal_status_recorded") is None


def test_a_closed_case_offers_nothing(town: Town) -> None:
    page = town.as_("esi").get("/cases/HW-00011").text
    assert "This case is closed" in page
    assert offered(town, "esi", "HW-00011") == []


def lines(town: Town, person: str, reference: str) -> list[tuple[str, str]]:
    """(address, words) of every line under “Something has happened”."""
    page = town.as_(person).get(f"/cases/{reference}").text
    return re.findall(rf'href="(/cases/{reference}/events/[^"]+)">([^<]+)</a>', page)


@pytest.mark.requirement("S2-13")
def test_two_stays_at_once_are_told_apart_wherever_they_are_named(town: Town) -> None:
    # It is 10am on Tuesday 3 March 2026. Two weeks later, on the 17th, the first stay begins. It ends on the 18th
    # at 4pm, when the second begins, until the 20th at 10am.
    for times in (("P14DT0H", "P15DT6H"), ("P15DT6H", "P17DT0H")):
        starts, ends = (f'=now() + duration("{time}")' for time in times)
        assert report(town, "amara", "HW-00006", "home_stay_reported", starts_at=starts, ends_at=ends) == 303
    over = [(address, words) for address, words in lines(town, "amara", "HW-00006") if "stay_is_over" in address]
    first = "stay from 17 March 2026 at 10am to 18 March 2026 at 4pm"
    second = "stay from 18 March 2026 at 4pm to 20 March 2026 at 10am"
    said = "A stay at home is over early, or was cancelled ({0})"
    assert [words for _, words in over] == [said.format(first), said.format(second)]
    for address, words in over:
        assert f'<h1 class="govuk-heading-l">{words}</h1>' in town.as_("amara").get(address).text
    work = town.as_("amara").get("/work").text
    for which in (first, second):
        assert f"Say what the stay is ({which})" in work
    answers = town.answers("stay_is_over", "HW-00006", what="cancelled", ended_at=None)
    assert town.as_("amara").post(over[1][0], data=answers).status_code == 303
    case = town.as_("amara").get("/cases/HW-00006").text
    assert f"You reported “{said.format(second)}”" in case
    left = [words for address, words in lines(town, "amara", "HW-00006") if "stay_is_over" in address]
    assert left == [said.format(first)]
    assert f"reported “{said.format(second)}”: The child did not go, or will not go" in case  # in history


@pytest.mark.parametrize("reference", ["HW-00001", "HW-00003", "HW-00005", "HW-00006", "HW-00007", "HW-00009"])
def test_the_page_of_an_event_has_the_words_of_the_line_that_leads_to_it(town: Town, reference: str) -> None:
    for person in ("amara", "carys", "farid"):
        for address, words in lines(town, person, reference):
            page = town.as_(person).get(address).text
            assert re.findall(r"<h1[^>]*>([^<]*)</h1>", page) == [words], address
            assert re.findall(r"<title>([^<]*)</title>", page)[0].startswith(words), address


@pytest.mark.parametrize(
    ("named", "words"),
    [({"proposer_name": "Jo Reed"}, "proposed by Jo Reed"), ({"proposer_role": "family"}, "proposed by the family")],
)
def test_a_proposal_is_told_by_who_made_it(town: Town, named: dict[str, str], words: str) -> None:
    assert report(town, "amara", "HW-00006", "plan_change_proposed", **named) == 303
    assert f"({words})" in town.as_("amara").get("/cases/HW-00006").text
