"""How long a child stays with birth family, what is agreed for it, when to ask after the child (S2-12, S2-13, A8)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from engine.deadline_words import count_words, moment_words
from engine.registry import HandlerContext, handler
from handlers.given import Moment, day, form_row, instant, moment
from handlers.placements import IMMEDIATE, IN_FORCE, Agreed, covers

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
    """`hours`, `nights`: None without a known end. `extended`: long enough to classify. `begun`, `ended`: by now."""

    extended: bool
    begun: bool
    ended: bool
    hours: float | None
    nights: int | None
    reason: str


def length(starts_at: Moment, ends_at: Moment) -> tuple[float, int]:
    """Elapsed hours and nights."""
    hours = round((instant(ends_at) - instant(starts_at)) / timedelta(hours=1), 2)
    return hours, (day(ends_at) - day(starts_at)).days


@handler("stays.measure")
def measure(inputs: Stay, context: HandlerContext) -> StayMeasure:
    """Measure a stay in elapsed hours and nights (A8): over a threshold, or without an end, people say what it is."""
    starts = instant(inputs.starts_at)
    begun = starts <= context.now
    if inputs.ends_at is None:
        return StayMeasure(True, begun, False, None, None, "No end of the stay is known.")
    ends = instant(inputs.ends_at)
    hours, nights = length(inputs.starts_at, inputs.ends_at)
    many = inputs.threshold_nights is not None and (inputs.nights_in_period or 0) >= inputs.threshold_nights
    extended = hours > inputs.threshold_hours or many
    reason = f"The stay is {count_words(f'{hours:g}', 'hour')} long, with {count_words(nights, 'night')}."
    if many:
        reason += f" There are {inputs.nights_in_period} nights at home in the period."
    return StayMeasure(extended, begun, ends <= context.now, hours, nights, reason)


@form_row
@dataclass(frozen=True, slots=True)
class KnownStay:
    """A stay that is planned or under way; `number`: the how-manieth that was reported.

    `hours`, `nights`: how long it is as far as anybody knows by now, None without a known end.
    """

    number: int
    starts_at: Moment
    ends_at: Moment | None = None
    authority: str = NOT_AUTHORISED
    hours: float | None = None
    nights: int | None = None


@dataclass(frozen=True, slots=True)
class StayNews:
    """A stay as reported, the stays known so far and the register of agreements.

    `over`: the child is back, or will not go; `happened`: False where the child did not go at all; `became_return`:
    the child did not come back but has returned home.
    """

    number: int
    starts_at: Moment
    ends_at: Moment | None = None
    over: bool = False
    happened: bool = True
    became_return: bool | None = False
    legal_route: str | None = None
    stays: list[KnownStay] | None = None
    authorities: list[Agreed] | None = None


@dataclass(frozen=True, slots=True)
class KnownStays:
    """The stays that are planned or under way, the same in words for the case's facts, and this one once it is over."""

    stays: list[KnownStay]
    words: str | None
    last: str | None = None


@handler("stays.note")
def note(inputs: StayNews, context: HandlerContext) -> KnownStays:
    """Keep on the case what stays at home there are, each 'not authorised' until an agreement covers it (S2-12b).

    A late agreement makes the rest of a stay authorised; that it came late stays in history. What is left of a stay
    that is under way counts: an agreement that has run out no longer answers for it. Its length is measured anew each
    time, since managers say what a stay is by it (S2-13). One that is over leaves its time and standing behind.
    """
    stays = [stay for stay in inputs.stays or [] if stay.number != inputs.number]
    known = [stay for stay in inputs.stays or [] if stay.number == inputs.number]
    if not inputs.over:
        now = KnownStay(inputs.number, inputs.starts_at, inputs.ends_at, _authority(inputs, context.now))
        if inputs.ends_at is not None:
            hours, nights = length(inputs.starts_at, inputs.ends_at)
            now = replace(now, hours=hours, nights=nights)
        stays.append(now)
    stays.sort(key=lambda stay: stay.number)
    words = [f"from {moment_words(instant(stay.starts_at))}: {stay.authority}" for stay in stays]
    return KnownStays(stays, "; ".join(words) or None, _last(inputs, known) if inputs.over else None)


def _last(inputs: StayNews, known: list[KnownStay]) -> str:
    words = f"from {moment_words(instant(inputs.starts_at))}"
    if not inputs.happened:
        return f"{words}: did not take place"
    if inputs.became_return:
        return f"{words}: became the return home"
    if inputs.ends_at is not None:
        words += f" until {moment_words(moment(inputs.ends_at))}"
    return ": ".join([words, *(stay.authority for stay in known)])


def _authority(inputs: StayNews, now: datetime) -> str:
    if inputs.legal_route == "s20":
        return "section 20, needs no authority"
    standing = [row for row in inputs.authorities or [] if row.status == IN_FORCE]
    over = inputs.ends_at is not None and instant(inputs.ends_at) <= now
    left = instant(inputs.starts_at) if over else max(instant(inputs.starts_at), now)
    for row in standing:
        since = max(left, instant(row.agreed_at))
        if covers(row, since, inputs.ends_at) or (row.ends_at is not None and covers(row, since, since)):
            how = "authorised at once (regulation 19)" if row.route == IMMEDIATE else "authorised"
            return how if row.ends_at is None else f"{how} until {moment_words(instant(row.ends_at))}"
    return NOT_AUTHORISED


@dataclass(frozen=True, slots=True)
class StayUnderWay:
    """A stay that has begun, its end as far as anybody knows, and the register; `look_again_days` is a setting."""

    look_again_days: int
    ends_at: Moment | None = None
    legal_route: str | None = None
    authorities: list[Agreed] | None = None


@dataclass(frozen=True, slots=True)
class NextLook:
    """The instant at which somebody says whether the child is back."""

    at: datetime


@handler("stays.next_look")
def next_look(inputs: StayUnderWay, context: HandlerContext) -> NextLook:
    """A stay is asked about when it should be over, so that nobody overstays unseen (S2-12b, A0-5; the rule is ours).

    Where no end is known, or nothing agreed covers the child now, somebody looks again after the days set; and
    always when an agreement that covers a stay without an end runs out.
    """
    ends = None if inputs.ends_at is None else instant(inputs.ends_at)
    again = context.now + timedelta(days=inputs.look_again_days)
    if inputs.legal_route != "pwp":
        return NextLook(ends or again)
    standing = [row for row in inputs.authorities or [] if row.status == IN_FORCE]
    covering = [row for row in standing if covers(row, context.now, context.now)]
    runs_out = [None if row.ends_at is None else instant(row.ends_at) for row in covering]
    looks = [] if ends is not None and covering else [again]
    if covering and None not in runs_out:
        looks.append(max(end for end in runs_out if end is not None))
    return NextLook(min([*looks, *([] if ends is None else [ends])]))
