"""Walks a case through the real pages in a browser: people sign in and out, fill in forms, and let time pass."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from playwright.sync_api import Locator, Page, expect

from cli.simulation.scenario import Scenario, Step, read_wait
from cli.simulation.walk import later
from engine import clock
from engine.clock import LONDON
from engine.queries.work_list import OpenTask
from tests.builders.worked_out import worked_out
from tests.web.desk.posting import always_asked, posted_fields, row_counts
from tests.web.desk.town import Town, doer
from web.desk.engine_office import EngineOffice

FILL = """fields => {
  const missing = [];
  for (const [name, value] of Object.entries(fields)) {
    const boxes = [...document.getElementsByName(name)], wanted = [value].flat();
    if (!boxes.length) missing.push(name);
    for (const box of boxes) {
      if (["radio", "checkbox"].includes(box.type)) box.checked = wanted.includes(box.value);
      else if (box.type !== "hidden") box.value = wanted[0];
      for (const kind of ["input", "change"]) box.dispatchEvent(new Event(kind, {bubbles: true}));
    }
  }
  return missing;
}"""


@dataclass(slots=True)
class Journey:
    """One case. `town` looks behind the pages for what is open and what a form asks; what is done is done by pages."""

    page: Page
    town: Town
    office: EngineOffice
    scenario: Scenario
    reference: str = ""
    person: str = ""

    def play(self) -> None:
        """Every step of the scenario; what it expects is for the scenario's own test."""
        for step in self.scenario.steps:
            self.do(step)

    def do(self, step: Step) -> None:
        match step.verb:
            case "start":
                self.start(str(step.what))
            case "complete":
                self.complete(str(step.what), step.rest.get("answers") or {})
            case "wait":
                self.wait(str(step.what))
            case "expect":
                pass
            case other:
                raise AssertionError(f"{step.place}: a journey of the browser cannot {other}")

    # What people do

    def be(self, person: str) -> None:
        """Sign out, and sign in as somebody else."""
        if self.person == person:
            return
        if self.person:
            self.page.get_by_role("button", name="Sign out").click()
        else:
            self.page.goto("/")
        self.page.locator(f'button[name="person"][value="{person}"]').first.click()
        expect(self.page.get_by_role("heading", name="Work list")).to_be_visible()
        self.person = person

    def start(self, process: str) -> None:
        self.be("amara")
        self.follow(self.page.get_by_role("link", name="Start a case"))
        self.follow(self.page.locator(f'a[href="/start/{process}"]'))
        self.send("identify_child", {}, "Start the case")
        self.reference = self.page.url.rpartition("/")[2]

    def complete(self, element: str, changes: Mapping[str, Any]) -> None:
        """Whoever it is allocated to finds the task on a work list and completes it."""
        task = self.open(element)
        self.be(doer(task))
        self.follow(self.page.get_by_role("link", name="Work list"))
        link = self.page.locator(f'a[href="/tasks/{task.id}"]')
        if link.count() == 0:
            self.follow(self.page.get_by_role("link", name="My team’s"))
        self.follow(link)
        self.send(element, changes, "Complete this task")
        expect(self.page.get_by_text(f"You completed “{task.name}”")).to_be_visible()

    def send(self, element: str, changes: Mapping[str, Any], button: str) -> None:
        """Fill in the form on the page and send it. A refusal fails with what the page says."""
        form, known = self.town.form_of(element), self.scenario.answers
        facts = self.town.case(self.reference).facts if self.reference else {}
        answers = worked_out({**self.known(element, known), **changes}, facts, self.now())
        for key, count in row_counts(form, answers).items():
            self.make_rows(key, count)
        unasked = {re.split("[.-]", name)[0] for name in self.page.evaluate(FILL, posted_fields(form, answers))}
        assert not unasked & set(always_asked(form.components)), f"{element}: the page does not ask {unasked}"
        self.follow(self.page.get_by_role("button", name=button).last)
        summary = self.page.locator(".govuk-error-summary")
        assert summary.count() == 0, f"{element}: {summary.inner_text()}"

    def make_rows(self, key: str, wanted: int) -> None:
        """Press “add another” or “remove” until there are as many rows as wanted."""
        rows = self.page.locator(f'[data-row^="{key}."]')
        while (count := rows.count()) != wanted:
            press = f"add:{key}" if count < wanted else f"remove:{key}:{count - 1}"
            self.follow(self.page.locator(f'button[name="row-action"][value="{press}"]'))

    def follow(self, link: Locator) -> None:
        """Press a link or a button, and wait for the page that it leads to."""
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            link.click()

    def wait(self, time: str) -> None:
        """Move the demonstration's clock on its page."""
        length, unit = read_wait(time)
        to = later(self.now(), length, unit, self.release()).astimezone(LONDON) + timedelta(minutes=1)
        self.follow(self.page.get_by_role("link", name="Clock"))
        parts = {"date-day": to.day, "date-month": to.month, "date-year": to.year, "time": f"{to:%H:%M}"}
        self.page.evaluate(FILL, {name: str(value) for name, value in parts.items()})
        self.page.get_by_role("button", name="Move to this moment").click()
        expect(self.page.get_by_role("heading", name="On the way")).to_be_visible()

    # Looking behind the pages

    def now(self) -> datetime:
        with clock.shifted(self.office.clock_offset()):
            return clock.now()

    def open(self, element: str) -> OpenTask:
        found = self.town.open(self.reference)
        assert element in found, f"{element} is not open at {self.now()}; open: {', '.join(sorted(found))}"
        return found[element]

    def release(self) -> Any:
        with self.town.services.database.reading() as connection:
            return self.town.services.releases.newest(connection)

    def known(self, element: str, answers: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
        return answers.get(element) or answers[self.release().definitions.nodes[element].form]
