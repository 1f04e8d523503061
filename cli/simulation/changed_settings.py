"""Lays a scenario's settings over the practice lead's, so that both readings of a rule can be walked."""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from cli.simulation.plain_yaml import ScenarioError
from engine.release.bundle import Bundle
from engine.release.settings import FILE, read_settings


def with_settings(bundle: Bundle, changes: Mapping[str, Any]) -> Bundle:
    """The bundle with `changes` laid over its settings: groups are merged, anything else is replaced. Raises
    ScenarioError for a setting that there is not: nothing reads it, so the scenario would show nothing.
    """
    if not changes:
        return bundle
    present = read_settings(bundle.files.get(FILE, b""))
    unknown = list(_unknown(present, changes, ""))
    if unknown:
        raise ScenarioError(f"settings: there is no {', '.join(unknown)} in {FILE}. Check how it is written there.")
    merged = _merged(present, changes)
    return Bundle(bundle.files | {FILE: yaml.safe_dump(merged, sort_keys=False).encode()})


def _unknown(present: Mapping[str, Any], changes: Mapping[str, Any], inside: str) -> Iterator[str]:
    for name, value in changes.items():
        old = present.get(name)
        if name not in present:
            yield f"{inside}{name}"
        elif isinstance(value, Mapping) and isinstance(old, Mapping):
            yield from _unknown(old, value, f"{inside}{name}.")


def _merged(present: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(present)
    for name, value in changes.items():
        old = merged.get(name)
        merged[name] = _merged(old, value) if isinstance(value, Mapping) and isinstance(old, Mapping) else value
    return merged
