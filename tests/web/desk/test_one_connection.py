"""A page reads with one connection. Where it held one and waited for a second, as many people as there are connections
would each hold one and wait for ever.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import event

from tests.web.desk.test_closed_doors import addresses
from tests.web.desk.town import Town


@dataclass
class Taken:
    """Connections that each thread has out of the pool now, and the most that one had at a time."""

    now: dict[int, int] = field(default_factory=dict)
    most: int = 0

    def one_more(self, *_: Any) -> None:
        me = threading.get_ident()
        self.now[me] = self.now.get(me, 0) + 1
        self.most = max(self.most, self.now[me])

    def one_less(self, *_: Any) -> None:
        self.now[threading.get_ident()] -= 1


@contextmanager
def counting(town: Town) -> Iterator[Taken]:
    taken, pool = Taken(), town.services.database.engine.pool
    event.listen(pool, "checkout", taken.one_more)
    event.listen(pool, "checkin", taken.one_less)
    yield taken
    event.remove(pool, "checkout", taken.one_more)
    event.remove(pool, "checkin", taken.one_less)


MORE = ("/work?tab=team&find=HW", "/cases/?find=HW", "/start/reunification", "/messages/", "/sign-in")


@pytest.mark.parametrize("person", ["amara", "hana"])
def test_no_page_takes_a_second_connection_while_it_holds_one(town: Town, person: str) -> None:
    browser = town.as_(person)
    pages = {address for method, address in addresses(town) if method == "GET"} | set(MORE)
    assert len(pages) >= 12
    for address in sorted(pages):
        with counting(town) as taken:
            browser.get(address)
        assert taken.most == 1, address


def test_no_command_takes_a_second_connection_while_it_holds_one(town: Town) -> None:
    with counting(town) as taken:
        reference = town.start()
        town.complete("amara", "assess_need", reference)
        town.as_("amara").post(town.address("approve_assessment_tm", reference), data={"draft": "yes"})
        report = town.answers("legal_status_recorded", "HW-00006")
        assert town.as_("amara").post("/cases/HW-00006/events/legal_status_recorded", data=report).status_code == 303
        town.as_("amara").post("/messages/read", data={"newest": "1"})
    assert taken.most == 1
