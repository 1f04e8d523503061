"""`processes/settings.yaml`: what a practice lead may change without touching a diagram."""

from datetime import date
from typing import Any

import yaml

from engine.errors import DefinitionError, Problem

FILE = "processes/settings.yaml"
PART = "settings"
"""What expressions call it."""
NO_DATE = "{0} looks like a date, and there is no such day or time. Write one such as 2026-01-31"


class _EachNameOnce(yaml.SafeLoader):
    """Refuses a name that is written twice in one place: YAML itself would let the second silently win."""

    def construct_date(self, node: yaml.ScalarNode) -> Any:
        """YAML takes 2025-02-31 for a date by its looks."""
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError as error:
            raise yaml.constructor.ConstructorError(None, None, NO_DATE.format(node.value), node.start_mark) from error

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        written = [key.value for key, _ in node.value]
        for key, _ in node.value:
            if written.count(key.value) > 1:
                raise yaml.constructor.ConstructorError(None, None, f"{key.value} stands here twice", key.start_mark)
        return super().construct_mapping(node, deep)


_EachNameOnce.add_constructor("tag:yaml.org,2002:timestamp", _EachNameOnce.construct_date)


def read_settings(data: bytes, file: str = FILE) -> dict[str, Any]:
    """The settings as JSON values; dates become ISO text. Raises DefinitionError where the file cannot be read."""
    try:
        found = yaml.load(data, Loader=_EachNameOnce) or {}  # noqa: S506 - a SafeLoader
    except (yaml.YAMLError, ValueError) as error:
        raise DefinitionError([Problem(file, "", f"cannot be read: {error}")]) from error
    if not isinstance(found, dict):
        raise DefinitionError([Problem(file, "", "must hold names with values, such as `roles:`.")])
    plain: dict[str, Any] = _plain(found)
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
