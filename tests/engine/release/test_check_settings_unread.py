"""Inside a part of the settings too, everything is read: what is mistyped would quietly do nothing."""

import pytest

from engine.release.bundle import Bundle
from tests.builders.bpmn import diagram, end, path, process, start, user
from tests.engine.release.test_check import SAMPLE, SETTINGS, problems
from tests.engine.release.test_check_setting_names import of_settings
from tests.sample.library import bundle_of


def test_what_a_diagram_or_a_handler_reads_is_accepted() -> None:
    """`costly_pounds` stands in a condition, `most_late_pounds` in a handler."""
    assert problems(SAMPLE) == []


def test_what_nothing_reads_is_told() -> None:
    [found] = of_settings("  costly_pounds: 30", "  costly_pounds: 30\n  costly_pound: 30")
    assert found == "library.costly_pound: is read by no diagram, form or handler. Did you mean costly_pounds?"
    [found] = of_settings("  costly_pounds: 30", "  costly_pounds: 30\n  opens: 9")
    assert found.endswith("Remove it, or read it on a diagram or form.")


def with_lengths(settings: str) -> list[str]:
    work = user("work", "desk", "acknowledge", dueWithin="=settings.deadlines.K3")
    files = bundle_of(main=diagram(process("main", start(), work, end(), path("begin", "work", "done")))).files
    found = problems(Bundle(files | {SETTINGS: files[SETTINGS] + b"deadlines:\n" + settings.encode()}))
    return [each.removeprefix("processes/settings.yaml ") for each in found]


def test_a_length_that_is_read_as_a_whole_has_known_parts() -> None:
    assert with_lengths("  K3: {length: 5, unit: days, roll_weekend_forward: true}\n") == []
    [found] = with_lengths("  K3: {length: 5, unit: days, roll_weekend_forwards: true}\n")
    assert found.startswith("deadlines.K3.roll_weekend_forwards: means nothing here. A length of time has any_day,")


def test_a_deadline_that_nothing_starts_is_told() -> None:
    [found] = with_lengths("  K3: {length: 5, unit: days}\n  K99: {length: 5, unit: days}\n")
    assert found.startswith("deadlines.K99: is read by no diagram, form or handler.")


@pytest.mark.parametrize(("data", "said"), [(None, "is missing"), (b"", "is empty"), (b"# later\n", "is empty")])
def test_settings_that_are_not_there_are_told_once(data: bytes | None, said: str) -> None:
    files = {name: text for name, text in SAMPLE.files.items() if name != SETTINGS}
    found = problems(Bundle(files | ({} if data is None else {SETTINGS: data})))
    assert found[0] == f"processes/settings.yaml: {said}: it says who the roles are and who may start a case."
    assert all("other checks that need this file were left out" in each for each in found[1:])
