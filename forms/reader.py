"""Reads a form-js file into a `Form`, or refuses it with every problem at once."""

import json
import re
from dataclasses import dataclass
from pathlib import PurePath

from engine.errors import DefinitionError, ExpressionError, Problem
from forms.attributes import Attributes, Findings
from forms.components import Component, Group, Prose, Rows, Separator
from forms.form import Form
from forms.inserts import find_inserts
from forms.read_common import Common, read_common, read_key
from forms.read_questions import READERS, read_question
from forms.references import check_references, names_read

MAX_BYTES, MAX_COMPONENTS, MAX_DEPTH, MAX_ROWS, MAX_TEXT = 1_000_000, 300, 6, 100, 20_000
_INSERT_IN_LINK = re.compile(r"\]\([^)]*\{\{")
IGNORED = frozenset({"button"})
KNOWN = (*READERS, "group", "dynamiclist", "text", "separator", "spacer")


def read_form(data: bytes, file: str) -> Form:
    """The form in a form-js file's bytes. Raises DefinitionError with a problem for each thing that is wrong.

    `file` names it in messages; its stem must be the form's id, by which the diagram refers to it.
    """
    findings = Findings(file)
    schema = Attributes(_load(data, findings), "", findings)
    form_id = schema.text("id")
    if schema.text("type") != "default" or not isinstance(schema.data.get("components"), list):
        schema.refuse("type", 'is not "default" with a list of components. Save the file with the form editor.')
    if form_id != PurePath(file).stem:
        schema.refuse("id", f"is {form_id!r}, but the file is called {PurePath(file).stem!r}. Give both the same name.")
    components = _Reader(findings).components(schema)
    check_references(components, findings)
    if findings.problems:
        raise DefinitionError(findings.problems)
    return Form(form_id, file, components, *names_read(components))


def _load(data: bytes, findings: Findings) -> dict[str, object]:
    problem = "must hold one JSON object, as the form editor saves it."
    if len(data) > MAX_BYTES:
        problem = f"is larger than {MAX_BYTES // 1000} kB. Split the form."
    else:
        try:
            loaded = json.loads(data.decode("utf-8-sig"))
            if isinstance(loaded, dict):
                return loaded
        except UnicodeDecodeError as error:
            problem = f"is not UTF-8 text: {error.reason} at byte {error.start}. Save it as UTF-8."
        except json.JSONDecodeError as error:
            problem = (
                f"is not JSON: {error.msg} in line {error.lineno}, column {error.colno}. Save it with the form editor."
            )
        except (RecursionError, ValueError):
            problem = "is nested too deeply, or holds a number that is too long. Save it with the form editor."
    raise DefinitionError([Problem(findings.file, "", f"The file {problem}")])


@dataclass(slots=True)
class _Reader:
    """Reads components, counting them."""

    findings: Findings
    count: int = 0

    def components(self, source: Attributes, depth: int = 0, rows: str = "") -> tuple[Component, ...]:
        found = (
            self._component(data, number, depth, rows)
            for number, data in enumerate(source.objects("components"), start=1)
        )
        return tuple(component for component in found if component)

    def _component(self, data: dict[str, object], number: int, depth: int, rows: str) -> Component | None:
        self.count += 1
        source = Attributes(data, _place(data, number), self.findings)
        kind = source.text("type")
        if kind in IGNORED:
            return None
        if self.count > MAX_COMPONENTS or depth > MAX_DEPTH:
            if self.count == MAX_COMPONENTS + 1 or depth > MAX_DEPTH:
                source.refuse(
                    "", f"is more than a form can hold: {MAX_COMPONENTS} components, {MAX_DEPTH} deep. Split the form."
                )
            return None
        if kind not in KNOWN:
            source.refuse(
                "type", f"{kind!r} is not a component that can be used. Use one of: {', '.join(sorted(KNOWN))}."
            )
            return None
        if not source.text("id"):
            source.refuse("id", "is missing. Save the form with the form editor, which gives each component one.")
        return read_question(source) or self._holder(source, kind, depth, rows)

    def _holder(self, source: Attributes, kind: str, depth: int, rows: str) -> Component | None:
        match kind:
            case "group":
                return self._group(source, depth, rows)
            case "dynamiclist":
                return self._rows(source, depth, rows)
            case "text":
                return _read_prose(source)
        return Separator(**_without_rules(source, read_common(source)), line=kind == "separator")

    def _group(self, source: Attributes, depth: int, rows: str) -> Group:
        if source.has("path"):
            source.refuse("path", "must be empty: answers in a group are stored beside the others.")
        return Group(**read_common(source), components=self.components(source, depth + 1, rows))

    def _rows(self, source: Attributes, depth: int, rows: str) -> Rows:
        common = read_common(source, frozenset({"requiredMessage", "prefill", "minRows", "maxRows", "rowLabel"}))
        if rows:
            source.refuse(
                "type", f"stands inside the repeating rows {rows!r}. Rows cannot repeat inside rows; make two lists."
            )
        if not common["label"]:
            source.refuse("label", "is missing. Say what the rows are, as in Goals.")
        key, properties = read_key(source, "path"), source.inner("properties")
        most = properties.whole("maxRows", 1, MAX_ROWS) or MAX_ROWS
        least = properties.whole("minRows", 0, MAX_ROWS) or 0
        if least > most:
            properties.refuse("minRows", f"is {least}, more than maxRows, {most}. Nothing could be answered.")
        starting = source.whole("defaultRepetitions", 0, MAX_ROWS)
        return Rows(
            **common,
            key=key,
            components=self.components(source, depth + 1, key or "without a path"),
            least=least,
            most=most,
            starting=min(max(1 if starting is None else starting, least), most),
            changeable=source.flag("allowAddRemove", True),
            row_label=properties.plain("rowLabel"),
            required_message=properties.plain("requiredMessage"),
            prefill=properties.expression("prefill"),
        )


def _read_prose(source: Attributes) -> Prose:
    common = _without_rules(source, read_common(source, frozenset({"fact"})))
    text = source.text("text")
    if not text or len(text) > MAX_TEXT:
        source.refuse("text", f"must hold 1 to {MAX_TEXT} characters.")
    if text.startswith("="):
        source.refuse("text", "cannot be an expression as a whole. Write the expression as an insert: {{ … }}.")
    if _INSERT_IN_LINK.search(text):
        source.refuse("text", "has an insert in the address of a link. Write the whole address, or no link.")
    try:
        markdown, inserts = find_inserts(text[:MAX_TEXT])
    except ExpressionError as error:
        source.refuse("text", f"holds an insert that cannot be read: {error}")
        markdown, inserts = "", ()
    return Prose(**common, markdown=markdown, inserts=inserts, fact=source.inner("properties").plain("fact"))


def _without_rules(source: Attributes, common: Common) -> Common:
    """Refuse rules where there is no place to show their message."""
    if common["rules"]:
        source.refuse("properties.rule", "cannot stand here. Put the rule on a question, a group or repeating rows.")
    return common


def _place(data: dict[str, object], number: int) -> str:
    """What messages call a component: its key or path, else its id, else its number."""
    named = (data.get(name) for name in ("key", "path", "id"))
    return next((name.strip() for name in named if isinstance(name, str) and name.strip()), f"component {number}")
