"""The registry of handlers: every Python function that a diagram may call, by dotted name, with typed inputs and
outputs.

A handler whose meaning changes is registered again under a new name, `deadlines.start@2`; the old one stays for the
releases that call it.
"""

import hashlib
import inspect
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from dataclasses import field as dataclass_field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar, get_args, get_type_hints

from pydantic import ConfigDict, TypeAdapter, ValidationError

from engine.calendar import WorkingCalendar
from engine.errors import HomewardError
from engine.input_words import belongs, holds_more, refused
from engine.local_time import DeadlineError, read_moment

In = TypeVar("In")
Out = TypeVar("Out")

HANDLERS: dict[str, "Handler"] = {}
"""One of the two registries; filled by `handlers.load_all()`."""


class Own:
    """The handlers whose results the engine itself carries out: their names, without a version."""

    START, MOVE, STOP = "deadlines.start", "deadlines.move", "deadlines.stop"
    NOTIFY = "messages.notify"
    OPEN = "cases.open"


def bare(handler: str) -> str:
    """The name of a handler without its version: `deadlines.start` of `deadlines.start@2`."""
    return handler.partition("@")[0]


class HandlerInputError(HomewardError):
    """The diagram gives a handler inputs that it does not take. The message names each input and what is wrong with
    it.
    """


@dataclass(frozen=True, slots=True)
class HandlerContext:
    """What every handler is told besides its inputs. `now` is the case's clock, aware, UTC; `today` the date in England
    and Wales.
    """

    now: datetime
    today: date
    calendar: WorkingCalendar
    settings: Mapping[str, Any]
    case_reference: str = ""


@dataclass(frozen=True, slots=True)
class Handler:
    """A registered function with the adapters that check what goes in and turn what comes out into JSON."""

    name: str
    function: Callable[[Any, HandlerContext], Any]
    inputs: type
    required: frozenset[str]
    optional: frozenset[str]
    source_digest: str
    _adapter: TypeAdapter[Any] = dataclass_field(repr=False)
    _output: TypeAdapter[Any] = dataclass_field(repr=False)

    def call(self, inputs: Mapping[str, object], context: HandlerContext) -> tuple[Any, Any]:
        """The handler's result, and the same as JSON. Raises HandlerInputError, and whatever the handler raises."""
        unknown = set(inputs) - self.required - self.optional
        if unknown:
            raise HandlerInputError(f"{self.name} takes no input called {', '.join(sorted(unknown))}")
        given = {key: value for key, value in inputs.items() if value is not None or key in self.required}
        try:
            checked = self._adapter.validate_python(given)
        except ValidationError as error:
            wrong = refused(get_type_hints(self.inputs), given, error.errors())
            raise HandlerInputError(f"{self.name}: {wrong}") from error
        result = self.function(checked, context)
        return result, self._output.dump_python(result, mode="json")

    def check_value(self, name: str, value: object) -> str:
        """What is wrong with a value that is known before any case runs, given for an input ("" where nothing is)."""
        hint = get_type_hints(self.inputs)[name]
        takes = set(get_args(hint)) or {hint}
        if value is None and name in self.optional:
            return ""
        if isinstance(value, bool) and bool not in takes and takes & {int, float, Decimal}:
            return f"{belongs(hint)} belongs here"
        try:
            TypeAdapter(hint).validate_python(value)
            if isinstance(value, str) and {date, str} <= takes:  # a moment: as text it must be one too
                read_moment(value)
        except ValidationError as error:
            if holds_more(hint, value):
                return refused({name: hint}, {name: value}, [e | {"loc": (name, *e["loc"])} for e in error.errors()])
            return f"{belongs(hint)} belongs here"
        except DeadlineError as error:
            return str(error).rstrip(".")
        return ""

    @property
    def gives(self) -> frozenset[str] | None:
        """Names in its result; None where they are not known."""
        output = get_type_hints(self.function).get("return")
        kinds = [kind for kind in get_args(output) or (output,) if kind is not type(None)]
        if not all(isinstance(kind, type) and is_dataclass(kind) for kind in kinds):
            return None
        return frozenset(field.name for kind in kinds for field in fields(kind))


def handler(name: str) -> Callable[[Callable[[In, HandlerContext], Out]], Callable[[In, HandlerContext], Out]]:
    """Register a function `(inputs: SomeDataclass, context: HandlerContext) -> SomeDataclass` under a dotted name.

    Raises ValueError when the name is taken or not dotted, or the function is not typed and documented.
    """

    def register(function: Callable[[In, HandlerContext], Out]) -> Callable[[In, HandlerContext], Out]:
        if name in HANDLERS and HANDLERS[name].function is not function:
            raise ValueError(
                f"two handlers are called {name}: {_where(HANDLERS[name].function)} and {_where(function)}"
            )
        HANDLERS[name] = _describe(name, function)
        return function

    return register


def _describe(name: str, function: Callable[..., Any]) -> Handler:
    if "." not in name:
        raise ValueError(f"the handler name {name!r} has no dot; element ids have none, so handler names must")
    if not function.__doc__:
        raise ValueError(f"the handler {name} has no docstring")
    hints = get_type_hints(function)
    inputs = hints.get(next(iter(inspect.signature(function).parameters)))
    output = hints.get("return")
    if not (isinstance(inputs, type) and is_dataclass(inputs)) or output is None:
        raise ValueError(f"the handler {name} must take a dataclass and say what it returns")
    required = frozenset(f.name for f in fields(inputs) if _has_no_default(f))
    optional = frozenset(f.name for f in fields(inputs)) - required
    source = inspect.getsource(inspect.getmodule(function) or function)
    digest = hashlib.sha256(source.encode()).hexdigest()
    inputs.__pydantic_config__ = ConfigDict(extra="forbid", coerce_numbers_to_str=False)  # type: ignore[attr-defined]
    return Handler(name, function, inputs, required, optional, digest, TypeAdapter(inputs), TypeAdapter(output))


def _has_no_default(f: Any) -> bool:
    return f.default is MISSING and f.default_factory is MISSING


def _where(function: Callable[..., Any]) -> str:
    return f"{function.__module__}.{function.__qualname__}"
