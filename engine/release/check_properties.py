"""Whether the properties on the diagram can be followed: a mistyped one must not quietly do nothing."""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.definitions.elements import Node, try_value
from engine.definitions.extensions import split
from engine.definitions.model import Definitions
from engine.errors import Problem
from engine.registry import Own, bare
from engine.release.unread import NOTHING, Unread

EXPRESSIONS = ("dueWithin", "metWhen", "metOn", "available")
CASE = "case."


def check_properties(definitions: Definitions, settings: Mapping[str, Any], unread: Unread = NOTHING) -> list[Problem]:
    """Every property that names what is not there, in the files' order; none that may be in an `unread` one."""
    started = started_keys(definitions)
    found = []
    for node in definitions.nodes.values():
        messages = [
            *_expressions(node),
            *_deadline(node),
            *(_not_started(node, started) if not unread.diagrams else ()),
            *(_escalation(node, settings) if not unread.settings else ()),
            *(_others_work(definitions, node) if not unread.diagrams else ()),
            *_people(node, settings),
            *_values_of(node),
            *_outcome(node, settings),
        ]
        found += [Problem(node.file, node.id, message) for message in messages]
    return found


def started_keys(definitions: Definitions) -> frozenset[str]:
    """Keys of all deadlines that some service task starts, or a task with a time of its own."""
    nodes = definitions.nodes.values()
    starting = [node for node in nodes if bare(node.handler) == Own.START or "dueWithin" in node.properties]
    return frozenset(node.deadline.removeprefix(CASE) for node in starting)


def _expressions(node: Node) -> Iterator[str]:
    for name in EXPRESSIONS:
        text = node.properties.get(name)
        if text is None:
            continue
        value, wrong = try_value(text)
        if wrong:
            yield f"has the property {name} that cannot be read: {wrong}"
        elif value.expression is None:
            yield f"has the property {name} = {text!r}, which is no expression. Begin it with =."
    wrong = try_value(node.properties.get("about", ""))[1]
    if wrong:
        yield f"has the property about that cannot be read: {wrong}"
    for part in filter(None, (part.strip() for part in node.properties.get("allocates", "").split(";"))):
        role, equals, text = part.partition("=")
        wrong = try_value(f"={text.lstrip('=')}")[1] if equals else "write role=expression"
        if wrong or not role.strip():
            yield f"has the property allocates with {part!r}, which cannot be read: {wrong or 'it names no role'}"


def _not_started(node: Node, started: frozenset[str]) -> Iterator[str]:
    key = node.deadline.removeprefix(CASE)
    if key and key not in started:
        yield f"names the deadline {key}, which nothing starts. Started are {_listed(started)}."


def _escalation(node: Node, settings: Mapping[str, Any]) -> Iterator[str]:
    profile = node.properties.get("escalation", "none")
    starts = bare(node.handler) == Own.START or "dueWithin" in node.properties
    if starts and profile not in {"none", *settings.get("escalation", {})}:
        yield f"names the escalation {profile}, which settings.yaml does not list under escalation."


def _deadline(node: Node) -> Iterator[str]:
    key = node.deadline.removeprefix(CASE)
    base = bare(node.handler)
    if base in (Own.START, Own.MOVE, Own.STOP) and not key:
        yield "names no deadline. Set its property deadline to a key such as K1."
    if "dueWithin" in node.properties and node.kind != "userTask":
        yield "has the property dueWithin, which only a user task can have. Start its deadline with a service task."
    if "dueWithin" in node.properties and "deadline" in node.properties:
        yield "has both dueWithin and deadline. Keep one: a time of its own, or a deadline that another step starts."
    if "metOn" in node.properties and not key:
        yield "has the property metOn and no deadline that could be met. Set its property deadline."


def _others_work(definitions: Definitions, node: Node) -> Iterator[str]:
    called = {other.called for other in definitions.nodes.values()}
    begins = {
        other.id for other in definitions.nodes.values() if other.kind == "startEvent" and other.container in called
    }
    for name in split(node.properties.get("notSameActorAs", "")):
        other = definitions.nodes.get(name)
        if other is None:
            yield f"must not be done by whoever did {name}, but there is no element called that."
        elif not other.groups and other.id not in begins:
            yield f"must not be done by whoever did {name}, which no person does."


def _people(node: Node, settings: Mapping[str, Any]) -> Iterator[str]:
    roles = settings.get("roles", {})
    named = {node.properties["owner"]} if "owner" in node.properties else set()
    if bare(node.handler) == Own.NOTIFY:
        sources = [mapping.source for mapping in node.inputs if mapping.target == "to"]
        named |= {role for source in sources if source.expression is None for role in split(source.text)}
    parts = [part.partition("=") for part in node.properties.get("allocates", "").split(";")]
    named |= {role.strip() for role, equals, _ in parts if equals}
    for role in sorted(named - set(roles)) if roles else ():
        yield f"names the role {role}, which settings.yaml does not list under roles."


def _values_of(node: Node) -> Iterator[str]:
    allowed = {"allocatedOnly": {"yes", "no"}, "basis": {"documents", "law", "inferred"}}
    for name, values in allowed.items():
        text = node.properties.get(name)
        if text is not None and text not in values:
            yield f"has the property {name} = {text!r}; it can be {' or '.join(sorted(values))}."


def _outcome(node: Node, settings: Mapping[str, Any]) -> Iterator[str]:
    outcome, known = node.properties.get("outcome"), settings.get("outcomes")
    if outcome is not None and isinstance(known, Mapping) and known and outcome not in known:
        yield f"names the outcome {outcome}, which settings.yaml does not list. It lists {_listed(frozenset(known))}."


def _listed(names: frozenset[str]) -> str:
    return ", ".join(sorted(names)) or "none"
