"""Reading the settings file: what cannot be read, or could be read in two ways, is refused with its place."""

import pytest

from engine.errors import DefinitionError
from engine.release.settings import read_settings


def test_dates_become_text_and_names_stay_text() -> None:
    assert read_settings(b"pathway: {issued_on: 2024-11-18}\n1: one\n") == {
        "pathway": {"issued_on": "2024-11-18"},
        "1": "one",
    }


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("limit: 12\nlimit: 10\n", "limit stands here twice"),
        ("a: {b: 1, b: 2}\n", "b stands here twice"),
        ("- a\n", "must hold names with values"),
        ("a: [1\n", "cannot be read"),
        ("a: 1\nb: 2025-02-31\n", "2025-02-31 looks like a date, and there is no such day(.|\n)*line 2"),
        ("b: 2025-02-28 25:00:00\n", "2025-02-28 25:00:00 looks like a date"),
    ],
)
def test_a_file_that_could_mislead_is_refused(text: str, says: str) -> None:
    with pytest.raises(DefinitionError, match=says):
        read_settings(text.encode())
