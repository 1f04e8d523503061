"""A file, and a function, can be read in one go."""

from tests.contracts.repository import MIGRATIONS, ROOMS, files, functions, name, python

FILE_LINES = 300
FUNCTION_LINES = 40
WRITTEN_BY_HAND = {".py", ".jinja", ".html", ".lark", ".sh", ".js", ".mjs", ".scss", ".toml"}
BUILT = ("web/static/", "tests/assets/", MIGRATIONS)


def test_no_file_is_longer_than_300_lines() -> None:
    sources = [path for path in files() if path.suffix in WRITTEN_BY_HAND and not name(path).startswith(BUILT)]
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in sources}
    assert "cli/main.py" in lengths
    assert {path: lines for path, lines in lengths.items() if lines > FILE_LINES} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    long = [
        f"{name(path)}:{function.lineno} {function.name}"
        for path in python(*ROOMS)
        for function in functions(path)
        if (function.end_lineno or function.lineno) - function.lineno >= FUNCTION_LINES
    ]
    assert long == []
