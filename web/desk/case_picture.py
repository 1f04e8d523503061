"""The diagram with what is done, current and overdue, and the same facts for a table."""

from engine.definitions.elements import Node
from engine.runtime.specs.lean import LIVE
from engine.store.loading import LoadedCase
from engine.store.task_rows import task_id
from web.case_pages import Diagram, ElementMark
from web.pages import ElementStatus

SHOWN = {
    "userTask", "callActivity", "subProcess", "intermediateCatchEvent", "receiveTask", "boundaryEvent", "endEvent",
    "startEvent", "serviceTask", "businessRuleTask", "sendTask",
}  # fmt: skip
IN_TABLE = {"userTask", "callActivity", "subProcess", "intermediateCatchEvent", "receiveTask"}
WORDS: dict[ElementStatus, str] = {"done": "Done", "current": "In progress", "overdue": "Overdue"}


def picture(loaded: LoadedCase, overdue: set[str], wanted: str) -> Diagram:
    """The diagram of the process `wanted`, by default the case's own."""
    definitions = loaded.release.definitions
    processes = {name: definitions.containers[name].name or name for d in definitions.diagrams for name in d.processes}
    own = loaded.row.process_id
    shown = wanted if wanted in processes else own
    done = {name for name in loaded.row.passed.split() if name in definitions.nodes}
    current, late = _live(loaded, overdue)
    reached = {own} | {definitions.process_of(definitions.nodes[name]) for name in done | current}
    others = tuple((name, processes[name]) for name in processes if name in reached and name != shown)
    nodes = [node for node in definitions.nodes.values() if definitions.process_of(node) == shown]
    return Diagram(shown, processes[shown], tuple(_marks(nodes, done, current, late)), others)


def _marks(nodes: list[Node], done: set[str], current: set[str], late: set[str]) -> list[ElementMark]:
    marks = []
    for node in nodes:
        if node.kind not in SHOWN or not (node.id in done or node.id in current):
            continue
        status: ElementStatus = "overdue" if node.id in late else "current" if node.id in current else "done"
        listed = node.kind in IN_TABLE and bool(node.label)
        marks.append(ElementMark(node.id, node.label, status, WORDS[status], listed))
    return marks


def _live(loaded: LoadedCase, overdue: set[str]) -> tuple[set[str], set[str]]:
    """Element ids that are current, and those of them whose task is overdue."""
    current, late = set(), set()
    for level in loaded.workflow.levels():
        for task in level.tasks.values():
            node = getattr(task.task_spec, "node", None)
            if node is None or not task.has_state(LIVE) or node.kind == "boundaryEvent":
                continue
            current.add(node.id)
            if "n" in task.internal_data and task_id(loaded.id, task.internal_data["n"]) in overdue:
                late.add(node.id)
    return current, late
