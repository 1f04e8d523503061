"""A length that nobody could count is named in the settings, before it stops every case that comes to it."""

import pytest

from engine.release.bundle import Bundle, read_folder
from tests.builders.bpmn import diagram, end, path, process, service, start, user
from tests.engine.release.test_check import SETTINGS, problems
from tests.sample.library import FOLDER, bundle_of

SAMPLE = read_folder(FOLDER)


def of_settings(more: str) -> list[str]:
    """Problems of the sample whose part `library` holds more; that nothing reads it is looked at elsewhere."""
    text = SAMPLE.files[SETTINGS].decode() + more
    found = problems(Bundle(SAMPLE.files | {SETTINGS: text.encode()}))
    return [each.removeprefix("processes/settings.yaml ") for each in found if "is read by no diagram" not in each]


@pytest.mark.parametrize(
    "length",
    [
        "5, unit: working-days",
        "0, unit: working-days",  # the same working day
        "0, unit: days",
        "0.5, unit: hours",
        "1000, unit: working-days",  # the longest that can be meant
        "240, unit: months",
    ],
)
def test_a_length_that_can_be_counted_is_accepted(length: str) -> None:
    assert of_settings(f"  deadline: {{length: {length}}}\n") == []


@pytest.mark.parametrize(
    ("length", "said"),
    [
        ("-5, unit: working-days", "length: cannot be counted. A deadline of -5 working-days makes no sense"),
        ("5.5, unit: working-days", "length: cannot be counted. A deadline in working-days needs a whole number"),
        ("99999, unit: working-days", "length: cannot be counted. A deadline of 99999 working-days is too long"),
        ("0, unit: hours", "length: cannot be counted. A deadline of 0 hours makes no sense"),
        (".nan, unit: days", "length: cannot be counted. A deadline of NaN days makes no sense"),
        ("five, unit: days", "length: is 'five', and a number belongs here, such as 5."),
        ("'5', unit: days", "length: is '5', and a number belongs here, such as 5."),
        ("yes, unit: days", "length: is yes, and a number belongs here, such as 5."),
        (", unit: days", "length: is empty, and a number belongs here, such as 5."),
        ("[5], unit: days", "length: is [5], and a number belongs here, such as 5."),
        ("5, unit: fortnights", "unit: is 'fortnights', which is no unit of time. Use one of hours, working-hours,"),
        ("5, unit: ", "unit: is empty, which is no unit of time."),
        ("5, unit: [days]", "unit: is ['days'], which is no unit of time."),
    ],
)
def test_a_length_that_cannot_be_counted_is_named(length: str, said: str) -> None:
    [found] = of_settings(f"  deadline: {{length: {length}}}\n")
    assert found.startswith(f"library.deadline.{said}")


def test_other_readings_are_looked_at_too() -> None:
    readings = "[{length: 2, unit: working-days}, {length: -2, unit: days}]"
    [found] = of_settings(f"  deadline: {{length: 48, unit: hours, other_readings: {readings}}}\n")
    assert found.startswith("library.deadline.other_readings.2.length: cannot be counted. A deadline of -2 days")


@pytest.mark.parametrize(
    ("deadlines", "said"),
    [
        ("K3: {length: -5, unit: days}", "deadlines.K3.length: cannot be counted."),
        ("K3: 5", "deadlines.K3: needs a length and a unit, such as {length: 5, unit: working-days}."),
        ("K3: {length: 5}", "deadlines.K3: needs a length and a unit"),
        ("K3: {lenght: 5, unit: days}", "deadlines.K3: needs a length and a unit"),
        ("- K3", "deadlines: must hold names with values"),
    ],
)
def test_each_deadline_has_a_length_and_a_unit(deadlines: str, said: str) -> None:
    [found] = [each for each in of_settings(f"deadlines:\n  {deadlines}\n") if "nothing reads" not in each]
    assert found.startswith(said)


def test_what_is_wrong_in_the_settings_is_told_there_and_not_against_the_diagram() -> None:
    more = b"deadlines:\n  K3: {length: five, unit: days}\n"
    inputs = {"start": "=now()", "length": "=settings.deadlines.K3.length", "unit": "=settings.deadlines.K3.unit"}
    work = service("work", "deadlines.start", inputs, deadline="K3")
    ask = user("ask", "desk", "acknowledge")
    parts = [start(), ask, work, end(), path("begin", "ask", "work", "done")]
    files = bundle_of(main=diagram(process("main", *parts))).files
    found = problems(Bundle(files | {SETTINGS: files[SETTINGS] + more}))
    assert found == ["processes/settings.yaml deadlines.K3.length: is 'five', and a number belongs here, such as 5."]


@pytest.mark.parametrize("value", ["limit_weeks: 12", "days_to_record: 0", "months: [3, 6]", "prompt_hours: 0.5"])
def test_a_number_under_a_name_that_says_what_is_counted_is_accepted(value: str) -> None:
    assert of_settings(f"  {value}\n") == []


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("limit_weeks: twelve", "limit_weeks: is 'twelve', and a number of weeks belongs here, such as 5."),
        ("limit_weeks: -1", "limit_weeks: cannot be counted. A deadline of -1 weeks makes no sense"),
        ("midway_week: 6.5", "midway_week: cannot be counted. A deadline in weeks needs a whole number, not 6.5."),
        ("days_to_record: ", "days_to_record: is empty, and a number of days belongs here, such as 5."),
        ("prompt_nights: four", "prompt_nights: is 'four', and a number of days belongs here, such as 5."),
        ("months: [3, six]", "months: is 'six', and a number of months belongs here, such as 5."),
    ],
)
def test_a_name_that_says_what_is_counted_asks_for_a_number(value: str, said: str) -> None:
    [found] = of_settings(f"  {value}\n")
    assert found.startswith(f"library.{said}")
