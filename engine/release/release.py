"""A release that can be run: everything parsed once, shared by all cases that are pinned to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from engine.calendar import WorkingCalendar
from engine.definitions.dialect import check_dialect
from engine.definitions.elements import Container, Node, Value
from engine.definitions.model import Definitions, collect_definitions
from engine.errors import DefinitionError, NotFound, Problem
from engine.release.bundle import Bundle
from engine.release.check import check_references
from engine.release.check_answer_kinds import check_answer_kinds
from engine.release.check_answers_given import check_answers_given
from engine.release.check_calls import check_calls
from engine.release.check_closures import check_closures
from engine.release.check_deadlines import check_deadlines
from engine.release.check_drawing import check_drawing
from engine.release.check_names import check_names
from engine.release.check_people import check_people
from engine.release.check_properties import check_properties
from engine.release.check_reads import check_reads
from engine.release.check_setting_choices import check_setting_choices
from engine.release.check_setting_kinds import check_setting_kinds
from engine.release.check_setting_names import check_setting_names
from engine.release.check_setting_words import check_setting_words
from engine.release.check_settings import check_settings, sound_parts
from engine.release.check_settings_unread import check_settings_unread
from engine.release.check_sizes import check_sizes
from engine.release.check_stages import check_stages
from engine.release.check_starts import check_start_roles, check_starts, startable
from engine.release.check_values import check_values
from engine.release.form import Form, FormReader
from engine.release.settings import FILE, read_settings
from engine.release.unread import Unread, find_unread
from engine.runtime.beginning import Beginning, find_beginning
from engine.runtime.build import Compiled, compile_definitions

CALENDAR = "processes/calendar.json"
NO_DIAGRAM = Problem("processes", "", "holds no diagram (*.bpmn): there is nothing that a case could follow.")
WAITS = {"receiveTask", "intermediateCatchEvent", "eventBasedGateway", "callActivity"}


@dataclass(frozen=True)
class Release:
    """`id` is its row in the database, 0 for one that is only being checked or simulated. `refused`: what rules that
    are newer than a published release would refuse in it.
    """

    id: int
    digest: str
    definitions: Definitions
    forms: Mapping[str, Form]
    settings: Mapping[str, Any]
    calendar: WorkingCalendar
    bundle: Bundle
    refused: tuple[Problem, ...] = ()

    @cached_property
    def compiled(self) -> Compiled:
        return compile_definitions(self.definitions)

    @cached_property
    def beginnings(self) -> Mapping[str, Beginning]:
        """How the processes that a person can start begin, by id."""
        return {process: find_beginning(self.compiled, process) for process in self.starts}

    @cached_property
    def roles(self) -> frozenset[str]:
        """Every role that some element is for."""
        return frozenset(role for node in self.definitions.nodes.values() for role in node.groups)

    @cached_property
    def handlers(self) -> frozenset[str]:
        """Every handler that some element calls."""
        return frozenset(node.handler for node in self.definitions.nodes.values() if node.handler)

    @cached_property
    def starts(self) -> tuple[str, ...]:
        """Ids of the processes that a person can start: executable, and called by no other."""
        return startable(self.definitions)

    @cached_property
    def deciding(self) -> Mapping[str, frozenset[str]]:
        """By element, the keys of its answers that decide which way a case goes: conditions on the diagram ask them.
        What is asked elsewhere than where the element stands does not decide the way on from it, and is left out.
        """
        places = [(name, flow) for name, place in self.definitions.containers.items() for flow in place.flows]
        asked = {(name, path[:2]) for name, flow in places if flow.condition for path in _paths(flow.condition)}
        found: dict[str, set[str]] = {}
        for name, (element, *key) in asked:
            if element in self.definitions.nodes and self.definitions.nodes[element].container == name:
                found.setdefault(element, set()).update(key)
        named = {path for _, path in asked}
        for node in self.definitions.nodes.values():  # an answer may be kept under another name, which is asked
            for mapping in node.outputs:
                if tuple(mapping.target.split(".")) in named:
                    for element, *key in _paths(mapping.source):
                        if element == node.id or node.kind == "callActivity":
                            found.setdefault(element, set()).update(key[:1])
        return {element: frozenset(keys) for element, keys in found.items()}

    def first_task(self, process: str) -> Node | None:
        """The user task that a case of this process begins with, where it waits for nothing else and decides nothing
        before.
        """
        at, seen = self._start_of(process), set[str]()
        while at.kind != "userTask":
            if at.id in seen or at.kind in WAITS or at.multi is not None:
                return None
            seen.add(at.id)
            if at.kind == "subProcess":
                at = self._start_of(at.id)
                continue
            ways = [flow for flow in self.definitions.containers[at.container].flows if flow.source == at.id]
            if len(ways) != 1:
                return None
            at = self.definitions.nodes[ways[0].target]
        return at if at.multi is None else None

    def _start_of(self, container: str) -> Node:
        inside = self.nodes_of(self.definitions.containers[container])
        return next(node for node in inside if node.kind == "startEvent")

    def nodes_of(self, container: Container) -> list[Node]:
        """What stands directly inside a process or sub-process."""
        return [self.definitions.nodes[name] for name in container.nodes]

    def form(self, form_id: str) -> Form:
        """Raises NotFound for a form that is not in the release."""
        if form_id not in self.forms:
            raise NotFound(f"this release has no form called {form_id!r}")
        return self.forms[form_id]


def _paths(value: Value) -> frozenset[tuple[str, ...]]:
    return frozenset(value.expression.paths) if value.expression is not None else frozenset()


def read_release(bundle: Bundle, read_form: FormReader, release_id: int = 0) -> Release:
    """Parse and check everything. Raises DefinitionError with every problem of every file at once.

    A release that is published already (`release_id`) was checked by the rules of its day, and cases live by it: what
    newer rules refuse is noted in it, and only what cannot be read at all stops it.
    """
    problems: list[Problem] = []
    forms = _forms(bundle, read_form, problems)
    settings = _collect(problems, lambda: _settings(bundle, release_id), {})
    calendar = _collect(problems, lambda: _calendar(bundle), None)
    definitions, unreadable = collect_definitions(bundle.named("processes", ".bpmn"))
    problems += unreadable
    unread = find_unread(bundle, definitions, forms, {problem.file for problem in problems})
    refused = _refused(definitions, forms, settings, bundle, unread)
    refused += check_closures(calendar, bundle.files[CALENDAR], CALENDAR) if calendar is not None else []
    if problems or calendar is None or (refused and not release_id):
        raise DefinitionError(problems + unread.problems + refused)
    return Release(release_id, bundle.digest, definitions, forms, settings, calendar, bundle, tuple(refused))


def _refused(
    definitions: Definitions, forms: Mapping[str, Form], settings: Mapping[str, Any], bundle: Bundle, unread: Unread
) -> list[Problem]:
    """What the rules refuse in the files that could be read, and that does not only follow from the others."""
    sound = sound_parts(settings)
    found = check_dialect(definitions) + check_drawing(definitions) + check_sizes(definitions)
    found += check_stages(definitions) + check_people(forms, sound)
    found += check_references(definitions, forms, sound, unread)
    found += check_properties(definitions, sound, unread) + check_settings(settings)
    for form in forms.values():
        found += [Problem(f"forms/{form.id}.json", place, told, attribute) for place, attribute, told in form.slips]
    if unread.diagrams:
        return found
    found += check_values(definitions, forms, sound) + check_calls(definitions, forms)
    found += check_reads(definitions, forms, sound) + check_answer_kinds(definitions, forms)
    found += check_answers_given(definitions, forms) + check_deadlines(definitions, forms, sound)
    told = {problem.element for problem in found if problem.file == FILE}
    found += [kind for kind in check_setting_kinds(definitions, forms, sound) if kind.element not in told]
    found += check_setting_names(definitions, settings, bundle) if not unread.settings else []
    found += check_settings_unread(settings, bundle) if not unread.settings else []
    found += check_setting_words(settings) + check_setting_choices(settings)
    found += check_start_roles(definitions, settings) + check_names(definitions)
    return found + (check_starts(definitions) if bundle.named("processes", ".bpmn") else [NO_DIAGRAM])


def _settings(bundle: Bundle, release_id: int) -> dict[str, Any]:
    """A release that is published already goes on with what it has."""
    found = read_settings(bundle.files.get(FILE, b""))
    if not found and not release_id:
        wrong = "is empty" if FILE in bundle.files else "is missing"
        raise DefinitionError([Problem(FILE, "", f"{wrong}: it says who the roles are and who may start a case.")])
    return found


def _calendar(bundle: Bundle) -> WorkingCalendar:
    if CALENDAR not in bundle.files:
        raise DefinitionError(
            [Problem(CALENDAR, "", "is missing: no deadline can be worked out without the working-day calendar.")]
        )
    return WorkingCalendar.from_json(bundle.files[CALENDAR], CALENDAR)


def _forms(bundle: Bundle, read_form: FormReader, problems: list[Problem]) -> dict[str, Form]:
    found: dict[str, Form] = {}
    for file, data in bundle.named("forms", ".json").items():
        form = _collect(problems, lambda data=data, file=file: read_form(data, file), None)
        if form is not None:
            found[form.id] = form
    return found


def _collect(problems: list[Problem], read: Any, otherwise: Any) -> Any:
    try:
        return read()
    except DefinitionError as error:
        problems += error.problems
        return otherwise
