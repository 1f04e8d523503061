"""What a modeller can set and Homeward does not look at is refused by name."""

import pytest

from engine.definitions.model import collect_definitions
from tests.builders.bpmn import (
    boundary,
    call,
    diagram,
    each,
    element,
    end,
    event,
    flow,
    path,
    process,
    service,
    start,
    user,
)
from tests.builders.checking import problems_of

CAMUNDA = 'xmlns:camunda="http://camunda.org/schema/1.0/bpmn"'
ASKED = '<zeebe:formDefinition formId="f"/><zeebe:assignmentDefinition candidateGroups="g"/>'
TASK = '<zeebe:taskDefinition type="sample.echo"/>'
OTHER = process("other", start("ob"), end("od"), path("ob", "od"))


def around(xml: str) -> list[str]:
    """Problems of one element called `work` in an otherwise sound process."""
    return problems_of(diagram(process("main", start(), xml, end(), path("begin", "work", "done")), OTHER))


def user_with(inner: str = "", extensions: str = "", **attributes: str) -> str:
    return element("userTask", "work", inner, ASKED + extensions, **attributes)


def timer(*children: str) -> str:
    given = "".join(f"<bpmn:{tag}>{text}</bpmn:{tag}>" for tag, _, text in (child.partition("|") for child in children))
    held = f"<bpmn:timerEventDefinition>{given}</bpmn:timerEventDefinition>"
    return element("intermediateCatchEvent", "work", held)


def called(settings: str) -> str:
    return element("callActivity", "work", extensions=f'<zeebe:calledElement processId="other" {settings}/>')


def repeated(attributes: str = "", inner: str = "", collects: str = "") -> str:
    loop = "<bpmn:multiInstanceLoopCharacteristics"
    xml = each(user("work"), "=[1, 2]").replace(loop, f"{loop} {attributes}")
    xml = xml.replace("</bpmn:multiInstance", f"{inner}</bpmn:multiInstance")
    return xml.replace('inputElement="item"', f'inputElement="item" {collects}')


@pytest.mark.parametrize(
    ("xml", "message"),
    [
        (user_with(isForCompensation="1"), "is marked for compensation"),
        (user_with(isForCompensation="true"), "is marked for compensation"),
        (user_with(isForCompensation="yes"), "has isForCompensation = 'yes', which is neither true nor false"),
        (user_with(startQuantity="2"), "begins only after several arrivals"),
        (user_with(completionQuantity="2"), "goes on several times at once"),
        (user_with("<bpmn:potentialOwner/>"), "says who does it in a resource role"),
        (user_with("<bpmn:humanPerformer/>"), "says who does it in a resource role"),
        (user_with(extensions='<zeebe:priorityDefinition priority="90"/>'), "has a priority"),
        (user_with(extensions="<zeebe:taskListeners/>"), "has task listeners"),
        (user_with(extensions="<zeebe:somethingNew/>"), "has zeebe:somethingNew, which Homeward does not know"),
        (user_with(extensions='<zeebe:formDefinition formId="g"/>'), "has zeebe:formDefinition twice"),
        (user_with().replace("<bpmn:userTask", f'<bpmn:userTask {CAMUNDA} camunda:assignee="jo"'), "camunda:assignee"),
        (user_with(extensions=f"<camunda:properties {CAMUNDA}/>"), "has camunda:properties, a setting of another"),
        (user_with("<bpmn:extensionElements/>"), "has its extension elements twice"),
        (
            element("serviceTask", "work", extensions=TASK + ASKED),
            "zeebe:formDefinition, which is not looked at on",
        ),
        (element("serviceTask", "work", extensions=TASK + ASKED), "zeebe:assignmentDefinition, which is not looked at"),
        (element("serviceTask", "work", extensions=f"{TASK}<zeebe:taskHeaders/>"), "has task headers"),
        (service("work").replace("sample.echo", 'sample.echo" retries="3'), "has retries on its zeebe:taskDefinition"),
        (
            user("work").replace('formId="any_answer"', 'externalReference="x"'),
            "has externalReference on its",
        ),
        (called('propagateAllChildVariables="true"'), "takes all that the called process has"),
        (called('propagateAllChildVariables="1"'), "takes all that the called process has"),
        (called('propagateAllParentVariables="false"'), "hides what is around it"),
        (repeated('behavior="One"'), "throws events while it repeats"),
        (repeated(inner="<bpmn:loopDataInputRef>x</bpmn:loopDataInputRef>"), "repeats over data of the diagram"),
        (repeated('isSequential="maybe"'), "has isSequential = 'maybe', which is neither true nor false"),
        (repeated(collects='outputCollection="all"'), "collects results without saying which or where"),
        (repeated(collects='outputElement="=work"'), "collects results without saying which or where"),
        (timer('timeDate|=date("2026-03-02")', "timeDuration|PT1H"), "says more than one of date, duration and cycle"),
        (element("intermediateCatchEvent", "work", "<bpmn:eventDefinitionRef>t</bpmn:eventDefinitionRef>"), "kept els"),
    ],
)
def test_what_is_not_looked_at_is_refused_with_its_element(xml: str, message: str) -> None:
    found = around(xml)
    assert any(text.startswith("work: ") and message in text for text in found), found


def test_an_end_event_whose_definition_is_kept_elsewhere_is_refused() -> None:
    done = element("endEvent", "done", "<bpmn:eventDefinitionRef>terminate_1</bpmn:eventDefinitionRef>")
    [problem] = problems_of(diagram(process("main", start(), done, path("begin", "done"))))
    assert problem.startswith("done: refers to an event definition kept elsewhere.")


LISTENERS = '<zeebe:executionListeners><zeebe:executionListener type="x.y"/></zeebe:executionListeners>'
STEPS = start(), user("ask"), end(), path("begin", "ask", "done")


@pytest.mark.parametrize(
    ("held", "message"),
    [
        (LISTENERS, "main: has execution listeners."),
        (
            '<zeebe:properties><zeebe:property name="outcome" value="z"/></zeebe:properties>',
            "main: has the property",
        ),
        (ASKED, "main: has zeebe:formDefinition, which is not looked at on a process."),
    ],
)
def test_a_process_holds_nothing_but_what_it_answers(held: str, message: str) -> None:
    found = problems_of(diagram(process("main", f"<bpmn:extensionElements>{held}</bpmn:extensionElements>", *STEPS)))
    assert any(text.startswith(message) for text in found), found


def test_a_process_says_which_requirements_it_answers() -> None:
    said = '<zeebe:properties><zeebe:property name="requirements" value="M-01"/></zeebe:properties>'
    parts = f"<bpmn:extensionElements>{said}</bpmn:extensionElements>", *STEPS
    assert problems_of(diagram(process("main", *parts))) == []


def test_a_flow_holds_nothing() -> None:
    held = f"<bpmn:extensionElements>{LISTENERS}</bpmn:extensionElements></bpmn:sequenceFlow>"
    ways = flow("begin", "ask").replace("</bpmn:sequenceFlow>", held) + path("ask", "done")
    [problem] = problems_of(diagram(process("main", *STEPS[:3], ways)))
    assert problem.startswith("begin__ask: has execution listeners.")


def test_a_message_has_no_correlation_key() -> None:
    xml = diagram(
        process("main", start(), user("ask"), boundary("e", "ask", "message:m"), *STEPS[2:], path("e", "done"))
    )
    held = b'<bpmn:extensionElements><zeebe:subscription correlationKey="=x"/></bpmn:extensionElements></bpmn:message>'
    [problem] = problems_of(xml.replace(b'name="m"/>', b'name="m">' + held))
    assert problem.startswith("message.m: has a correlation key.")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"form": "f"}, "has the property form, which is looked at only on a user task, and on an event that people"),
        ({"candidateGroups": "g"}, "has the property candidateGroups, which is looked at only on"),
        ({"ask": "Say"}, "has the property ask, which is looked at only on an event that people report"),
        ({"available": "=true"}, "has the property available, which is looked at only on"),
        ({"metWhen": "=true"}, "has the property metWhen, which is looked at only on a user task"),
        ({"allocates": "r=x"}, "has the property allocates, which is looked at only on a user task"),
        ({"notSameActorAs": "ask"}, "has the property notSameActorAs, which is looked at only on"),
        ({"deadline": "K"}, "has the property deadline, which is looked at only on"),
        ({"owner": "r"}, "has the property owner, which is looked at only on"),
        ({"escalation": "x"}, "has the property escalation, which is looked at only on"),
        ({"about": "=x"}, "has the property about, which is looked at only on an event sub-process, a call activity"),
        ({"stage": "1"}, "has the property stage, which is looked at only on a sub-process"),
        ({"outcome": "x"}, "has the property outcome, which is looked at only on an end event"),
    ],
)
def test_a_property_stands_where_it_is_looked_at(values: dict[str, str], message: str) -> None:
    [problem] = around(service("work", "sample.echo", None, None, **values))
    assert problem.startswith(f"work: {message}")


@pytest.mark.parametrize(("written", "executable"), [("1", True), ("0", False), ("false", False)])
def test_a_process_can_be_started_as_it_is_written(written: str, executable: bool) -> None:
    xml = process("main", *STEPS).replace('isExecutable="true"', f'isExecutable="{written}"')
    definitions, problems = collect_definitions({"processes/x.bpmn": diagram(xml)})
    assert problems == []
    assert definitions.containers["main"].executable is executable


def test_other_tools_own_data_and_plain_values_are_let_through() -> None:
    colour = 'xmlns:color="http://www.omg.org/spec/BPMN/non-normative/color/1.0" color:background-color="red"'
    quiet = user_with(completionQuantity="1", startQuantity="1", isForCompensation="0", implementation="##unspecified")
    quiet = quiet.replace("<bpmn:userTask", f'<bpmn:userTask {colour} zeebe:modelerTemplate="t"')
    assert around(quiet) == []
    assert around(call("work", "other")) == []
    assert around(repeated('behavior="All"', collects='outputCollection="all" outputElement="=work"')) == []
    assert around(element("intermediateCatchEvent", "work", event("timer:PT1H"))) == []
