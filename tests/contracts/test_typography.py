"""What people read has the typographic apostrophe, as on GOV.UK: one kind, so that search and tests find the words."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from tests.contracts.repository import ROOMS, files, name, python, tree

STRAIGHT = re.compile(r"[A-Za-z]'[a-z]|s'(?:\s|$)")
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", re.DOTALL)
DOCUMENTED = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def said_by_python(module: ast.Module) -> Iterator[str]:
    """Every text but docstrings, which only those who change the code read."""
    notes = {
        id(statement.value)
        for node in ast.walk(module)
        if isinstance(node, DOCUMENTED)
        for statement in node.body
        if isinstance(statement, ast.Expr)
    }
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes:
            yield node.value


def said_by_a_diagram(text: str) -> Iterator[str]:
    for element in ElementTree.fromstring(text).iter():
        yield from element.attrib.values()
        yield element.text or ""


def said_by_values(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from said_by_values(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from said_by_values(inner)
    elif isinstance(value, str):
        yield value


def said_by(path: Path) -> Iterator[str]:
    if path.suffix == ".py":
        return said_by_python(tree(path))
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".bpmn":
        return said_by_a_diagram(text)
    if path.suffix in {".html", ".jinja"}:
        return iter([JINJA.sub(" ", text)])
    return said_by_values(json.loads(text) if path.suffix == ".json" else yaml.safe_load(text))


READ = [
    *python(*ROOMS),
    *(path for path in files() if name(path).startswith(("processes/", "forms/")) and path.suffix != ".py"),
    *(path for path in files() if name(path).startswith("web/templates/")),
]


def test_nothing_that_people_read_has_a_straight_apostrophe() -> None:
    assert [
        f"{name(path)}: {text.strip()[:80]}"
        for path in READ
        for text in said_by(path)
        if STRAIGHT.search(text) and not text.startswith("=") and name(path) != "web/security.py"
    ] == []


def test_every_kind_of_file_that_people_read_is_looked_at() -> None:
    assert {path.suffix for path in READ} == {".py", ".bpmn", ".html", ".jinja", ".json", ".yaml"}


@pytest.mark.parametrize("text", ["the child's plan", "the parents' wishes", "it was the parents'"])
def test_a_straight_apostrophe_is_seen(text: str) -> None:
    assert STRAIGHT.search(text)


@pytest.mark.parametrize("text", ["the child’s plan", "a mark such as 'due' or '50%'"])
def test_a_typographic_apostrophe_and_quoted_code_are_let_through(text: str) -> None:
    assert not STRAIGHT.search(text)
