"""The risk areas of a case and what has become of each: `unchanged` and `worse` stop the return (S3-05, A0-6)."""

from dataclasses import dataclass, replace

from engine.registry import HandlerContext, handler
from handlers.given import form_row

RESOLVED = ("gone", "mitigated")


@form_row
@dataclass(frozen=True, slots=True)
class RiskArea:
    """A risk area as the professional plan names it."""

    area: str
    detail: str | None = None


@form_row
@dataclass(frozen=True, slots=True)
class RiskProgress:
    """What has become of a risk area: gone, mitigated, unchanged or worse, with its evidence."""

    area: str
    status: str
    evidence: str | None = None


@form_row
@dataclass(frozen=True, slots=True)
class Risk:
    """A risk area with its newest status; `open` until anybody has said."""

    area: str
    detail: str = ""
    status: str = "open"
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class RiskRows:
    """The risks so far, the areas of a new plan, and the newest progress; each may be missing."""

    current: list[Risk] | None = None
    areas: list[RiskArea] | None = None
    updates: list[RiskProgress] | None = None


@dataclass(frozen=True, slots=True)
class Risks:
    """Every risk area, and how many are not yet gone or mitigated."""

    risks: list[Risk]
    unresolved: int


@handler("risks.fold")
def fold(inputs: RiskRows, context: HandlerContext) -> Risks:
    """Bring the risk areas up to date. An area that a new plan leaves out stays, as nobody said that it is resolved."""
    risks = {risk.area: risk for risk in inputs.current or []}
    for given in inputs.areas or []:
        risks[given.area] = _named(risks.get(given.area), given)
    for update in inputs.updates or []:
        known = risks.get(update.area, Risk(update.area))
        risks[update.area] = replace(known, status=update.status, evidence=update.evidence or known.evidence)
    unresolved = sum(risk.status not in RESOLVED for risk in risks.values())
    return Risks(list(risks.values()), unresolved)


def _named(known: Risk | None, given: RiskArea) -> Risk:
    detail = given.detail or ""
    if known is None:
        return Risk(given.area, detail)
    parts = [known.detail, detail] if detail not in known.detail else [known.detail]
    return replace(known, detail="; ".join(part for part in parts if part))
