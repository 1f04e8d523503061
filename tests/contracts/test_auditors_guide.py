"""The check of the hash chain in docs/auditors.md runs as it stands there, and sees each kind of tampering."""

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import delete, update

from engine.store.tables import ANSWERS, HISTORY
from tests.contracts.repository import ROOT
from tests.sample.library import Library, at

BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def library(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """One case, LB-00001, with two events: it was started, and a person reported the loss."""
    monkeypatch.setenv("HOMEWARD_DATABASE_URL", database_url)
    with at("2026-03-02 09:00"):
        found = Library(database_url)
        found.report_loss()
        yield found
        found.database.close()


def says(capsys: pytest.CaptureFixture[str]) -> str:
    """What the guide's own words print."""
    [block] = BLOCK.findall((ROOT / "docs/auditors.md").read_text(encoding="utf-8"))
    exec(compile(block, "docs/auditors.md", "exec"), {})
    return capsys.readouterr().out.strip()


def test_an_untouched_case_holds_in_the_guides_check(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    assert says(capsys) == "LB-00001 holds"


@pytest.mark.parametrize(
    ("tampering", "said"),
    [
        (update(HISTORY).where(HISTORY.c.seq == 2).values(actor_id="bob"), "event 2 does not follow the one before it"),
        (update(HISTORY).where(HISTORY.c.seq == 2).values(payload="{}"), "event 2 has another payload"),
        (
            update(ANSWERS).where(ANSWERS.c.name == "report_loss").values(value={}),
            "answer 1 is not as it was entered",
        ),
        (delete(HISTORY).where(HISTORY.c.seq == 1), "event 2 stands in place 1"),
        (delete(HISTORY).where(HISTORY.c.seq == 2), "the case knows of 2 events and another head, but 1 are there"),
    ],
)
def test_each_kind_of_tampering_shows(
    library: Library, capsys: pytest.CaptureFixture[str], tampering: object, said: str
) -> None:
    with library.database.transaction() as connection:
        connection.execute(tampering)  # type: ignore[call-overload]
    assert said in says(capsys)
