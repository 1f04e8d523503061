"""docs/requirements.md, read: the rows, and the elements, fields, settings, handlers and files that each one names."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.contracts.repository import ROOT

DOCUMENT = ROOT / "docs/requirements.md"
NO_TEST = "**Not yet**"


def _numbered(prefix: str, last: int, width: int = 1) -> list[str]:
    return [f"{prefix}{number:0{width}}" for number in range(1, last + 1)]


# The catalogue: stage guide, flowchart, corrections, open questions, clocks, law and practice, document control.
CATALOGUE = (
    *_numbered("S1-", 11, 2),
    *_numbered("S2-", 11, 2),
    *("S2-12a", "S2-12b", "S2-12c", "S2-13"),
    *_numbered("S3-", 7, 2),
    *_numbered("S4-", 6, 2),
    *_numbered("S5-", 10, 2),
    *("F-01", "F-02", "F-03a", "F-03b", "F-04", "F-05", "F-06a", "F-06b", "F-07", "F-08a", "F-08b", "F-09", "F-10"),
    *_numbered("A0-", 25),
    *_numbered("A", 27),
    *_numbered("K", 16),
    *_numbered("B", 12),
    *("M-01", "M-02"),
)
ROW = re.compile(r"\| (?P<id>[A-Z]\d?\d?-?\d*[a-c]?) \| (?P<asks>[^|]+) \| (?P<where>[^|]+) \|(?P<shown>[^|]*)\|")
CODE = re.compile(r"`([^`]+)`")


class Place(NamedTuple):
    """`kind`: a diagram's file name, `form`, `setting`, `handler` or `code`; `name`: what is named there."""

    kind: str
    name: str


class Row(NamedTuple):
    """One requirement of the document; `shown` are the test files that it names."""

    id: str
    asks: str
    where: str
    shown: tuple[str, ...]

    @property
    def places(self) -> Iterator[Place]:
        for part in self.where.partition("**Not yet:**")[0].split(";"):
            kind, _, names = part.strip().partition(" ")
            yield from (Place(kind, found) for found in CODE.findall(names))


def rows(text: str) -> list[Row]:
    """Every row of every table, in the document's order."""
    lines = [ROW.fullmatch(line) for line in text.splitlines() if line.startswith("| ")]
    return [
        Row(found["id"], found["asks"], found["where"], tuple(CODE.findall(found["shown"]))) for found in lines if found
    ]


def files_of(tests: Iterable[str]) -> list[str]:
    """The files that hold these tests; for a test that plays a scenario file of its folder, that file."""
    return sorted({_file_of(*test.partition("::")[::2]) for test in tests})


def _file_of(file: str, test: str) -> str:
    folder = Path(file).parent
    scenarios = [folder / f"{part}.yaml" for part in re.split(r"[\[\]-]", test)[1:] if part]
    return next((path.as_posix() for path in scenarios if (ROOT / path).is_file()), file)


def with_tests(text: str, shown: dict[str, list[str]]) -> str:
    """The document with its last column written anew: for each id, the files of the tests that show it."""

    def written(found: re.Match[str]) -> str:
        tests = ", ".join(f"`{file}`" for file in files_of(shown.get(found["id"], []))) or NO_TEST
        return f"| {found['id']} | {found['asks']} | {found['where']} | {tests} |"

    return "\n".join(ROW.sub(written, line) for line in text.split("\n"))
