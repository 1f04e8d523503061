"""Whether the parts of `processes/settings.yaml` that the program reads itself hold what it shows and follows: words as
text, lists as lists. YAML reads `no`, `on` and bare numbers as something else than text, and would not say so.
"""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from engine.errors import Problem
from engine.release.check_lengths import said
from engine.release.settings import FILE

Found: TypeAlias = Iterator[tuple[str, str]]
"""(place such as `roles.desk.label`, what is wrong there)"""
TEXT = 'a text belongs here. Write it in quotes, such as "Yes".'
NAMES = "a list belongs here, such as [{0}]."


def check_setting_words(settings: Mapping[str, Any]) -> list[Problem]:
    """Each value that people would not read as it is meant, or that would be followed letter by letter."""
    found = [*_roles(settings), *_profiles(settings)]
    for part in ("facts", "outcomes", "fact_values"):
        found += _texts(part, settings.get(part, {}))
    for part, value in settings.items():
        found += _rows(part, value)
    return [Problem(FILE, place, message) for place, message in found]


def _roles(settings: Mapping[str, Any]) -> Found:
    for role, details in _items(settings, "roles"):
        yield from _texts(f"roles.{role}", {name: text for name, text in _inside(details) if name == "label"})
    for name, roles in _items(settings, "deputies"):
        if not isinstance(roles, list):
            yield f"deputies.{name}", f"is {said(roles)}, and {NAMES.format('team_manager')}"


def _profiles(settings: Mapping[str, Any]) -> Found:
    for profile, entries in _items(settings, "escalation"):
        for number, entry in enumerate(entries if isinstance(entries, list) else (), start=1):
            place = f"escalation.{profile}.{number}"
            if "to" in dict(_inside(entry)) and not isinstance(entry["to"], list):
                yield f"{place}.to", f"is {said(entry['to'])}, and {NAMES.format('owner')}"
            if not isinstance(dict(_inside(entry)).get("urgent", False), bool):
                yield f"{place}.urgent", f"is {said(entry['urgent'])}, and true or false belongs here."
            yield from _texts(place, {name: text for name, text in _inside(entry) if name == "subject"})


def _rows(place: str, value: Any) -> Found:
    """Rows of choices, and lists of words, wherever they stand."""
    for name, item in _inside(value):
        yield from _rows(f"{place}.{name}", item)
    if not isinstance(value, list):
        return
    among_texts = any(isinstance(item, str) for item in value)
    for number, row in enumerate(value, start=1):
        if among_texts and (row is None or isinstance(row, bool)):
            yield f"{place}.{number}", f"is {said(row)} among texts, and {TEXT}"
        if {"value", "label"} <= dict(_inside(row)).keys():
            yield from _texts(f"{place}.{number}", {name: row[name] for name in ("value", "label")})


def _texts(place: str, value: Any) -> Found:
    for name, item in _inside(value):
        if isinstance(item, Mapping):
            yield from _texts(f"{place}.{name}", item)
        elif not isinstance(item, str):
            yield f"{place}.{name}", f"is {said(item)}, and {TEXT}"


def _inside(value: Any) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, Mapping) else []


def _items(settings: Mapping[str, Any], part: str) -> list[tuple[str, Any]]:
    return _inside(settings.get(part, {}))
