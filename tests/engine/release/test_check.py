"""Publishing checks everything together: every problem of every file at once, each with its file and element."""

import pytest

from engine.errors import DefinitionError
from engine.release.bundle import Bundle, read_folder, unpack
from engine.release.release import read_release
from forms.reader import read_form
from tests.builders.bpmn import call, catch, diagram, end, flow, gateway, path, process, service, start, user
from tests.sample.library import FOLDER, bundle_of

SAMPLE = read_folder(FOLDER)
SETTINGS = "processes/settings.yaml"


def problems(bundle: Bundle) -> list[str]:
    try:
        read_release(bundle, read_form)
    except DefinitionError as error:
        return [str(problem) for problem in error.problems]
    return []


def of_one(xml: str, *more: str) -> list[str]:
    """Problems of one element called `work` in an otherwise sound process, without those of the file's name."""
    ask = user("ask", "desk", "acknowledge")
    parts = [start(), ask, xml, end(), path("begin", "ask", "work", "done"), *more]
    found = problems(bundle_of(main=diagram(process("main", *parts))))
    return [text.removeprefix("processes/main.bpmn ") for text in found]


def test_the_sample_has_no_problems() -> None:
    assert problems(SAMPLE) == []


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        (user("work", "desk", "nowhere"), "work: refers to the form nowhere, but there is no forms/nowhere.json."),
        (user("work", "desk", ""), "work: has no form. Choose one."),
        (user("work", "", "acknowledge"), "work: says nobody who may do it. Set its candidate groups."),
        (user("work", "nobody", "acknowledge"), "work: is for the role nobody, which settings.yaml does not list"),
        (
            service("work", "sample.nothing"),
            "work: calls the handler sample.nothing, which does not exist. Did you mean",
        ),
        (service("work", "other.nothing"), "work: calls the handler other.nothing, which does not exist."),
        (service("work", "sample.fee"), "work: does not give sample.fee its input price"),
        (service("work", "sample.fee", {"price": "1", "x": "1"}), "work: gives sample.fee an input called x"),
        (service("work", "sample.fee", {"price": "cheap"}), "work: gives sample.fee the input price as 'cheap'"),
        (call("work", "nowhere"), "work: calls the process 'nowhere', which is in no file"),
        (service("work", inputs={"text": "=nowhere.x"}), "work: reads nowhere in '=nowhere.x', but no element"),
        (service("work", inputs={"text": "=settings.nowhere"}), "work: reads settings.nowhere, which settings.yaml"),
        (
            service("work", inputs={"text": "=deadlines.K1.due"}),
            "work: reads deadlines.K1.due, but nothing starts",
        ),
        (catch("work", "timer:=deadlines.K1.due"), "work: reads deadlines.K1.due, but nothing starts"),
        (service("work", outputs={"x": "=1 +"}), "work: "),
        (service("work", "sample.fee", {"price": "=1 +"}), "work: Line 1, column 4: the expression stops too early."),
        (catch("work", "timer:=deadlines.K1.due +"), "work: Line 1,"),
    ],
)
def test_what_is_named_but_not_there_is_refused(xml: str, message: str) -> None:
    found = of_one(xml)
    assert len(found) == 1, found
    assert found[0].startswith(message)


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        (
            {"notSameActorAs": "asks"},
            "work: must not be done by whoever did asks, but there is no element called that.",
        ),
        ({"notSameActorAs": "ask, done"}, "work: must not be done by whoever did done, which no person does."),
        ({"deadline": "K1"}, "work: names the deadline K1, which nothing starts. Started are none."),
        ({"metWhen": "true"}, "work: has the property metWhen = 'true', which is no expression. Begin it with =."),
        ({"metWhen": "=ask.x ="}, "work: has the property metWhen that cannot be read"),
        ({"dueWithin": "soon"}, "work: has the property dueWithin = 'soon', which is no expression. Begin it with =."),
        (
            {"dueWithin": '={length: 1, unit: "days"}', "escalation": "loud"},
            "work: names the escalation loud, which settings.yaml",
        ),
        ({"metOn": "=now()"}, "work: has the property metOn and no deadline that could be met."),
        ({"allocatedOnly": "true"}, "work: has the property allocatedOnly = 'true'; it can be no or yes."),
        ({"allocates": "nobody=ask.who"}, "work: names the role nobody, which settings.yaml does not list"),
        ({"allocates": "desk"}, "work: has the property allocates with 'desk', which cannot be read"),
        ({"allocates": "desk=ask."}, "work: has the property allocates with 'desk=ask.', which cannot be read"),
        ({"notSameActor": "ask"}, "work: has the property notSameActor, which means nothing here."),
    ],
)
def test_a_property_that_would_quietly_do_nothing_is_refused(properties: dict[str, str], message: str) -> None:
    found = of_one(user("work", "desk", "acknowledge", None, **properties))
    assert len(found) == 1, found
    assert found[0].startswith(message)


STARTING = {"start": "=now()", "length": "1", "unit": "hours"}


@pytest.mark.parametrize(
    ("properties", "message"),
    [
        ({}, "work: names no deadline. Set its property deadline to a key such as K1."),
        (
            {"deadline": "K1", "escalation": "loud"},
            "work: names the escalation loud, which settings.yaml does not list",
        ),
        ({"deadline": "K1", "owner": "nobody"}, "work: names the role nobody, which settings.yaml does not list"),
    ],
)
def test_a_deadline_without_a_key_or_with_unknown_names_is_refused(properties: dict[str, str], message: str) -> None:
    [found] = of_one(service("work", "deadlines.start", STARTING, None, **properties))
    assert found.startswith(message)


def test_a_message_to_a_role_that_is_not_there_is_refused() -> None:
    [found] = of_one(service("work", "messages.notify", {"to": "desk, nobody", "subject": "x"}, tag="sendTask"))
    assert found.startswith("work: names the role nobody")


def test_a_step_that_opens_a_case_of_no_process_is_refused() -> None:
    [found] = of_one(service("work", "cases.open", {"process": "mian"}, tag="sendTask"))
    assert found == "work: opens a case of the process 'mian'; there are main."


def test_a_condition_that_reads_what_is_not_there_is_refused_with_its_flow() -> None:
    ways = flow("work", "done", "=nowhere.x") + path("work", "more", "done")
    found = of_one(gateway("exclusive", "work", "more"), user("more", "desk", "acknowledge"), ways)
    assert any(text.startswith("work__done: reads nowhere in '=nowhere.x'") for text in found)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (b'at: "50%"', b'at: "half way"', "processes/settings.yaml escalation.standard: has an entry whose at"),
        (
            b"to: [owner]}",
            b"to: [owner], if_passed: later}",
            "processes/settings.yaml escalation.standard: has an entry with if_passed 'later': write",
        ),
        (b"to: [head]", b"to: [nobody]", "processes/settings.yaml escalation.standard: tells the role nobody"),
        (b"line_manager: manager", b"line_manager: nobody", "processes/settings.yaml roles.desk: has the line manager"),
        (
            b"line_manager: head",
            b"line_manager: [head]",
            "processes/settings.yaml roles.manager: has the line manager [",
        ),
        (b"roles:\n  desk", b"start_forms: {a: [b]}\nroles:\n  desk", "processes/settings.yaml start_forms.a: must be"),
        (
            b"roles:\n  desk",
            b"deputies: {mangaer: [desk]}\nroles:\n  desk",
            "processes/settings.yaml deputies.mangaer: stands for no role that is listed",
        ),
        (b"lost_book: [desk]", b"lost_book: [nobody]", "processes/settings.yaml start_roles.lost_book: names the role"),
        (b"roles:\n  desk", b"roles: [\n  desk", "processes/settings.yaml: cannot be read"),
        (b"library:", b"- library:", "processes/settings.yaml: cannot be read"),
    ],
)
def test_settings_that_cannot_be_followed_are_refused(old: bytes, new: bytes, message: str) -> None:
    settings = SAMPLE.files[SETTINGS]
    assert old in settings
    found = problems(Bundle(SAMPLE.files | {SETTINGS: settings.replace(old, new)}))
    assert any(text.startswith(message) for text in found), found


def test_every_problem_of_every_file_is_told_at_once() -> None:
    broken = process("main", start(), user("ask", "nobody", "nowhere"), service("work", "sample.nothing"), end())
    files = {
        **bundle_of(main=diagram(broken), torn=b"<not xml").files,
        "forms/odd.json": b'{"id": "odd", "components": [{"type": "image"}]}',
        "processes/calendar.json": b"{}",
    }
    found = problems(Bundle(files))
    for expected in (
        "processes/torn.bpmn: is not well-formed XML",
        "processes/main.bpmn ask: refers to the form nowhere",
        "processes/main.bpmn ask: is for the role nobody",
        "processes/main.bpmn ask: cannot be reached",
        "processes/main.bpmn work: calls the handler sample.nothing",
        "processes/main.bpmn work: is a dead end",
        "forms/odd.json",
        "processes/calendar.json",
    ):
        assert any(text.startswith(expected) for text in found), (expected, found)


def test_a_form_that_nobody_uses_is_told() -> None:
    extra = SAMPLE.files["forms/acknowledge.json"].replace(b'"acknowledge"', b'"spare"')
    found = problems(Bundle(SAMPLE.files | {"forms/spare.json": extra}))
    assert found == ["forms/spare.json: is used by no element of any diagram. Remove it, or refer to it."]


def test_a_release_without_a_calendar_is_refused() -> None:
    files = {name: data for name, data in SAMPLE.files.items() if name != "processes/calendar.json"}
    assert any(text.startswith("processes/calendar.json: is missing") for text in problems(Bundle(files)))


def test_a_bundle_is_named_by_its_contents_and_unpacks_to_the_same() -> None:
    changed = Bundle(SAMPLE.files | {SETTINGS: SAMPLE.files[SETTINGS] + b"\n"})
    assert changed.digest != SAMPLE.digest
    assert unpack(SAMPLE.pack()) == SAMPLE
    assert unpack(SAMPLE.pack()).digest == SAMPLE.digest
