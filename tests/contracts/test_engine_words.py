"""The engine runs any diagram: it knows no word of reunification."""

import re

import pytest

from tests.contracts.repository import files, name

WORDS = (
    "reunif", "placement", "pwp", "s20", "section.20", "care.order", "social.worker", "foster", "looked.after",
    "step.down", "safeguarding",
)  # fmt: skip
SIGN = "engine/__init__.py"  # says over the door that nothing in here knows of reunification
FORBIDDEN = re.compile(rf"\b(?:{'|'.join(WORDS)})", re.IGNORECASE)


def test_no_file_of_the_engine_speaks_of_reunification() -> None:
    said = [
        f"{name(path)}:{number} {match.group()}"
        for path in files()
        if name(path).startswith("engine/") and name(path) != SIGN
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if (match := FORBIDDEN.search(line))
    ]
    assert said == []


@pytest.mark.parametrize("line", ["a Care Order", "def reunify(reunification_id)", "pwp_agreed", "S20"])
def test_such_words_are_seen_in_text_and_in_names(line: str) -> None:
    assert FORBIDDEN.search(line)


@pytest.mark.parametrize("line", ["replacement", "child.parent", "careful order"])
def test_ordinary_words_of_an_engine_are_let_through(line: str) -> None:
    assert not FORBIDDEN.search(line)
