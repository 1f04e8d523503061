"""YAML as scenarios are written: `yes`, `no` and `on` are words, dates stay text, only `true` and `false` are truth."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from engine.errors import HomewardError

BOOLEAN, TIMESTAMP = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp"


class ScenarioError(HomewardError):
    """A scenario cannot be read or played. The message names the file, the step and what to write instead."""


class PlainLoader(yaml.SafeLoader):
    """Answers hold `yes` and dates as text, so nothing needs quotes. A name that stands twice is refused: YAML would
    keep the last one, and what the first one says would never be looked at.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                raise ScenarioError(f"line {key.start_mark.line + 1}: `{key.value}` stands here twice; write it once.")
            seen.add(key.value)
        return super().construct_mapping(node, deep)


PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag not in (BOOLEAN, TIMESTAMP)]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
PlainLoader.add_implicit_resolver(BOOLEAN, re.compile("true|false"), list("tf"))


def load(path: Path) -> dict[str, Any]:
    """A file of names with values. Raises ScenarioError. What it gives is shared: do not change it."""
    try:
        return _read(path, path.stat().st_mtime_ns)
    except OSError as error:
        raise ScenarioError(f"{path}: cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise ScenarioError(f"{path}: cannot be read: it is not UTF-8 text.") from error
    except ScenarioError as error:
        raise ScenarioError(f"{path}: {error}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ScenarioError(f"{path}: cannot be read: {error}") from error


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int) -> dict[str, Any]:
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=PlainLoader)  # noqa: S506 - a SafeLoader
    if not isinstance(data, dict) or not all(isinstance(key, str) for key in data):
        raise ScenarioError(f"{path}: must hold names with values, such as `start:` and `steps:`.")
    return data
