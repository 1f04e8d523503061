"""FEEL, a small safe part of it, read with lark and worked out without eval: `docs/feel.md` says what it knows."""

from engine.feel.duration import Duration
from engine.feel.expression import Expression, Literal, compile_expression, is_true, parse_value
from engine.feel.text import Json, to_json
from engine.feel.values import Range

__all__ = [
    "Duration",
    "Expression",
    "Json",
    "Literal",
    "Range",
    "compile_expression",
    "is_true",
    "parse_value",
    "to_json",
]
