"""Nothing of the real application can be read without signing in."""

import re

from tests.web.desk.town import Town
from web.security import OPEN_TO_ALL


def addresses(town: Town) -> list[tuple[str, str]]:
    """Every (method, address) of the application that is not open to all, with parts that really exist."""
    real = {
        "reference": "HW-00006", "task_id": town.open("HW-00006")["monitor_plan"].id, "event": "concern_raised",
        "start": "reunification", "incident_id": "1", "process_id": "reunification", "sha256": "0" * 64,
    }  # fmt: skip
    with town.app.test_request_context():
        bound = town.app.url_map.bind("localhost")
        return [
            (method, bound.build(rule.endpoint, {name: real[name] for name in rule.arguments}, method))
            for rule in town.app.url_map.iter_rules()
            if rule.endpoint not in OPEN_TO_ALL
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        ]


def test_every_address_turns_away_who_has_not_signed_in_and_shows_nobody_s_name(town: Town) -> None:
    found = addresses(town)
    assert len(found) >= 15
    stranger = town.app.test_client()
    for method, address in found:
        answer = stranger.open(address, method=method)
        assert answer.status_code == (303 if method == "GET" else 401), address
        assert not re.search(r"HW-0000|CH-20|Sallow|Brackley", answer.text.replace(address, "")), address


def test_the_same_addresses_are_there_for_the_child_s_social_worker(town: Town) -> None:
    amara = town.as_("amara")
    for method, address in addresses(town):
        if method == "GET":
            there = (404,) if "/files/" in address else (200, 302)  # nobody has given this case a file
            assert amara.get(address).status_code in there, address


def test_posts_of_strangers_change_nothing(town: Town) -> None:
    before = {reference: town.case(reference).version for reference in ("HW-00001", "HW-00006")}
    stranger = town.app.test_client()
    for method, address in addresses(town):
        if method == "POST":
            stranger.post(address, data={"decision": "agree", "length": "4", "unit": "weeks"})
    assert {reference: town.case(reference).version for reference in before} == before
