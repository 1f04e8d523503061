"""What the forms show beside a decision: who said what, what was asked, and that a target has passed."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from forms.reader import read_form
from forms.render import render_form
from tests.forms.pathway_first import GOOD
from tests.forms.pathway_tables import facts_of, form_of, problems_of

AGAINST = {"views": [{"person": "Oskar", "role": "iro", "view": "opposes", "words": "Too soon"}]}
TARGET = "Target date for the return home"


def facts_shown(form_id: str, facts: dict[str, object], now: datetime) -> dict[str, str]:
    form = read_form(Path(f"forms/{form_id}.json").read_bytes(), form_id)
    page: html.HtmlElement = html.fromstring(f"<form>{render_form(form, {}, facts, (), now)}</form>")
    names, values = ([str(one.text_content()).strip() for one in page.iter(tag)] for tag in ("dt", "dd"))
    return dict(zip(names, values, strict=True))


@pytest.mark.requirement("S1-05", "A0-25")
def test_the_reunification_manager_sees_who_is_against_it_the_changed_plan_and_what_parents_were_told(
    now: datetime,
) -> None:
    earlier: dict[str, object] = {
        "seek_views": AGAINST,
        "updated_assessment": {"changed_plan": "Home within six months"},
        "guide_parents": {"guidance": "Keep every contact"},
    }
    shown = facts_shown("decide_request", earlier, now)
    assert shown["Views on going home"] == "Oskar (independent reviewing officer): opposes it. Too soon"
    assert shown["The changed care plan"] == "Home within six months"
    assert shown["Guidance that the parents were given"] == "Keep every contact"


@pytest.mark.requirement("S2-01")
def test_who_mends_the_plan_reads_the_managers_reasons(now: datetime) -> None:
    decided: dict[str, object] = {"resolve_before_support": {"decision": "revise", "reason": "Ask the father too"}}
    assert facts_shown("smart_plan", decided, now)["The managers’ reasons"] == "Ask the father too"


@pytest.mark.parametrize(
    ("checked", "says"),
    [
        ({"open_count": 0, "open_actions": None}, "None"),
        ({"open_count": 1, "open_actions": [{"action": "A bed", "owner": "Jo"}]}, "A bed (Jo)"),
    ],
)
@pytest.mark.requirement("S4-06")
def test_who_decides_on_an_exception_reads_that_no_action_is_open(
    checked: dict[str, object], says: str, now: datetime
) -> None:
    assert facts_shown("withdrawal_exception", {"check_completion": checked}, now)["Open actions"] == says


@pytest.mark.requirement("S5-10")
def test_who_gives_a_view_on_later_support_reads_that_the_child_came_home(now: datetime) -> None:
    home: dict[str, object] = {"case": {"returned_home_on": "2026-11-02", "target_return_on": "2026-11-01"}}
    shown = facts_shown("later_support_views", home, now)
    assert (shown["Returned home"], shown[TARGET]) == ("2 November 2026", "1 November 2026")


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("2026-11-21", "21 November 2026, which has passed"),
        ("2026-11-22", "22 November 2026"),
        (None, "Not recorded"),
    ],
)
def test_a_target_that_has_passed_says_so_on_every_form(target: str | None, says: str, now: datetime) -> None:
    """Today is 22 November 2026."""
    seen = 0
    for path in sorted(Path("forms").glob("*.json")):
        if "{{ if case.returned_home_on = null and date(case.target_return_on)" not in path.read_text(encoding="utf-8"):
            assert '"{{ case.target_return_on }}"' not in path.read_text(encoding="utf-8"), path.name
            continue
        shown = facts_shown(path.stem, {"case": {"target_return_on": target}}, now)
        seen += [text for name, text in shown.items() if name.startswith("Target")].count(says)
    assert seen > 20


@pytest.mark.requirement("S1-05", "A0-3")
def test_who_was_against_it_does_not_agree_without_saying_what_has_changed(now: datetime) -> None:
    good = GOOD["agree_plan"].answers
    [(path, says)] = problems_of("agree_plan", good, {"seek_views": AGAINST}, now).items()
    assert path.endswith(".changed_why")
    assert "on record as against it" in says
    assert form_of("agree_plan").check(good, facts_of("agree_plan"), now) == good


@pytest.mark.requirement("S4-04", "S2-11")
def test_a_review_of_a_child_who_is_home_sees_since_when_and_the_target_that_it_may_change(now: datetime) -> None:
    case: dict[str, object] = {"target_return_on": "2026-10-19"}
    before = facts_shown("cla_review", {"case": case}, now)
    assert TARGET in before
    assert "Home since" not in before
    at_home = case | {"returned_home_on": "2026-10-19", "discharge_target_on": "2027-06-26"}
    shown = facts_shown("cla_review", {"case": at_home}, now)
    assert TARGET not in shown
    assert shown["Home since"] == "19 October 2026"
    assert shown["Target date so far for discharge of the care order"] == "26 June 2027"


@pytest.mark.requirement("A0-1")
@pytest.mark.parametrize(
    ("home_on", "says"),
    [
        (None, "Support ends before the child is home"),
        ("2026-11-02", "Support was to end before the child was home. The child has come home since"),
    ],
)
def test_who_ends_the_support_reads_whether_the_exception_still_holds(
    home_on: str | None, says: str, now: datetime
) -> None:
    case: dict[str, object] = {"case": {"withdrawal_exception": "before_return", "returned_home_on": home_on}}
    assert facts_shown("withdraw_rss", case, now)["Ends as an exception"] == says


def json_components(form_id: str) -> list[dict[str, Any]]:
    """Everything on a form, also what stands in its groups."""

    def inside(components: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [found for one in components for found in (one, *inside(one.get("components", [])))]

    return inside(json.loads(Path(f"forms/{form_id}.json").read_text(encoding="utf-8"))["components"])


@pytest.mark.requirement("B4", "S5-03", "S5-08")
@pytest.mark.parametrize(
    ("proposes", "decides"),
    [
        ("plan_end_of_care", "agree_end_of_care"),
        ("plan_end_of_care", "approve_end_of_care"),
        ("decide_discharge", "agree_discharge"),
        ("decide_discharge", "approve_discharge"),
    ],
)
def test_who_decides_on_the_end_of_care_sees_all_that_the_proposer_saw_and_wrote(proposes: str, decides: str) -> None:
    shown = {one["text"] for one in json_components(decides) if "fact" in one.get("properties", {})}
    seen = {one["text"] for one in json_components(proposes) if "fact" in one.get("properties", {})}
    wrote = [f"{proposes}.{one['key']}" for one in json_components(proposes) if "key" in one]
    assert seen - shown == set()
    assert [answer for answer in wrote if not any(answer in text for text in shown)] == []


@pytest.mark.requirement("B4")
def test_the_nominated_officer_reads_what_is_expected_of_everybody_and_how_old_the_child_will_be(now: datetime) -> None:
    facts: dict[str, object] = {
        "plan_end_of_care": {"expectations_child": "Be home by nine", "expectations_parents": "Ring when worried"},
        "case": {"eighteenth_birthday": "2027-02-01", "last_cla_review_on": "2026-11-02"},
    }
    shown = facts_shown("approve_end_of_care", facts, now)
    assert shown["What is expected of the child"] == "Be home by nine"
    assert shown["What is expected of the parents"] == "Ring when worried"
    assert shown["18th birthday"] == "1 February 2027"
    assert shown["Last looked-after review on record"] == "2 November 2026"


@pytest.mark.requirement("S5-08")
def test_the_nominated_officer_reads_what_visits_and_meetings_showed(now: datetime) -> None:
    facts: dict[str, object] = {
        "case": {"returned_home_on": "2026-02-01"},
        "visit_at_home": {"evidence_for_discharge": "Calm evenings"},
        "care_planning_meeting": {"discharge_outcome": "Apply in January"},
    }
    shown = facts_shown("approve_discharge", facts, now)
    # 1 February to 22 November: nine whole months.
    assert shown["Time at home"] == "9 months"
    assert shown["What the last visit showed"] == "Calm evenings"
    assert shown["What the last care planning meeting decided"] == "Apply in January"
