"""What stands behind the first name of a path is there: facts that are set, parts of deadlines, questions that another
step's form asks. Otherwise a form would show nothing, and a gateway take its default, in every case.
"""

import json

import pytest

from engine import clock
from engine.release.bundle import Bundle
from engine.release.check_reads import OF_A_DEADLINE
from engine.runtime.deadlines import DeadlineState
from tests.builders.bpmn import diagram, end, flow, gateway, path, process, service, start, user
from tests.engine.release.test_check import problems
from tests.sample.library import at, bundle_of

PROMISED = {"start": "=now()", "length": "5", "unit": "days"}
MAIN = "processes/main.bpmn "


def shelves(*parts: str, ways: tuple[str, ...], outputs: dict[str, str] | None = None) -> Bundle:
    """A process in which the desk says whether a book was seen on the shelf; that is kept as the fact `seen`. Before
    that a deadline K is started.
    """
    ask = user("ask", "desk", "look_at_shelves", outputs or {"case.seen": "=ask.seen"})
    promise = service("promise", "deadlines.start", PROMISED, deadline="K")
    return bundle_of(main=diagram(process("main", start(), promise, ask, end(), *parts, path(*ways))))


def decided(condition: str) -> list[str]:
    parts = (gateway("exclusive", "which", default="done"), end("late"), flow("which", "late", condition))
    return problems(shelves(*parts, ways=("begin", "promise", "ask", "which", "done")))


def shown(**attributes: object) -> list[str]:
    """Of the same process with one more step, whose form has one more component."""
    work = user("work", "desk", "acknowledge")
    bundle = shelves(work, ways=("begin", "promise", "ask", "work", "done"))
    form = json.loads(bundle.files["forms/acknowledge.json"])
    form["components"].append({"type": "text", "id": "seen_before", "text": "Seen", **attributes})
    return problems(Bundle(bundle.files | {"forms/acknowledge.json": json.dumps(form).encode()}))


@pytest.mark.parametrize(
    "read",
    [
        "ask.seen", "case.seen", "case.subject", "case.started_on", "deadlines.K.due", "case", "deadlines", "ask",
        "[{a: 1}][case.a = 1]",
    ],
)  # fmt: skip
def test_what_is_there_can_be_read_on_diagrams_and_forms(read: str) -> None:
    assert decided(f"={read} = null") == []
    assert shown(text=f"It was {{{{ {read} }}}}") == []
    assert shown(conditional={"hide": f"={read} = null"}) == []


FACT = (
    "reads case.sean, which no output mapping on a diagram sets. Did you mean case.seen? A fact is set with the target"
    " case.NAME."
)
PART = "reads deadlines.K.duee. Of a deadline these can be read: start, due, last_day, met_at, state."


@pytest.mark.parametrize(("read", "message"), [("case.sean", FACT), ("deadlines.K.duee", PART)])
def test_a_fact_or_a_part_of_a_deadline_that_is_not_there_is_refused_wherever_it_is_read(
    read: str, message: str
) -> None:
    assert decided(f'={read} = "yes"') == [f"{MAIN}which__late: {message}"]
    assert shown(text=f"It was {{{{ {read} }}}}") == [f"forms/acknowledge.json seen_before text: {message}"]
    [found] = shown(conditional={"hide": f"={read} = null"})
    assert found == f"forms/acknowledge.json seen_before conditional.hide: {message}"


def test_what_no_other_form_asks_is_refused_where_a_form_reads_it() -> None:
    [found] = shown(text="It was {{ ask.saw }}, on {{ ask.saw }}")
    assert found == (
        "forms/acknowledge.json seen_before text: reads ask.saw, but the form look_at_shelves asks looked_on, seen."
    )
    question = {"type": "textfield", "key": "why", "label": "Why", "properties": {"prefill": "=ask.saw"}}
    [found] = shown(**question)
    assert found.startswith(
        "forms/acknowledge.json why properties.prefill: reads ask.saw, but the form look_at_shelves"
    )


def test_a_deadline_that_nothing_starts_is_refused_on_a_form_too() -> None:
    [found] = shown(text="By {{ deadlines.L.due }}")
    assert found == ("forms/acknowledge.json seen_before text: reads deadlines.L.due, but nothing starts a deadline L.")


def test_a_case_that_is_opened_has_the_facts_that_it_is_opened_with() -> None:
    def opened(facts: str) -> list[str]:
        opening = service("opening", "cases.open", {"process": "main", "facts": facts}, tag="sendTask")
        which, done = gateway("exclusive", "which", default="done"), end("late")
        parts = (opening, which, done, flow("which", "late", '=case.branch = "x" and case.linked_case = null'))
        return problems(shelves(*parts, ways=("begin", "promise", "ask", "opening", "which", "done")))

    assert opened("={branch: ask.seen}") == []
    [found] = opened("={brunch: ask.seen}")
    assert found.startswith(f"{MAIN}which__late: reads case.branch, which no output mapping on a diagram sets.")
    assert opened("=case") == []  # nobody can tell which facts these are


def test_what_can_be_read_of_a_deadline_is_what_a_case_tells() -> None:
    promised = DeadlineState(1, "K", "", "promise", "2026-03-02", "2026-03-09T23:00:00+00:00", "2026-03-09")
    with at("2026-03-02 09:00"):
        assert tuple(promised.view(clock.now())) == OF_A_DEADLINE


def test_the_answers_to_another_step_are_not_written_over() -> None:
    again = user("again", "desk", "acknowledge", {"ask": "=again.read"})
    [found] = problems(shelves(again, ways=("begin", "promise", "ask", "again", "done")))
    assert found == (
        f"{MAIN}again: writes to ask, under which the answers to that step are kept. Write to a name of its own."
    )
