"""What is too long to be kept is refused before any case runs: SQLite would keep it, PostgreSQL would not."""

import pytest

from tests.builders.bpmn import diagram, end, path, process, start, sub, user
from tests.engine.release.test_check import problems
from tests.sample.library import bundle_of


def found_in(*parts: str) -> list[str]:
    found = problems(bundle_of(main=diagram(process("main", *parts))))
    return [text.removeprefix("processes/main.bpmn ") for text in found]


@pytest.mark.parametrize(
    ("length", "refused"),
    [
        (64, []),
        (
            65,
            [
                "done: has the outcome of 65 characters, which begins '"
                + "x" * 40
                + "'; the most is 64. Make it shorter."
            ],
        ),
    ],
)
def test_an_outcome_has_at_most_64_characters(length: int, refused: list[str]) -> None:
    task = user("ask", "desk", "look_at_shelves")
    assert found_in(start(), task, end(outcome="x" * length), path("begin", "ask", "done")) == refused


@pytest.mark.parametrize(("length", "count"), [(200, 0), (201, 1)])
def test_an_id_has_at_most_200_characters(length: int, count: int) -> None:
    name = "a" * length
    found = found_in(start(), user(name, "desk", "look_at_shelves"), end(), path("begin", name, "done"))
    assert len([text for text in found if "has an id of 201 characters" in text]) == count


@pytest.mark.parametrize(("stages", "count"), [(6, 0), (7, 1)])
def test_a_case_has_at_most_six_stages(stages: int, count: int) -> None:
    """Six of `1:current,` are 60 characters and seven are 70; a case keeps 64."""
    names = [f"stage_{number}" for number in range(1, stages + 1)]
    inside = [
        sub(name, start(f"b_{name}"), user(f"t_{name}", "desk", "look_at_shelves"), end(f"e_{name}"),
            path(f"b_{name}", f"t_{name}", f"e_{name}"), stage=name[-1])
        for name in names
    ]  # fmt: skip
    found = found_in(start(), *inside, end(), path("begin", *names, "done"))
    assert (
        found
        == [f"stage_7: is one of 7 stages, {', '.join('1234567')}, more than a case can keep. Draw fewer."] * count
    )
