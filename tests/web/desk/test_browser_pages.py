"""The real pages of the demonstration in Debian's chromium: accessible, at any width, and kind to the keyboard."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from cli.simulation.scenario import Step
from engine.commands.services import Services
from engine.store.database import Database
from engine.store.releases import Releases
from tests.web.desk.by_commands import ByCommands
from tests.web.desk.conftest import TUESDAY
from tests.web.desk.made_up import journey
from tests.web.desk.serving import serving
from tests.web.desk.town import Town
from tests.web.test_browser import expect_accessible, hear
from web.desk.engine_office import EngineOffice

pytestmark = pytest.mark.browser

WAYS = {
    "HW-00004": ("professional_meeting", "professional_plan", "rss_plan", "agree_rss_plan", "family_meeting"),
    "HW-00007": ("outstanding_issues", "confirm_issues", "choose_pwp_route"),
}
"""What is done first, so that the two longest forms are open: the SMART plan, and placement with parents."""


@pytest.fixture(scope="module")
def served(
    demonstration: Path, releases: Releases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Town]]:
    file = tmp_path_factory.mktemp("served") / "homeward.db"
    shutil.copy(demonstration, file)
    with serving(Services(Database(f"sqlite:///{file}"), releases), TUESDAY) as (address, town, office):
        for reference, elements in WAYS.items():
            carry_on(town, office, reference, elements)
        yield address, town


def carry_on(town: Town, office: EngineOffice, reference: str, elements: tuple[str, ...]) -> None:
    for element in elements:
        ByCommands(town, office, journey(), reference).do(Step("complete", element, {}, reference))


@pytest.fixture
def page(browser: Browser, served: tuple[str, Town]) -> Iterator[Page]:
    """Amara's browser, signed in."""
    context = browser.new_context(base_url=served[0], viewport={"width": 1280, "height": 900})
    page = context.new_page()
    sign_in(page, "amara")
    yield page
    context.close()


def sign_in(page: Page, person: str) -> None:
    page.goto("/sign-in")
    page.locator(f'button[name="person"][value="{person}"]').first.click()
    expect(page.get_by_role("heading", name="Work list")).to_be_visible()


def task(served: tuple[str, Town], reference: str, element: str) -> str:
    return f"/tasks/{served[1].open(reference)[element].id}"


def expect_good_at_both_widths(page: Page, path: str) -> None:
    page.goto(path)
    if page.locator("[data-ready]").count():
        page.wait_for_selector("[data-ready=yes]")
    expect_accessible(page)
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize(
    "path",
    [
        "/work?tab=team", "/cases/", "/cases/HW-00006", "/start/reunification", "/cases/HW-00006/events/concern_raised",
        "/clock/",
    ],
)  # fmt: skip
def test_the_pages_of_a_social_worker_are_accessible_and_fit_320_pixels(page: Page, path: str) -> None:
    said = hear(page)
    expect_good_at_both_widths(page, path)
    assert said == []


@pytest.mark.parametrize(
    ("person", "reference", "element"),
    [("amara", "HW-00004", "smart_plan"), ("esi", "HW-00007", "pwp_agreement"), ("hana", "HW-00002", "decide_request")],
)
def test_the_longest_forms_are_accessible_and_fit_320_pixels(
    page: Page, served: tuple[str, Town], person: str, reference: str, element: str
) -> None:
    sign_in(page, person)
    expect_good_at_both_widths(page, task(served, reference, element))


def test_a_form_full_of_mistakes_leads_the_keyboard_to_the_first_of_them(page: Page, served: tuple[str, Town]) -> None:
    page.goto(task(served, "HW-00004", "smart_plan"))
    page.get_by_role("button", name="Complete this task").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page).to_have_title("Error: Write the SMART plan with the child and family – RS – Homeward")
    expect_accessible(page)
    first = page.locator(".govuk-error-summary a").first
    said = first.inner_text()
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    described = page.evaluate("document.activeElement.closest('.govuk-form-group--error').innerText")
    assert said.rpartition(": ")[2] in described


@pytest.mark.parametrize(
    "path", ["/cases/HW-00001/events/extension_asked", "/tasks/1-1", "/cases/HW-00003", "/nothing-here"]
)
def test_the_pages_that_say_no_are_accessible_and_fit_320_pixels(page: Page, path: str) -> None:
    expect_good_at_both_widths(page, path)
    assert page.goto(path).status in (404, 409)  # type: ignore[union-attr]


def test_add_another_leads_the_focus_to_the_new_row(page: Page, served: tuple[str, Town]) -> None:
    page.goto(task(served, "HW-00004", "smart_plan"))
    before = page.locator('[data-row^="goals."]').count()
    page.locator('button[value="add:goals"]').click()
    expect(page.locator('[data-row^="goals."]')).to_have_count(before + 1)
    expect(page.locator(f'[name="goals.{before}.goal"]')).to_be_focused()


def test_the_picture_of_a_real_case_shows_all_of_its_diagrams(page: Page) -> None:
    said = hear(page)
    page.goto("/cases/HW-00006")
    page.wait_for_selector("[data-ready=yes]")
    expect(page.locator('[data-element-id="monitor_plan"]').first).to_be_visible()
    page.get_by_role("link", name="Review of RSS support").click()
    page.wait_for_selector("[data-ready=yes]")
    expect(page.get_by_role("heading", name="Where this case is: Review of RSS support")).to_be_visible()
    assert said == []
