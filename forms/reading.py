"""What came of reading one raw answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """A clean value and, when the raw answer could not be read, the message to show beside the field."""

    value: object
    problem: str = ""
