"""Patterns that practice leads write. RE2 runs them, so that no pattern can hang a request."""

from engine.feel.patterns import Pattern
from engine.feel.patterns import compile_pattern as compile_re2

__all__ = ["EMAIL", "PHONE", "Pattern", "compile_pattern"]

MAX_PATTERN = 300
EMAIL = r"^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$"
PHONE = r"^\+?[0-9 ()./-]{7,24}$"


def compile_pattern(text: str) -> Pattern:
    """Read a pattern; `search` finds it anywhere in a text, as form-js does. Raises ValueError saying what is wrong."""
    if len(text) > MAX_PATTERN:
        raise ValueError(f"it is longer than {MAX_PATTERN} characters")
    compiled = compile_re2(text)
    if compiled is None:
        raise ValueError("it is not a regular expression, or has look-around or back-references")
    return compiled
