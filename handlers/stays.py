"""How long a child stays with birth family, and whether that is long enough to say what the stay is (S2-13, A8)."""

from dataclasses import dataclass
from datetime import timedelta

from engine.deadline_words import count_words
from engine.registry import HandlerContext, handler
from handlers.given import Moment, day, instant


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
