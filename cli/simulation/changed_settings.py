"""Lays a scenario's settings over the practice lead's, so that both readings of a rule can be walked."""

from collections.abc import Mapping
from typing import Any

import yaml

from engine.release.bundle import Bundle
from engine.release.settings import FILE, read_settings


def with_settings(bundle: Bundle, changes: Mapping[str, Any]) -> Bundle:
    """The bundle with `changes` laid over its settings: groups are merged, anything else is replaced."""
    if not changes:
        return bundle
    merged = _merged(read_settings(bundle.files.get(FILE, b"")), changes)
    return Bundle(bundle.files | {FILE: yaml.safe_dump(merged, sort_keys=False).encode()})


def _merged(present: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(present)
    for name, value in changes.items():
        old = merged.get(name)
        merged[name] = _merged(old, value) if isinstance(value, Mapping) and isinstance(old, Mapping) else value
    return merged
