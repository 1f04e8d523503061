"""Takes the README's pictures anew, of the demonstration as it is on one fixed day: `python -m tests.web.pictures`."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import click
from playwright.sync_api import Page, sync_playwright

import handlers
from cli.demonstration.load import load_demonstration
from engine.clock import simulate
from engine.commands.services import Services
from engine.store.database import Database
from engine.store.migrate import upgrade
from engine.store.releases import Releases
from forms.reader import read_form
from tests.setup.system import find_chromium
from tests.web.desk.conftest import TUESDAY
from tests.web.desk.serving import serving

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
WINDOW = {"width": 1280, "height": 900}
LARGEST = 150_000
"""Bytes of one picture, so that the repository stays light."""


def sign_in_page(page: Page) -> None:
    page.goto("/sign-in")


def work_list(page: Page) -> None:
    be(page, "amara")


def task_with_errors(page: Page) -> None:
    be(page, "hana")
    page.get_by_role("link", name="Decide on the request").first.click()
    page.get_by_label("Decline").check()
    page.get_by_role("button", name="Complete this task").click()
    page.wait_for_selector(".govuk-error-summary")


def case_page(page: Page) -> None:
    be(page, "amara")
    page.goto("/cases/HW-00006")


def diagram(page: Page) -> None:
    case_page(page)
    page.wait_for_selector("[data-ready=yes]")
    page.get_by_role("heading", name="Where this case is").scroll_into_view_if_needed()
    page.evaluate("document.querySelector('[data-ready]').closest('section').scrollIntoView()")


def clock(page: Page) -> None:
    be(page, "hana")
    page.goto("/clock/")
    page.get_by_label("How far").fill("2")
    page.get_by_role("button", name="Move forward", exact=True).click()
    page.wait_for_selector("#happened")


SCENES: dict[str, Callable[[Page], None]] = {
    "sign-in": sign_in_page,
    "work-list": work_list,
    "task-with-errors": task_with_errors,
    "case": case_page,
    "diagram": diagram,
    "clock": clock,
}


def be(page: Page, person: str) -> None:
    page.goto("/sign-in")
    page.locator(f'button[name="person"][value="{person}"]').first.click()
    page.wait_for_url("**/work")


def take_all(folder: Path) -> None:
    """Write every picture into `folder`. Raises ValueError for one that is too heavy."""
    handlers.load_all()
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        services = Services(Database(f"sqlite:///{place}/pictures.db"), Releases(read_form))
        with simulate(TUESDAY):
            upgrade(services.database)
            load_demonstration(services)
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
        with serving(services, TUESDAY) as (address, _, _):
            for name, scene in SCENES.items():
                page = browser.new_page(base_url=address, viewport=WINDOW)  # type: ignore[arg-type]
                scene(page)
                file = folder / f"{name}.png"
                page.screenshot(path=file)
                page.close()
                if file.stat().st_size > LARGEST:
                    raise ValueError(f"{file.name} has {file.stat().st_size} bytes; take less of the page")
                click.echo(f"{file.name}: {file.stat().st_size // 1000} kB")
        browser.close()


if __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    take_all(PICTURES)
