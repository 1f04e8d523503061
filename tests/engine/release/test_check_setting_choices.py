"""Words in the settings are among those that `can_be` lists; none stands twice."""

import pytest

from engine.release.bundle import Bundle
from tests.engine.release.test_check import SAMPLE, SETTINGS, problems

CAN_BE = "can_be: {library.way: [post, van], library.ways: library.kinds}\n"


def of_library(way: str = "post", ways: str = "[a]", kinds: str = "", more: str = CAN_BE) -> list[str]:
    """Problems of the sample with settings of which a form shows all."""
    kinds = kinds or "[{value: a, label: A}, {value: b, label: B}]"
    text = SAMPLE.files[SETTINGS].decode() + f"  way: {way}\n  ways: {ways}\n  kinds: {kinds}\n{more}"
    shown = b'{"type": "text", "id": "t", "text": "{{ settings.library.way }} {{ settings.library.ways }}'
    shown += b' {{ settings.library.kinds }}"},'
    form = SAMPLE.files["forms/acknowledge.json"].replace(b'"components": [', b'"components": [' + shown, 1)
    found = problems(Bundle(SAMPLE.files | {SETTINGS: text.encode(), "forms/acknowledge.json": form}))
    return [each.removeprefix("processes/settings.yaml ") for each in found]


@pytest.mark.parametrize(("way", "ways"), [("post", "[a]"), ("van", "[a, b]"), ("van", "[]"), ("post", "[a/b]")])
def test_words_that_are_listed_are_accepted(way: str, ways: str) -> None:
    assert of_library(way, ways) == []


def test_other_words_are_refused_with_those_that_can_be() -> None:
    assert of_library(way="pst") == ["library.way: holds pst, and can be post, van. Did you mean post?"]
    assert of_library(ways="[a, c]") == ["library.ways: holds c, and can be a, b."]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("can_be: [post]\n", "can_be: must hold names of settings with their words"),
        ("can_be: {library.wy: [post]}\n", "can_be.library.wy: names a setting that is not in this file."),
        ("can_be: {library.way: library.nothing}\n", "can_be.library.way: must be a list of words, or the name of"),
    ],
)
def test_a_list_that_leads_nowhere_is_refused(more: str, said: str) -> None:
    [found] = of_library(more=more)
    assert found.startswith(said)


def test_nothing_stands_twice() -> None:
    assert of_library(ways="[a, a]") == ["library.ways: has a twice. Leave one."]
    [found] = of_library(kinds="[{value: a, label: A}, {value: a, label: B}]")
    assert found == "library.kinds: has two choices with the value a. Give each its own, or remove one."
    [found] = of_library(kinds="[{value: a, label: A}, {value: b, label: A}]")
    assert found == "library.kinds: has two choices with the label A. Give each its own, or remove one."
