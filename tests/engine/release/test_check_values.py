"""What could be known to be wrong before any case runs is refused by the check, not in somebody's case."""

import pytest

from engine.deadline import UNITS
from engine.errors import DefinitionError
from engine.registry import HANDLERS
from engine.release.release import read_release
from forms.reader import read_form
from handlers.given import Unit
from tests.builders.bpmn import diagram, each, element, end, flow, gateway, path, process, service, start, user
from tests.sample.library import bundle_of

DUE = {"start": "=now()", "length": "=5", "unit": "days"}


def problems(*parts: str, ways: tuple[str, ...] = ("begin", "ask", "work", "done")) -> list[str]:
    """Of a process that asks whether a book was seen on the shelf (yes or no), without the name of its file."""
    ask = user("ask", "desk", "look_at_shelves")
    bundle = bundle_of(main=diagram(process("main", start(), ask, end(), *parts, path(*ways))))
    try:
        read_release(bundle, read_form)
    except DefinitionError as error:
        return [str(problem).removeprefix("processes/main.bpmn ") for problem in error.problems]
    return []


def promise(**inputs: str) -> str:
    return service("work", "deadlines.start", {**DUE, **inputs}, deadline="K")


@pytest.mark.parametrize(
    "inputs",
    [
        {},
        {"length": "5"},
        {"length": "=2 + 3", "unit": '="working-" + "days"'},
        {"length": "=inputs.days"},  # nobody knows before the case runs
        {"start": "2026-03-02"},
        {"start": "=today()"},
        {"roll_weekend_forward": "=true"},
    ],
)
def test_what_a_handler_takes_is_accepted(inputs: dict[str, str]) -> None:
    assert problems(promise(**inputs)) == []


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"length": "five"}, "the input length as 'five': a number belongs here."),
        ({"length": '="five"'}, "the input length as '=\"five\"', which is 'five'"),
        ({"length": "=true"}, "the input length as '=true', which is True: a number belongs here."),
        ({"length": "={a: 1}"}, "a number belongs here"),
        (
            {"unit": "fortnights"},
            "the input unit as 'fortnights': one of hours, working-hours, working-days, days, weeks, months belongs",
        ),
        ({"unit": '="day"'}, "the input unit as '=\"day\"', which is 'day'"),
        ({"unit": "=5"}, "the input unit as '=5', which is 5"),
        ({"start": "not a date"}, "the input start as 'not a date': 'not a date' is not a date or time."),
        ({"start": '="2026-W52-3"'}, "is not a date or time."),
        ({"start": "=[1, 2]"}, "the input start as '=[1, 2]'"),
        ({"roll_weekend_forward": '="perhaps"'}, "the input roll_weekend_forward as"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(inputs: dict[str, str], said: str) -> None:
    found = problems(promise(**inputs))
    assert len(found) == 1
    assert found[0].startswith("work: gives deadlines.start the input")
    assert said in found[0]


def test_the_units_of_the_handlers_are_those_of_the_arithmetic() -> None:
    assert Unit.__args__ == ("", *UNITS)  # type: ignore[attr-defined]


def test_what_a_handler_does_not_give_cannot_be_read() -> None:
    given = {"text": "hello"}
    assert problems(service("work", "sample.echo", given, {"heard": "=result.text"})) == []
    [found] = problems(service("work", "sample.echo", given, {"heard": "=result.nonsense"}))
    assert found == "work: reads result.nonsense, but sample.echo gives text."


def test_what_a_step_gives_is_known_under_its_own_name_too() -> None:
    work, after = service("work", "sample.echo", {"text": "hello"}), "after"
    ways = ("begin", "ask", "work", after, "done")
    assert problems(work, service(after, "sample.echo", {"text": "=work.text"}), ways=ways) == []
    [found] = problems(work, service(after, "sample.echo", {"text": "=work.words"}), ways=ways)
    assert found == "after: reads work.words, but sample.echo gives text."


def test_every_handler_says_what_it_gives() -> None:
    assert [name for name, found in HANDLERS.items() if found.gives is None] == []


def decided(condition: str) -> list[str]:
    which, late = gateway("exclusive", "which", default="done"), end("late")
    parts = (which, late, flow("which", "late", condition))
    found = problems(*parts, ways=("begin", "ask", "which", "done"))
    return [each for each in found if "is read by no diagram" not in each]


@pytest.mark.parametrize(
    "condition",
    [
        '=ask.seen = "yes"', '="no" != ask.seen', "=date(ask.looked_on) = today()", '=ask.looked_on = "2026-03-02"',
        '=[{ask: "x"}][ask.y = 1] = []', "=settings.library.most_late_pounds > 3", '=ask.seen in ("yes", "no")',
        '="yes" in ask.seen', '=(if ask.looked_on = null then "never" else ask.seen) = "never"', '=ask.seen = ""',
        '=count([{ask: {seen: "never"}}][ask.seen = "never"]) > 0', '=deadlines.K.state = "met"',
    ],
)  # fmt: skip
def test_a_condition_that_can_be_met_is_accepted(condition: str) -> None:
    assert [problem for problem in decided(condition) if "nothing starts a deadline" not in problem] == []


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ('=ask.nonexisting = "yes"', "reads ask.nonexisting, but the form look_at_shelves asks looked_on, seen."),
        ('=ask.seen = "yess"', "compares ask.seen with 'yess', which nobody can choose. The choices are no, yes."),
        ('=not("maybe" = ask.seen)', "compares ask.seen with 'maybe'"),
        ('=ask.looked_on = "2026-03-02" or ask.seen != "never"', "compares ask.seen with 'never'"),
        (
            '=ask.seen in ("yes", "yess")',
            "compares ask.seen with 'yess', which nobody can choose. The choices are no, yes.",
        ),
        ('=ask.seen in ["yess"]', "compares ask.seen with 'yess'"),
        ('=list contains(["yess"], ask.seen)', "compares ask.seen with 'yess'"),
        ('=list contains(ask.seen, "yess")', "compares ask.seen with 'yess'"),
        ('="yess" in ask.seen', "compares ask.seen with 'yess'"),
        ('=not(ask.seen != "yess")', "compares ask.seen with 'yess'"),
        ('=(if ask.looked_on = null then "never" else ask.seen) = "yess"', "The choices are never, no, yes."),
        ('=some each in ask.seen satisfies each = "yess"', "compares ask.seen with 'yess'"),
        ('=deadlines.K.state = "late"', "The choices are cancelled, met, overdue, running."),
        ("=5", "has the condition '=5', which is 5, which is neither true nor false."),
    ],
)
def test_a_condition_that_nobody_could_meet_is_refused(condition: str, said: str) -> None:
    found = [problem for problem in decided(condition) if "nothing starts a deadline" not in problem]
    assert len(found) == 1
    assert found[0].startswith("which__late: ")
    assert said in found[0]


def told(condition: str, **outputs: str) -> list[str]:
    """Of a process that keeps the answers to the report of a loss under other names, and then decides."""
    report = user("report", "desk", "report_loss", outputs)
    parts = (report, gateway("exclusive", "which", default="done"), end("late"), flow("which", "late", condition))
    return problems(*parts, ways=("begin", "ask", "report", "which", "done"))


@pytest.mark.parametrize(
    ("condition", "outputs", "choices"),
    [
        ('=list contains(report.branches, "south")', {}, "east, north, west"),
        ('="south" in report.branches', {}, "east, north, west"),
        ('=some one in report.branches satisfies one in ("east", "south")', {}, "east, north, west"),
        ('=count(report.branches[item = "south"]) > 0', {}, "east, north, west"),
        ('=kind = "south"', {"kind": "=report.member"}, "adult, child"),
        ('=case.kind = "south"', {"case.kind": "=report.member"}, "adult, child"),
        ('=kind = "south"', {"kind": '=if report.title = "x" then "none" else report.member'}, "adult, child, none"),
        ('=twice = "south"', {"kind": "=report.member", "twice": "=kind"}, "adult, child"),
        ('=kind = "south"', {"kind": '=if report.title = "x" then kind else report.member'}, "adult, child"),
        ('=kind = "south"', {"kind": "north"}, "north"),
    ],
)
def test_a_choice_is_known_in_lists_and_under_the_names_that_it_is_kept_under(
    condition: str, outputs: dict[str, str], choices: str
) -> None:
    [found] = told(condition, **outputs)
    assert found.startswith("which__late: compares ")
    assert found.endswith(f" with 'south', which nobody can choose. The choices are {choices}.")


@pytest.mark.parametrize(
    ("condition", "outputs"),
    [
        ('=list contains(report.branches, "east")', {}),
        ('=report.title = "Atlas"', {}),
        ('=kind = "child"', {"kind": "=report.member"}),
        ('=kind = "south"', {"kind": "=report.title"}),
        ('=kind = "south"', {"kind": "=lower case(report.member)"}),
        ('=report.searcher = "ann"', {}),
    ],
)
def test_free_text_and_people_may_be_anything(condition: str, outputs: dict[str, str]) -> None:
    assert told(condition, **outputs) == []


def test_what_is_asked_on_an_element_is_named_with_the_element() -> None:
    work = service("work", "sample.echo", {"text": '=if ask.seen in ("yes", "perhaps") then "a" else "b"'})
    [found] = problems(work)
    assert found == "work: compares ask.seen with 'perhaps', which nobody can choose. The choices are no, yes."


def test_an_element_repeats_over_a_list_only() -> None:
    assert problems(each(user("work", "desk", "acknowledge"), "=[1, 2]")) == []
    [found] = problems(each(user("work", "desk", "acknowledge"), "=5"))
    assert found == "work: repeats over '=5', which is 5, which is no list."


TWICE = (
    '<zeebe:taskDefinition type="sample.echo"/><zeebe:ioMapping><zeebe:input source="one" target="text"/>'
    '<zeebe:input source="two" target="text"/></zeebe:ioMapping><zeebe:properties>'
    '<zeebe:property name="basis" value="law"/><zeebe:property name="basis" value="inferred"/></zeebe:properties>'
)


def test_what_is_said_twice_is_refused() -> None:
    found = problems(element("serviceTask", "work", extensions=TWICE))
    assert sorted(found) == [
        "work: gives the input text 2 times, and only the last would count. Leave one.",
        "work: has the property basis 2 times. Leave one.",
    ]
