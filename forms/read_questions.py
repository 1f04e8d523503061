"""Reads the questions of a form file, one function a form-js type."""

from typing import Literal, cast

from forms.attributes import Attributes
from forms.components import (
    ChoiceQuestion,
    FileQuestion,
    NumberQuestion,
    Option,
    Question,
    TextQuestion,
    TickQuestion,
    TimeQuestion,
)
from forms.patterns import EMAIL, PHONE, Pattern, compile_pattern
from forms.read_common import read_asked

DEFAULT_LENGTH = {"textfield": 500, "textarea": 10_000}
MOST_LENGTH = 50_000
ACCEPT, MOST_MEGABYTES = ("pdf", "png", "jpg", "jpeg"), 10
LOOKS = {
    "email": (EMAIL, "Enter an email address in the correct format, like name@example.com"),
    "phone": (PHONE, "Enter a phone number, like 01632 960 001"),
}


def read_text(source: Attributes) -> TextQuestion:
    """`textfield` and `textarea`."""
    kind, asked, validate = source.text("type"), read_asked(source), source.inner("validate")
    validate.only({"required", "minLength", "maxLength", "pattern", "patternErrorMessage", "validationType"})
    max_length = validate.whole("maxLength", 1, MOST_LENGTH)
    pattern, message = _read_pattern(validate)
    appearance = source.inner("appearance")
    return TextQuestion(
        **asked,
        default=source.data.get("defaultValue"),
        long=kind == "textarea",
        min_length=validate.whole("minLength", 0, MOST_LENGTH) or 0,
        max_length=max_length or DEFAULT_LENGTH[kind],
        limit_shown=max_length is not None,
        pattern=pattern,
        pattern_message=message,
        prefix=appearance.plain("prefixAdorner"),
        suffix=appearance.plain("suffixAdorner"),
    )


def _read_pattern(validate: Attributes) -> tuple[Pattern | None, str]:
    message = validate.plain("patternErrorMessage")
    looks = validate.one_of("validationType", ("custom", *LOOKS), "custom")
    if looks in LOOKS:
        return compile_pattern(LOOKS[looks][0]), message or LOOKS[looks][1]
    text = validate.text("pattern")
    if not text:
        return None, ""
    try:
        return compile_pattern(text), message
    except ValueError as error:
        validate.refuse(
            "pattern",
            f"{text[:80]!r} cannot be used: {error}. Write a plain pattern, without look-around or back-references.",
        )
        return None, ""


def read_number(source: Attributes) -> NumberQuestion:
    """`number`."""
    asked, validate, appearance = read_asked(source), source.inner("validate"), source.inner("appearance")
    validate.only({"required", "min", "max"})
    low, high = validate.number("min"), validate.number("max")
    if low is not None and high is not None and low > high:
        validate.refuse("min", f"is {low}, above the max of {high}. Nothing could be answered.")
    return NumberQuestion(
        **asked,
        default=source.data.get("defaultValue"),
        minimum=low,
        maximum=high,
        decimals=source.whole("decimalDigits", 0, 10),
        prefix=appearance.plain("prefixAdorner"),
        suffix=appearance.plain("suffixAdorner"),
    )


def read_time(source: Attributes) -> TimeQuestion:
    """`datetime`, whose label form-js keeps in `dateLabel` or `timeLabel`."""
    kind = source.one_of("subtype", ("date", "time", "datetime"), "date")
    label = source.text("label") or source.text("dateLabel") or source.text("timeLabel")
    named = Attributes({**source.data, "label": label}, source.place, source.findings, source.prefix)
    asked = read_asked(named, frozenset({"when"}))
    source.inner("validate").only({"required"})
    when = source.inner("properties").one_of("when", ("past", "future", "any"), "any")
    if source.flag("disallowPassedDates") and when == "any":
        when = "future"
    return TimeQuestion(
        **asked,
        default=source.data.get("defaultValue"),
        kind=cast(Literal["date", "time", "datetime"], kind),
        when=cast(Literal["past", "future", "any"], when),
    )


def read_choice(source: Attributes) -> ChoiceQuestion:
    """`radio`, `select` and `checklist`."""
    asked, properties = read_asked(source, frozenset({"people"})), source.inner("properties")
    source.inner("validate").only({"required"})
    people = properties.text("people")
    options = () if people else _read_options(source)
    # With people, values do not count: the form editor writes a sample value wherever it finds no other choices.
    sources = ("valuesExpression", "valuesKey") if people else ("values", "valuesExpression", "valuesKey")
    ways = ["people"] * bool(people) + [name for name in sources if source.data.get(name)]
    if "valuesKey" in ways:
        source.refuse(
            "valuesKey", "cannot be worked out here. Write the choices in values, or an expression in valuesExpression."
        )
    elif not ways:
        source.refuse("values", "is missing. Give the choices, a valuesExpression, or properties.people with a role.")
    elif len(ways) > 1:
        source.refuse(ways[1], f"cannot stand beside {ways[0]}. Keep one of them.")
    return ChoiceQuestion(
        **asked,
        default=source.data.get("defaultValue"),
        kind=cast(Literal["radio", "select", "checklist"], source.text("type")),
        options=options,
        options_from=source.expression("valuesExpression"),
        people=people,
    )


def _read_options(source: Attributes) -> tuple[Option, ...]:
    options: list[Option] = []
    for number, item in enumerate(source.objects("values"), start=1):
        choice = Attributes(item, source.place, source.findings, f"values {number}.")
        option = Option(choice.text("value"), choice.plain("label"))
        if not option.value or not option.label:
            choice.refuse("value", "needs both a label and a value, as text.")
        if option.value in {other.value for other in options}:
            choice.refuse("value", f"{option.value!r} is there twice. Each choice needs its own value.")
        options.append(option)
    return tuple(options)


def read_tick(source: Attributes) -> TickQuestion:
    """`checkbox`."""
    source.inner("validate").only({"required"})
    return TickQuestion(**read_asked(source), default=source.data.get("defaultValue"))


def read_file(source: Attributes) -> FileQuestion:
    """`filepicker`: pdf, png or jpg of at most 10 MB; `accept` and `maxMegabytes` can only narrow that."""
    asked, properties = read_asked(source, frozenset({"maxMegabytes"})), source.inner("properties")
    source.inner("validate").only({"required"})
    if source.flag("multiple"):
        source.refuse("multiple", "cannot be used. Put the file question into repeating rows for several files.")
    endings = [ending.strip().lstrip(".").lower() for ending in source.text("accept").split(",") if ending.strip()]
    strange = [ending for ending in endings if ending not in ACCEPT]
    if strange:
        source.refuse(
            "accept", f"{', '.join(strange)} is not accepted. Use {', '.join('.' + ending for ending in ACCEPT)}."
        )
    megabytes = properties.whole("maxMegabytes", 1, MOST_MEGABYTES) or MOST_MEGABYTES
    return FileQuestion(**asked, accept=tuple(endings) or ACCEPT, max_bytes=megabytes * 1_000_000)


def read_question(source: Attributes) -> Question | None:
    """The question, or None when its type is not that of one."""
    reader = READERS.get(source.text("type"))
    return reader(source) if reader else None


READERS = {
    "textfield": read_text,
    "textarea": read_text,
    "number": read_number,
    "datetime": read_time,
    "radio": read_choice,
    "select": read_choice,
    "checklist": read_choice,
    "checkbox": read_tick,
    "filepicker": read_file,
}
