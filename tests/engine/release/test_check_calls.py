"""A call gives the called process each input that something in it reads."""

import json

import pytest

from engine.release.bundle import Bundle
from tests.builders.bpmn import call, diagram, end, flow, gateway, path, process, service, start, user
from tests.engine.release.test_check import SAMPLE, problems
from tests.sample.library import bundle_of


def calling(given: dict[str, str], *inside: str, form: dict[str, object] | None = None) -> list[str]:
    """Problems of a process that calls another one, in which these elements stand."""
    main = process("main", start(), call("called", "other", given), end(), path("begin", "called", "done"))
    parts = (start("o_begin"), user("o_ask", "desk", "acknowledge"), end("o_end"), *inside)
    files = bundle_of(main=diagram(main), other=diagram(process("other", *parts))).files
    if form is not None:
        old = json.loads(files["forms/acknowledge.json"])
        old["components"].append(form)
        files = files | {"forms/acknowledge.json": json.dumps(old).encode()}
    return [text.removeprefix("processes/main.bpmn ") for text in problems(Bundle(files))]


SAYS = service("o_say", "sample.echo", {"text": "=inputs.seen_at"})
WAY = path("o_begin", "o_ask", "o_say", "o_end")


@pytest.mark.parametrize("given", [{"seen_at": "=now()"}, {"seen_at": "=null"}, {"seen_at": "=now()", "more": "x"}])
def test_a_call_that_gives_what_is_read_is_accepted(given: dict[str, str]) -> None:
    assert calling(given, SAYS, WAY) == []


def test_an_input_that_is_read_and_not_given_is_refused() -> None:
    [found] = calling({}, SAYS, WAY)
    assert found == (
        "called: calls other, which reads inputs.seen_at (o_say), and gives it no such input. Add an input mapping with"
        " the target seen_at; its source is =null where there is nothing to say."
    )


def test_a_misspelt_input_is_told_beside_the_one_that_is_read() -> None:
    [found] = calling({"sen_at": "=now()"}, SAYS, WAY)
    assert found.endswith("Or is it sen_at, which it gives and nothing reads?")


def test_conditions_and_forms_read_inputs_too() -> None:
    which = gateway("exclusive", "o_which", default="o_end")
    ways = (path("o_begin", "o_ask", "o_which", "o_end"), flow("o_which", "o_late", "=inputs.late = true"))
    [found] = calling({}, which, end("o_late"), *ways)
    assert found.startswith("called: calls other, which reads inputs.late (o_which__o_late)")
    shown: dict[str, object] = {"type": "text", "id": "told", "text": "Seen on {{ inputs.on }}."}
    [found] = calling({}, path("o_begin", "o_ask", "o_end"), form=shown)
    assert found.startswith("called: calls other, which reads inputs.on (forms/acknowledge.json)")


def test_the_sample_gives_what_its_called_process_reads() -> None:
    assert problems(SAMPLE) == []
