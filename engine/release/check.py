"""Whether what a diagram names exists: forms, roles, handlers with their inputs, called processes, names in
expressions.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.definitions.dialect import RESERVED
from engine.definitions.elements import Node, Value
from engine.definitions.model import Definitions
from engine.errors import Problem
from engine.registry import HANDLERS, Own, bare
from engine.release.check_properties import started_keys
from engine.release.check_starts import startable
from engine.release.check_values import expressions_of
from engine.release.form import Form
from engine.release.unread import NOTHING, Unread

KNOWN = frozenset(RESERVED) - {"Start", "End"}


def check_references(
    definitions: Definitions, forms: Mapping[str, Form], settings: Mapping[str, Any], unread: Unread = NOTHING
) -> list[Problem]:
    """Every reference that leads nowhere, in the order of the files; none that might lead into an `unread` one."""
    names, started = known_names(definitions), started_keys(definitions)
    roles = frozenset(settings.get("roles", {}))

    def unknown(value: Value | None) -> Iterator[str]:
        return _unknown(value, names, settings, started, unread)

    found = []
    for node in definitions.nodes.values():
        messages = [
            *_form(node, unread.forms | frozenset(forms)),
            *_roles(node, roles),
            *_handler(node),
            *((*_called(definitions, node), *_opened(definitions, node)) if not unread.diagrams else ()),
            *(message for value in expressions_of(node) for message in unknown(value)),
        ]
        found += [Problem(node.file, node.id, message) for message in messages]
    for container in definitions.containers.values():
        for flow in container.flows:
            messages = [*unknown(flow.condition)]
            found += [Problem(container.file, flow.id, message) for message in messages]
    return found if unread.diagrams else found + _forms(definitions, forms, settings, names)


def _forms(
    definitions: Definitions, forms: Mapping[str, Form], settings: Mapping[str, Any], names: frozenset[str]
) -> list[Problem]:
    """Forms that nothing uses, and what they read that is not there."""
    found = []
    used = {node.form for node in definitions.nodes.values()} | set(map(str, settings.get("start_forms", {}).values()))
    for form in forms.values():
        if form.id not in used:
            found.append(
                Problem(f"forms/{form.id}.json", "", "is used by no element of any diagram. Remove it, or refer to it.")
            )
        for name in sorted(form.names - form.item_names - names):
            found.append(
                Problem(f"forms/{form.id}.json", "", f"reads {name}, which no element, output or setting is called.")
            )
    return found


def known_names(definitions: Definitions) -> frozenset[str]:
    """Every name that an expression may read: element ids, output targets, and the reserved names."""
    targets = {mapping.target.split(".")[0] for node in definitions.nodes.values() for mapping in node.outputs}
    collected = {
        node.multi.output_collection
        for node in definitions.nodes.values()
        if node.multi and node.multi.output_collection
    }
    return frozenset(definitions.nodes) | targets | collected | KNOWN


def _form(node: Node, forms: frozenset[str]) -> Iterator[str]:
    if node.kind == "userTask" and not node.form:
        yield "has no form. Choose one."
    if node.form and node.form not in forms:
        yield f"refers to the form {node.form}, but there is no forms/{node.form}.json."


def _roles(node: Node, roles: frozenset[str]) -> Iterator[str]:
    asks = node.kind == "userTask" or (
        node.event is not None and node.event.kind == "message" and "form" in node.properties
    )
    if asks and not node.groups:
        yield "says nobody who may do it. Set its candidate groups."
    for role in node.groups:
        if roles and role not in roles:
            yield f"is for the role {role}, which settings.yaml does not list under roles."


def _handler(node: Node) -> Iterator[str]:
    if not node.handler:
        return
    if node.handler not in HANDLERS:
        near = ", ".join(sorted(name for name in HANDLERS if name.split(".")[0] == node.handler.split(".")[0]))
        yield f"calls the handler {node.handler}, which does not exist." + (f" Did you mean {near}?" if near else "")
        return
    found = HANDLERS[node.handler]
    given = {mapping.target for mapping in node.inputs}
    if bare(node.handler) in (Own.MOVE, Own.STOP):
        given |= {"start", "due"} & found.required  # the running deadline gives them itself
    for name in sorted(found.required - given):
        yield f"does not give {node.handler} its input {name}. Add an input mapping with that target."
    for name in sorted(given - found.required - found.optional):
        takes = ", ".join(sorted(found.required | found.optional))
        yield f"gives {node.handler} an input called {name}, which it does not take. It takes {takes}."


def _opened(definitions: Definitions, node: Node) -> Iterator[str]:
    """A step that opens a case names a process that a person could start too."""
    for mapping in node.inputs if bare(node.handler) == Own.OPEN else ():
        process = mapping.source.text
        if mapping.target == "process" and mapping.source.expression is None and process not in startable(definitions):
            yield f"opens a case of the process {process!r}; there are {', '.join(startable(definitions)) or 'none'}."


def _called(definitions: Definitions, node: Node) -> Iterator[str]:
    found = definitions.containers.get(node.called)
    if node.kind == "callActivity" and (found is None or found.parent):
        yield f"calls the process {node.called!r}, which is in no file of processes/."


def _unknown(
    value: Value | None, names: frozenset[str], settings: Mapping[str, Any], started: frozenset[str], unread: Unread
) -> Iterator[str]:
    if value is None or value.expression is None:
        return
    for name in sorted(value.names - value.expression.item_names - names) if not unread.diagrams else ():
        yield f"reads {name} in {value.text!r}, but no element, output or setting is called that."
    for path in sorted(value.expression.paths):
        if path[0] == "settings" and not unread.settings and not _exists(settings, path[1:]):
            yield f"reads {'.'.join(path)}, which settings.yaml does not hold."
        elsewhere = unread.diagrams or path[0] != "deadlines"
        if not elsewhere and len(path) > 1 and path[1] not in started:
            yield f"reads {'.'.join(path)}, but nothing starts a deadline {path[1]}."


def _exists(settings: Any, path: tuple[str, ...]) -> bool:
    for part in path:
        if not isinstance(settings, Mapping) or part not in settings:
            return False
        settings = settings[part]
    return True
