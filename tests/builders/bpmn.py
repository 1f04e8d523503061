"""Little diagrams as Python: each function gives the XML of one element, `process` and `diagram` put them together.

    diagram(process("main", start(), user("ask"), end(), path("begin", "ask", "done")))

A value that starts with `=` is FEEL. A boundary or catch event says what it waits for in one word: `message:lost`,
`timer:=deadlines.K1.due`, `timer:PT2H`, `signal:stop`, `error:no_stock`, `escalation:costly`, `error:` for any code.
"""

import re
from collections.abc import Mapping
from itertools import pairwise
from xml.sax.saxutils import quoteattr

NAMESPACES = (
    'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
CODES = {"message": "name", "signal": "name", "error": "errorCode", "escalation": "escalationCode"}
Values = Mapping[str, str]


def diagram(*processes: str, drawn: bool = True) -> bytes:
    """A whole file. Messages, signals, errors and escalations are declared as they are referred to. What is `drawn`
    says nothing of where.
    """
    body = "".join(processes)
    declared = {
        f"<bpmn:{kind} id={quoteattr(ref)} {CODES[kind]}={quoteattr(ref.partition('.')[2])}/>"
        for kind, ref in re.findall(r'(message|signal|error|escalation)Ref="([^"]*)"', body)
    }
    head = f'<bpmn:definitions {NAMESPACES} id="definitions" targetNamespace="https://example.org/tests">'
    picture = drawing(body) if drawn else ""
    return f"{head}{''.join(sorted(declared))}{body}{picture}</bpmn:definitions>".encode()


def drawing(body: str) -> str:
    """A drawing that holds each element and flow."""
    ids = re.findall(r'<bpmn:(sequenceFlow|\w+(?:Event|Gateway|Task)|callActivity|subProcess) id="([^"]*)"', body)
    held = "".join(
        f'<bpmndi:BPMN{"Edge" if tag == "sequenceFlow" else "Shape"} bpmnElement="{name}"/>' for tag, name in ids
    )
    return f"<bpmndi:BPMNDiagram><bpmndi:BPMNPlane>{held}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"


def process(name: str, *parts: str) -> str:
    return f'<bpmn:process id="{name}" name="{name}" isExecutable="true">{"".join(parts)}</bpmn:process>'


def element(tag: str, name: str, inner: str = "", extensions: str = "", **attributes: str) -> str:
    """Any element; `extensions` are what stands in its `extensionElements`."""
    kept = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items() if value)
    held = f"<bpmn:extensionElements>{extensions}</bpmn:extensionElements>" if extensions else ""
    label = "" if "name" in attributes else f' name="{name.replace("_", " ").capitalize()}"'
    return f'<bpmn:{tag} id="{name}"{label}{kept}>{held}{inner}</bpmn:{tag}>'


def properties(values: Values) -> str:
    held = "".join(f"<zeebe:property name={quoteattr(k)} value={quoteattr(v)}/>" for k, v in values.items())
    return f"<zeebe:properties>{held}</zeebe:properties>" if values else ""


def mappings(inputs: Values | None, outputs: Values | None) -> str:
    """`{target: source}` for each direction."""
    held = "".join(
        f"<zeebe:{kind} source={quoteattr(source)} target={quoteattr(target)}/>"
        for kind, values in (("input", inputs), ("output", outputs))
        for target, source in (values or {}).items()
    )
    return f"<zeebe:ioMapping>{held}</zeebe:ioMapping>" if held else ""


def handled(handler: str) -> str:
    return f'<zeebe:taskDefinition type="{handler}"/>' if handler else ""


def start(name: str = "begin", message: str = "", **values: str) -> str:
    """`message` makes it the start of an event sub-process, which interrupts nothing."""
    if not message:
        return element("startEvent", name, extensions=properties(values))
    inner = event(f"message:{message}")
    return element("startEvent", name, inner, properties(values), isInterrupting="false")


def end(name: str = "done", throws: str = "", handler: str = "", inputs: Values | None = None, **values: str) -> str:
    """`throws`: `terminate`, or what an event definition takes."""
    extensions = handled(handler) + mappings(inputs, None) + properties(values)
    return element("endEvent", name, event(throws), extensions)


def user(
    name: str, role: str = "worker", form: str = "any_answer", outputs: Values | None = None, **values: str
) -> str:
    assigned = f'<zeebe:formDefinition formId="{form}"/><zeebe:assignmentDefinition candidateGroups="{role}"/>'
    return element("userTask", name, extensions=assigned + mappings(None, outputs) + properties(values))


def service(
    name: str,
    handler: str = "sample.echo",
    inputs: Values | None = None,
    outputs: Values | None = None,
    tag: str = "serviceTask",
    **values: str,
) -> str:
    return element(tag, name, extensions=handled(handler) + mappings(inputs, outputs) + properties(values))


def receive(name: str, message: str, **values: str) -> str:
    return element("receiveTask", name, extensions=properties(values), messageRef=f"message.{message}")


def call(name: str, called: str, inputs: Values | None = None, outputs: Values | None = None, **values: str) -> str:
    target = f'<zeebe:calledElement processId="{called}" propagateAllChildVariables="false"/>'
    return element("callActivity", name, extensions=target + mappings(inputs, outputs) + properties(values))


def sub(name: str, *parts: str, **values: str) -> str:
    return element("subProcess", name, "".join(parts), properties(values))


def event_sub(name: str, *parts: str, **values: str) -> str:
    return element("subProcess", name, "".join(parts), properties(values), triggeredByEvent="true")


def gateway(kind: str, name: str, default: str = "") -> str:
    """`kind`: exclusive, inclusive, parallel or eventBased; `default`: the element that the default flow leads to."""
    return element(f"{kind}Gateway", name, default=f"{name}__{default}" if default else "")


def catch(name: str, waits_for: str, **values: str) -> str:
    return element("intermediateCatchEvent", name, event(waits_for), properties(values))


def throw(name: str, throws: str = "", handler: str = "", inputs: Values | None = None) -> str:
    return element("intermediateThrowEvent", name, event(throws), handled(handler) + mappings(inputs, None))


def boundary(name: str, on: str, waits_for: str, interrupting: bool = True, **values: str) -> str:
    cancels = "true" if interrupting else "false"
    extensions = properties(values)
    return element("boundaryEvent", name, event(waits_for), extensions, attachedToRef=on, cancelActivity=cancels)


def event(what: str) -> str:
    """The event definition for one word such as `signal:stop`; nothing for ""."""
    kind, _, value = what.partition(":")
    if kind == "timer":
        tag = "timeDuration" if value.startswith(("P", '="P', "=duration")) else "timeDate"
        return f"<bpmn:timerEventDefinition><bpmn:{tag}>{value}</bpmn:{tag}></bpmn:timerEventDefinition>"
    if kind in CODES:
        reference = f' {kind}Ref="{kind}.{value}"' if value else ""
        return f"<bpmn:{kind}EventDefinition{reference}/>"
    return f"<bpmn:{kind}EventDefinition/>" if kind else ""


def each(xml: str, collection: str, sequential: bool = False, collect: str = "", result: str = "") -> str:
    """The element once for each item of the list."""
    settings = f'inputCollection={quoteattr(collection)} inputElement="item"'
    if collect:
        settings += f" outputCollection={quoteattr(collect)} outputElement={quoteattr(result)}"
    held = f"<bpmn:extensionElements><zeebe:loopCharacteristics {settings}/></bpmn:extensionElements>"
    order = ' isSequential="true"' if sequential else ""
    loop = f"<bpmn:multiInstanceLoopCharacteristics{order}>{held}</bpmn:multiInstanceLoopCharacteristics>"
    cut = xml.rindex("</")
    return xml[:cut] + loop + xml[cut:]


def flow(source: str, target: str, condition: str = "") -> str:
    """A sequence flow with the id `source__target`."""
    formal = f'<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">{condition}</bpmn:conditionExpression>'
    escaped = formal.replace("<=", "&lt;=").replace(" < ", " &lt; ") if condition else ""
    name = f"{source}__{target}"
    ends = f'sourceRef="{source}" targetRef="{target}"'
    return f'<bpmn:sequenceFlow id="{name}" name="{target}" {ends}>{escaped}</bpmn:sequenceFlow>'


def path(*names: str) -> str:
    """Flows from each element to the next."""
    return "".join(flow(one, other) for one, other in pairwise(names))
