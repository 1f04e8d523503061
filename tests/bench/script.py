"""The fixed script: one child's way to support under a care order, then the rounds of visits, reviews and sessions.

The answers are `answers.yaml`. Everything happens on one morning, so no timer is due and every action is one person's.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

PROCESS = "reunification"
BEGINS = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
BETWEEN = timedelta(seconds=1)
ROUTE = (
    "identify_child assess_need approve_assessment_tm approve_assessment_sm guide_parents seek_views agree_plan "
    "updated_assessment request_support decide_request record_on_ics allocate_practitioner professional_meeting "
    "professional_plan rss_plan agree_rss_plan family_meeting smart_plan plan_agreements start_support"
).split()
ROUND = (
    "session_record monitor_plan supervise_practitioner child_supervision statutory_visit cla_review care_plan_aspects"
).split()
ROUNDS = 2
REVIEW_ASKED = "additional_review_asked"
REVIEW = ("review_contribution", "hold_review", "exit_timescale")
"""One review of RSS support, asked for and held: an event sub-process that calls a process."""

SCRIPT = [*ROUTE, *(ROUND * ROUNDS)]
"""Elements in the order in which their tasks are completed; the first one with the start of the case."""


def read_answers() -> dict[str, dict[str, Any]]:
    """Answers by form id, with dates as text."""
    data = yaml.safe_load((Path(__file__).parent / "answers.yaml").read_text(encoding="utf-8"))
    plain: dict[str, dict[str, Any]] = _plain(data)
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
