"""Real pages in Debian's chromium: accessible, under a strict policy, at any width, with and without JavaScript."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.fake_office import FakeOffice

AXE = (Path(__file__).parents[1] / "assets" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ADDRESSES = ("/work?tab=team", "/cases/", "/cases/HW-0042", "/tasks/t1", "/start/", "/start/identification",
             "/clock/", "/licences", "/accessibility")  # fmt: skip

pytestmark = pytest.mark.browser


def expect_accessible(page: Page) -> None:
    """With every disclosure open, so that nothing hides in one that is closed."""
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })")
    found = page.evaluate(f"{AXE}; axe.run(document, {{runOnly: {RULES}}})")
    problems = [f"{item['id']}: {[node['html'][:150] for node in item['nodes']]}" for item in found["violations"]]
    assert problems == [], page.url


def hear(page: Page) -> list[str]:
    """What the page complains of, broken rules of its policy among it."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


@pytest.mark.requirement("B7")
@pytest.mark.parametrize("path", ADDRESSES)
def test_every_page_is_accessible_and_fits_320_pixels(page: Page, path: str) -> None:
    said = hear(page)
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        expect_accessible(page)
    assert said == []


def test_the_sign_in_page_is_accessible(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address)
    page.goto("/")
    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
    expect_accessible(page)
    page.close()


def test_the_picture_shows_where_the_case_is_by_colour_word_and_outline(page: Page) -> None:
    said = hear(page)
    page.goto("/cases/HW-0042")
    page.wait_for_selector("[data-ready=yes]")
    overdue = page.locator('[data-element-id="s2_task_1"] .djs-visual > :first-child')
    assert overdue.evaluate("shape => getComputedStyle(shape).strokeDasharray") == "9px, 5px"
    expect(page.locator(".app-diagram__word--overdue")).to_have_text("Overdue")
    expect(page.locator(".bjs-powered-by")).to_be_visible()
    expect_accessible(page)
    assert said == []


def test_the_picture_zooms_with_buttons_that_the_keyboard_reaches(page: Page) -> None:
    page.goto("/cases/HW-0042")
    page.wait_for_selector("[data-ready=yes]")
    transform = "document.querySelector('.viewport').getAttribute('transform')"
    before = page.evaluate(transform)
    page.get_by_role("button", name="Zoom in").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(transform) != before


def test_a_picture_that_cannot_be_drawn_says_where_the_same_stands(page: Page) -> None:
    page.route("**/diagrams/*", lambda route: route.fulfill(status=500))
    page.goto("/cases/HW-0042")
    expect(page.get_by_text("The picture could not be drawn")).to_be_visible()


def test_a_mistake_moves_the_focus_to_the_summary_and_its_link_to_the_field(page: Page) -> None:
    page.goto("/tasks/t1")
    page.get_by_role("button", name="Complete this task").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect_accessible(page)
    page.locator(".govuk-error-summary a").first.click()
    expect(page.locator('[name="decision"]').first).to_be_focused()


def test_a_conditional_field_hides_and_shows_while_one_types(page: Page) -> None:
    said = hear(page)
    page.goto("/tasks/t1")
    why = page.get_by_label("Why?")
    page.get_by_label("Decline").check()
    expect(why).to_be_visible()
    page.get_by_label("Accept").check()
    expect(why).to_be_hidden()
    page.get_by_label("Ask for more information").check()
    expect(why).to_be_visible()
    expect(page.get_by_text("Only if you")).to_have_count(0)  # it shows only then
    assert said == []


def test_a_condition_inside_a_row_looks_at_its_own_row(page: Page) -> None:
    page.goto("/tasks/t1")
    page.get_by_role("button", name="Add").click()
    expect(page.locator('[name="attendees.1.name"]')).to_be_focused()
    reasons = page.get_by_label("Reason for absence")
    expect(reasons).to_have_count(2)
    expect(reasons.first).to_be_hidden()
    page.get_by_label("Sent apologies").nth(1).check()
    expect(reasons.first).to_be_hidden()
    expect(reasons.nth(1)).to_be_visible()


def test_enter_in_a_text_box_completes_the_task_and_adds_no_row(page: Page, office: FakeOffice) -> None:
    page.goto("/tasks/t1")
    page.get_by_label("Accept").check()
    page.get_by_label("Name", exact=True).fill("Sky")
    page.get_by_label("Name", exact=True).press("Enter")
    expect(page.get_by_text("You completed “Decide the request”.")).to_be_visible()
    assert len(office.recorded) == 1


def test_a_task_is_completed_without_javascript(browser: Browser, address: str, office: FakeOffice) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/tasks/t1")
    page.get_by_role("button", name="Sign in as Jo Bright").click()
    page.get_by_label("Decline").check()
    why = page.get_by_label("Why?")
    expect(why).to_have_accessible_description(
        re.compile("Only if you do not answer “Accept” to “What do you decide\\?”")
    )
    why.fill("Too early.")
    page.get_by_label("Name", exact=True).fill("Sky")
    page.get_by_role("button", name="Complete this task").last.click()
    expect(page.get_by_text("You completed “Decide the request”.")).to_be_visible()
    assert office.recorded[0][2]["rationale"] == "Too early."
    context.close()


def test_thirteen_megabytes_are_refused_and_are_still_there_one_page_back(page: Page) -> None:
    page.goto("/tasks/t1")
    page.get_by_label("Decline").check()
    page.evaluate("document.querySelector('textarea').value = 'x'.repeat(13_000_000)")
    page.get_by_role("button", name="Complete this task").last.click()
    expect(page.get_by_role("heading", name="What you sent is too long")).to_be_visible()
    page.go_back()
    assert page.evaluate("document.querySelector('textarea').value.length") == 13_000_000
