"""One question as the parameters of its GOV.UK component."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from engine.clock import LONDON
from forms.choices import options_of
from forms.components import (
    ChoiceQuestion,
    FileQuestion,
    NumberQuestion,
    Question,
    TextQuestion,
    TickQuestion,
    TimeQuestion,
)
from forms.limits import file_problem
from forms.moments import PARTS
from forms.render.places import element_id
from forms.scope import Scope

Params = dict[str, Any]
"""What a GOV.UK Jinja macro takes."""

MACROS = {"radio": "radios", "select": "select", "checklist": "checkboxes"}


def field(question: Question, path: str, raw: object, error: str, scope: Scope, now: datetime) -> tuple[str, Params]:
    """The name of the macro and its parameters. `raw` may be what was typed or a clean answer."""
    common: Params = {"name": path, "id": element_id(path)}
    common |= {"hint": {"text": question.hint}} if question.hint else {}
    common |= {"errorMessage": {"text": error}} if error else {}
    match question:
        case TextQuestion():
            return _text(question, common, raw)
        case NumberQuestion():
            return _number(question, common, raw)
        case TimeQuestion(kind="time"):
            return "input", {
                **_labelled(question, common),
                **_hint(common, now, "time"),
                "value": _typed(raw),
                **_width(5),
            }
        case TimeQuestion():
            return _date(question, common, raw, now)
        case ChoiceQuestion():
            return _choice(question, common, raw, scope, now)
        case FileQuestion():
            return _file(question, common, raw)
    assert isinstance(question, TickQuestion)
    return _tick(question, common, raw)


def question_label(question: Question) -> str:
    """The label, which says when a question may be left out; not where there are rules, which may need it after all."""
    may_skip = not question.required and not question.rules and "optional" not in question.label.lower()
    return f"{question.label} (optional)" if may_skip else question.label


def _labelled(question: Question, common: Params) -> Params:
    return {**common, "label": {"text": question_label(question), "classes": "govuk-label--s"}}


def _legend(question: Question) -> Params:
    return {"legend": {"text": question_label(question), "classes": "govuk-fieldset__legend--s"}}


def _width(characters: int) -> Params:
    return {"classes": f"govuk-input--width-{characters}"}


def _typed(raw: object) -> str:
    return str(raw) if isinstance(raw, str | int | float) and not isinstance(raw, bool) else ""


def _affixes(question: TextQuestion | NumberQuestion) -> Params:
    affixes = {"prefix": question.prefix, "suffix": question.suffix}
    return {name: {"text": text} for name, text in affixes.items() if text}


def _text(question: TextQuestion, common: Params, raw: object) -> tuple[str, Params]:
    params = {**_labelled(question, common), "value": _typed(raw)}
    if not question.long:
        return "input", {**params, **_affixes(question)}
    if question.limit_shown:
        return "character-count", {**params, "maxlength": question.max_length}
    return "textarea", params


def _number(question: NumberQuestion, common: Params, raw: object) -> tuple[str, Params]:
    keyboard = "numeric" if question.decimals == 0 and (question.minimum or 0) >= 0 else "decimal"
    params = {
        **_labelled(question, common),
        **_affixes(question),
        **_width(5),
        "value": _typed(raw),
        "inputmode": keyboard,
    }
    return "input", params | {"spellcheck": False}


def _hint(common: Params, now: datetime, kind: str) -> Params:
    """An example, unless the form has its own hint."""
    today = now.astimezone(LONDON)
    day = f"{today.day} {today.month} {today.year}"
    example = {"date": day, "datetime": f"{day} and 14:30"}.get(kind, "14:30 or 2:30pm")
    return {} if "hint" in common else {"hint": {"text": f"For example, {example}"}}


def _date(question: TimeQuestion, common: Params, raw: object, now: datetime) -> tuple[str, Params]:
    parts, bad = date_parts(raw), " govuk-input--error" if "errorMessage" in common else ""
    names = PARTS if question.kind == "date" else (*PARTS, "time")
    widths = {"day": 2, "month": 2, "year": 4, "time": 5}
    items = [
        {
            "name": name,
            "value": parts.get(name, ""),
            "classes": f"govuk-input--width-{widths[name]}{bad}",
            "inputmode": "text" if name == "time" else "numeric",
        }
        for name in names
    ]
    params = {**common, **_hint(common, now, question.kind), "namePrefix": common["name"], "items": items}
    return "date-input", params | {"fieldset": _legend(question)}


def date_parts(raw: object) -> dict[str, str]:
    """What stands in a date's boxes: as it was typed, or taken from an ISO date or instant."""
    if isinstance(raw, Mapping):
        return {name: _typed(raw.get(name)) for name in (*PARTS, "time")}
    try:
        moment = datetime.fromisoformat(raw) if isinstance(raw, str) else None
        if moment is None:
            return {}
        local = moment.astimezone(LONDON) if moment.tzinfo else moment
    except (ValueError, OverflowError):
        return {}
    return {"day": str(local.day), "month": str(local.month), "year": str(local.year), "time": f"{local:%H:%M}"}


def _choice(question: ChoiceQuestion, common: Params, raw: object, scope: Scope, now: datetime) -> tuple[str, Params]:
    chosen = raw if isinstance(raw, list | tuple) else [raw]
    mark = "selected" if question.kind == "select" else "checked"
    options = options_of(question, scope, now)
    items: list[Params] = [{"value": item.value, "text": item.label, mark: item.value in chosen} for item in options]
    if question.kind == "select":
        blank: Params = {
            "value": "",
            "text": "Choose from the list",
            "selected": not any(item["selected"] for item in items),
        }
        return "select", {**_labelled(question, common), "items": [blank, *items]}
    params = {**common, "idPrefix": common["id"], "items": items, "fieldset": _legend(question)}
    if question.kind == "checklist" and "hint" not in params:
        params["hint"] = {"text": "Select all that apply"}
    return MACROS[question.kind], params


def _tick(question: TickQuestion, common: Params, raw: object) -> tuple[str, Params]:
    item: Params = {"value": "true", "text": question.label, "checked": raw is True}
    item |= {"hint": common["hint"]} if "hint" in common else {}
    params = {name: value for name, value in common.items() if name != "hint"}
    return "checkboxes", {**params, "idPrefix": common["id"], "items": [item]}


def _refused(question: FileQuestion, raw: Mapping[str, object]) -> bool:
    """Such a file is not kept, so it has to be chosen anew."""
    return "name" in raw and "size" in raw and bool(file_problem(question, raw))


def _file(question: FileQuestion, common: Params, raw: object) -> tuple[str, Params]:
    endings = [f".{ending}" for ending in question.accept]
    limit = f"{', '.join(ending.upper() for ending in question.accept)}, at most {question.max_bytes // 1_000_000}MB"
    hint = common.get("hint", {"text": limit})
    params = {**_labelled(question, common), "hint": hint, "attributes": {"accept": ",".join(endings)}}
    if isinstance(raw, Mapping) and raw.get("sha256") and not _refused(question, raw):
        params["kept"] = {"name": str(raw.get("name", "")), "sha256": str(raw["sha256"])}
    return "file-upload", params
