"""Answers as a scenario has them, worked out on the day that they are given."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine.feel import compile_expression, to_json


def worked_out(value: Any, facts: Mapping[str, Any], now: datetime) -> Any:
    """Texts that begin with `=` are FEEL of the day; what is null is left out."""
    if isinstance(value, Mapping):
        return {key: worked_out(item, facts, now) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [worked_out(item, facts, now) for item in value]
    if isinstance(value, str) and value.startswith("="):
        return to_json(compile_expression(value[1:]).evaluate({"case": facts}, now))
    return value
