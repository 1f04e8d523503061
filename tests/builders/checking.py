"""Every problem that the checks find in diagrams, as `element: message`."""

from engine.definitions.dialect import check_dialect
from engine.definitions.model import collect_definitions


def problems_of(*diagrams: bytes) -> list[str]:
    """The diagrams are `processes/1.bpmn`, `processes/2.bpmn` and so on."""
    definitions, unread = collect_definitions({f"processes/{n}.bpmn": xml for n, xml in enumerate(diagrams, 1)})
    return [f"{problem.element}: {problem.message}" for problem in unread + check_dialect(definitions)]
