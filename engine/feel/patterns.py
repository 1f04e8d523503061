"""`matches()`: regular expressions in RE2, whose time grows with the text and never explodes, whatever the pattern."""

from functools import lru_cache
from typing import Protocol, cast

LONGEST_PATTERN = 500
LONGEST_TEXT = 100_000
_FLAGS = frozenset("ims")


def matches(text: str, pattern: str, flags: str = "") -> bool | None:
    """Whether `pattern` is found in `text`; None when pattern, flags (`i`, `m`, `s`) or lengths are not accepted.

    RE2 has neither look-around nor back-references. Patterns are at most 500 characters, texts at most 100,000.
    """
    if len(text) > LONGEST_TEXT:
        return None
    compiled = compile_pattern(pattern, flags)
    try:
        return None if compiled is None else compiled.search(text) is not None
    except UnicodeEncodeError:
        return None


class Pattern(Protocol):
    def search(self, text: str) -> object: ...


@lru_cache(maxsize=512)
def compile_pattern(pattern: str, flags: str = "") -> Pattern | None:
    """None when RE2 cannot use the pattern."""
    import re2  # type: ignore[import-untyped]  # here, so that expressions without patterns do not wait for it

    if len(pattern) > LONGEST_PATTERN or not _FLAGS.issuperset(flags):
        return None
    options = re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 20
    try:
        return cast(Pattern, re2.compile(f"(?{flags})(?:{pattern})" if flags else pattern, options))
    except (re2.error, UnicodeEncodeError):
        return None
