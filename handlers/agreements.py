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
    """`required_roles`: each must have agreed; `a/b` is met by either, a parent also by a holder of responsibility."""

    rows: list[Agreement] | None
    required_roles: list[str]


@dataclass(frozen=True, slots=True)
class AgreementSummary:
    """`not_agreed`: roles of the `people` who do not agree; `missing`: required roles of which nobody has agreed."""

    all_agree: bool
    not_agreed: list[str]
    people: list[str]
    missing: list[str]


@handler("agreements.summary")
def summary(inputs: AgreementRows, context: HandlerContext) -> AgreementSummary:
    """Whether everybody agrees who must; by default one who does not agree blocks until it is resolved (A0-3, A13)."""
    against, missing = review_rows(inputs.rows or [], inputs.required_roles)
    return AgreementSummary(
        all_agree=not against and not missing,
        not_agreed=list(dict.fromkeys(row.role for row in against)),
        people=[row.person or row.role for row in against],
        missing=missing,
    )


def review_rows(rows: list[Agreement], required_roles: list[str]) -> tuple[list[Agreement], list[str]]:
    """The rows of those who do not agree, and the required roles of which nobody has agreed."""
    agreed = {row.role for row in rows if row.answer == "agreed"}
    against = [row for row in rows if row.answer != "agreed"]
    return against, [role for role in required_roles if not agreed.intersection(_alternatives(role))]


def _alternatives(role: str) -> list[str]:
    return ["parent", "pr_holder"] if role == "parent" else role.split("/")
