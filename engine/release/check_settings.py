"""Whether `processes/settings.yaml` can be followed: escalation profiles with marks that can be read, known roles."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.deadline_marks import mark_problem
from engine.errors import Problem
from engine.release.check_lengths import check_lengths, with_sound_lengths
from engine.release.settings import FILE

STAND_FOR_A_ROLE = {"owner", "line_manager"}
NAMED_PARTS = ("roles", "escalation", "start_roles", "start_forms", "deputies")


def check_settings(settings: Mapping[str, Any]) -> list[Problem]:
    """Every entry of a part that the engine reads and that it could not use."""
    messages = [*_shapes(settings)]
    if not messages:
        messages = [*_profiles(settings), *_roles(settings)]
    messages += check_lengths(settings)
    return [Problem(FILE, part, message) for part, message in messages]


def sound_parts(settings: Mapping[str, Any]) -> dict[str, Any]:
    """The settings without what cannot be used, so that the diagrams can be checked all the same."""
    sound: Mapping[str, Any] = with_sound_lengths(settings)
    return {part: value for part, value in sound.items() if part not in NAMED_PARTS or isinstance(value, Mapping)}


def _shapes(settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for part in NAMED_PARTS:
        if not isinstance(settings.get(part, {}), Mapping):
            yield part, "must hold names with values."
    for name, details in _items(settings, "roles"):
        if details is not None and not isinstance(details, Mapping):
            yield f"roles.{name}", "must hold names with values, such as label."
    for name, form in _items(settings, "start_forms"):
        if not isinstance(form, str):
            yield f"start_forms.{name}", "must be the id of a form."


def _profiles(settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    known = STAND_FOR_A_ROLE | set(settings.get("roles", {}))
    for name, profile in _items(settings, "escalation"):
        place = f"escalation.{name}"
        if not isinstance(profile, list) or not all(isinstance(entry, Mapping) for entry in profile):
            yield place, "must be a list of entries such as {at: due, to: [owner]}."
            continue
        for entry in profile:
            if wrong := mark_problem(entry.get("at")):
                yield place, f"has an entry whose at cannot be used: {wrong}."
            if entry.get("if_passed", "at once") != "at once":
                yield place, f"has an entry with if_passed {entry['if_passed']!r}: write if_passed: at once."
            for role in sorted(set(_list(entry.get("to", ["owner"]))) - known):
                yield place, f"tells the role {role}, which is not listed under roles."


def _roles(settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    known = set(settings.get("roles", {}))
    for name, details in _items(settings, "roles"):
        manager = (details or {}).get("line_manager")
        if manager is not None and str(manager) not in known:
            yield f"roles.{name}", f"has the line manager {manager}, which is not listed under roles."
    for part in ("start_roles", "deputies"):
        for name, roles in _items(settings, part):
            for role in sorted(set(_list(roles)) - known):
                yield f"{part}.{name}", f"names the role {role}, which is not listed under roles."
    for name, _ in _items(settings, "deputies"):
        if name not in known:
            yield (
                f"deputies.{name}",
                "stands for no role that is listed under roles. Write whom the deputies stand in for.",
            )


def _items(settings: Mapping[str, Any], part: str) -> list[tuple[str, Any]]:
    found = settings.get(part, {})
    return list(found.items()) if isinstance(found, Mapping) else []


def _list(value: Any) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]
