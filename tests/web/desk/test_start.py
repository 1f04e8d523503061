"""A case is started with the first task's form: a mistake starts nothing, and nobody loses what they typed."""

from datetime import timedelta

import pytest

from engine.clock import simulate
from engine.queries.case_list import list_cases
from tests.web.desk.conftest import TUESDAY
from tests.web.desk.town import Town


def cases(town: Town) -> int:
    with town.services.database.reading() as connection:
        return list_cases(connection, None, "", 1, 0)[1]


def test_a_mistake_starts_no_case_and_keeps_every_answer_and_the_next_try_starts_it(new_town: Town) -> None:
    amara = new_town.as_("amara")
    answers = new_town.answers("identify_child") | {"born_on-month": "13"}
    refused = amara.post("/start/reunification", data=answers)
    assert refused.status_code == 422
    assert 'href="#born_on-day">Date of birth must be a real date</a>' in refused.text
    assert "Wants to live with the mother again and to stay at the same school." in refused.text
    assert 'value="13"' in refused.text
    assert cases(new_town) == 0
    started = amara.post("/start/reunification", data=answers | {"born_on-month": "3"})
    assert (started.status_code, started.headers["Location"]) == (303, "/cases/HW-00001")
    assert cases(new_town) == 1
    page = amara.get("/cases/HW-00001").text
    assert "You opened case HW-00001." in page
    assert "Assess need, risk and capacity to change" in page


def test_a_legal_status_that_the_pathway_does_not_cover_opens_no_case_and_the_form_says_why(new_town: Town) -> None:
    answers = new_town.answers("identify_child", legal_status="other", order_made_on=None)
    refused = new_town.as_("amara").post("/start/reunification", data=answers)
    assert refused.status_code == 422
    assert "does not cover this legal status, so no case is opened" in refused.text
    assert cases(new_town) == 0


def test_whoever_starts_a_case_is_its_social_worker_and_it_is_their_teams(new_town: Town) -> None:
    new_town.start("esi", social_worker="esi", team_manager="farid")
    assert new_town.case("HW-00001").team_id == "south"
    assert "HW-00001" in new_town.as_("esi").get("/work").text
    assert "HW-00001" not in new_town.as_("amara").get("/work?tab=team").text


def test_only_those_who_may_start_a_case_are_offered_it(town: Town) -> None:
    assert 'href="/start/reunification"' in town.as_("amara").get("/start/").text
    carys = town.as_("carys")
    assert 'href="/start/reunification"' not in carys.get("/start/").text
    assert carys.get("/start/reunification").status_code == 404
    before = cases(town)
    assert carys.post("/start/reunification", data=town.answers("identify_child")).status_code == 404
    assert cases(town) == before


def test_a_double_click_starts_one_case_and_leads_to_it(new_town: Town) -> None:
    amara, answers = new_town.as_("amara"), new_town.answers("identify_child")
    places = [amara.post("/start/reunification", data=answers).headers["Location"] for _ in range(2)]
    assert places == ["/cases/HW-00001"] * 2
    assert cases(new_town) == 1


def test_another_child_or_another_person_is_no_double_click(town: Town) -> None:
    before = cases(town)
    town.start(child_ref="CH-9001")
    town.start(child_ref="CH-9002")
    assert cases(town) == before + 2


def test_a_second_case_for_one_child_is_started_only_by_who_has_seen_the_first(town: Town) -> None:
    before, first = cases(town), town.start(child_ref="CH-9001")
    with simulate(TUESDAY + timedelta(minutes=2)):
        for person in ("amara", "bryn"):
            answers = town.answers("identify_child", child_ref="CH-9001", social_worker=person)
            refused = town.as_(person).post("/start/reunification", data=answers)
            assert refused.status_code == 422
            assert (
                f'href="/cases/{first}">Reunification pathway <span class="app-reference">({first})</span></a>'
                in refused.text
            )
            assert 'href="#start_a_second"' in refused.text
            assert "Wants to live with the mother again and to stay at the same school." in refused.text
        assert cases(town) == before + 1
        started = town.as_("bryn").post("/start/reunification", data=answers | {"start_a_second": "true"})
        assert started.status_code == 303
        assert cases(town) == before + 2


@pytest.mark.requirement("K15")
def test_a_case_of_another_kind_that_is_open_for_the_child_is_named_before_anything_starts(new_town: Town) -> None:
    first = new_town.start(child_ref="CH-9001")
    enquiry = {"child_ref": "ch 9001", "child_initials": "AB", "present_plan": "Foster care", "question": "What helps?"}
    enquiry |= {"expected_on-day": "1", "expected_on-month": "4", "expected_on-year": "2026"}
    with simulate(TUESDAY + timedelta(minutes=2)):
        amara = new_town.as_("amara")
        refused = amara.post("/start/early_advice", data=enquiry)
        assert refused.status_code == 422
        assert (
            f'href="/cases/{first}">Reunification pathway <span class="app-reference">({first})</span></a>'
            in refused.text
        )
        assert "Start another case for this child all the same" in refused.text
        assert cases(new_town) == 1
        started = amara.post("/start/early_advice", data=enquiry | {"start_a_second": "true"})
        assert (started.status_code, started.headers["Location"]) == (303, "/cases/HW-00002")
        # the child's other case is linked from the page that one comes to
        assert (
            f'href="/cases/{first}">Reunification pathway <span class="app-reference">({first})</span></a>'
            in amara.get("/cases/HW-00002").text
        )


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("ch 9001", "CH-9001"), (" CH - 9001 ", "CH-9001"), ("ch9001", "CH9001"), ("Ch-90-01", "CH-90-01")],
)
def test_a_reference_is_kept_in_capitals_with_a_dash_for_a_space(new_town: Town, typed: str, kept: str) -> None:
    assert new_town.case(new_town.start(child_ref=typed)).facts["child_ref"] == kept


def test_a_second_case_keeps_the_reference_as_the_first_has_it(new_town: Town) -> None:
    new_town.start(child_ref="CH-9001")
    with simulate(TUESDAY + timedelta(minutes=2)):
        answers = new_town.answers("identify_child", child_ref="ch9001") | {"start_a_second": "true"}
        new_town.as_("amara").post("/start/reunification", data=answers)
    second = new_town.case("HW-00002")
    assert (second.subject, second.facts["child_ref"]) == ("CH9001", "CH-9001")


@pytest.mark.parametrize("typed", ["CH/9001", "-9001", "AB 12 é"])
def test_a_reference_with_other_signs_is_refused_with_the_spelling_that_is_wanted(new_town: Town, typed: str) -> None:
    answers = new_town.answers("identify_child", child_ref=typed)
    refused = new_town.as_("amara").post("/start/reunification", data=answers)
    assert "must only include letters, numbers, spaces and dashes, such as CH-2040" in refused.text
    assert cases(new_town) == 0


@pytest.mark.parametrize("spelt", ["ch-9001", "CH9001", "Ch9-001", "ch 9001"])
def test_a_childs_reference_is_the_same_however_it_is_spelt(town: Town, spelt: str) -> None:
    first = town.start(child_ref="CH-9001")
    with simulate(TUESDAY + timedelta(minutes=2)):
        answers = town.answers("identify_child", child_ref=spelt)
        refused = town.as_("amara").post("/start/reunification", data=answers)
        assert refused.status_code == 422
        assert (
            f'href="/cases/{first}">Reunification pathway <span class="app-reference">({first})</span></a>'
            in refused.text
        )
    assert first in town.as_("amara").get(f"/cases/?find={spelt}").text


def test_each_way_to_start_says_what_it_is_for_the_pathway_first(town: Town) -> None:
    page = town.as_("amara").get("/start/").text
    assert page.index("Reunification pathway</a>") < page.index("Early advice</a>") < page.index("Follow-up")
    assert "An enquiry is not a request for support." in page
    assert 'href="/start/"' in page
    assert 'href="/start/"' not in town.as_("dermot").get("/work").text  # who may start nothing is not led there
