"""What a confirmed change of legal status changes in the case (A0-19): the way home, and a new period in care."""

from dataclasses import dataclass, replace
from datetime import date

from engine.registry import HandlerContext, handler
from handlers.given import Moment, optional_day
from handlers.legal import CARE_ORDERS, LegalStatus, route_of


@dataclass(frozen=True, slots=True)
class StatusChange:
    """The report, whether it was confirmed (`agree`), and what the case holds so far.

    `at_home_now`: yes where the child stays with parents although no return home is recorded.
    """

    decision: str
    new_status: str
    changed_on: Moment
    pwp_statuses: list[str]
    end_of_care_statuses: list[str]
    court_order: str | None = None
    at_home_now: str | None = None
    legal_status: str | None = None
    legal_route: str | None = None
    order_made_on: Moment | None = None
    looked_after_since: Moment | None = None
    care_ended_on: Moment | None = None
    ended_status: str | None = None
    ended_by: str | None = None
    returned_home_on: Moment | None = None
    home_under_order_since: Moment | None = None
    placed_on: Moment | None = None
    placement_kind: str | None = None
    return_authorised_at: Moment | None = None
    reviews_held: int | None = None
    last_review_on: Moment | None = None


@dataclass(frozen=True, slots=True)
class ChangedStatus:
    """The facts as they then stand. `home_without_agreement`: an order over a child who is at home without one.

    `ended_status`: the status at which care ended; `ended_by`: the order that ended it.
    """

    legal_status: str | None
    legal_route: str | None
    way_home_changed: bool
    home_without_agreement: bool
    order_made_on: date | None
    looked_after_since: date | None
    care_ended_on: date | None
    ended_status: str | None
    ended_by: str | None
    home_under_order_since: date | None
    placed_on: date | None
    placement_kind: str | None
    return_authorised_at: Moment | None
    reviews_held: int | None
    last_review_on: date | None


@handler("status_changes.apply")
def apply(inputs: StatusChange, context: HandlerContext) -> ChangedStatus:
    """Nothing changes until somebody else has confirmed the report. Only a court ends care this way (A21, S5-08).

    An order made after care had ended is a new period in care: reviews are counted anew (reg 33), the first visit is
    within a week of the order (reg 28), and an earlier agreement to the placement holds no longer (S5-04, reg 18).
    """
    kept = _as_it_stands(inputs)
    if inputs.decision != "agree":
        return kept
    statuses = LegalStatus(inputs.new_status, inputs.pwp_statuses, inputs.end_of_care_statuses)
    route = route_of(statuses).route
    on = optional_day(inputs.changed_on)
    changed = replace(
        kept,
        legal_status=inputs.new_status,
        legal_route=route,
        way_home_changed=route != inputs.legal_route,
        order_made_on=on if inputs.new_status in CARE_ORDERS else None,
    )
    if route == "not_looked_after":
        return replace(changed, care_ended_on=on, ended_status=inputs.legal_status, ended_by=inputs.court_order)
    at_home = inputs.returned_home_on is not None or inputs.at_home_now == "yes"
    new_order = route == "pwp" and inputs.legal_route != "pwp"
    if new_order and inputs.care_ended_on is not None:
        changed = _in_care_again(changed, on)
    return replace(changed, home_without_agreement=new_order and at_home)


def _as_it_stands(inputs: StatusChange) -> ChangedStatus:
    return ChangedStatus(
        legal_status=inputs.legal_status,
        legal_route=inputs.legal_route,
        way_home_changed=False,
        home_without_agreement=False,
        order_made_on=optional_day(inputs.order_made_on),
        looked_after_since=optional_day(inputs.looked_after_since),
        care_ended_on=optional_day(inputs.care_ended_on),
        ended_status=inputs.ended_status,
        ended_by=inputs.ended_by,
        home_under_order_since=optional_day(inputs.home_under_order_since),
        placed_on=optional_day(inputs.placed_on),
        placement_kind=inputs.placement_kind,
        return_authorised_at=inputs.return_authorised_at,
        reviews_held=inputs.reviews_held,
        last_review_on=optional_day(inputs.last_review_on),
    )


def _in_care_again(changed: ChangedStatus, on: date | None) -> ChangedStatus:
    return replace(
        changed,
        looked_after_since=on,
        care_ended_on=None,
        ended_status=None,
        ended_by=None,
        home_under_order_since=on,
        placed_on=on,
        placement_kind="with_parents",
        return_authorised_at=None,
        reviews_held=0,
        last_review_on=None,
    )
