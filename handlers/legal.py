"""What a child's legal status and age mean for the way home: the route, the approver by law, the return's codes."""

from dataclasses import dataclass
from datetime import date, timedelta

from engine.calendar import WorkingCalendar
from engine.errors import BusinessError
from engine.registry import HandlerContext, handler
from handlers.given import Moment, day, optional_day

CARE_ORDERS = ("care_order", "interim_care_order")
ADULT, LEAVING_CARE_AGE, ELIGIBLE_FROM = 18, 16, 14
ELIGIBLE_DAYS = 13 * 7
APPROVAL_AFTER_WORKING_DAYS = 20
EPISODE_CODES = {"interim_care_order": "C1", "care_order": "C2", "s20": "V2"}
"""Legal status in the statutory return (B10)."""


@dataclass(frozen=True, slots=True)
class LegalStatus:
    """`pwp_statuses`: those that need a placement with parents agreement; `end_of_care_statuses`: that just end."""

    legal_status: str | None
    pwp_statuses: list[str]
    end_of_care_statuses: list[str]


@dataclass(frozen=True, slots=True)
class StatusRoute:
    """`route`: `pwp`, `s20`, `not_looked_after` or `not_covered`; `explanation` in plain words."""

    route: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Ages:
    """The child's birth, the day to look at, and since when the child has been looked after."""

    born_on: Moment
    on: Moment
    looked_after_since: Moment | None = None


@dataclass(frozen=True, slots=True)
class AgeFlags:
    """`leaving_care_flag`: an eligible child, who needs a pathway plan (regs 40-43)."""

    age: int
    under_18: bool
    aged_16_or_17: bool
    eighteenth_birthday: date
    leaving_care_flag: bool


@dataclass(frozen=True, slots=True)
class EndOfCare:
    """The child, the status now, and the day on which accommodation is to end."""

    born_on: Moment
    on: Moment
    legal_status: str | None = None
    looked_after_since: Moment | None = None


@dataclass(frozen=True, slots=True)
class Approver:
    """`approver`: `nominated_officer` or `director_of_childrens_services`; `required_by_law`: or only our practice."""

    approver: str
    required_by_law: bool
    explanation: str


@dataclass(frozen=True, slots=True)
class Episode:
    """How an episode of care stands or ended."""

    legal_status: str | None = None
    placed_with_parents: bool | None = None
    planned: bool | None = None
    court_order: str | None = None


@dataclass(frozen=True, slots=True)
class EpisodeCodes:
    """Codes of the statutory return, empty where there is none; `problem` says why they cannot stand together."""

    legal_code: str
    placement_code: str
    provider_code: str
    end_code: str
    valid: bool
    problem: str


@handler("legal.status_route")
def status_route(inputs: LegalStatus, context: HandlerContext) -> StatusRoute:
    """Which way home a legal status has (S2-12b, A0-19, A9, A10). Interim care orders count as care orders by default.

    A child who is accommodated by agreement is never placed with parents (A9): such a setting is refused.
    """
    return route_of(inputs)


@handler("legal.age_flags")
def age_flags(inputs: Ages, context: HandlerContext) -> AgeFlags:
    """The child's age and what follows from it (B4, regs 40-43). Raises BusinessError for a birth after the day."""
    born, on = day(inputs.born_on), day(inputs.on)
    age = age_on(born, on)
    since = optional_day(inputs.looked_after_since)
    return AgeFlags(
        age=age,
        under_18=age < ADULT,
        aged_16_or_17=LEAVING_CARE_AGE <= age < ADULT,
        eighteenth_birthday=birthday(born, ADULT),
        leaving_care_flag=LEAVING_CARE_AGE <= age < ADULT and _is_eligible(born, since, on),
    )


@handler("legal.end_of_care_approver")
def end_of_care_approver(inputs: EndOfCare, context: HandlerContext) -> Approver:
    """Who approves ceasing to look after a child (reg 39, B4): the director for those of 16 or 17 not in care."""
    on = day(inputs.on)
    age = age_on(day(inputs.born_on), on)
    if LEAVING_CARE_AGE <= age < ADULT and inputs.legal_status not in CARE_ORDERS:
        why = f"The child is {age} and not on a care order, so the director of children’s services approves."
        return Approver("director_of_childrens_services", True, why)
    since = optional_day(inputs.looked_after_since)
    if since is None or _working_days(since, on, context.calendar) >= APPROVAL_AFTER_WORKING_DAYS:
        why = "The child has been looked after for 20 working days or more, so the nominated officer approves."
        return Approver("nominated_officer", True, why)
    why = "Looked after for fewer than 20 working days: not required by law, and asked for all the same."
    return Approver("nominated_officer", False, why)


@handler("legal.episode_codes")
def episode_codes(inputs: Episode, context: HandlerContext) -> EpisodeCodes:
    """Codes of the statutory return (B10). Placed with parents (P1) under section 20 (V2) is never valid: rule 378."""
    status = EPISODE_CODES.get(inputs.legal_status or "", "")
    placement = "P1" if inputs.placed_with_parents else ""
    problem = ""
    if not status:
        problem = "This legal status has no code in the statutory return."
    elif status == "V2" and placement:
        problem = "A child under section 20 cannot be placed with parents (P1 with V2). Check status and placement."
    ended = "" if inputs.planned is None else "E4A" if inputs.planned else "E4B"
    end_code = "E41" if inputs.court_order == "child_arrangements_order" else ended
    return EpisodeCodes(status, placement, "PR0" if placement else "", end_code, not problem, problem)


def route_of(inputs: LegalStatus) -> StatusRoute:
    """The way home of a legal status, for other handlers. Raises BusinessError for settings against the law."""
    if "s20" in inputs.pwp_statuses:
        raise BusinessError(
            "section_20_in_settings",
            "The settings say that section 20 needs placement with parents, which the law does not know (A9). "
            "Take s20 out of legal_status.needs_placement_with_parents.",
        )
    if inputs.legal_status in inputs.pwp_statuses:
        return StatusRoute("pwp", "On a care order the assistant director must agree a placement with parents first.")
    if inputs.legal_status in inputs.end_of_care_statuses:
        return StatusRoute("s20", "Accommodation under section 20 ends when the child goes home.")
    if inputs.legal_status == "none":
        return StatusRoute("not_looked_after", "The child is not looked after any more.")
    return StatusRoute("not_covered", "The pathway covers section 20, interim care orders and care orders only.")


def age_on(born: date, on: date) -> int:
    """Whole years. Raises BusinessError for a birth after the day."""
    if born > on:
        raise BusinessError("born_later", f"The date of birth, {born}, is after {on}. Check the date of birth.")
    years = on.year - born.year
    return years if on >= birthday(born, years) else years - 1


def birthday(born: date, years: int) -> date:
    """The day on which an age is reached; born on 29 February, on 1 March in other years."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def _is_eligible(born: date, since: date | None, on: date) -> bool:
    """13 weeks of care since the fourteenth birthday, as far as one period of care shows; unknown counts as no."""
    return since is not None and on - max(since, birthday(born, ELIGIBLE_FROM)) >= timedelta(days=ELIGIBLE_DAYS)


def _working_days(since: date, until: date, calendar: WorkingCalendar) -> int:
    """As many as decide; whoever has been looked after for a year has certainly been so for 20 working days."""
    if until - since > timedelta(days=365):
        return APPROVAL_AFTER_WORKING_DAYS
    return calendar.count_working_days(since, until)
