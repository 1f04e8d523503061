"""The fixed script: one child's way to support under a care order, then the rounds of visits, reviews and sessions.

The answers are those of the scenarios, `tests/pathways/answers.yaml`, so they keep up with the forms. Everything
happens on one morning, so no timer is due and every action is one person's.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cli.simulation.plain_yaml import load

PROCESS = "reunification"
BEGINS = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
BETWEEN = timedelta(seconds=1)
BETWEEN_REVIEWS = timedelta(minutes=2)
"""The same report within a minute is a double click."""
# fmt: off
ROUTE = (
    "identify_child", "assess_need", "approve_assessment_tm", "approve_assessment_sm", "guide_parents",
    "seek_views", "agree_plan", "updated_assessment", "request_support", "decide_request", "record_on_ics",
    "allocate_practitioner", "professional_meeting", "professional_plan", "rss_plan", "agree_rss_plan",
    "family_meeting", "smart_plan", "plan_agreements", "start_support",
)
ROUND = (
    "session_record", "monitor_plan", "supervise_practitioner", "child_supervision", "statutory_visit",
    "cla_review", "care_plan_aspects",
)
# fmt: on
ROUNDS = 6
"""Fortnightly, through the twelve weeks of support."""
SCRIPT = [*ROUTE, *ROUND * ROUNDS]
"""Elements in the order in which their tasks are completed; the oldest open task of each."""
REVIEW_ASKED = "additional_review_asked"
REVIEW = ("review_contribution", "hold_review", "exit_timescale")
"""One review of RSS support, asked for and held: an event sub-process that calls a process."""
ANSWERS = Path(__file__).parents[1] / "pathways" / "answers.yaml"


def read_answers() -> dict[str, dict[str, Any]]:
    """Answers by element or form id, as the scenarios have them."""
    return load(ANSWERS)
