"""Turns a posted page into raw answers. It never raises: what cannot be read is kept as it was typed.

Names are paths: `decision`, `goals.0.measure` (or `goals-0-measure`), a date's boxes `visit-day`, `visit-month`,
`visit-year` and `visit-time`. A row announces itself by a field `goals.0`, since a row of unticked boxes would not be
posted at all.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from engine.plain_text import file_name
from forms.components import (
    ChoiceQuestion,
    Component,
    FileQuestion,
    Question,
    Rows,
    TextQuestion,
    TickQuestion,
    TimeQuestion,
    everything,
    questions,
)
from forms.limits import file_problem
from forms.moments import PARTS
from forms.uploads import KeptFiles, PostedData, PostedFile, PostedFiles, file_answer
from forms.values import SHA256, read_answer

ROW_BUTTON = "row-action"
KEPT, NAME, REMOVE = "-kept", "-kept-name", "-remove"
"""Behind a file's path: the hash of the one that was given before, its name, and whether it is to be left out."""
_ROW_NAME = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)[.-]([0-9]{1,3})(?:[.-](.+))?", re.DOTALL)
_IN_ROW = re.compile(r"[.][0-9]+[.]")
_BUTTON = re.compile(r"(add|remove):([A-Za-z_][A-Za-z0-9_]*)(?::([0-9]{1,3}))?")


@dataclass(frozen=True, slots=True)
class RowAction:
    """A press of "add another" or "remove". `index` is the posted row to remove, None for adding."""

    kind: Literal["add", "remove"]
    key: str
    index: int | None = None


@dataclass(frozen=True, slots=True)
class _Post:
    """The posted fields by path, and the row numbers of each list in order."""

    fields: Mapping[str, list[str]]
    files: Mapping[str, PostedFile]
    kept: KeptFiles
    rows: Mapping[str, list[int]]

    def first(self, path: str) -> str:
        return self.fields.get(path, [""])[0]


def read_post(
    components: Sequence[Component], data: PostedData, files: PostedFiles | None, kept: KeptFiles
) -> dict[str, object]:
    """Raw answers by key; see `Form.from_post`."""
    post = _arrange(data, files, kept)
    pressed = find_row_action(components, data)
    answers: dict[str, object] = {}
    for question in questions(components):
        if isinstance(question, Rows):
            answers[question.key] = _read_rows(question, post, pressed)
        elif not question.readonly:
            answers[question.key] = _read(question, post, question.key)
    return answers


def find_row_action(components: Sequence[Component], data: PostedData) -> RowAction | None:
    """The row button that was pressed, when it is one of this form's."""
    lists = {question.key for question in questions(components) if isinstance(question, Rows) and question.changeable}
    pressed = next((values[0] for name, values in data.lists() if name == ROW_BUTTON and values), "")
    match = _BUTTON.fullmatch(pressed)
    if not match or match[2] not in lists:
        return None
    if match[1] == "add":
        return RowAction("add", match[2])
    return RowAction("remove", match[2], int(match[3])) if match[3] else None


def hashes_kept(data: PostedData) -> frozenset[str]:
    """Behind which hashes the page says that files were given before."""
    found = (values[0] for name, values in data.lists() if name.endswith(KEPT) and values)
    return frozenset(value for value in found if SHA256.fullmatch(value))


def acceptable_files(components: Sequence[Component], files: PostedFiles) -> list[PostedFile]:
    """The posted files that stand at a question for one, and that it accepts."""
    asked = {
        f"{rows.key}.{question.key}" if rows else question.key: question
        for question, rows in everything(components)
        if isinstance(question, FileQuestion)
    }
    found = []
    for name, held in files.lists():
        question = asked.get(_IN_ROW.sub(".", _path(name, {}), count=1))
        answer = file_answer(held[0], None) if question is not None and held else None
        if question is not None and answer is not None and not file_problem(question, answer):
            found.append(held[0])
    return found


def _arrange(data: PostedData, files: PostedFiles | None, kept: KeptFiles) -> _Post:
    fields: dict[str, list[str]] = {}
    rows: dict[str, set[int]] = {}
    for name, values in data.lists():
        fields.setdefault(_path(name, rows), []).extend(values)
    found = {_path(name, rows): held[0] for name, held in (files.lists() if files else ()) if held}
    return _Post(fields, found, kept, {key: sorted(numbers) for key, numbers in rows.items()})


def _path(name: str, rows: dict[str, set[int]]) -> str:
    """The path that a field name stands for; notes the row that it tells of."""
    match = _ROW_NAME.fullmatch(name)
    if not match:
        return name
    rows.setdefault(match[1], set()).add(int(match[2]))
    return f"{match[1]}.{int(match[2])}.{match[3] or ''}"


def _read_rows(rows: Rows, post: _Post, pressed: RowAction | None) -> list[dict[str, object]]:
    asked = [question for question in questions(rows.components) if isinstance(question, Question)]
    numbers = post.rows.get(rows.key, [])
    if pressed and pressed.key == rows.key and pressed.kind == "remove":
        numbers = [number for number in numbers if number != pressed.index]
    found = [
        {question.key: _read(question, post, f"{rows.key}.{number}.{question.key}") for question in asked}
        for number in numbers
    ]
    if pressed and pressed.key == rows.key and pressed.kind == "add" and len(found) < rows.most:
        found.append({})
    return found


def _read(question: Question, post: _Post, path: str) -> object:
    raw = _raw(question, post, path)
    reading = read_answer(question, raw)
    keeps_typing = isinstance(question, TextQuestion) and reading.value is not None
    return raw if reading.problem or keeps_typing else reading.value


def _raw(question: Question, post: _Post, path: str) -> object:
    match question:
        case TimeQuestion(readonly=True):
            return post.first(path)
        case TimeQuestion(kind="date"):
            return {part: post.first(f"{path}-{part}") for part in PARTS}
        case TimeQuestion(kind="datetime"):
            return {part: post.first(f"{path}-{part}") for part in (*PARTS, "time")}
        case ChoiceQuestion(kind="checklist"):
            return post.fields.get(path, [])
        case TickQuestion():
            return post.first(path) == "true"
        case FileQuestion():
            kept = None if post.first(f"{path}{REMOVE}") else post.kept.get(post.first(f"{path}{KEPT}"))
            if kept and post.first(f"{path}{NAME}"):  # the same bytes may have another name in another child's case
                kept = {**kept, "name": file_name(post.first(f"{path}{NAME}"))}
            return file_answer(post.files.get(path), kept)
    return post.first(path)
