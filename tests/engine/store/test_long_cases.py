"""A case that goes round and round for years keeps a small state; SpiffWorkflow alone stops at 325 rounds (trap 9)."""

import pytest

from engine.store.tables import HISTORY
from engine.store.verify import what_was_changed
from tests.builders.bpmn import call, diagram, end, event_sub, flow, gateway, path, process, start, sub, user
from tests.sample.library import ANN, Library, at, bundle_of

REVIEW = process("review", start("rb"), user("hold", "desk", "acknowledge"), end("rd"), path("rb", "hold", "rd"))
ROUND = process(
    "main",
    start(),
    gateway("exclusive", "again"),
    sub(
        "stage",
        start("sb"),
        gateway("parallel", "fork"),
        call("ring", "review", {}, {"case.read": "=hold.read"}),
        user("note", "desk", "acknowledge"),
        gateway("parallel", "meet"),
        end("sd"),
        path("sb", "fork", "ring", "meet", "sd") + path("fork", "note", "meet"),
        stage="1",
    ),
    gateway("exclusive", "enough", default="again"),
    end(),
    path("begin", "again", "stage", "enough", "again") + flow("enough", "done", "=note.read = true"),
    event_sub(
        "aside",
        start("noted", message="note", form="acknowledge", candidateGroups="desk"),
        user("look", "desk", "acknowledge"),
        end("seen"),
        path("noted", "look", "seen"),
    ),
)


def go_round(library: Library, rounds: int) -> tuple[str, list[int]]:
    """The case, and the length of its state after each round."""
    library.publish(bundle_of(main=diagram(ROUND, REVIEW)))
    sizes = []
    with at("2026-03-02 09:00"):
        case = library.start("main")
        for number in range(rounds):
            library.complete(ANN, "hold")
            if number % 10 == 0:
                library.send(ANN, case, "noted")
                library.complete(ANN, "look")
            library.complete(ANN, "note")
            sizes.append(len(library.case(case).state))
    return case, sizes


def assert_still_runs(library: Library, case: str, sizes: list[int]) -> None:
    """Numbers have more digits after a while; nothing else may grow."""
    assert max(sizes) < sizes[2] + 100
    assert sorted(row.element_id for row in library.open()) == ["hold", "note"]
    with at("2026-03-02 10:00"):
        library.complete(ANN, "hold")
        assert library.complete(ANN, "note", {"read": True}).case_closed
    with library.database.reading() as connection:
        assert what_was_changed(connection, library.case(case).id) == []


def test_after_400_rounds_the_state_is_as_small_as_after_three(sqlite_library: Library) -> None:
    case, sizes = go_round(sqlite_library, 400)
    assert_still_runs(sqlite_library, case, sizes)
    # each round completes two tasks, every tenth also reports and looks: 800 + 80, then the start and the last two
    assert len(sqlite_library.rows(HISTORY)) == 880 + 1 + 2


@pytest.mark.slow
def test_after_3000_rounds_it_still_runs(library: Library) -> None:
    case, sizes = go_round(library, 3_000)
    assert_still_runs(library, case, sizes)
