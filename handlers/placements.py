"""The authority for a child on a care order to live with parents, and the hard guard on moving home (S5-04, A0-5)."""

from dataclasses import dataclass
from datetime import date, datetime

from engine.deadline_words import moment_words
from engine.errors import BusinessError
from engine.registry import HandlerContext, handler
from handlers.given import Moment, day, instant

FULL_RETURN = "full_return"


@dataclass(frozen=True, slots=True)
class Move:
    """A move home or a stay, and the assistant director's newest agreement: its instant, kind and cover.

    `whole_stay`: the agreement must also cover the stay's end, `until`, which is empty where nobody knows it.
    """

    moved_at: Moment
    needed_kind: str
    legal_route: str | None = None
    authorised_at: Moment | None = None
    authorised_kind: str | None = None
    covers_from: Moment | None = None
    covers_to: Moment | None = None
    until: Moment | None = None
    whole_stay: bool | None = False


@dataclass(frozen=True, slots=True)
class Authority:
    """Whether the move was agreed before it happened, and why or why not."""

    authorised: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Decision:
    """An assistant director's agreement to one version; `kind`: `full_return` or `extended_stay`."""

    kind: str
    version: int
    decided_at: Moment | None = None
    covers_from: Moment | None = None
    covers_to: Moment | None = None
    legal_status: str | None = None
    iro_consulted_on: Moment | None = None


@dataclass(frozen=True, slots=True)
class RecordedAuthority:
    """What the case keeps of the agreement. Instants in UTC."""

    decision: str
    authorised_at: datetime
    kind: str
    version: int
    covers_from: datetime | None
    covers_to: datetime | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Which version was refused."""

    kind: str
    version: int | None = None


@dataclass(frozen=True, slots=True)
class RecordedRefusal:
    """`decision` is always `refused`."""

    decision: str
    kind: str
    version: int | None


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
    """A child on a care order moves only after the assistant director agreed this stay or the return (S5-04, A0-5).

    The agreement's instant lies strictly before the move's. An agreed full-time return also covers a stay.
    """
    if inputs.legal_route == "s20":
        return Authority(True, "Under section 20 no placement with parents agreement is needed.")
    if inputs.legal_route != "pwp":
        return Authority(False, "The pathway does not cover this legal status.")
    if inputs.authorised_at is None:
        return Authority(False, "The assistant director has not agreed a placement with parents.")
    moved, authorised = instant(inputs.moved_at), instant(inputs.authorised_at)
    if authorised >= moved:
        return Authority(False, f"The agreement, {moment_words(authorised)}, did not come before the move.")
    if inputs.authorised_kind not in (inputs.needed_kind, FULL_RETURN):
        return Authority(False, "What was agreed is an extended stay, not a full-time return home.")
    if not _covers(inputs, moved):
        return Authority(False, "The agreement does not cover the time of this move.")
    return Authority(True, f"The assistant director agreed before the move, {moment_words(authorised)}.")


@handler("placements.record_authority")
def record_authority(inputs: Decision, context: HandlerContext) -> RecordedAuthority:
    """Keep what was agreed, for which version and time (A0-5). Refused without the reviewing officer's view (reg 18).

    A child under section 20 cannot be placed with parents (A9, B10): that is refused here once more.
    """
    if inputs.legal_status == "s20":
        raise BusinessError("section_20", "Under section 20 there is no placement with parents. Check the status.")
    if inputs.iro_consulted_on is None:
        raise BusinessError("iro_not_consulted", "The independent reviewing officer must be consulted first (reg 18).")
    return RecordedAuthority(
        decision="authorised",
        authorised_at=context.now if inputs.decided_at is None else instant(inputs.decided_at),
        kind=inputs.kind,
        version=inputs.version,
        covers_from=None if inputs.covers_from is None else instant(inputs.covers_from),
        covers_to=None if inputs.covers_to is None else instant(inputs.covers_to),
    )


@handler("placements.record_refusal")
def record_refusal(inputs: Refusal, context: HandlerContext) -> RecordedRefusal:
    """Note that a version was refused (S2-12a)."""
    return RecordedRefusal("refused", inputs.kind, inputs.version)


@handler("placements.record_return")
def record_return(inputs: Return, context: HandlerContext) -> RecordedReturn:
    """Note the return home: the instant, its date in England and Wales (K8 counts from it), and how the child lives."""
    kind = "with_parents" if inputs.legal_route == "pwp" else "ended"
    return RecordedReturn(instant(inputs.moved_at), day(inputs.moved_at), kind)


def _covers(inputs: Move, moved: datetime) -> bool:
    begun = inputs.covers_from is None or moved >= instant(inputs.covers_from)
    if inputs.covers_to is None:
        return begun
    to = instant(inputs.covers_to)
    over = moved > to or bool(inputs.whole_stay and (inputs.until is None or instant(inputs.until) > to))
    return begun and not over
