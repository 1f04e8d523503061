"""The authority for a child on a care order to live with parents, and the hard guard on moving home (S5-04, A0-5)."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from engine.deadline_words import moment_words
from engine.errors import BusinessError
from engine.registry import HandlerContext, handler
from handlers.given import Moment, day, form_row, instant

FULL_RETURN, EXTENDED_STAY = "full_return", "extended_stay"
IMMEDIATE = "immediate"
IN_FORCE, WITHDRAWN, REPLACED = "in_force", "withdrawn", "replaced"


@form_row
@dataclass(frozen=True, slots=True)
class Agreed:
    """One agreement of the register. `route`: `planned`, by the assistant director, or `immediate`, by the nominated
    officer (reg 19). `status`: `in_force`, `withdrawn` or `replaced`, the last two since `withdrawn_at`.
    """

    kind: str
    agreed_at: Moment
    version: int | None = None
    route: str = "planned"
    starts_at: Moment | None = None
    ends_at: Moment | None = None
    status: str = IN_FORCE
    withdrawn_at: Moment | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A move home or a stay, and the register of what was agreed.

    `whole_stay`: the agreement must also cover the stay's end, `until`, which is empty where nobody knows it.
    """

    moved_at: Moment
    needed_kind: str
    legal_route: str | None = None
    authorities: list[Agreed] | None = None
    until: Moment | None = None
    whole_stay: bool | None = False


@dataclass(frozen=True, slots=True)
class Authority:
    """Whether the move was agreed before it happened, and why or why not."""

    authorised: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Decision:
    """An agreement to one version; `kind`: `full_return` or `extended_stay`."""

    kind: str
    version: int | None = None
    authorities: list[Agreed] | None = None
    route: str = "planned"
    decided_at: Moment | None = None
    covers_from: Moment | None = None
    covers_to: Moment | None = None
    legal_status: str | None = None
    iro_consulted_on: Moment | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What ends: agreements of that `kind` and `route` (empty: any) that have to do with the time given (empty: any).

    `legal_route`: where it is `pwp` still, nothing ends; left out, it does not matter.
    """

    reason: str
    authorities: list[Agreed] | None = None
    kind: str | None = None
    route: str | None = None
    starts_at: Moment | None = None
    ends_at: Moment | None = None
    legal_route: str | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """Every agreement so far, and of those in force the assistant director's newest, and the newest for the return.

    `decision`: `authorised`, `refused` or `withdrawn`, whatever was recorded last.
    """

    decision: str
    authorities: list[Agreed] = field(default_factory=list)
    authorised_at: Moment | None = None
    kind: str | None = None
    version: int | None = None
    covers_from: Moment | None = None
    covers_to: Moment | None = None
    return_authorised_at: Moment | None = None
    return_covers_from: Moment | None = None
    return_covers_to: Moment | None = None


@dataclass(frozen=True, slots=True)
class Return:
    """The move home as entered."""

    moved_at: Moment
    legal_route: str | None = None


@dataclass(frozen=True, slots=True)
class RecordedReturn:
    """`placement_kind`: `with_parents` while the order lasts, `ended` where accommodation ended."""

    returned_home_at: datetime
    returned_home_on: date
    placement_kind: str


@handler("placements.check_authority")
def check_authority(inputs: Move, context: HandlerContext) -> Authority:
    """A child on a care order moves only after an agreement to this stay or the return (S5-04, A0-5).

    Any agreement of the register may be the one that fits. Its instant lies strictly before the move's. An agreed
    full-time return also covers a stay; an immediate placement (reg 19) counts from the nominated officer's decision.
    """
    if inputs.legal_route == "s20":
        return Authority(True, "Under section 20 no placement with parents agreement is needed.")
    if inputs.legal_route != "pwp":
        return Authority(False, "The pathway does not cover this legal status.")
    reason = "The assistant director has not agreed a placement with parents."
    for agreed in inputs.authorities or []:
        objection = _objection(inputs, agreed)
        if objection is None:
            who = "nominated officer" if agreed.route == IMMEDIATE else "assistant director"
            return Authority(True, f"The {who} agreed before the move, {moment_words(instant(agreed.agreed_at))}.")
        reason = objection
    return Authority(False, reason)


@handler("placements.record_authority")
def record_authority(inputs: Decision, context: HandlerContext) -> Register:
    """Add what was agreed, for which version and time (A0-5). Refused without the reviewing officer's view (reg 18).

    A child under section 20 cannot be placed with parents (A9, B10), and a stay without an end is no stay (S2-12a):
    both are refused here once more. A new agreement to the return takes the place of an earlier one.
    """
    if inputs.legal_status == "s20":
        raise BusinessError("section_20", "Under section 20 there is no placement with parents. Check the status.")
    if inputs.route != IMMEDIATE and inputs.iro_consulted_on is None:
        raise BusinessError("iro_not_consulted", "The independent reviewing officer must be consulted first (reg 18).")
    if inputs.route != IMMEDIATE and inputs.kind == EXTENDED_STAY and inputs.covers_to is None:
        raise BusinessError("no_end", "An extended stay has an end. Say when the child comes back.")
    at = context.now if inputs.decided_at is None else instant(inputs.decided_at)
    known = inputs.authorities or []
    if inputs.kind == FULL_RETURN:
        known = [_ended(row, REPLACED, at, None) if row.kind == FULL_RETURN else row for row in known]
    starts = None if inputs.covers_from is None else instant(inputs.covers_from)
    ends = None if inputs.covers_to is None else instant(inputs.covers_to)
    return _register("authorised", [*known, Agreed(inputs.kind, at, inputs.version, inputs.route, starts, ends)])


@handler("placements.record_refusal")
def record_refusal(inputs: Withdrawal, context: HandlerContext) -> Register:
    """Note that a version was refused, which ends what was agreed earlier for the same placement (S2-12a, A0-5)."""
    return _register("refused", _without(inputs, context.now))


@handler("placements.withdraw_authority")
def withdraw_authority(inputs: Withdrawal, context: HandlerContext) -> Register:
    """End agreements: the child came back, the stay is over, the order no longer stands, or reg 19's time is up."""
    return _register("withdrawn", _without(inputs, context.now))


@handler("placements.record_return")
def record_return(inputs: Return, context: HandlerContext) -> RecordedReturn:
    """Note the return home: the instant, its date in England and Wales (K8 counts from it), and how the child lives."""
    kind = "with_parents" if inputs.legal_route == "pwp" else "ended"
    return RecordedReturn(instant(inputs.moved_at), day(inputs.moved_at), kind)


def _objection(inputs: Move, agreed: Agreed) -> str | None:
    moved, since = instant(inputs.moved_at), instant(agreed.agreed_at)
    if since >= moved:
        return f"The agreement, {moment_words(since)}, did not come before the move."
    if agreed.withdrawn_at is not None and instant(agreed.withdrawn_at) <= moved:
        return f"The agreement no longer stood; it ended on {moment_words(instant(agreed.withdrawn_at))}."
    if agreed.kind not in (inputs.needed_kind, FULL_RETURN):
        return "What was agreed is an extended stay, not a full-time return home."
    until = inputs.until if inputs.whole_stay else inputs.moved_at
    if not covers(agreed, inputs.moved_at, until):
        return "The agreement does not cover the time of this move."
    return None


def covers(agreed: Agreed, since: Moment, until: Moment | None) -> bool:
    """Whether an agreement is for all of that time; `until` is empty where nobody knows the end."""
    if agreed.starts_at is not None and instant(since) < instant(agreed.starts_at):
        return False
    return agreed.ends_at is None or (until is not None and instant(until) <= instant(agreed.ends_at))


def _without(inputs: Withdrawal, now: datetime) -> list[Agreed]:
    known = inputs.authorities or []
    if inputs.legal_route == "pwp":
        return known
    return [_ended(row, WITHDRAWN, now, inputs.reason) if _meant(inputs, row) else row for row in known]


def _meant(inputs: Withdrawal, row: Agreed) -> bool:
    fits = inputs.kind in (None, row.kind) and inputs.route in (None, row.route)
    early = inputs.starts_at is not None and row.ends_at is not None and _before(row.ends_at, inputs.starts_at)
    late = inputs.ends_at is not None and row.starts_at is not None and _before(inputs.ends_at, row.starts_at)
    return fits and not early and not late


def _before(one: Moment, other: Moment) -> bool:
    return instant(one) < instant(other)


def _ended(row: Agreed, status: str, at: datetime, reason: str | None) -> Agreed:
    return row if row.status != IN_FORCE else replace(row, status=status, withdrawn_at=at, reason=reason)


def _register(decision: str, rows: list[Agreed]) -> Register:
    standing = [row for row in rows if row.status == IN_FORCE and row.route != IMMEDIATE]
    found = Register(decision, rows)
    for row in standing[-1:]:
        found = replace(
            found,
            authorised_at=row.agreed_at,
            kind=row.kind,
            version=row.version,
            covers_from=row.starts_at,
            covers_to=row.ends_at,
        )
    for row in [row for row in standing if row.kind == FULL_RETURN][-1:]:
        found = replace(
            found,
            return_authorised_at=row.agreed_at,
            return_covers_from=row.starts_at,
            return_covers_to=row.ends_at,
        )
    return found
