"""Whether the service's support may start: both planning meetings held and the plan agreed (A0-2, S2-01, S2-10)."""

from dataclasses import dataclass

from engine.registry import HandlerContext, handler
from handlers.agreements import Agreement, review_rows
from handlers.given import Moment


@dataclass(frozen=True, slots=True)
class SupportFacts:
    """The days of the meetings 2a and 2b, empty where not held, and who agrees to the plan."""

    agreements: list[Agreement] | None
    required_roles: list[str]
    meeting_2a_on: Moment | None = None
    meeting_2b_on: Moment | None = None


@dataclass(frozen=True, slots=True)
class SupportGate:
    """`missing`: what stands in the way, in plain words."""

    ready: bool
    missing: list[str]


@handler("support.gate")
def gate(inputs: SupportFacts, context: HandlerContext) -> SupportGate:
    """Whether support may start without an exception (A0-2). An exception is a person's recorded decision."""
    against, missing_roles = review_rows(inputs.agreements or [], inputs.required_roles)
    missing = [] if inputs.meeting_2a_on else ["The professional planning meeting (2a) has not been held."]
    missing += [] if inputs.meeting_2b_on else ["The meeting with child and family (2b) has not been held."]
    missing += [f"{row.person or _plain(row.role)} does not agree to the plan." for row in against]
    missing += [f"Nobody has agreed as {_plain(role)}." for role in missing_roles]
    return SupportGate(not missing, missing)


def _plain(role: str) -> str:
    return role.replace("pr_holder", "holder of parental responsibility").replace("_", " ").replace("/", " or ")
