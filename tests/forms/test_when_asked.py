"""Without JavaScript every question is on the page: what is asked only sometimes says when, in the form's own words."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html

from forms.form import Form
from forms.reader import read_form
from forms.render import render_form
from forms.render.when import GENERAL

FORMS = sorted(Path("forms").glob("*.json"))
SETTINGS = yaml.safe_load(Path("processes/settings.yaml").read_text(encoding="utf-8"))
KINDS = {"late": "Late", "early": "Early", "other": "Another reason"}


def choice(key: str, label: str, kind: str = "radio", **options: str) -> dict[str, Any]:
    values = [{"label": words, "value": value} for value, words in options.items()]
    return {"type": kind, "id": f"F_{key}", "key": key, "label": label, "values": values}


SEEN = choice("seen", "Was the child seen?", yes="Yes", no="No")
WHY = choice("why", "Why not?", **KINDS)
WITH = choice("with", "Who was there?", "checklist", mother="Mother", father="Father", others="Others")
TOLD = {"type": "datetime", "subtype": "date", "id": "F_told", "key": "told", "dateLabel": "Date the child was told"}
DAYS = {"type": "number", "id": "F_days", "key": "days", "label": "Days between visits"}
NONE = {"type": "checkbox", "id": "F_none", "key": "none", "label": "No challenges are known"}


def asked(hide: str, *others: dict[str, Any], component: Mapping[str, Any] | None = None) -> Form:
    """The questions above and one more, which is asked unless `hide`."""
    last = dict(component or {"type": "textarea", "id": "F_x", "key": "x", "label": "X"})
    parts = [SEEN, WHY, WITH, TOLD, DAYS, NONE, *others, last | {"conditional": {"hide": hide}}]
    return read_form(json.dumps({"type": "default", "id": "f", "components": parts}).encode(), "f.json")


def page(form: Form, facts: Mapping[str, object], now: datetime) -> html.HtmlElement:
    return html.fromstring(f"<form>{render_form(form, form.starting_answers(facts, now), facts, (), now)}</form>")


def told(form: Form, facts: Mapping[str, object], now: datetime) -> list[str]:
    """What the page says of when to answer."""
    return [" ".join(found.text_content().split()) for found in page(form, facts, now).xpath("//*[@data-when]")]


@pytest.mark.parametrize(
    ("hide", "words"),
    [
        ('=seen != "no"', "Only if you answer “No” to “Was the child seen?”"),
        ('=seen = null or seen = "yes"', "Only if you answer “No” to “Was the child seen?”"),
        ('=not(seen = "no")', "Only if you answer “No” to “Was the child seen?”"),
        ('=why = "late"', "Only if you do not answer “Late” to “Why not?”"),
        ('=why != "late" and why != "early"', "Only if you answer “Late” or “Early” to “Why not?”"),
        ("=why = null", "Only if you answer “Why not?”"),
        ('=seen != "no" or why != "other"',
         "Only if you answer “No” to “Was the child seen?” and answer “Another reason” to “Why not?”"),
        ('=seen = "yes" and none = true',
         "Only if you do not answer “Yes” to “Was the child seen?” or do not tick “No challenges are known”"),
        ("=told != null", "Only if you leave “Date the child was told” blank"),
        ("=told = null and days = null",
         "Only if you fill in “Date the child was told” or fill in “Days between visits”"),
        ("=none = true", "Only if you do not tick “No challenges are known”"),
        ("=none != true", "Only if you tick “No challenges are known”"),
        ('=not(list contains(with, "others"))', "Only if you select “Others” under “Who was there?”"),
        ("=days < 7", GENERAL),
        ('=(seen = "no" and why = "late") or (seen = "yes" and why = "early")', GENERAL),
    ],
)  # fmt: skip
def test_it_says_which_answers_call_for_it(now: datetime, hide: str, words: str) -> None:
    assert told(asked(hide), {}, now) == [words]


@pytest.mark.parametrize(("route", "words"), [("s20", ["Only if you tick “No challenges are known”"]), ("pwp", [])])
def test_what_the_case_file_settles_is_not_said(now: datetime, route: str, words: list[str]) -> None:
    form = asked('=case.route != "pwp" and none != true')
    assert told(form, {"case": {"route": route}}, now) == words


def test_what_no_answer_on_this_page_can_call_for_is_not_on_it(now: datetime) -> None:
    form = asked('=case.route != "pwp" or none = true')
    assert 'name="x"' not in render_form(form, {}, {"case": {"route": "s20"}}, (), now)
    assert 'name="x"' in render_form(form, {}, {"case": {"route": "pwp"}}, (), now)


def test_a_question_that_hangs_on_one_not_on_the_page_is_taken_as_unanswered(now: datetime) -> None:
    application = choice("application", "Where is the application?", not_yet="Not yet planned", sent="Sent")
    application["conditional"] = {"hide": '=case.route != "pwp"'}
    why_not: dict[str, Any] = {"type": "textfield", "id": "F_why_not", "key": "why_not", "label": "Why not yet"}
    why_not["conditional"] = {"hide": '=application != "not_yet"'}
    form = asked('=application = "sent" or why_not != null', application, why_not)
    on_page = page(form, {"case": {"route": "s20"}}, now)
    assert on_page.xpath("//*[@name='application' or @name='why_not']") == []
    assert (len(on_page.xpath("//*[@name='x']")), told(form, {"case": {"route": "s20"}}, now)) == (1, [])
    words = "Only if you answer “Not yet planned” to “Where is the application?”"
    assert told(form, {"case": {"route": "pwp"}}, now)[0] == words


def test_a_question_in_a_group_or_a_row_that_is_never_asked_is_not_named(now: datetime) -> None:
    why = WHY | {"id": "F_w", "key": "in_group"}
    group: dict[str, Any] = {"type": "group", "id": "G", "label": "More", "components": [why]}
    group["conditional"] = {"hide": '=case.route != "pwp"'}
    in_group = {"type": "textfield", "id": "R1", "key": "o", "label": "O", "conditional": {"hide": "=in_group = null"}}
    row = [
        choice("role", "Role?", a="A", b="B") | {"conditional": {"hide": '=case.route != "pwp"'}},
        {"type": "textfield", "id": "R2", "key": "p", "label": "P", "conditional": {"hide": '=this.role != "a"'}},
        {"type": "textfield", "id": "R3", "key": "q", "label": "Q", "conditional": {"hide": "=parent.in_group = null"}},
    ]
    rows = {"type": "dynamiclist", "id": "L", "path": "there", "label": "People", "components": row}
    form = read_form(json.dumps({"type": "default", "id": "f", "components": [group, in_group, rows]}).encode(), "f")
    assert page(form, {"case": {"route": "s20"}}, now).xpath("//input[not(@type='hidden')]") == []
    assert told(form, {"case": {"route": "pwp"}}, now) == [
        "Only if you answer “Why not?”",
        "Only if you answer “A” to “Role?”",
        "Only if you answer “Why not?”",
    ]


@pytest.mark.requirement("S4-04", "A21")
@pytest.mark.parametrize("route", ["pwp", "s20", "none"])
def test_no_form_of_the_pathway_names_a_question_that_is_not_on_the_page(now: datetime, route: str) -> None:
    for path in FORMS:
        form = read_form(path.read_bytes(), f"forms/{path.name}")
        facts = {"case": {"legal_route": route}, "settings": SETTINGS, "people": {}}
        labels = " ".join(
            " ".join(found.text_content().split())
            for found in page(form, facts, now).xpath("//label | //legend | //dt[not(.//*[@data-when])]")
        )
        for words in told(form, facts, now):
            for named in re.findall(r"(?:to|under|fill in|blank|tick|leave) “([^”]+)”", words):
                assert named in labels, (path.name, words)


@pytest.mark.requirement("S4-04", "A21")
def test_a_review_under_section_20_asks_nothing_of_a_court(now: datetime) -> None:
    form = read_form(Path("forms/exit_timescale.json").read_bytes(), "forms/exit_timescale.json")
    shown = {
        route: page(form, {"case": {"legal_route": route}, "settings": SETTINGS}, now).text_content()
        for route in ("s20", "pwp")
    }
    of_a_court = ("application", "Why not yet", "discharge of the care order")
    assert [words for words in of_a_court if words in shown["s20"]] == []
    assert [words for words in of_a_court if words not in shown["pwp"]] == []


def test_in_a_row_it_speaks_of_the_row_and_of_the_form_around_it(now: datetime) -> None:
    row = [
        choice("role", "Who is this?", iro="Reviewing officer", other="Someone else"),
        {"type": "textfield", "id": "R1", "key": "o", "label": "O", "conditional": {"hide": '=this.role != "other"'}},
        {"type": "textfield", "id": "R2", "key": "p", "label": "P", "conditional": {"hide": '=parent.seen != "no"'}},
    ]
    rows = {"type": "dynamiclist", "id": "L", "path": "people_there", "label": "People", "components": row}
    parts = [SEEN, rows]
    form = read_form(json.dumps({"type": "default", "id": "f", "components": parts}).encode(), "f.json")
    assert told(form, {}, now) == [
        "Only if you answer “Someone else” to “Who is this?”",
        "Only if you answer “No” to “Was the child seen?”",
    ]


@pytest.mark.parametrize(
    "component",
    [
        {"type": "textfield", "description": "As <b>told</b>"},
        {"type": "number"},
        {"type": "datetime", "subtype": "date", "dateLabel": "X"},
        {"type": "select", "values": [{"label": "A", "value": "a"}]},
        {"type": "radio", "values": [{"label": "A", "value": "a"}]},
        {"type": "checklist", "values": [{"label": "A", "value": "a"}]},
        {"type": "checkbox", "description": "As <b>told</b>"},
        {"type": "filepicker"},
    ],
    ids=lambda component: component["type"],
)
def test_the_control_is_described_by_it_beside_its_own_hint(now: datetime, component: dict[str, Any]) -> None:
    form = asked('=seen != "no"', component={"id": "F_x", "key": "x", "label": "X"} | component)
    [place] = page(form, {}, now).xpath("//*[@data-hide-when]")
    described = " ".join(place.xpath(".//@aria-describedby")).split()
    texts = [place.xpath(f".//*[@id='{name}']")[0].text_content() for name in described]
    assert any("Only if you answer “No”" in text for text in texts)
    assert place.xpath(".//b") == []
    assert ("As <b>told</b>" in " ".join(texts)) == ("description" in component)


def test_words_about_a_group_rows_and_guidance_stand_before_them(now: datetime) -> None:
    for component in (
        {"type": "group", "id": "G", "label": "More", "components": [NONE | {"id": "F_y", "key": "y"}]},
        {"type": "dynamiclist", "id": "L", "path": "more", "label": "More", "components": [DAYS | {"id": "F_z"}]},
        {"type": "text", "id": "T", "text": "Tell the **duty team**."},
    ):
        form = asked('=seen != "no"', component=component)
        assert told(form, {}, now) == ["Only if you answer “No” to “Was the child seen?”"], component["type"]


def test_the_pathway_says_it_everywhere_in_words_of_people_and_seldom_in_general(now: datetime) -> None:
    said = []
    for path in FORMS:
        form = read_form(path.read_bytes(), f"forms/{path.name}")
        for route in ("pwp", "s20"):
            said += told(form, {"case": {"legal_route": route}, "settings": SETTINGS, "people": {}}, now)
    assert len(said) > 150
    assert [words for words in said if words != GENERAL and not words.startswith("Only if you ")] == []
    assert [words for words in said if any(sign in words for sign in ("_", "=", "null", "““", "“”"))] == []
    assert said.count(GENERAL) / len(said) < 0.1
