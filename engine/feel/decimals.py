"""FEEL's numbers: decimals of 34 significant digits, int where they are whole.

A float that JSON or a settings file gives counts as the decimal that it is written as: 0.1 is a tenth.
"""

from collections.abc import Callable
from decimal import Context, Decimal, DecimalException, DivisionByZero, InvalidOperation, Overflow
from math import isfinite
from operator import add, mul, sub

Number = int | Decimal

DIGITS = 34
_TOO_LONG = 10**DIGITS
_PLAIN_TEXT = 10**21
"""From here on JavaScript, and so FEEL's text of a number here, writes an exponent."""
_REACH = Context(prec=DIGITS, Emin=-307, Emax=308, traps=[InvalidOperation, DivisionByZero, Overflow])
"""Half even, as the standard has it. What is larger than any number of JSON is no number; see `calculate`."""


def exact(number: int | float | Decimal) -> Number | None:
    """The number as FEEL reckons with it; None for infinity and not-a-number."""
    if type(number) is not float:
        return number  # type: ignore[return-value]  # what is no float is exact already
    return _tidied(Decimal(repr(number))) if isfinite(number) else None


def read(digits: str) -> Number | None:
    """Of decimal digits, with or without a point and an exponent; None beyond measure."""
    try:
        return _tidied(_REACH.create_decimal(digits.strip()))
    except DecimalException:
        return None


def _tidied(number: Decimal) -> Number:
    if number.adjusted() < DIGITS or not number:
        whole = int(number)
        if whole == number:
            return whole
    return number


def _power(base: Number, exponent: Number) -> Decimal:
    return _REACH.power(base, exponent) if exponent else Decimal(1)


_ON_WHOLE: dict[str, Callable[[int, int], int]] = {"+": add, "-": sub, "*": mul}
_ON_DECIMALS: dict[str, Callable[[Number, Number], Decimal]] = {
    "+": _REACH.add,
    "-": _REACH.subtract,
    "*": _REACH.multiply,
    "/": _REACH.divide,
    "**": _power,
}


def calculate(sign: str, left: int | float | Decimal, right: int | float | Decimal) -> Number | None:
    """`left sign right`; None for a division by 0 and for what is beyond measure."""
    if type(left) is int and type(right) is int and sign in _ON_WHOLE:
        whole = _ON_WHOLE[sign](left, right)
        return whole if -_TOO_LONG < whole < _TOO_LONG else _rounded(whole)
    first, second = exact(left), exact(right)
    if first is None or second is None:
        return None
    try:
        found = _ON_DECIMALS[sign](first, second)
    except DecimalException:
        return None
    return _tidied(found) if found.is_finite() else None


def _rounded(number: int) -> Number | None:
    try:
        return _tidied(_REACH.create_decimal(number))
    except DecimalException:
        return None


def to_json(number: int | float | Decimal) -> int | float | None:
    """As JSON keeps it: whole numbers are int, others the nearest float, whose text is the shortest that tells it."""
    if isinstance(number, int) and -_TOO_LONG < number < _TOO_LONG:
        return number
    try:
        near = float(number)
    except OverflowError:
        return None
    known = exact(near)
    return known if known is None or isinstance(known, int) else near


def to_text(number: int | float | Decimal) -> str:
    """Without a decimal point when whole, and with an exponent only where JavaScript writes one."""
    known = exact(number)
    if isinstance(known, int) and -_PLAIN_TEXT < known < _PLAIN_TEXT:
        return str(known)
    try:
        short = None if known is None else _REACH.normalize(_REACH.create_decimal(known))
    except DecimalException:
        short = None
    if short is None:
        return "null"
    return format(short, "f" if -7 < short.adjusted() < 21 else "e")
