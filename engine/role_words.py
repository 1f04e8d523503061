"""Roles in the words that people read."""

from collections.abc import Iterable, Mapping
from typing import Any


def role_label(settings: Mapping[str, Any], role: str) -> str:
    """As settings name it: “Team manager”."""
    details = settings.get("roles", {}).get(role) or {}
    return str(details.get("label", role.replace("_", " ").capitalize()))


def role_in_sentence(settings: Mapping[str, Any], role: str) -> str:
    """“team manager”; an abbreviation keeps its capitals: “RSS administrator”."""
    label = role_label(settings, role)
    first = label.split(" ")[0]
    return label if any(letter.isupper() for letter in first[1:]) else label[:1].lower() + label[1:]


def any_of(settings: Mapping[str, Any], roles: Iterable[str]) -> str:
    """“the team manager or the RSS administrator”."""
    return " or ".join(f"the {role_in_sentence(settings, role)}" for role in roles)
