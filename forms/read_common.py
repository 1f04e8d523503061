"""Reads what every component of a form file may carry, such as label and rules, and what every question may."""

import re
from typing import TypedDict

from engine.errors import ExpressionError
from engine.feel import Expression
from forms.attributes import Attributes
from forms.components import Rule
from forms.inserts import find_inserts

MAX_LABEL = 300
KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
# Names that the case file, rows, FEEL or the page itself already use.
RESERVED = frozenset(
    {
        *("case", "inputs", "item", "item_index", "deadlines", "settings", "people", "result", "this", "parent", "i"),
        *(
            "today",
            "now",
            "if",
            "then",
            "else",
            "for",
            "in",
            "return",
            "some",
            "every",
            "satisfies",
            "and",
            "or",
            "not",
        ),
        *("between", "instance", "of", "function", "null", "true", "false", "csrf_token", "draft"),
    }
)
_RULE = re.compile(r"rule([0-9]*)")
_RULE_OR_MESSAGE = re.compile(r"rule(Message)?[0-9]*")


class Common(TypedDict):
    """The arguments that every component takes."""

    id: str
    label: str
    hint: str
    hide: Expression | None
    rules: tuple[Rule, ...]


class Asked(Common):
    """The arguments that every question takes."""

    key: str
    required: bool
    required_message: str
    prefill: Expression | None
    readonly: bool


def read_common(source: Attributes, known_properties: frozenset[str] = frozenset()) -> Common:
    """`known_properties` are those of this type; another one is refused, since it is most often a typing mistake."""
    properties = source.inner("properties")
    properties.only(known_properties | {name for name in properties.data if _RULE_OR_MESSAGE.fullmatch(name)})
    conditional = source.inner("conditional")
    conditional.only({"hide"})
    label = source.plain("label")
    if len(label) > MAX_LABEL:
        source.refuse(
            "label", f"is longer than {MAX_LABEL} characters. Put guidance into the description or a text component."
        )
    return Common(
        id=source.text("id"),
        label=label,
        hint=source.plain("description"),
        hide=conditional.expression("hide"),
        rules=_read_rules(properties),
    )


def read_asked(source: Attributes, known_properties: frozenset[str] = frozenset()) -> Asked:
    """What every question has in common."""
    common = read_common(source, known_properties | {"requiredMessage", "prefill"})
    properties = source.inner("properties")
    if not common["label"]:
        source.refuse("label", "is missing. Say what is asked; people with a screen reader hear only this.")
    return Asked(
        **common,
        key=read_key(source, "key"),
        required=source.inner("validate").flag("required"),
        required_message=properties.plain("requiredMessage"),
        prefill=properties.expression("prefill"),
        readonly=source.flag("readonly"),
    )


def read_key(source: Attributes, name: str) -> str:
    """The name under which an answer is stored."""
    key = source.text(name)
    if not key:
        source.refuse(name, "is missing. Give the answer a name of letters, digits and _.")
    elif not KEY.fullmatch(key) or len(key) > 60:
        source.refuse(name, f"{key!r} must start with a letter and hold only letters, digits and _, at most 60.")
    elif key in RESERVED:
        source.refuse(name, f"{key!r} already means something in expressions. Choose another name.")
    return key


def _read_rules(properties: Attributes) -> tuple[Rule, ...]:
    numbers = [match[1] for name in properties.data if (match := _RULE.fullmatch(name))]
    rules = [_read_rule(properties, number) for number in numbers]
    for name in properties.data:
        if name.startswith("ruleMessage") and name.removeprefix("ruleMessage") not in numbers:
            properties.refuse(name, f"has no {name.replace('Message', '')} beside it.")
    return tuple(rule for rule in rules if rule)


def _read_rule(properties: Attributes, number: str) -> Rule | None:
    test, message = properties.expression(f"rule{number}"), properties.text(f"ruleMessage{number}")
    if message.startswith("="):
        properties.refuse(f"ruleMessage{number}", "cannot be an expression as a whole. Write an insert: {{ … }}.")
    if not properties.has(f"rule{number}"):
        properties.refuse(f"rule{number}", "is empty. Write what must be true, as in =start < end, or take it away.")
    if not message:
        properties.refuse(f"rule{number}", f"has no message. Say in ruleMessage{number} what the person should do.")
    try:
        words, inserts = find_inserts(message)
    except ExpressionError as error:
        properties.refuse(f"ruleMessage{number}", f"holds an insert that cannot be read: {error}")
        words, inserts = "", ()
    return Rule(test, words, inserts) if test and words else None
