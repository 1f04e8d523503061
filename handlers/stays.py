"""How long a child stays with birth family, and whether that is long enough to say what the stay is (S2-13, A8)."""

from dataclasses import dataclass
from datetime import timedelta

from engine.deadline_words import count_words, moment_words
from engine.registry import HandlerContext, handler
from handlers.given import Moment, day, form_row, instant
from handlers.placements import IN_FORCE, Agreed, covers

NOT_AUTHORISED = "not authorised"


@dataclass(frozen=True, slots=True)
class Stay:
    """`ends_at` is empty where nobody knows; the thresholds are settings, the one for nights empty where it is off."""

    starts_at: Moment
    threshold_hours: float
    ends_at: Moment | None = None
    nights_in_period: int | None = None
    threshold_nights: int | None = None


@dataclass(frozen=True, slots=True)
class StayMeasure:
    """`hours`, `nights`: None where the end is not known. `extended`: long enough to classify. `begun`: by now."""

    extended: bool
    begun: bool
    hours: float | None
    nights: int | None
    reason: str


@handler("stays.measure")
def measure(inputs: Stay, context: HandlerContext) -> StayMeasure:
    """Measure a stay in elapsed hours and nights (A8): over a threshold, or without an end, people say what it is."""
    starts = instant(inputs.starts_at)
    begun = starts <= context.now
    if inputs.ends_at is None:
        return StayMeasure(True, begun, None, None, "No end of the stay is known.")
    ends = instant(inputs.ends_at)
    hours = round((ends - starts) / timedelta(hours=1), 2)
    nights = (day(inputs.ends_at) - day(inputs.starts_at)).days
    many = inputs.threshold_nights is not None and (inputs.nights_in_period or 0) >= inputs.threshold_nights
    extended = hours > inputs.threshold_hours or many
    reason = f"The stay is {count_words(f'{hours:g}', 'hour')} long, with {count_words(nights, 'night')}."
    if many:
        reason += f" There are {inputs.nights_in_period} nights at home in the period."
    return StayMeasure(extended, begun, hours, nights, reason)


@form_row
@dataclass(frozen=True, slots=True)
class KnownStay:
    """A stay that is planned or under way; `number`: the how-manieth that was reported."""

    number: int
    starts_at: Moment
    ends_at: Moment | None = None
    authority: str = NOT_AUTHORISED


@dataclass(frozen=True, slots=True)
class StayNews:
    """A stay as reported, the stays known so far and the register of agreements; `over`: the child is back."""

    number: int
    starts_at: Moment
    ends_at: Moment | None = None
    over: bool = False
    legal_route: str | None = None
    stays: list[KnownStay] | None = None
    authorities: list[Agreed] | None = None


@dataclass(frozen=True, slots=True)
class KnownStays:
    """The stays that are planned or under way, and the same in words for the case's facts."""

    stays: list[KnownStay]
    words: str | None


@handler("stays.note")
def note(inputs: StayNews, context: HandlerContext) -> KnownStays:
    """Keep on the case what stays at home there are, each 'not authorised' until an agreement covers it (S2-12b).

    A late agreement makes the rest of a stay authorised; that it came late stays in history.
    """
    stays = [stay for stay in inputs.stays or [] if stay.number != inputs.number]
    if not inputs.over:
        stays.append(KnownStay(inputs.number, inputs.starts_at, inputs.ends_at, _authority(inputs)))
    words = [f"from {moment_words(instant(stay.starts_at))}: {stay.authority}" for stay in stays]
    return KnownStays(stays, "; ".join(words) or None)


def _authority(inputs: StayNews) -> str:
    if inputs.legal_route == "s20":
        return "section 20, needs no authority"
    standing = [row for row in inputs.authorities or [] if row.status == IN_FORCE]
    for row in standing:
        since = max(instant(inputs.starts_at), instant(row.agreed_at))
        if covers(row, since, inputs.ends_at):
            return "authorised"
        if row.ends_at is not None and covers(row, since, since):
            return f"authorised until {moment_words(instant(row.ends_at))}"
    return NOT_AUTHORISED
