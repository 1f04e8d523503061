"""Built-in functions on text, numbers and single values."""

import re
from collections.abc import Sequence

from engine.feel import decimals, patterns
from engine.feel.decimals import Number
from engine.feel.functions import anything, builtin, items, number, number_or_nothing, text, text_or_nothing
from engine.feel.nodes import Evaluation
from engine.feel.text import to_text

_NUMBER = re.compile(r"\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?\s*", re.ASCII)


@builtin("not", anything, is_test=True)
def negated(_: Evaluation, value: object) -> object:
    return not value if isinstance(value, bool) else None


@builtin("is defined", anything, is_test=True)
def is_defined(_: Evaluation, value: object) -> object:
    return value is not None


@builtin("get or else", anything, anything)
def get_or_else(_: Evaluation, value: object, default: object) -> object:
    return default if value is None else value


@builtin("contains", text, text, is_test=True)
def contains(_: Evaluation, whole: str, part: str) -> object:
    return part in whole


@builtin("starts with", text, text, is_test=True)
def starts_with(_: Evaluation, whole: str, part: str) -> object:
    return whole.startswith(part)


@builtin("ends with", text, text, is_test=True)
def ends_with(_: Evaluation, whole: str, part: str) -> object:
    return whole.endswith(part)


@builtin("matches", text, text, text_or_nothing, optional=1, is_test=True)
def matches(evaluation: Evaluation, whole: str, pattern: str, flags: str | None = None) -> object:
    evaluation.budget.spend(len(whole) // 16)
    return patterns.matches(whole, pattern, flags or "")


@builtin("string length", text)
def string_length(_: Evaluation, whole: str) -> object:
    return len(whole)


@builtin("upper case", text)
def upper_case(evaluation: Evaluation, whole: str) -> object:
    evaluation.budget.spend_text(len(whole))
    return whole.upper()


@builtin("lower case", text)
def lower_case(evaluation: Evaluation, whole: str) -> object:
    evaluation.budget.spend_text(len(whole))
    return whole.lower()


@builtin("trim", text)
def trim(evaluation: Evaluation, whole: str) -> object:
    evaluation.budget.spend_text(len(whole))
    return whole.strip()


@builtin("substring", text, number, number_or_nothing, optional=1)
def substring(evaluation: Evaluation, whole: str, start: Number, length: Number | None = None) -> object:
    """Counts from 1, or from the end when negative; null where that is before the beginning, as 0 is."""
    evaluation.budget.spend_text(len(whole))
    place, most = int(start), len(whole) if length is None else max(int(length), 0)
    first = len(whole) + place if place < 0 else place - 1
    return whole[first : first + most] if first >= 0 else None


@builtin("string join", items, text_or_nothing, optional=1)
def string_join(evaluation: Evaluation, parts: Sequence[object], between: str | None = None) -> object:
    """Leaves null out; null when an item is no text."""
    texts = [part for part in parts if part is not None]
    if not all(isinstance(part, str) for part in texts):
        return None
    evaluation.budget.spend(len(parts))
    evaluation.budget.spend_text(sum(len(str(part)) for part in texts) + len(between or "") * len(texts))
    return (between or "").join(str(part) for part in texts)


@builtin("string", anything)
def string(evaluation: Evaluation, value: object) -> object:
    return None if value is None else to_text(value, evaluation.budget)


@builtin("number", text, text_or_nothing, text_or_nothing, optional=2)
def to_number(_: Evaluation, written: str, grouping: str | None = None, decimal: str | None = None) -> object:
    """`number("1,000.50", ",", ".")` is 1000.5; null when it is no number."""
    plain = written.replace(grouping, "") if grouping else written
    if decimal and decimal != ".":
        plain = plain.replace(".", "#").replace(decimal, ".")
    return decimals.read(plain) if len(plain) <= 400 and _NUMBER.fullmatch(plain) else None
