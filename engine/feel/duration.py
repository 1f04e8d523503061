"""FEEL's two kinds of duration: years and months, or days and time. One value is never both."""

import re
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

_PATTERN = re.compile(
    r"(-?)P(?=\d|T\d)(?:(\d{1,9})Y)?(?:(\d{1,9})M)?(?:(\d{1,9})D)?"
    r"(?:T(?=\d)(?:(\d{1,12})H)?(?:(\d{1,12})M)?(?:(\d{1,12})(?:\.(\d{1,9}))?S)?)?",
    re.ASCII,
)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Duration:
    """`months` is the length of a years and months duration, else None; `time` that of a days and time one."""

    months: int | None = None
    time: timedelta = timedelta(0)

    @property
    def is_calendar(self) -> bool:
        return self.months is not None

    def negated(self) -> "Duration":
        return Duration(months=-self.months) if self.months is not None else Duration(time=-self.time)

    def plus(self, other: "Duration") -> "Duration | None":
        """None when one is in months and the other in days: no month has a fixed number of days."""
        if self.months is not None and other.months is not None:
            return Duration(months=self.months + other.months)
        if self.months is None and other.months is None:
            return Duration(time=self.time + other.time)
        return None

    def part(self, name: str) -> int | Decimal | None:
        """`years` and `months`, or `days`, `hours`, `minutes` and `seconds`; None for a part that this kind has not."""
        parts = _calendar_parts(self.months) if self.months is not None else _time_parts(self.time)
        return parts.get(name)

    def __str__(self) -> str:
        if self.months is not None:
            body = _letters(_calendar_parts(abs(self.months)), ("years", "months")) or "0M"
            return f"{'-' if self.months < 0 else ''}P{body}"
        parts = _time_parts(abs(self.time))
        days, clock = _letters(parts, ("days",)), _letters(parts, ("hours", "minutes", "seconds"))
        body = days + (f"T{clock}" if clock else "") or "T0S"
        return f"{'-' if self.time < timedelta(0) else ''}P{body}"


def parse_duration(text: str) -> Duration | None:
    """`P1Y2M` or `P3DT4H30M`; None for anything else, such as weeks, or months mixed with days."""
    found = _PATTERN.fullmatch(text)
    if found is None:
        return None
    sign, years, months, days, hours, minutes, seconds, fraction = found.groups()
    in_days = any(part is not None for part in (days, hours, minutes, seconds))
    if (years is not None or months is not None) and in_days:
        return None
    if not in_days:
        length = Duration(months=int(years or 0) * 12 + int(months or 0))
    else:
        try:
            length = Duration(time=_time(days, hours, minutes, seconds, fraction))
        except OverflowError:
            return None
    return length.negated() if sign else length


def _time(
    days: str | None, hours: str | None, minutes: str | None, seconds: str | None, fraction: str | None
) -> timedelta:
    micros = int((fraction or "").ljust(6, "0")[:6])
    return timedelta(
        days=int(days or 0),
        hours=int(hours or 0),
        minutes=int(minutes or 0),
        seconds=int(seconds or 0),
        microseconds=micros,
    )


def _calendar_parts(months: int) -> dict[str, int | Decimal]:
    sign = -1 if months < 0 else 1
    years, rest = divmod(abs(months), 12)
    return {"years": sign * years, "months": sign * rest}


def _time_parts(time: timedelta) -> dict[str, int | Decimal]:
    sign = -1 if time < timedelta(0) else 1
    days, rest = divmod(abs(time), _DAY)
    minutes, seconds = divmod(rest.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    exact: int | Decimal = seconds
    if rest.microseconds:
        exact = Decimal(f"{seconds}.{rest.microseconds:06}").normalize()
    return {"days": sign * days, "hours": sign * hours, "minutes": sign * minutes, "seconds": sign * exact}


def _letters(parts: dict[str, int | Decimal], names: tuple[str, ...]) -> str:
    return "".join(f"{parts[name]}{name[0].upper()}" for name in names if parts[name])
