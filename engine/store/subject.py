"""The reference by which a child's cases belong together, however somebody types it."""

import re

BETWEEN = re.compile(r"[\s-]+")


def one_spelling(reference: str) -> str:
    """Letters and numbers in capitals: `ch-9002` and `CH9002` are the same child."""
    return "".join(sign for sign in reference if sign.isalnum()).upper()[:64]


def tidy(reference: str) -> str:
    """As it is written where nobody has written it before: capitals, and a dash for a space. `ch 9002` is `CH-9002`."""
    return BETWEEN.sub("-", reference).strip("-").upper()
