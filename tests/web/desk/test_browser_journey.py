"""A child's case from identification to discharge in a browser, on a running server: several people, one clock."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from cli.simulation.scenario import Step
from engine.store.releases import Releases
from tests.web.desk.by_commands import ByCommands
from tests.web.desk.conftest import empty_services
from tests.web.desk.journey import Journey
from tests.web.desk.made_up import journey
from tests.web.desk.serving import serving

pytestmark = pytest.mark.browser


@pytest.fixture
def walk(request: pytest.FixtureRequest, tmp_path: Path, releases: Releases, browser: Browser) -> Iterator[Journey]:
    """A browser at a server of its own, with the demonstration's people and no case yet."""
    scenario = journey(request.param)
    services = empty_services(f"sqlite:///{tmp_path / 'journey.db'}", releases)
    with serving(services, scenario.starts_at) as (address, town, office):
        context = browser.new_context(base_url=address)
        context.set_default_timeout(10_000)
        context.route("**/viewer.js*", lambda route: route.abort())  # the picture has its own tests, and takes its time
        yield Journey(context.new_page(), town, office, scenario)
        context.close()


def expect_closed(walk: Journey, words: str) -> None:
    assert walk.town.case(walk.reference).status == "closed"
    expect(walk.page.get_by_text("This case is closed")).to_contain_text(words)
    expect(walk.page.locator(".app-tracker__stage--done")).to_have_count(5)


@pytest.mark.slow
@pytest.mark.parametrize("walk", ["care_order"], indirect=True)
def test_a_care_order_is_carried_from_identification_to_discharge(walk: Journey) -> None:
    walk.play()
    expect_closed(walk, "discharge")


@pytest.mark.slow
@pytest.mark.parametrize("walk", ["s20"], indirect=True)
def test_section_20_is_carried_from_identification_to_the_end_of_accommodation(walk: Journey) -> None:
    walk.play()
    expect_closed(walk, "accommodation")


def by_commands(walk: Journey, steps: Sequence[Step]) -> None:
    """The same steps without pages, which takes a tenth of the time."""
    rest = ByCommands(walk.town, walk.office, walk.scenario, walk.reference)
    for step in steps:
        rest.do(step)
    walk.reference = rest.reference


def place(walk: Journey, element: str) -> int:
    """The number of the first step that completes an element."""
    return next(number for number, step in enumerate(walk.scenario.steps) if step.what == element)


@pytest.mark.parametrize("walk", ["care_order"], indirect=True)
def test_a_care_order_goes_through_its_first_two_stages_and_its_end_in_the_browser(walk: Journey) -> None:
    steps = walk.scenario.steps
    begin, end = place(walk, "start_support"), place(walk, "court_outcome")
    for step in steps[:begin]:
        walk.do(step)
    walk.page.goto(f"/cases/{walk.reference}")
    expect(walk.page.locator(".app-tracker__stage--done").first).to_contain_text("1 Identification")
    by_commands(walk, steps[begin:end])
    for step in steps[end:]:
        walk.do(step)
    expect_closed(walk, "discharge")


@pytest.mark.parametrize("walk", ["s20"], indirect=True)
def test_section_20_goes_home_and_out_of_care_in_the_browser(walk: Journey) -> None:
    steps = walk.scenario.steps
    begin = place(walk, "outstanding_issues")
    by_commands(walk, steps[:begin])
    for step in steps[begin:]:
        walk.do(step)
    expect_closed(walk, "accommodation")
