"""The repository names no package registry's host and no path of one person's machine."""

import re

import pytest

from tests.contracts.repository import files, name

# Put together from parts, so that this file does not itself name what it looks for.
REGISTRIES = (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("yarnpkg", "com"))
HOSTS = "|".join(rf"\b{name}\.{domain}\b" for name, domain in (*REGISTRIES, (r"deb\.debian", "org")))
FOLDERS = "|".join(("work", "root", "home/[a-z]+", "Users/[A-Za-z]+"))
FORBIDDEN = re.compile(rf"{HOSTS}|(?<![\w.}}>])/(?:{FOLDERS})/")
PICTURES = {".png", ".jpg", ".ico", ".woff2"}


def test_no_file_names_a_registry_host_or_a_path_of_one_machine() -> None:
    found = [
        f"{name(path)}:{number} {match.group()}"
        for path in files()
        if path.suffix not in PICTURES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (match := FORBIDDEN.search(line))
    ]
    assert found == []


@pytest.mark.parametrize("parts", [("https://", "pypi", ".org/simple"), ("cd /", "work/main"), ("/", "root/.cache")])
def test_both_kinds_are_seen(parts: tuple[str, ...]) -> None:
    assert FORBIDDEN.search("".join(parts))


@pytest.mark.parametrize("text", ["/case/work/list", "href='/cases/7'", "the work/life balance"])
def test_ordinary_addresses_are_let_through(text: str) -> None:
    assert not FORBIDDEN.search(text)
