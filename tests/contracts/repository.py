"""What the rules of this repository look at: its files as git sees them, and its Python as syntax trees."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("engine", "handlers", "forms", "web", "cli")


@cache
def files() -> tuple[Path, ...]:
    """Every file that is tracked or about to be: what git ignores is left out."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(path for name in sorted(set(listed.split("\0")) - {""}) if (path := ROOT / name).is_file())


def name(path: Path) -> str:
    """A file's name as people write it: from the root of the repository."""
    return path.relative_to(ROOT).as_posix()


MIGRATIONS = "engine/store/migrations/versions/"
"""Steps that Alembic wrote: each is kept as it was when it was run, and grows with the tables."""


def python(*rooms: str) -> tuple[Path, ...]:
    """The Python files of these top-level folders that people write."""
    found = (path for path in files() if path.suffix == ".py" and name(path).split("/")[0] in rooms)
    return tuple(path for path in found if not name(path).startswith(MIGRATIONS))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), name(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def dotted(node: ast.AST) -> str:
    """`a.b.c` as written, or what can be read of it."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Call):
        return dotted(node.func)
    return node.id if isinstance(node, ast.Name) else ""
