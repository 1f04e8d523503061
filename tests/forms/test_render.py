"""The page of a form: labels, ids, hints and errors as assistive technology finds them, and no script of its own."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import pytest
from lxml import html

from engine.errors import AnswerProblem, InvalidAnswers
from forms.form import Form
from forms.render import error_summary, render_form


def page(
    form: Form,
    answers: Mapping[str, object],
    facts: Mapping[str, object],
    now: datetime,
    problems: Sequence[AnswerProblem] = (),
) -> html.HtmlElement:
    return html.fromstring(
        f"<form>{error_summary(problems, form)}{render_form(form, answers, facts, problems, now)}</form>"
    )


def refusal(
    form: Form, answers: Mapping[str, object], facts: Mapping[str, object], now: datetime
) -> list[AnswerProblem]:
    with pytest.raises(InvalidAnswers) as found:
        form.check(answers, facts, now)
    return found.value.problems


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("name", ["visit", "plan", "signing"])
def test_every_control_has_a_label_and_every_id_is_there_once(
    name: str, request: pytest.FixtureRequest, facts: dict[str, object], now: datetime
) -> None:
    form: Form = request.getfixturevalue(name)
    root = page(form, form.starting_answers(facts, now), facts, now)
    controls = root.xpath("//input[@type!='hidden']|//select|//textarea")
    assert len(controls) > 5
    assert [control.get("id") for control in controls if not root.xpath(f"//label[@for='{control.get('id')}']")] == []
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert root.xpath("//script|//@style|//@onclick") == []


@pytest.mark.parametrize("name", ["visit", "plan", "signing"])
def test_every_error_leads_to_a_control_that_is_described_by_it(
    name: str, request: pytest.FixtureRequest, facts: dict[str, object], now: datetime
) -> None:
    form: Form = request.getfixturevalue(name)
    problems = refusal(form, form.starting_answers(facts, now), facts, now)
    root = page(form, form.starting_answers(facts, now), facts, now, problems)
    links = root.xpath("//*[contains(@class, 'govuk-error-summary')]//a/@href")
    assert len(links) == len(problems)
    for link, problem in zip(links, problems, strict=True):
        [target] = root.xpath(f"//*[@id='{link[1:]}']")
        assert target.tag in {"input", "select", "textarea"}
        described = " ".join(root.xpath(f"//*[@id='{link[1:]}']/ancestor-or-self::*/@aria-describedby"))
        texts = [words(root.xpath(f"//*[@id='{place}']")[0]) for place in described.split()]
        assert any(problem.message in text for text in texts)


def test_a_date_is_a_fieldset_whose_error_leads_to_the_day(
    visit: Form, facts: dict[str, object], now: datetime
) -> None:
    answers = {"visit_day": {"day": "31", "month": "2", "year": "2026"}}
    problems = refusal(visit, answers, facts, now)
    root = page(visit, answers, facts, now, problems)
    assert root.xpath("//a[@href='#visit_day-day']/text()")[0].strip() == "Date of visit must be a real date"
    [legend] = root.xpath("//fieldset[.//input[@id='visit_day-day']]/legend")
    assert words(legend) == "Date of visit"
    assert root.xpath("//input[starts-with(@name, 'visit_day-')]/@value") == ["31", "2", "2026"]


def test_an_iso_date_stands_in_its_boxes(visit: Form, facts: dict[str, object], now: datetime) -> None:
    root = page(visit, {"visit_day": "2026-01-09"}, facts, now)
    assert root.xpath("//input[starts-with(@name, 'visit_day-')]/@value") == ["9", "1", "2026"]


def test_what_was_chosen_is_marked(visit: Form, facts: dict[str, object], now: datetime) -> None:
    answers = {"seen_alone": "no", "place": "school", "concerns": ["physical"], "is_true": True}
    root = page(visit, answers, facts, now)
    assert root.xpath("//input[@checked]/@value") == ["no", "physical", "true"]
    assert root.xpath("//option[@selected]/@value") == ["school"]


def test_an_empty_long_text_is_empty(visit: Form, facts: dict[str, object], now: datetime) -> None:
    [area] = page(visit, {"why_not_alone": None}, facts, now).xpath("//textarea")
    assert not area.text
    [kept] = page(visit, {"why_not_alone": "one\n  two </textarea><b>"}, facts, now).xpath("//textarea")
    assert kept.text == "one\n  two </textarea><b>"


def test_questions_that_may_be_left_out_say_so(visit: Form, facts: dict[str, object], now: datetime) -> None:
    root = page(visit, {}, facts, now)
    assert words(root.xpath("//label[@for='place']")[0]) == "Where the visit took place (optional)"
    assert words(root.xpath("//label[@for='safety']")[0]) == "Safety scale (0 to 10)"


def test_markdown_has_its_classes_and_leaves_the_h1_to_the_page(
    visit: Form, facts: dict[str, object], now: datetime
) -> None:
    root = page(visit, {}, facts, now)
    assert root.xpath("//h1") == []
    assert root.xpath("//h2[@class='govuk-heading-m']/text()") == ["Record the visit"]
    assert root.xpath("//p[@class='govuk-body']/strong/text()") == ["practice standard"]


def test_a_condition_is_told_to_the_browser_and_the_field_stays_without_it(
    visit: Form, facts: dict[str, object], now: datetime
) -> None:
    [place] = page(visit, {"seen_alone": "yes"}, facts, now).xpath("//*[@data-hide-when]")
    assert place.get("data-hide-when") == 'seen_alone != "no"'
    assert place.xpath(".//textarea")
    assert place.get("hidden") is None


def test_what_the_case_file_alone_hides_is_not_on_the_page(plan: Form, facts: dict[str, object], now: datetime) -> None:
    assert page(plan, {}, facts, now).xpath("//textarea[@name='discharge']")
    voluntary = {**facts, "case": {"legal_status": "S20"}}
    assert not page(plan, {}, voluntary, now).xpath("//textarea[@name='discharge']")


def test_rows_are_fieldsets_with_their_own_remove_button(plan: Form, facts: dict[str, object], now: datetime) -> None:
    root = page(plan, {"goals": [{"goal": "One"}, {"goal": "Two"}]}, facts, now)
    assert [words(legend) for legend in root.xpath("//*[@data-row]/fieldset[contains(@id, 'goals')]/legend")] == [
        "Goal 1",
        "Goal 2",
    ]
    removers = root.xpath("//button[starts-with(@value, 'remove:')]")
    assert [words(button) for button in removers] == ["Remove goal 1", "Remove goal 2"]
    assert words(root.xpath("//button[@value='add:goals']")[0]) == "Add another goal"
    assert root.xpath("//input[@id='goals-1-goal']/@name") == ["goals.1.goal"]


def test_the_last_row_that_is_needed_cannot_be_removed(plan: Form, facts: dict[str, object], now: datetime) -> None:
    root = page(plan, {"goals": [{}]}, facts, now)
    assert root.xpath("//button[starts-with(@value, 'remove:')]") == []


def test_a_problem_in_a_row_names_the_row_in_the_summary(plan: Form) -> None:
    summary = html.fromstring(error_summary([AnswerProblem("goals.1.target", "Enter target date")], plan))
    assert [(words(link), link.get("href")) for link in summary.iter("a")] == [
        ("Goal 2: Enter target date", "#goals-1-target-day")
    ]


def test_a_problem_with_a_whole_list_leads_to_the_list(plan: Form, facts: dict[str, object], now: datetime) -> None:
    problems = [AnswerProblem("goals", "Add at least one goal")]
    root = page(plan, {"goals": []}, facts, now, problems)
    [block] = root.xpath("//*[@id='goals']")
    assert (block.get("role"), block.get("aria-describedby"), block.get("tabindex")) == ("group", "goals-error", "-1")
    assert root.xpath("//a[@href='#goals']")


def test_a_problem_without_a_field_is_shown_without_a_link(plan: Form) -> None:
    summary = html.fromstring(error_summary([AnswerProblem("nowhere.x", "<b>What?")], plan))
    assert "<b>What?" in words(summary)
    assert not summary.xpath(".//a")
    assert error_summary([], plan) == ""


def test_facts_of_the_case_are_rows_with_dates_in_words(plan: Form, facts: dict[str, object], now: datetime) -> None:
    root = page(plan, {}, facts, now)
    rows = [[words(cell) for cell in row] for row in root.xpath("(//dl)[1]/div")]
    assert rows == [["Legal status", "CO"], ["Target date of return", "4 January 2027"]]
    unknown = page(plan, {}, {}, now)
    assert [words(cell) for cell in unknown.xpath("(//dl)[1]//dd")] == ["Not recorded", "Not recorded"]


def test_inserts_are_text_whatever_they_hold(signing: Form, facts: dict[str, object], now: datetime) -> None:
    nasty = [{"goal": "<script>x</script>"}, {"goal": "[link](javascript:x) **bold** \ue0001\ue001"}]
    root = page(signing, {}, {**facts, "smart_plan": {"goals": nasty, "plan_end": "2027-01-04"}}, now)
    assert [item.text for item in root.xpath("(//ul)[1]/li")] == [
        "<script>x</script>",
        "[link](javascript:x) **bold** 1",
    ]
    assert root.xpath("//script|//li//a|//li//strong") == []
    assert "The plan ends on 4 January 2027." in root.text_content()


def test_read_only_answers_are_shown_and_not_asked(signing: Form, facts: dict[str, object], now: datetime) -> None:
    root = page(signing, {}, facts, now)
    assert not root.xpath("//input[@name='version']")
    assert [words(cell) for cell in root.xpath("//dl[.//dt[contains(., 'Version')]]//dd")] == ["2"]


def test_people_and_worked_out_choices_are_offered(signing: Form, facts: dict[str, object], now: datetime) -> None:
    root = page(signing, {}, facts, now)
    assert root.xpath("//select[@name='worker']/option/@value") == ["", "p1"]
    assert root.xpath("//input[@name='first_goal']/@value") == ["g1", "g2"]


def test_a_file_that_is_refused_is_not_kept_and_has_to_be_chosen_anew(
    signing: Form, facts: dict[str, object], now: datetime
) -> None:
    root = page(signing, {"minutes": {"name": "m.exe", "size": 5, "sha256": "a" * 64}}, facts, now)
    assert not root.xpath("//input[@name='minutes-kept']")
    assert "Uploaded" not in root.text_content()


def test_an_uploaded_file_is_named_and_kept(signing: Form, facts: dict[str, object], now: datetime) -> None:
    root = page(signing, {"minutes": {"name": "m.pdf", "size": 5, "sha256": "a" * 64}}, facts, now)
    assert root.xpath("//input[@name='minutes-kept']/@value") == ["a" * 64]
    assert "Uploaded: m.pdf" in root.text_content()
    assert root.xpath("//input[@name='minutes-kept-name']/@value") == ["m.pdf"]
    assert root.xpath("//input[@name='minutes']/@accept") == [".pdf,.png,.jpg,.jpeg"]


@pytest.mark.parametrize("odd", [5, True, "x", ["x"], {"day": ["x"]}, [{"goal": {"x": 1}}], None, [None]])
def test_odd_answers_never_break_the_page(
    plan: Form, visit: Form, facts: dict[str, object], now: datetime, odd: object
) -> None:
    for form in (plan, visit):
        assert "govuk-form-group" in render_form(form, dict.fromkeys(form.keys, odd), facts, [], now)


def test_a_problem_with_a_group_stands_under_its_legend(visit: Form, facts: dict[str, object], now: datetime) -> None:
    root = page(visit, {}, facts, now, [AnswerProblem("Field_concerns", "Say what you saw")])
    [group] = root.xpath("//fieldset[@id='Field_concerns']")
    assert group.get("aria-describedby") == "Field_concerns-hint Field_concerns-error"
    assert words(group.xpath("./legend/h2")[0]) == "Concerns"
    assert root.xpath("//a/@href") == ["#Field_concerns"]
