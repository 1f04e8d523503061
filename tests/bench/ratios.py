"""Ratios of times taken turn by turn in one run, so that a busy machine slows both sides alike."""

from dataclasses import dataclass, field
from statistics import median


@dataclass(slots=True)
class Series:
    """Seconds of several kinds of work, in rounds: kind to one list a round."""

    rounds: list[dict[str, list[float]]] = field(default_factory=list)

    def begin(self) -> None:
        """A new round."""
        self.rounds.append({})

    def add(self, kind: str, seconds: float) -> None:
        self.rounds[-1].setdefault(kind, []).append(seconds)

    def ratio(self, one: str, other: str) -> "Ratio":
        """How many times the median of `other` the median of `one` is, round by round."""
        return Ratio(sorted(median(found[one]) / median(found[other]) for found in self.rounds))

    def milliseconds(self, kind: str) -> float:
        """The median of all rounds."""
        return 1_000 * median(seconds for found in self.rounds for seconds in found[kind])


@dataclass(frozen=True, slots=True)
class Ratio:
    """One ratio a round, smallest first."""

    values: list[float]

    @property
    def middle(self) -> float:
        return median(self.values)

    def __str__(self) -> str:
        return f"{self.middle:.1f} [{self.values[0]:.1f}-{self.values[-1]:.1f}]"


def line(what: str, ratio: "Ratio | float", target: str, reached: bool) -> str:
    """One line of the report."""
    shown = str(ratio) if isinstance(ratio, Ratio) else f"{ratio:,.1f}"
    return f"  {what:<58} {shown:<18} target {target:<14} {'reached' if reached else 'MISSED'}"
