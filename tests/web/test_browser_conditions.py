"""Every form of the pathway in a browser: what is shown and hidden there is what the server shows and hides."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from html import escape
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page

from forms.check import Readings
from forms.components import Component, Group
from forms.reader import read_form
from forms.render import render_form
from forms.scope import is_true
from forms.visibility import view
from tests.forms import pathway_second, pathway_stays
from tests.forms.pathway_tables import GOOD

FORMS = sorted(Path("forms").glob("*.json"))
SETTINGS = yaml.safe_load(Path("processes/settings.yaml").read_text(encoding="utf-8"))
SCRIPT = Path("web/static/forms.js").read_text(encoding="utf-8")
TABLE = GOOD | pathway_second.GOOD | pathway_stays.GOOD
NOW = datetime.fromisoformat("2026-11-20T10:00:00+00:00")
CLOCK = re.compile(r"\b(now|today)\s*\(")
DRAWN = """() => Object.fromEntries([...document.querySelectorAll("[data-hide-when]:not([data-row] *)")].map(
    (found) => [found.dataset.hideWhen, "undecided" in found.dataset ? "undecided" : found.hidden]))"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def conditional(components: Iterable[Component]) -> Iterator[Component]:
    for component in components:
        if component.hide is not None:
            yield component
        if isinstance(component, Group):
            yield from conditional(component.components)


@pytest.mark.parametrize("filled", [False, True], ids=["as it opens", "filled in"])
@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_the_browser_hides_what_the_server_hides(page: Page, path: Path, filled: bool) -> None:
    form = read_form(path.read_bytes(), path.name)
    good = TABLE.get(path.stem)
    facts = {"settings": SETTINGS, **(good.facts if good else {})}
    answers = form.starting_answers(facts, NOW) | (dict(good.answers) if good and filled else {})
    readings = Readings(form.components)
    readings.read(answers)
    scope = view(form.components, readings.values, facts, NOW).scope
    body = render_form(form, answers, facts, (), NOW)
    known = escape(json.dumps(form.condition_facts(facts), default=str))
    page.set_content(f'<form data-facts="{known}">{body}</form>')
    page.add_script_tag(content=SCRIPT)
    drawn = page.evaluate(DRAWN)
    told = [found for found in conditional(form.components) if found.hide and not CLOCK.search(found.hide.text)]
    expected = {found.hide.text: is_true(found.hide, scope, NOW) for found in told if found.hide}
    assert {text: drawn[text] for text in expected if text in drawn} == {
        text: hidden for text, hidden in expected.items() if text in drawn
    }
