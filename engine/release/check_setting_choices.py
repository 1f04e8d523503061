"""Whether the words in `processes/settings.yaml` are among those that they can be, as its part `can_be` lists them, and
none stands twice in one list.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, TypeAlias

from engine.errors import Problem
from engine.release.settings import FILE

Found: TypeAlias = Iterator[tuple[str, str]]
"""(place such as `request.decision_clock`, what is wrong there)"""
PART = "can_be"
EITHER = "/"
"""`iro/team` is met by either."""
A_LIST = "must be a list of words, or the name of a list of choices in this file, such as legal_status.choices."


def check_setting_choices(settings: Mapping[str, Any]) -> list[Problem]:
    """Each word that a diagram or form would compare with others and never find."""
    found = list(_can_be(settings))
    for part, value in settings.items():
        found += _twice(part, value)
    return [Problem(FILE, place, message) for place, message in found]


def _can_be(settings: Mapping[str, Any]) -> Found:
    listed = settings.get(PART, {})
    if not isinstance(listed, Mapping):
        yield PART, "must hold names of settings with their words, such as request.decision_clock: [pause, restart]."
        return
    for place, words in listed.items():
        there, value = _at(settings, place)
        allowed = _allowed(_at(settings, words)[1] if isinstance(words, str) else words)
        if not there:
            yield f"{PART}.{place}", "names a setting that is not in this file. Remove it, or mend the name."
        elif not allowed:
            yield f"{PART}.{place}", A_LIST
        else:
            yield from _among(place, value, allowed)


def _among(place: str, value: Any, allowed: list[str]) -> Found:
    for item in value if isinstance(value, list) else [value]:
        for word in item.split(EITHER) if isinstance(item, str) else [item]:
            if word not in allowed:
                near = get_close_matches(str(word), allowed, n=1)
                said = f" Did you mean {near[0]}?" if near else ""
                yield place, f"holds {word}, and can be {', '.join(allowed)}.{said}"


def _allowed(words: Any) -> list[str]:
    """Of a list of words, or of choices with a value each."""
    rows = words if isinstance(words, list) else []
    return [str(row.get("value", "")) if isinstance(row, Mapping) else str(row) for row in rows]


def _at(settings: Any, place: str) -> tuple[bool, Any]:
    for name in place.split("."):
        if not isinstance(settings, Mapping) or name not in settings:
            return False, None
        settings = settings[name]
    return True, settings


def _twice(place: str, value: Any) -> Found:
    """In a list of words or of choices; of two choices with one value, nobody could tell which was chosen."""
    for name, item in value.items() if isinstance(value, Mapping) else ():
        yield from _twice(f"{place}.{name}", item)
    rows = value if isinstance(value, list) else []
    for part in ("value", "label"):
        kept = [row[part] for row in rows if isinstance(row, Mapping) and {"value", "label"} <= row.keys()]
        for double in dict.fromkeys(str(one) for one in kept if kept.count(one) > 1):
            yield place, f"has two choices with the {part} {double}. Give each its own, or remove one."
    words = [row for row in rows if isinstance(row, str | int | float)]
    for double in dict.fromkeys(str(one) for one in words if words.count(one) > 1):
        yield place, f"has {double} twice. Leave one."
