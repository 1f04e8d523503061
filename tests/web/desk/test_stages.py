"""Where a case is, in the words that head its page and stand in lists."""

from types import SimpleNamespace

import pytest

from web.desk.stages import stage_words

NAMES = SimpleNamespace(stages=lambda process: {str(number): f"Stage name {number}" for number in range(1, 6)})


@pytest.mark.parametrize(
    ("stages", "words"),
    [
        ("1:done,2:current", "Stage 2 of 5: Stage name 2"),
        ("1:done,2:done,3:current,4:current", "Stages 3 and 4 of 5"),
        ("1:done,2:done,3:current,4:current,5:current", "Stages 3, 4 and 5 of 5"),
        ("1:done,2:done", "Between stages"),
        ("1:done,2:done,3:done,4:ended,5:done", "All stages are behind it"),
        ("1:done,2:ended", "The pathway has broken off"),
        ("1:done,2:done,3:done,4:ended,5:ended", "The pathway has broken off"),
        ("", "Not in a stage"),
    ],
)
def test_an_open_case_says_which_stages_it_is_in(stages: str, words: str) -> None:
    row = SimpleNamespace(status="open", process_id="reunification", stages=stages)
    assert stage_words(row, NAMES) == words  # type: ignore[arg-type]
