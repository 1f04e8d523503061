"""Who has to agree, who does, and who does not (F-01, A0-2, A0-3)."""

from dataclasses import dataclass

from engine.registry import HandlerContext, handler
from handlers.given import form_row


@form_row
@dataclass(frozen=True, slots=True)
class Agreement:
    """One person's answer: `agreed` or `not_agreed`."""

    role: str
    answer: str
    person: str | None = None


@dataclass(frozen=True, slots=True)
class AgreementRows:
    """`required_roles`: each must have agreed; `parent/pr_holder` is met by either."""

    rows: list[Agreement] | None
    required_roles: list[str]


@dataclass(frozen=True, slots=True)
class AgreementSummary:
    """`not_agreed`: people who do not agree; `missing_roles`: required roles of which nobody has agreed."""

    all_agree: bool
    not_agreed: list[str]
    missing_roles: list[str]


@handler("agreements.summary")
def summary(inputs: AgreementRows, context: HandlerContext) -> AgreementSummary:
    """Whether everybody agrees who must; by default one who does not agree blocks until it is resolved (A0-3, A13)."""
    not_agreed, missing = review_rows(inputs.rows or [], inputs.required_roles)
    return AgreementSummary(not not_agreed and not missing, not_agreed, missing)


def review_rows(rows: list[Agreement], required_roles: list[str]) -> tuple[list[str], list[str]]:
    """The people who do not agree, and the required roles of which nobody has agreed."""
    agreed = {row.role for row in rows if row.answer == "agreed"}
    not_agreed = [row.person or row.role for row in rows if row.answer != "agreed"]
    return not_agreed, [role for role in required_roles if not agreed.intersection(role.split("/"))]
