"""Instants and guidance in plain words."""

from datetime import UTC, datetime

import pytest

from engine.deadline_words import clock_words
from web.words import guidance, when


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [(16, 30, "4:30pm"), (9, 0, "9am"), (12, 0, "midday"), (0, 0, "midnight"), (0, 5, "12:05am"), (12, 1, "12:01pm")],
)
def test_times_are_told_as_people_say_them(hour: int, minute: int, words: str) -> None:
    assert clock_words(datetime(2026, 12, 3, hour, minute, tzinfo=UTC)) == words


def test_instants_are_told_in_british_summer_time_when_it_is_summer() -> None:
    assert when(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "Wednesday 1 July 2026 at 12:30am"


def test_guidance_is_shown_with_the_design_systems_classes() -> None:
    assert guidance("Do:\n\n- *this*") == (
        '<p class="govuk-body">Do:</p>\n<ul class="govuk-list govuk-list--bullet">\n<li><em>this</em></li>\n</ul>\n'
    )


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "[x](javascript:alert(1))", "![x](https://example.org/x.png)", "<b id=x>"],
)
def test_no_mark_up_of_a_practice_lead_passes(text: str) -> None:
    shown = str(guidance(text))
    assert not any(part in shown for part in ("<script", 'href="javascript', "<img", "<b "))
