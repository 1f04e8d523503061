"""Addresses that no page of ours leads to are answered in words, on either database."""

import pytest

from tests.web.desk.town import Town


@pytest.mark.parametrize(
    "address",
    [
        "/cases/?find=a%00b", "/work?find=a%00b", "/work?a%00b=1", "/cases/a%00b", "/tasks/1-1%00", "/start/a%00b",
        "/cases/{case}/events/a%00b", "/cases/{case}/files/%00", "/cases/{case}?diagram=%00",
    ],
)  # fmt: skip
def test_an_address_with_a_null_character_leads_nowhere(new_town: Town, address: str) -> None:
    reference = new_town.start()
    answer = new_town.as_("amara").get(address.format(case=reference))
    assert answer.status_code == 404
    assert "Page not found" in answer.text


def test_nobody_signs_in_under_a_name_with_a_null_character(new_town: Town) -> None:
    assert new_town.app.test_client().post("/sign-in", data={"person": "a\0b"}).status_code == 403


def test_what_is_searched_for_may_be_of_any_length(new_town: Town) -> None:
    new_town.start()
    for page in ("/cases/", "/work"):
        assert new_town.as_("amara").get(f"{page}?find=" + "x" * 50_000).status_code == 200, page


def test_a_message_beyond_the_last_cannot_be_marked_as_read(new_town: Town) -> None:
    answer = new_town.as_("amara").post("/messages/read", data={"newest": "999999999999999"})
    assert answer.status_code == 303
