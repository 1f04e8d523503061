"""Turns one raw answer, typed on a page or given as JSON, into its clean value, or says why that cannot be done."""

import re
from collections.abc import Mapping

from engine.plain_text import file_name, tidy
from forms.components import (
    ChoiceQuestion,
    FileQuestion,
    NumberQuestion,
    Question,
    TextQuestion,
    TickQuestion,
    TimeQuestion,
)
from forms.moments import read_moment
from forms.reading import Reading
from forms.words import subject

_NUMBER = re.compile(r"-?([0-9]{1,15}([.][0-9]{0,15})?|[.][0-9]{1,15})", re.ASCII)
SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


def read_answer(question: Question, raw: object) -> Reading:
    """The clean value of a raw answer. A blank one is None, or [] for a checklist and False for a checkbox."""
    match question:
        case TextQuestion():
            return _read_text(question, raw)
        case NumberQuestion():
            return _read_number(question, raw)
        case TimeQuestion():
            return read_moment(question, raw)
        case ChoiceQuestion(kind="checklist"):
            return _read_choices(question, raw)
        case ChoiceQuestion():
            return _read_choice(question, raw)
        case TickQuestion():
            return _read_tick(question, raw)
        case FileQuestion():
            return _read_file(question, raw)
    raise TypeError(f"no way to read a {type(question).__name__}")


def is_blank(value: object) -> bool:
    """Whether a clean value says nothing."""
    return value is None or value is False or value == [] or value == ""


def _read_text(question: TextQuestion, raw: object) -> Reading:
    if raw is None:
        return Reading(None)
    if not isinstance(raw, str):
        return Reading(None, f"{subject(question.label)} must be text")
    return Reading(tidy(raw, keep_lines=question.long) or None)


def _read_number(question: NumberQuestion, raw: object) -> Reading:
    if isinstance(raw, str):
        return _read_typed_number(question, raw)
    if raw is None:
        return Reading(None)
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not abs(raw) < 1e15:
        return Reading(None, f"{subject(question.label)} must be a number")
    return Reading(int(raw) if raw == int(raw) else float(raw))


def _read_typed_number(question: NumberQuestion, raw: str) -> Reading:
    text = re.sub(r"[\s,]", "", raw)
    for affix in (question.prefix, question.suffix):
        text = text.removeprefix(affix).removesuffix(affix)
    if not text:
        return Reading(None)
    if not _NUMBER.fullmatch(text):
        return Reading(None, f"{subject(question.label)} must be a number")
    value = float(text)
    return Reading(int(text) if "." not in text else int(value) if value == int(value) else value)


def _read_choice(question: ChoiceQuestion, raw: object) -> Reading:
    if raw is None or raw == "":
        return Reading(None)
    if not isinstance(raw, str):
        return Reading(None, f"{subject(question.label)} must be one of its choices, as text")
    return Reading(raw)


def _read_choices(question: ChoiceQuestion, raw: object) -> Reading:
    if raw is None or raw == "":
        return Reading([])
    if not isinstance(raw, list | tuple) or not all(isinstance(item, str) for item in raw):
        return Reading([], f"{subject(question.label)} must be a list of its choices")
    return Reading([item for item in dict.fromkeys(raw) if item])


def _read_tick(question: TickQuestion, raw: object) -> Reading:
    if raw is None or raw == "":
        return Reading(False)
    if not isinstance(raw, bool):
        return Reading(False, f"{subject(question.label)} must be true or false")
    return Reading(raw)


def _read_file(question: FileQuestion, raw: object) -> Reading:
    if raw is None or raw == "":
        return Reading(None)
    if not isinstance(raw, Mapping) or set(raw) != {"name", "size", "sha256"}:
        return Reading(None, f"{subject(question.label)} must be an uploaded file with a name, a size and a sha256")
    name, size, digest = raw["name"], raw["size"], raw["sha256"]
    fits = isinstance(name, str) and isinstance(size, int) and isinstance(digest, str)
    if not fits or isinstance(size, bool) or not SHA256.fullmatch(digest):
        return Reading(None, f"{subject(question.label)} must be an uploaded file with a name, a size and a sha256")
    return Reading({"name": file_name(name), "size": size, "sha256": digest})
