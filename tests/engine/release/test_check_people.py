"""A list of people to choose from names a role that is there: else it would be empty for good."""

from engine.release.bundle import Bundle
from tests.engine.release.test_check import SAMPLE, problems

FORM = "forms/report_loss.json"


def listing(role: bytes) -> list[str]:
    old = SAMPLE.files[FORM]
    assert b'"people": "desk"' in old
    return problems(Bundle(SAMPLE.files | {FORM: old.replace(b'"people": "desk"', b'"people": "' + role + b'"')}))


def test_people_of_a_role_may_be_listed() -> None:
    assert listing(b"manager") == []


def test_people_of_no_role_are_refused() -> None:
    [found] = listing(b"mangaer")
    assert found == (
        "forms/report_loss.json searcher properties.people: lists the people of the role mangaer, which settings.yaml"
        " does not list under roles."
    )
