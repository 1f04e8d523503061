"""A handler keeps its meaning under its name: releases that councils have published go on calling it."""

from tests.contracts.released_handlers import differences, present, read_record


def test_no_handler_differs_from_what_was_handed_over() -> None:
    recorded = read_record()
    assert recorded
    assert differences(recorded, present()) == []


def test_a_change_and_a_removal_are_told_with_what_to_do_and_what_is_new_is_free() -> None:
    recorded = {"deadlines.start": "a", "deadlines.move@2": "b", "plans.outline": "c"}
    now = {"deadlines.start": "a", "deadlines.move@2": "x", "deadlines.move@3": "y"}
    changed, gone = differences(recorded, now)
    assert changed.startswith("deadlines.move@2 has other code than was handed over.")
    assert gone == "plans.outline is gone: cases whose release calls it would stop. Put it back."


def test_every_handler_of_the_pathway_would_be_recorded() -> None:
    assert {"deadlines.start", "deadlines.move", "deadlines.stop", "messages.notify"} <= present().keys()
    assert not any(name.startswith("sample.") for name in present())
