"""Who may do what, and who may know of what, on the real pathway: refused in words, not by missing buttons only."""

import re

import pytest

from cli.demonstration.people import PEOPLE
from engine.commands.register_people import NewPerson, register_people
from tests.web.desk.town import Town

LATER = "Your answers are still on this page"


def add(town: Town, person: str, team: str | None, *roles: str) -> None:
    register_people(town.services, [], [NewPerson(person, f"{person.title()} Made-Up", team, roles)])


@pytest.mark.requirement("S1-02", "B6")
def test_who_wrote_the_assessment_does_not_approve_it(new_town: Town) -> None:
    add(new_town, "sam", "north", "social_worker", "team_manager")
    reference = new_town.start("sam", social_worker="sam", team_manager="sam")
    new_town.complete("sam", "assess_need", reference)
    address = new_town.address("approve_assessment_tm", reference)
    page = new_town.as_("sam").get(address).text
    assert "You completed “Identify the child" in page
    assert "so somebody else must do “Agree the assessment (team manager)”." in page
    assert "Complete this task" not in page
    refused = new_town.post("sam", "approve_assessment_tm", reference)
    assert refused.status_code == 403
    assert "somebody else must do" in refused.text
    assert "your answers are still on this page" in refused.text
    assert "approve_assessment_tm" in new_town.open(reference)
    new_town.complete("carys", "approve_assessment_tm", reference)


@pytest.mark.requirement("S5-04", "B6")
def test_only_the_assistant_director_authorises_a_placement_with_parents(town: Town) -> None:
    reference = "HW-00007"
    town.complete_as_allocated(
        "outstanding_issues", "confirm_issues", "choose_pwp_route", "pwp_agreement", "pwp_team_manager",
        "pwp_service_manager", reference=reference,
    )  # fmt: skip
    for person in ("esi", "farid", "greta", "hana", "maya", "nadia"):
        refused = town.post(person, "pwp_assistant_director", reference)
        assert refused.status_code == 403, person
        assert "is for the assistant director." in refused.text, person
    assert not town.case(reference).facts.get("pwp_authorised_at")
    town.complete("renske", "pwp_assistant_director", reference)
    assert town.case(reference).facts["pwp_authorised_at"]


@pytest.mark.requirement("A0-5")
def test_the_assistant_director_of_another_division_agrees_no_placement_here(town: Town) -> None:
    reference = "HW-00007"  # a child of the south team, part of the moor division; Leon Eastgrove has the coast
    town.complete_as_allocated(
        "outstanding_issues", "confirm_issues", "choose_pwp_route", "pwp_agreement", "pwp_team_manager",
        "pwp_service_manager", reference=reference,
    )  # fmt: skip
    work = {person: town.as_(person).get("/work?tab=team").text for person in ("leon", "renske")}
    agreeing = "Agree the placement (assistant director, full-time return)"
    assert (agreeing in work["renske"], agreeing in work["leon"]) == (True, False)
    refused = town.post("leon", "pwp_assistant_director", reference)
    assert refused.status_code == 403
    assert "belongs to another team" in refused.text
    assert not town.case(reference).facts.get("pwp_authorised_at")


@pytest.mark.requirement("B6")
def test_a_case_of_another_team_is_not_found_whatever_one_asks_of_it(town: Town) -> None:
    task = town.address("assess_need", "HW-00001")
    addresses = (
        "/cases/HW-00001", task, "/cases/HW-00001/events/concern_raised", "/cases/HW-00001/diagrams/reunification.bpmn",
    )  # fmt: skip
    esi = town.as_("esi")
    for address in addresses:
        answer = esi.get(address)
        assert answer.status_code == 404, address
        assert "Sallow" not in answer.text, address
    for address in (task, "/cases/HW-00001/events/concern_raised", "/cases/HW-00001/incidents/1/retry"):
        assert esi.post(address, data={"draft": "yes"}).status_code == 404, address


@pytest.mark.requirement("B6")
@pytest.mark.parametrize("person", [person.id for person in PEOPLE])
def test_whatever_stands_on_somebody_s_work_list_they_may_open(town: Town, person: str) -> None:
    for tab in ("mine", "team"):
        page = town.as_(person).get(f"/work?tab={tab}").text
        for address in sorted(set(re.findall(r'href="(/(?:tasks|cases)/[\w-]+)', page))):
            assert town.as_(person).get(address).status_code == 200, (tab, address)


@pytest.mark.requirement("B6")
def test_a_practitioner_s_team_list_names_no_child_that_they_do_not_work_with(town: Town) -> None:
    # A request for HW-00003 waits with the reunification manager, whose team is Idris Brackley's as well; the case is
    # the south team's and not allocated to him.
    assert "HW-00003" in town.as_("hana").get("/work?tab=team").text
    for find in ("", "HW-00003", town.case("HW-00003").facts["child_ref"]):
        page = town.as_("idris").get(f"/work?tab=team&find={find}").text
        assert 'href="/cases/HW-00003' not in page, find
        assert town.address("decide_request", "HW-00003") not in page, find


@pytest.mark.parametrize("role", ["practice_lead", "tester", "system_admin"])
def test_who_looks_after_the_pathway_or_the_machine_sees_no_child(town: Town, role: str) -> None:
    add(town, "sam", None, role)
    sam = town.as_("sam")
    assert "HW-0" not in sam.get("/cases/").text
    assert "HW-0" not in sam.get("/work?tab=team").text
    assert sam.get("/cases/HW-00001").status_code == 404


@pytest.mark.requirement("A7", "A15")
def test_the_deputy_does_the_reunification_manager_s_work_in_their_absence(town: Town) -> None:
    add(town, "sam", "rss", "deputy_reunification_manager")
    place, sam = town.address("decide_request", "HW-00002"), town.as_("sam")
    assert place in sam.get("/work?tab=team").text
    for address in (place, "/cases/HW-00002"):
        assert sam.get(address).status_code == 200, address
    assert 'href="/cases/HW-00002"' in sam.get("/cases/").text
    town.complete("sam", "decide_request", "HW-00002")
    assert town.history("HW-00002")[0].actor_id == "sam"  # under their own name


def test_an_auditor_reads_every_case_and_changes_none(town: Town) -> None:
    priya = town.as_("priya")
    page = priya.get("/cases/HW-00001").text
    assert "JT" in page
    assert 'id="events-title"' not in page  # nothing to report, as there is for a social worker
    assert 'id="events-title"' in town.as_("amara").get("/cases/HW-00001").text
    form = priya.get(town.address("assess_need", "HW-00001")).text
    assert "is for the social worker." in form
    assert town.post("priya", "assess_need", "HW-00001").status_code == 403


def test_a_colleague_in_the_team_may_do_what_is_allocated_to_another(town: Town) -> None:
    town.complete("bryn", "assess_need", "HW-00001")
    assert "Bryn Tarrow (social worker)" in town.as_("amara").get("/cases/HW-00001").text


def test_somebody_who_is_removed_is_out_at_once(town: Town) -> None:
    bryn = town.as_("bryn")
    assert bryn.get("/work").status_code == 200
    with town.services.database.transaction() as connection:
        connection.exec_driver_sql("UPDATE people SET active = false WHERE id = 'bryn'")
    assert bryn.get("/work").status_code == 303
