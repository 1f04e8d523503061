"""Text that somebody typed, as it may be kept: databases and headers refuse what nobody can see."""

import re

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")

BLANKS = frozenset("\u2800\u3164\u115f\u1160\uffa0")
"""Blank all the same, though they count as signs or letters: a Braille pattern without dots and Hangul fillers."""


def tidy(text: str, keep_lines: bool = True) -> str:
    """Text without control characters (which databases refuse), stripped; "" if nothing of it can be seen."""
    text = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not keep_lines:
        text = " ".join(text.split("\n"))
    return text.strip() if any(map(_can_be_seen, text)) else ""


def _can_be_seen(letter: str) -> bool:
    return letter.isprintable() and not letter.isspace() and letter not in BLANKS


def file_name(name: str) -> str:
    """The last part of a path, without control characters, at most 200 characters with its ending kept."""
    last = tidy(re.split(r"[/\\]", name)[-1], keep_lines=False) or "file"
    stem, dot, ending = last.rpartition(".")
    return last if len(last) <= 200 else f"{stem[:180]}{dot}{ending[:19]}"
