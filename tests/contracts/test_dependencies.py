"""What the code imports is what pyproject.toml asks for: nothing undeclared, nothing left over."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions

from tests.contracts.repository import ROOMS, ROOT, name, python, tree

# Never imported by name: SQLAlchemy loads psycopg when an address asks for it; zoneinfo reads tzdata if it must.
LOADED_BY_OTHERS = {"psycopg", "tzdata"}
# Run by maintainers in an environment that has the tests' packages too.
MAINTAINERS = {"cli/make_calendar.py"}


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {normal(re.split(r"[\[<>=!~ ;]", line)[0]) for line in project["dependencies"]}


def normal(distribution: str) -> str:
    return distribution.lower().replace("_", "-")


def imported() -> set[str]:
    """The distributions whose modules are imported, or named in full as a string, as Jinja's PackageLoader does."""
    named = {
        top
        for path in python(*ROOMS)
        if name(path) not in MAINTAINERS
        for node in ast.walk(tree(path))
        for top in modules(node)
    }
    outside = named - set(ROOMS) - set(sys.stdlib_module_names)
    return {normal(package) for module in outside for package in packages_distributions().get(module, (module,))}


def modules(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {alias.name.split(".")[0] for alias in node.names}
    if isinstance(node, ast.ImportFrom):
        return {(node.module or "").split(".")[0]}
    return {node.value} if isinstance(node, ast.Constant) and node.value == "govuk_frontend_jinja" else set()


def test_whatever_is_imported_is_declared() -> None:
    assert imported() - declared() == set()


def test_whatever_is_declared_is_imported() -> None:
    assert declared() - LOADED_BY_OTHERS - imported() == set()
