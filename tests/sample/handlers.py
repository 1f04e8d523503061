"""Handlers of the sample processes: a library that looks for a lost book."""

from dataclasses import dataclass
from decimal import Decimal

from engine.errors import BusinessError
from engine.registry import HandlerContext, handler

FAILING: set[str] = set()
"""Names of steps that fail at present; a test puts them in and takes them out, as an administrator mends a cause."""


@dataclass(frozen=True, slots=True)
class Words:
    """Any text."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """The name of a step that may fail."""

    step: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """`code`: the BPMN error to raise; none where it is empty."""

    code: str | None = ""


@dataclass(frozen=True, slots=True)
class Book:
    """`price` in pounds; `days_late` in days; `member`: adult or child."""

    price: Decimal
    days_late: int | None = 0
    member: str | None = "adult"


@dataclass(frozen=True, slots=True)
class Fee:
    """What the member pays, in pounds, and why."""

    amount: Decimal
    reason: str


@handler("sample.echo")
def echo(inputs: Words, context: HandlerContext) -> Words:
    """The same text again."""
    return inputs


@handler("sample.may_fail")
def may_fail(inputs: Step, context: HandlerContext) -> Words:
    """Fails like a bug in somebody's code, while the step is in FAILING."""
    if inputs.step in FAILING:
        raise ZeroDivisionError(f"{inputs.step} is broken")
    return Words(f"{inputs.step} done")


@handler("sample.refuse")
def refuse(inputs: Refusal, context: HandlerContext) -> Words:
    """Raises a BPMN error with the code it is given."""
    if inputs.code:
        raise BusinessError(inputs.code, f"refused with {inputs.code}")
    return Words("accepted")


@handler("sample.fee")
def fee(inputs: Book, context: HandlerContext) -> Fee:
    """The price, and 10 pence for each day late up to `library.most_late_pounds`; children pay half."""
    most = Decimal(str(context.settings.get("library", {}).get("most_late_pounds", 5)))
    whole = inputs.price + min(Decimal("0.10") * (inputs.days_late or 0), most)
    if inputs.member == "child":
        return Fee(whole / 2, "Children pay half.")
    return Fee(whole, "The price of the book, and what was late.")
