"""What a long past costs: the 300th review against the 3rd, and a case with 3,000 of them."""

from statistics import median

from tests.bench.pathway import Pathway, pathways
from tests.bench.ratios import line

EARLY, LATE = range(2, 8), range(297, 303)
"""Reviews around the 3rd and the 300th; the median of a few, because one alone may meet a busy moment."""
MOST_TIMES, MOST_BYTES = 2.0, 10_000


def compare_growth(url: str) -> list[str]:
    """The report's lines. Two cases of equal age walk side by side: one at its first reviews, one at its 300th."""
    with pathways(url) as fresh:
        old = fresh().to_support()
        for _ in range(LATE.start - 1):
            old.review()
        young = fresh().to_support()
        for _ in range(EARLY.start - 1):
            young.review()
        pairs = [(young.review(), old.review()) for _ in EARLY]
        times = median(late for _, late in pairs) / median(early for early, _ in pairs)
        size = old.state_bytes()
    return [
        line("the 300th review / the 3rd, four commands each", times, "at most 2", times <= MOST_TIMES),
        line("engine state after 300 reviews, bytes", float(size), "under 10,000", size < MOST_BYTES),
    ]


def long_case(url: str, reviews: int) -> list[str]:
    """A case with very many reviews still offers its tasks, and costs no more."""
    with pathways(url) as fresh:
        case: Pathway = fresh().to_support()
        first = median([case.review() for _ in range(10)])
        for _ in range(reviews - 20):
            case.review()
        last = median([case.review() for _ in range(10)])
        row = case.row()
        assert row.status == "open"
        return [
            (
                f"  a case with {reviews:,} reviews: runs on after {row.history_length:,} events; its last "
                f"reviews took {last / first:.1f} times its first; state {case.state_bytes():,} bytes"
            )
        ]
