"""The diagram with what is done, current and overdue, and the same facts for a table."""

from engine.definitions.elements import Node
from engine.runtime.specs.lean import LIVE
from engine.store.loading import LoadedCase
from engine.store.task_rows import task_id
from web.pages import Diagram, ElementMark, ElementStatus

SHOWN = {
    "userTask", "callActivity", "subProcess", "intermediateCatchEvent", "receiveTask", "boundaryEvent", "endEvent",
    "startEvent", "serviceTask", "businessRuleTask", "sendTask",
}  # fmt: skip
IN_TABLE = {"userTask", "callActivity", "subProcess", "intermediateCatchEvent", "receiveTask"}
WORDS: dict[ElementStatus, str] = {"done": "Done", "current": "In progress", "overdue": "Overdue"}


def picture(loaded: LoadedCase, moves: list[list[str]], overdue: set[str], wanted: str) -> Diagram:
    """The diagram of the process `wanted`, by default the case's own."""
    definitions = loaded.release.definitions
    processes = {name: definitions.containers[name].name or name for d in definitions.diagrams for name in d.processes}
    own = loaded.row.process_id
    shown = wanted if wanted in processes else own
    reached = {own} | {
        definitions.process_of(definitions.nodes[move[1]]) for move in moves if move[1] in definitions.nodes
    }
    others = tuple((name, processes[name]) for name in processes if name in reached and name != shown)
    nodes = [node for node in definitions.nodes.values() if definitions.process_of(node) == shown]
    return Diagram(shown, processes[shown], tuple(_marks(loaded, nodes, moves, overdue)), others)


def _marks(loaded: LoadedCase, nodes: list[Node], moves: list[list[str]], overdue: set[str]) -> list[ElementMark]:
    done = {element for what, element, _ in moves if what == "completed"}
    current, late = _live(loaded, overdue)
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
