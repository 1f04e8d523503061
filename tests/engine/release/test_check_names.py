"""What people read has a name, and every process has somebody who may start it."""

import pytest

from engine.release.bundle import Bundle
from tests.builders.bpmn import diagram, end, path, process, service, start, sub, user
from tests.engine.release.test_check import SETTINGS, problems
from tests.sample.library import bundle_of

PROMISE = service("work", "deadlines.start", {"start": "=now()", "length": "5", "unit": "days"}, deadline="K")
STAGE = sub("work", start("w"), user("ask", "desk", "acknowledge"), end("we"), path("w", "ask", "we"), stage="1")


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        (user("work", "desk", "acknowledge"), "work: has no name. Write what is to be done, such as"),
        (PROMISE, "work: has no name. Write what is promised, such as"),
        (STAGE, "work: has no name. Write its words, such as Stage 2: Planning"),
    ],
)
def test_what_people_read_has_a_name(xml: str, said: str) -> None:
    parts = (start(), user("first", "desk", "acknowledge"), end(), path("begin", "first", "work", "done"))
    whole = diagram(process("main", *parts, xml))
    assert problems(bundle_of(main=whole)) == []
    [found] = problems(bundle_of(main=whole.replace(b' name="Work"', b"")))
    assert found.startswith(f"processes/main.bpmn {said}")


def starting(roles: str) -> list[str]:
    """Of two processes; a case of the second is opened by a step of the first."""
    opens = service("work", "cases.open", {"process": "second"}, tag="sendTask")
    asks = (start(), user("ask", "desk", "acknowledge"), end(), path("begin", "ask", "work", "done"))
    more = (start("b"), user("a", "desk", "acknowledge"), end("d"), path("b", "a", "d"))
    files = bundle_of(main=diagram(process("main", *asks, opens)), two=diagram(process("second", *more))).files
    return problems(Bundle(files | {SETTINGS: files[SETTINGS] + f"\nstart_roles: {roles}\n".encode()}))


@pytest.mark.parametrize("roles", ["{main: [desk]}", "{main: [desk], second: [head]}"])
def test_a_process_is_started_by_a_role_or_by_another_process(roles: str) -> None:
    assert starting(roles) == []


@pytest.mark.parametrize("roles", ["{second: [desk]}", "{main: [], second: [desk]}"])
def test_a_process_that_nobody_may_start_is_told(roles: str) -> None:
    [found] = starting(roles)
    assert found.startswith("processes/settings.yaml start_roles: names no role that may start main: nobody could")
