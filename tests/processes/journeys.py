"""Walks the pathway in memory, with plain answers, as far as a test wants to look; with changed settings or diagrams.

Forms are left out: what they refuse is shown where forms are tested. Every answer comes in an hour after the last.
"""

from collections.abc import Mapping
from copy import deepcopy
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import handlers
from engine.definitions.model import Definitions, read_definitions
from engine.release.settings import read_settings
from engine.runtime.build import Compiled, compile_definitions
from tests.builders.running import Case

SETTINGS = read_settings(Path("processes/settings.yaml").read_bytes())
REPEATED = {
    "session_record", "monitor_plan", "supervise_practitioner", "child_supervision", "statutory_visit", "cla_review",
    "care_plan_aspects", "visit_at_home", "cla_review_at_home", "care_planning_meeting", "care_plan_aspects_at_home",
}  # fmt: skip
"""Steps that come again and again beside the others; a walk leaves them open."""
PWP = ("choose_pwp_route", "pwp_agreement", "pwp_team_manager", "pwp_service_manager", "pwp_assistant_director")
AGREE, YES = {"decision": "agree"}, "agreed"

Change = tuple[str, str, str]
"""An element's id, a text in what the file says of it, and what a practice lead puts in its place."""


def start(
    process: str = "reunification",
    settings: Mapping[str, Any] | None = None,
    change: Mapping[str, tuple[Change, ...]] | None = None,
) -> Case:
    """A new case. `settings`: values by dotted path. `change`: by the name of the diagram's file."""
    edits = tuple(sorted((change or {}).items()))
    return Case(_release(edits), process, reloads=False, **changed(settings))


def changed(settings: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The pathway's settings with some values replaced, by dotted path; every path must exist already."""
    found: dict[str, Any] = deepcopy(SETTINGS)
    for path, value in (settings or {}).items():
        *groups, name = path.split(".")
        group = found
        for part in groups:
            group = group[part]
        assert name in group, f"{path} is no setting"
        group[name] = value
    return found


@cache
def _release(edits: tuple[tuple[str, tuple[Change, ...]], ...]) -> tuple[Definitions, Compiled]:
    handlers.load_all()
    files = {f"processes/{path.name}": path.read_bytes() for path in sorted(Path("processes").glob("*.bpmn"))}
    for name, changes in edits:
        text = files[f"processes/{name}.bpmn"].decode()
        for element, old, new in changes:
            before, head, after = text.partition(f'id="{element}"')
            assert old in after, f"{element} in {name} does not say {old}"
            text = before + head + after.replace(old, new, 1)
        files[f"processes/{name}.bpmn"] = text.encode()
    definitions = read_definitions(files)
    return definitions, compile_definitions(definitions)


def walk(case: Case, stop: str, status: str = "care_order", **over: Mapping[str, Any]) -> Case:
    """Complete the oldest open step again and again until `stop` is open or the case ends. `over` replaces answers."""
    for _ in range(200):
        todo = [element for element in case.open if element not in REPEATED]
        if case.closed or stop in case.open or not todo:
            return case
        answer(case, todo[0], status, **over)
        case.wait(hours=1)
    raise AssertionError(f"{stop} was not reached; open: {case.open}")


def answer(case: Case, element: str, status: str = "care_order", **over: Mapping[str, Any]) -> None:
    """Complete one step with its plain answers, on today's date."""
    case.complete(element, {**_answers(case, status), **over}.get(element, {}))


def day(case: Case, days: int = 0) -> str:
    return (case.now.date() + timedelta(days=days)).isoformat()


def due(case: Case, key: str) -> str:
    """The last day of the case's own deadline."""
    found = case.run.deadlines.find("", key)
    assert found is not None
    return found.last_day or found.due


def _answers(case: Case, status: str) -> dict[str, Mapping[str, Any]]:
    return _to_support(case, status) | _supported(case)


def _to_support(case: Case, status: str) -> dict[str, Mapping[str, Any]]:
    today, took_part = day(case), {"held_on": day(case), "area_took_part": "yes", "rss_took_part": "yes"}
    on_order = "2025-02-03" if status != "s20" else None
    return {
        "identify_child": {"child_ref": "X-1", "born_on": "2018-01-02", "legal_status": status,
                           "looked_after_since": "2025-01-06", "order_made_on": on_order},
        "assess_need": {"assessed_on": today, "risk_level": "medium", "supports_reunification": "yes",
                        "capacity_to_change": "evidenced"},
        "approve_assessment_tm": AGREE,
        "approve_assessment_sm": AGREE,
        "agree_plan": {"agreements": _agreed("social_worker", "team", "iro", "key_partner")},
        "updated_assessment": {
            "completed_on": today, "approved": "yes", "approved_by": "u2", "approved_on": today, "reference": "A-1",
        },
        "decide_request": {"decision": "accept"},
        "allocate_practitioner": {"practitioner": "p2"},
        "professional_meeting": {**took_part, "target_return_on": day(case, 60)},
        "professional_plan": {"risk_areas": [{"area": "neglect", "detail": "Meals"}]},
        "rss_plan": {"ends_on": day(case, 80)},
        "agree_rss_plan": AGREE,
        "family_meeting": {"held_on": today, "social_worker_met": "yes", "practitioner_met": "yes",
                           "family_took_part": "yes", "child_part": "present"},
        "smart_plan": {"goals": [{"goal": "Regular meals"}], "revert_triggers": [{"trigger": "No meals"}],
                       "review_points": [{"on": day(case, 40), "kind": "midway"},
                                         {"on": day(case, 75), "kind": "final"}],
                       "monitoring_interval_weeks": 2},
        "plan_agreements": {"agreements": [
            row | {"on": today} for row in _agreed("child", "parent", "social_worker", "practitioner")]},
        "start_support": {"started_on": today, "last_visit_on": today, "last_cla_review_on": "2025-12-01",
                          "cla_reviews_held": 2, "visit_interval_days": 7, "placed_on": "2025-02-03",
                          "placement_kind": "foster"},
    }  # fmt: skip


def _supported(case: Case) -> dict[str, Mapping[str, Any]]:
    today, instant = day(case), case.now.isoformat()
    return {
        "hold_review": {"held_on": today, "changes_agreed": "no", "earlier_review_needed": "no"},
        "exit_timescale": {"target_on": day(case, 90)},
        "recommend_reunification": {"recommended": "yes", "decided_on": today},
        "confirm_recommendation": {"decision": "agree", "agreed_on": today},
        "recommend_early_return": {"recommended": "yes", "decided_on": today},
        "check_completion": {"actions_complete": "yes", "plan_complete": "yes", "open_count": 0},
        "withdrawal_exception": {"decision": "before_return"},
        "outstanding_issues": {"all_addressed": "yes", "risk_progress": [
            {"area": "neglect", "status": "gone", "evidence": "Meals are cooked"}]},
        "choose_pwp_route": {"route": "planned"},
        "pwp_agreement": {"assessed_on": today, "starts_at": instant, "iro_consulted_on": today,
                          "discharge_on": day(case, 99)},
        **dict.fromkeys(PWP[2:], AGREE),
        "confirm_issues": AGREE,
        "record_return_home": {"moved": "yes", "moved_at": instant, "care_ended_on": today},
        "visit_plan_at_home": {"interval_days": 7},
        "plan_end_of_care": {"planned_on": day(case, 5)},
        "agree_end_of_care": AGREE,
        "approve_end_nominated_officer": AGREE,
    }  # fmt: skip


def _agreed(*roles: str) -> list[dict[str, str]]:
    return [{"role": role, "answer": YES} for role in roles]
