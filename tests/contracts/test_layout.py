"""The tree is the one in docs/architecture.md."""

import ast

from tests.contracts.repository import ROOMS, files, name, python, tree

FOLDERS = {*ROOMS, "processes", "tests", "docs", ".ci"}


def test_the_top_level_holds_the_agreed_folders_and_no_other() -> None:
    found = {name(path).split("/")[0] for path in files() if "/" in name(path)}
    assert found <= FOLDERS
    assert set(ROOMS) <= found


def test_every_folder_of_our_code_is_a_package() -> None:
    folders = {path.parent for path in python(*ROOMS)}
    assert [name(folder) for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []


def test_test_folders_are_no_packages() -> None:
    assert [name(path) for path in python("tests") if path.name == "__init__.py"] == []


def test_processes_hold_no_python() -> None:
    assert python("processes") == ()


def test_every_module_says_in_its_first_line_what_it_is_for() -> None:
    modules = [path for path in python(*ROOMS, "tests") if tree(path).body]
    assert [name(path) for path in modules if not ast.get_docstring(tree(path))] == []
