"""Typed reading of one JSON object of a form file, which notes every problem instead of stopping at the first."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from engine.errors import ExpressionError, Problem
from engine.feel import Expression, compile_expression


@dataclass(slots=True)
class Findings:
    """The problems of one file, in the order they were found."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, element: str, message: str, attribute: str = "") -> None:
        self.problems.append(Problem(self.file, element, message, attribute))


@dataclass(frozen=True, slots=True)
class Attributes:
    """One JSON object of the file. `place` names its component in messages, `prefix` the attribute that holds it."""

    data: dict[str, object]
    place: str
    findings: Findings
    prefix: str = ""

    def refuse(self, name: str, message: str) -> None:
        self.findings.add(self.place, message, f"{self.prefix}{name}")

    def has(self, name: str) -> bool:
        return self.data.get(name) not in (None, "")

    def text(self, name: str) -> str:
        """Text, stripped; "" when it is not there."""
        value = self.data.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.refuse(name, f"must be text, not {value!r}. Put quotation marks around it.")
            return ""
        return value.strip()

    def plain(self, name: str) -> str:
        """Text that people read as it stands: an expression there would be shown to them raw."""
        value = self.text(name)
        if value.startswith("=") or "{{" in value:
            self.refuse(
                name, "cannot hold an expression. Write plain words, and put the expression in a text component."
            )
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.data.get(name)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.refuse(name, f"must be true or false, not {value!r}. An expression cannot be used here.")
            return default
        return value

    def number(self, name: str) -> float | None:
        """A number, also when it is written as text, as the editor's properties are."""
        value = self.data.get(name)
        if value is None or value == "":
            return None
        if isinstance(value, str):
            try:
                value = float(value) if "." in value else int(value)
            except ValueError:
                value = None
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e15:
            self.refuse(name, "must be a number. For a limit that depends on other answers, use a rule.")
            return None
        return value

    def whole(self, name: str, low: int, high: int) -> int | None:
        """A whole number from `low` to `high`."""
        value = self.number(name)
        if value is None:
            return None
        if value != int(value) or not low <= value <= high:
            self.refuse(name, f"must be a whole number from {low} to {high}.")
            return None
        return int(value)

    def one_of(self, name: str, allowed: Collection[str], default: str) -> str:
        value = self.text(name) or default
        if value not in allowed:
            self.refuse(name, f"must be one of {', '.join(allowed)}, not {value!r}.")
            return default
        return value

    def inner(self, name: str) -> "Attributes":
        """The object under `name`; empty when it is not there."""
        value = self.data.get(name)
        if value is not None and not isinstance(value, dict):
            self.refuse(name, "must be an object in braces.")
        data = value if isinstance(value, dict) else {}
        return Attributes(data, self.place, self.findings, f"{self.prefix}{name}.")

    def objects(self, name: str) -> Iterator[dict[str, object]]:
        """The objects in the list under `name`."""
        value = self.data.get(name)
        if value is not None and not isinstance(value, list):
            self.refuse(name, "must be a list in square brackets.")
            return
        for number, item in enumerate(value or [], start=1):
            if isinstance(item, dict):
                yield item
            else:
                self.refuse(name, f"must hold objects in braces, but number {number} is {item!r}.")

    def expression(self, name: str) -> Expression | None:
        """FEEL after a leading `=`; None when it is not there or cannot be read."""
        source = self.text(name)
        if not source:
            return None
        if not source.startswith("="):
            self.refuse(name, f"must start with =, as in ={source[:80]}")
        try:
            return compile_expression(source.removeprefix("=").strip())
        except ExpressionError as error:
            self.refuse(name, f"the expression {source!r} cannot be read: {error}")
            return None

    def only(self, known: Collection[str]) -> None:
        """Refuse what is not known, which is most often a typing mistake."""
        for name in self.data:
            if name not in known:
                self.refuse(name, f"is not known here. Use one of: {', '.join(sorted(known))}.")
