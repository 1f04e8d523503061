"""Which made-up cases there are: whose, since when, and how far along. A journey is a file of steps."""

from dataclasses import dataclass
from typing import Any

REVIEWS = [
    {"on": '=today() + duration("P48D")', "kind": "midway"},
    {"on": '=today() + duration("P84D")', "kind": "final"},
]
"""Counted from the plan. The journeys hold them on days 42 and 77 of support, which begins one working day after the
plan: over Christmas and Easter that is five days later, and day 42 + 5 = 47 and 77 + 5 = 82 are still in time.
"""


@dataclass(frozen=True, slots=True)
class DemoCase:
    """`journey`: a file of tests/pathways/demonstration. `changes`: answers that differ, by element id."""

    reference: str
    initials: str
    journey: str
    working_days_ago: int
    team: str = "north"
    social_worker: str = "amara"
    team_manager: str = "carys"
    practitioner: str = "idris"
    legal_status: str = "care_order"

    def answers(self) -> dict[str, dict[str, Any]]:
        """What makes this child's answers their own."""
        identify: dict[str, Any] = {
            "child_ref": self.reference,
            "child_initials": self.initials,
            "legal_status": self.legal_status,
            "social_worker": self.social_worker,
            "team_manager": self.team_manager,
        }
        if self.legal_status == "s20":
            identify["order_made_on"] = None
        return {
            "identify_child": identify,
            "updated_assessment": {"approved_by": self.team_manager},
            "plan_further_work": {"owner": self.social_worker},
            "allocate_practitioner": {"practitioner": self.practitioner},
            "rss_plan": {"review_points": REVIEWS},
            "smart_plan": {"review_points": REVIEWS},
        }


CASES = (
    DemoCase("CH-2048", "JT", "identified", 1),
    DemoCase("CH-2047", "MK", "requested", 1, social_worker="bryn"),
    DemoCase("CH-2045", "EO", "requested", 4, team="south", social_worker="esi", team_manager="farid"),
    DemoCase("CH-2040", "RS", "accepted", 5),
    DemoCase("CH-2036", "LW", "planned_section_20", 9, legal_status="s20", practitioner="jonah"),
    DemoCase("CH-2029", "AB", "supported", 30),
    DemoCase("CH-2021", "DN", "recommended", 66, team="south", social_worker="esi", team_manager="farid"),
    DemoCase("CH-2017", "TP", "home", 76, practitioner="jonah"),
    DemoCase("CH-2008", "FG", "ended_section_20", 90, legal_status="s20", social_worker="bryn"),
    DemoCase("CH-1993", "KM", "discharged", 180, team="south", social_worker="esi", team_manager="farid"),
)
