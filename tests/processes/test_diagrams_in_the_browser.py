"""The diagrams open without a warning in the viewer that people see them with, and pass bpmnlint's rules."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.processes.drawing import DIAGRAMS

LINTER = (Path(__file__).parents[1] / "assets" / "bpmnlint.js").read_text(encoding="utf-8")
VIEWER = Path("web/static/viewer.js").read_text(encoding="utf-8")
CONFIGURATION = json.loads(Path(".bpmnlintrc").read_text(encoding="utf-8"))
ADDRESS = "http://diagrams.test/"
PAGE = """<!doctype html><title>Diagram</title><div role="group" data-diagram="diagram.bpmn">
<script type="application/json">{"elements": []}</script>
<div class="app-diagram__canvas" style="width: 800px; height: 600px"></div></div>"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("diagram", DIAGRAMS, ids=lambda path: path.stem)
def test_it_opens_in_the_viewer_without_a_warning(page: Page, diagram: Path) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.route(ADDRESS, lambda route: route.fulfill(body=PAGE, content_type="text/html"))
    page.route(f"{ADDRESS}diagram.bpmn", lambda route: route.fulfill(body=diagram.read_bytes()))
    page.goto(ADDRESS)
    page.add_script_tag(content=VIEWER)
    page.wait_for_selector("[data-ready=yes]")
    drawn = page.locator(".djs-element").count()
    assert said == []
    assert drawn > 5


@pytest.mark.parametrize("diagram", DIAGRAMS, ids=lambda path: path.stem)
def test_it_passes_the_recommended_rules_of_bpmnlint(page: Page, diagram: Path) -> None:
    page.set_content("<title>Rules</title>")
    page.add_script_tag(content=LINTER)
    found = page.evaluate("([xml, rules]) => lintDiagram(xml, rules)", [diagram.read_text("utf-8"), CONFIGURATION])
    assert found == []


def test_the_linter_does_find_what_is_wrong(page: Page) -> None:
    page.set_content("<title>Rules</title>")
    page.add_script_tag(content=LINTER)
    broken = Path("processes/concern.bpmn").read_text("utf-8").replace('name="Concern raised"', 'name=""', 1)
    found = page.evaluate("([xml, rules]) => lintDiagram(xml, rules)", [broken, CONFIGURATION])
    assert [(item["rule"], item["id"]) for item in found] == [("label-required", "concern_starts")]
