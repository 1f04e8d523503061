"""Our diagrams as the stock parser of SpiffWorkflow can read them.

The same: every process, sub-process, event sub-process, call, task, gateway, event and flow, by the same ids, nested in
the same way; so the stock engine holds the same tokens in the same places. Not the same, always to the stock engine's
advantage: conditions are looked up in a table (`chosen`) and handlers in another (`handled`), where ours are worked out
in FEEL and Python; messages are not queued; timers are set but never due; there are no forms, deadlines, roles, output
mappings, history chain or work-list rows at all.
"""

from xml.sax.saxutils import quoteattr

from engine.definitions.elements import Container, Flow, Node
from engine.definitions.model import Definitions

HEAD = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="stock" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="https://example.org/stock">'
)
SCRIPTS = frozenset({"serviceTask", "businessRuleTask", "sendTask"})
NEVER = "'2099-01-01T00:00:00+00:00'"


def stock_diagram(definitions: Definitions) -> bytes:
    """One file with every process."""
    signals = sorted({_reference(node) for node in definitions.nodes.values() if _reference(node)})
    declared = "".join(f"<bpmn:{name.split('.')[0]} id={quoteattr(name)} name={quoteattr(name)}/>" for name in signals)
    tops = [container for container in definitions.containers.values() if not container.parent]
    processes = "".join(
        f'<bpmn:process id="{top.id}" name="{top.id}" isExecutable="true">{_inside(definitions, top)}</bpmn:process>'
        for top in tops
    )
    return f"{HEAD}{declared}{processes}</bpmn:definitions>".encode()


def _inside(definitions: Definitions, container: Container) -> str:
    nodes = "".join(_element(definitions, definitions.nodes[name], container) for name in container.nodes)
    return nodes + "".join(_flow(definitions, flow) for flow in container.flows)


def _flow(definitions: Definitions, flow: Flow) -> str:
    decides = flow.condition is not None and definitions.nodes[flow.source].default_flow != flow.id
    condition = f"chosen('{flow.id}')"
    inner = (
        f'<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">{condition}</bpmn:conditionExpression>'
        if decides
        else ""
    )
    ends = f'sourceRef="{flow.source}" targetRef="{flow.target}"'
    return f'<bpmn:sequenceFlow id="{flow.id}" {ends}>{inner}</bpmn:sequenceFlow>'


def _element(definitions: Definitions, node: Node, container: Container) -> str:
    tag, attributes, inner = node.kind, "", ""
    if node.kind in SCRIPTS:
        tag, inner = "scriptTask", f"<bpmn:script>{node.id} = handled('{node.id}')</bpmn:script>"
    elif node.kind == "subProcess":
        attributes = ' triggeredByEvent="true"' if node.by_event else ""
        inner = _inside(definitions, definitions.containers[node.id])
    elif node.kind == "callActivity":
        attributes = f' calledElement="{node.called}"'
    elif node.event is not None:
        inner = _event(node)
    if node.default_flow:
        attributes += f' default="{node.default_flow}"'
    if node.kind == "boundaryEvent":
        attributes += f' attachedToRef="{node.attached_to}" cancelActivity="{str(node.interrupting).lower()}"'
    if node.kind == "startEvent" and definitions.containers[container.id].id in definitions.nodes and inner:
        attributes += ' isInterrupting="false"'
    ways = "".join(f"<bpmn:incoming>{flow.id}</bpmn:incoming>" for flow in container.flows if flow.target == node.id)
    ways += "".join(f"<bpmn:outgoing>{flow.id}</bpmn:outgoing>" for flow in container.flows if flow.source == node.id)
    return f"<bpmn:{tag} id={quoteattr(node.id)} name={quoteattr(node.id)}{attributes}>{ways}{inner}</bpmn:{tag}>"


def _event(node: Node) -> str:
    assert node.event is not None
    match node.event.kind:
        case "timer":
            return f"<bpmn:timerEventDefinition><bpmn:timeDate>{NEVER}</bpmn:timeDate></bpmn:timerEventDefinition>"
        case "signal" | "message":
            return f'<bpmn:{node.event.kind}EventDefinition {node.event.kind}Ref="{_reference(node)}"/>'
        case "terminate":
            return "<bpmn:terminateEventDefinition/>"
    return ""


def _reference(node: Node) -> str:
    """The id of the signal or message that an event catches or throws; nothing for other events."""
    event = node.event
    return f"{event.kind}.{event.name}" if event is not None and event.kind in ("signal", "message") else ""
