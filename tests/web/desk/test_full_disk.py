"""A full disk: nothing is half saved, and what was typed stays on the page until there is room again."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from sqlalchemy import event

from tests.web.desk.town import Town

LONG = "A sentence that takes its room. " * 120


@contextmanager
def full(town: Town) -> Iterator[None]:
    """The database file may not grow by one page."""
    engine = town.services.database.engine

    def limit(connection: Any, _record: Any) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    with engine.connect() as connection:
        connection.exec_driver_sql("VACUUM")
    engine.dispose()
    event.listen(engine, "connect", limit)
    yield
    event.remove(engine, "connect", limit)
    engine.dispose()


def test_a_task_on_a_full_disk_is_answered_with_503_and_the_answers(town: Town) -> None:
    reference = town.start()
    address = town.address("assess_need", reference)
    answers = town.answers("assess_need", reference, needs=LONG)
    with full(town):
        answer = town.as_("amara").post(address, data=answers)
        assert answer.status_code == 503
        assert "Homeward could not save just now" in answer.text
        assert LONG.strip() in answer.text
        assert town.as_("amara").get("/work").status_code == 200
    assert town.recorded(reference, "assess_need") is None
    assert town.as_("amara").post(address, data=answers).status_code == 303


def test_a_draft_on_a_full_disk_stays_on_the_page_too(town: Town) -> None:
    reference = town.start()
    address = town.address("assess_need", reference)
    with full(town):
        answer = town.as_("amara").post(address, data={"draft": "yes", "needs": LONG, "capacity_evidence": LONG})
    assert answer.status_code == 503
    assert LONG.strip() in answer.text


def test_a_file_that_there_is_no_room_for_costs_no_answers(town: Town) -> None:
    reference = town.start()
    town.complete_as_allocated(
        "assess_need", "approve_assessment_tm", "approve_assessment_sm", "guide_parents", "seek_views",
        reference=reference,
    )  # fmt: skip
    scan: dict[str, Any] = {"agreements.0.copy": (BytesIO(b"x" * 200_000), "signed.pdf")}
    with full(town):
        answer = town.as_("amara").post(
            town.address("agree_plan", reference), data=town.answers("agree_plan", reference) | scan
        )
    assert answer.status_code == 503
    assert "The head teacher" in answer.text


def test_a_case_is_not_started_on_a_full_disk(town: Town) -> None:
    answers = town.answers("identify_child", needs_and_wishes=LONG)
    with full(town):
        answer = town.as_("amara").post("/start/reunification", data=answers)
    assert answer.status_code == 503
    assert LONG.strip() in answer.text
