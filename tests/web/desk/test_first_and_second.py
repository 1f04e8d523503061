"""Of two who do the same thing one wins; the other keeps the answers. Doing it twice by mistake does it once."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

from tests.web.desk.town import Town


def to_request(town: Town) -> str:
    """A case that waits for the decision; carys and dermot approved the assessment."""
    reference = town.start()
    for person, element in (
        ("amara", "assess_need"), ("carys", "approve_assessment_tm"), ("dermot", "approve_assessment_sm"),
        ("amara", "guide_parents"), ("amara", "seek_views"), ("amara", "agree_plan"), ("amara", "updated_assessment"),
        ("amara", "request_support"),
    ):  # fmt: skip
        town.complete(person, element, reference)
    return reference


def test_who_comes_second_is_told_who_was_first_and_keeps_the_answers(new_town: Town) -> None:
    reference = new_town.start()
    address = new_town.address("assess_need", reference)
    answers = new_town.answers("assess_need", reference, needs="What only Bryn knows.")
    new_town.complete("amara", "assess_need", reference)
    second = new_town.as_("bryn").post(address, data=answers)
    assert second.status_code == 409
    assert "Amara Sallow completed this at 10am on 3 March 2026." in second.text
    assert "What only Bryn knows." in second.text
    again = new_town.as_("bryn").get(address)
    assert again.status_code == 409
    assert "What only Bryn knows." in again.text
    assert new_town.recorded(reference, "assess_need")["needs"] != "What only Bryn knows."


def test_a_double_click_completes_the_task_once_and_shows_no_error(new_town: Town) -> None:
    reference = new_town.start()
    address, answers = new_town.address("assess_need", reference), new_town.answers("assess_need", reference)
    first, second = (new_town.as_("amara").post(address, data=answers) for _ in range(2))
    assert [first.status_code, second.status_code] == [303, 303]
    assert second.headers["Location"] == f"/cases/{reference}"
    done = [event for event in new_town.history(reference) if event.element_id == "assess_need"]
    assert len(done) == 1


def test_the_same_person_with_other_answers_is_not_a_double_click(town: Town) -> None:
    reference = town.start()
    address = town.address("assess_need", reference)
    town.complete("amara", "assess_need", reference)
    second = town.as_("amara").post(address, data=town.answers("assess_need", reference, needs="Second thoughts."))
    assert second.status_code == 409
    assert "You completed this" in second.text
    assert "Second thoughts." in second.text


def test_of_two_posts_at_the_same_moment_one_wins_and_both_get_a_page(new_town: Town) -> None:
    reference = new_town.start()
    address, answers = new_town.address("assess_need", reference), new_town.answers("assess_need", reference)
    clients = [new_town.as_(person) for person in ("amara", "bryn")]
    with ThreadPoolExecutor(2) as pool:
        tried = [pool.submit(copy_context().run, client.post, address, data=answers) for client in clients]
        statuses = sorted(each.result().status_code for each in tried)
    assert statuses == [303, 409]
    done = [event for event in new_town.history(reference) if event.element_id == "assess_need"]
    assert len(done) == 1


def test_a_whole_first_stage_through_the_pages_reaches_the_decision(new_town: Town) -> None:
    reference = to_request(new_town)
    assert list(new_town.open(reference)) == ["decide_request"]
    assert "Stage 1 of 5" in new_town.as_("hana").get("/cases/").text
